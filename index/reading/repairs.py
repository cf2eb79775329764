"""The repairs stage: words that a wrong encoding damaged are mended, one by one.

Correct words on the same page are left alone, since often only part of a page went through the
wrong encoding.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

import ftfy

from index.gazetteer import load_gazetteer
from index.text.folding import fold
from index.text.lexicon import lexicons, split_pair

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
_CORE = re.compile(r"\W*+(.*\w)?", re.DOTALL)
"""The signs before a word, and the word without the signs after it.

It is read from both ends, each letter once: a row of signs may be as long as the page.
"""
_ACUTE = re.compile("(?<=[^\\W\\d_])[´`](?=[^\\W\\d_])")
_FINAL_ACUTE = re.compile("([aeiouAEIOU])´(?!\\w)")
_FINAL_GRAVE = str.maketrans("aeiouAEIOU", "àéìòùÀÉÌÒÙ")
_ENTITY = re.compile("&(?:#\\d{2,5}|[A-Za-z]{2,8});")
_HALVED = re.compile('(?<=[a-zà-ù])[ĂÃ](?=\\s|[.,;:!?)»”"]|$)')
"""UTF-8 "à" whose second byte became a space: the first byte, read in an 8-bit encoding."""
_HALVED_TWICE = re.compile('Ãƒ?Â(?=[.,;:!?)»”"]|$)')

_FINAL = (
    (re.compile("(?<=[eilnrstu]t)[ąŕ]$|^[ąŕ]$|(?<=[a-z]{2}r)[ąŕ]$"), "à"),
    (re.compile("(?<=T)[ĄŔ]$"), "À"),
    (re.compile("(?<=[bcdfglmnprstvz])[ņň]$"), "ò"),
)
"""A final vowel of an Italian word as the Baltic (1257, 8859-13) and Central European encodings
(1250, 8859-2) show it; only after letters after which no name of those languages ends in it.
"""
_WHOLE = {
    damaged: word
    for lexicon in lexicons()
    for word, others in map(split_pair, lexicon.repairs.whole)
    for damaged in others
}
"""By what wrong encodings made of them, words that are so short or frequent that they are sure."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text; `log` has each change as (before, after), in order, and is () for none."""

    text: str
    log: tuple[tuple[str, str], ...]


def repair(text: str) -> Repaired:
    """Repair the damaged words of a text; white space and correct words are kept as they are."""
    if not _SUSPECT.search(text):
        return Repaired(text, ())
    log: list[tuple[str, str]] = []

    def repair_word(found: re.Match[str]) -> str:
        word = found[0]
        if not _SUSPECT.search(word):
            return word
        better = _repair_word(word)
        if better != word:
            log.append((word, better))
        return better

    return Repaired(_WORD.sub(repair_word, text), tuple(log))


@lru_cache(maxsize=4096)
def _repair_word(word: str) -> str:
    word = _ENTITY.sub(lambda found: html.unescape(found[0]), word)
    word = _HALVED_TWICE.sub("à", word)
    word = _repair_name(ftfy.fix_encoding(word, config=_CONFIG))
    word = _HALVED.sub("à", word)
    word = _FINAL_ACUTE.sub(lambda found: found[1].translate(_FINAL_GRAVE), word)
    word = _ACUTE.sub("'", word)
    return _repair_last_letter(word)


def _repair_name(word: str) -> str:
    """Return a word whose UTF-8 was read as Windows-1252, mended when that makes a known place,
    or the first word of one.

    What `ftfy` leaves alone may be a sound word of some language; a place with that name is not.
    """
    found = _CORE.match(word)
    if not found or not found[1] or not _READ_AS_WESTERN.search(found[1]):
        return word
    try:
        name = found[1].encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return word
    parts = [fold(part) for part in (name, *name.split("-"))]
    gazetteer = load_gazetteer()
    if not any(gazetteer.knows(part) or gazetteer.longest(part) > 1 for part in parts):
        return word
    return word[: found.start(1)] + name + word[found.end() :]


_READ_AS_WESTERN = re.compile("[Â-ß][^\x00-\x7f]")


def _repair_last_letter(word: str) -> str:
    found = _CORE.match(word)
    if not found or not found[1]:
        return word
    before, core, after = word[: found.start(1)], found[1], word[found.end() :]
    head, mark, last = core.rpartition("'") if "'" in core else core.rpartition("’")
    whole = _WHOLE.get(last.casefold())
    if whole is not None:
        last = whole.capitalize() if last[0].isupper() else whole
    else:
        for damaged, correct in _FINAL:
            last = damaged.sub(correct, last)
    return before + head + mark + last + after
