"""Repairs: words damaged by a wrong encoding on the way, mended one by one.

Correct words on the same page are left alone, since only part of a page went through the wrong
encoding. Every change is logged; callers keep the raw text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

import ftfy

_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    normalization=None,
    explain=False,
)
_WORD = re.compile("[^ \t\r\n]+")
_SUSPECT = re.compile(
    "[^\x00-\x7f’“”–àèéìòùÀÈÉÌÒÙ]|&#?[A-Za-z0-9]{2,8};|(?<=[A-Za-z])`(?=[A-Za-z])"
)
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_ACUTE = re.compile("(?<=[^\\W\\d_])[´`](?=[^\\W\\d_])")
_FINAL_ACUTE = re.compile("([aeiouAEIOU])´(?!\\w)")
_FINAL_GRAVE = str.maketrans("aeiouAEIOU", "àéìòùÀÉÌÒÙ")
_ENTITY = re.compile("&(?:#\\d{2,5}|[A-Za-z]{2,8});")
_HALVED = re.compile('(?<=[a-zà-ù])[ĂÃ](?=\\s|[.,;:!?)»”"]|$)')
"""UTF-8 "à" whose second byte became a space: what is left is its first byte in an 8-bit set."""
_HALVED_TWICE = re.compile('Ãƒ?Â(?=[.,;:!?)»”"]|$)')

_FINAL = (
    (re.compile("(?<=t)[ąŕ]$|^[ąŕ]$|(?<=[a-z]{2}r)[ąŕ]$"), "à"),
    (re.compile("(?<=T)[ĄŔ]$"), "À"),
    (re.compile("(?<=[bcdfglmnprstvz])[ņň]$"), "ò"),
)
"""A final vowel of an Italian word as the Baltic (1257, 8859-13) and the Central European sets
(1250, 8859-2) show it: only where a name in those languages would not end so."""
_WHOLE = {
    "č": "è",
    "cioč": "cioè",
    "caffč": "caffè",
    "pił": "più",
    "piů": "più",
    "virtł": "virtù",
    "virtů": "virtù",
    "gioventł": "gioventù",
    "gioventů": "gioventù",
    "lunedģ": "lunedì",
    "martedģ": "martedì",
    "mercoledģ": "mercoledì",
    "giovedģ": "giovedì",
    "venerdģ": "venerdì",
    "cosģ": "così",
    "lunedě": "lunedì",
    "martedě": "martedì",
    "mercoledě": "mercoledì",
    "giovedě": "giovedì",
    "venerdě": "venerdì",
    "cosě": "così",
    "giŕ": "già",
    "gią": "già",
    "puņ": "può",
    "puň": "può",
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text with its damaged words mended; `log` has each change as (before, after), in order."""

    text: str
    log: tuple[tuple[str, str], ...]


def repair(text: str) -> Repaired:
    """Mend the damaged words of a text; white space and sound words stay as they are."""
    if not _SUSPECT.search(text):
        return Repaired(text, ())
    log: list[tuple[str, str]] = []

    def mended(found: re.Match[str]) -> str:
        word = found[0]
        if not _SUSPECT.search(word):
            return word
        better = _mend(word)
        if better != word:
            log.append((word, better))
        return better

    return Repaired(_WORD.sub(mended, text), tuple(log))


@lru_cache(maxsize=4096)
def _mend(word: str) -> str:
    word = _ENTITY.sub(lambda found: html.unescape(found[0]), word)
    word = _HALVED_TWICE.sub("à", word)
    word = ftfy.fix_encoding(word, config=_CONFIG)
    word = _HALVED.sub("à", word)
    word = _FINAL_ACUTE.sub(lambda found: found[1].translate(_FINAL_GRAVE), word)
    word = _ACUTE.sub("'", word)
    return _mend_end(word)


def _mend_end(word: str) -> str:
    edges = _EDGES.match(word)
    if not edges:
        return word
    before, core, after = edges.groups()
    head, mark, last = core.rpartition("'") if "'" in core else core.rpartition("’")
    whole = _WHOLE.get(last.casefold())
    if whole is not None:
        last = whole.capitalize() if last[0].isupper() else whole
    else:
        for damaged, sound in _FINAL:
            last = damaged.sub(sound, last)
    return before + head + mark + last + after
