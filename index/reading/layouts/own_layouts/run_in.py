"""Run-in headings: where to cut "…dissemination dayThe Urban…"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from index.model.profile import ArchiveProfile
from index.reading.layouts.line.headings import date_end, ends_sentence
from index.reading.layouts.line.letter_folding import fold_letters
from index.text.current_profile import current_profile
from index.text.home_names import home_names_of
from index.text.lexicon import small_words, union
from index.text.lexicon.regexes import alternation
from index.text.name_words import written_words

_HEADING_LIMIT = 220


def _capitalised(words: Iterable[str]) -> str:
    """Return a pattern of the words with a capital."""
    return "|".join(sorted(word.capitalize() for word in words))


_OPENERS = _capitalised(union(lambda words: words.layouts.openers)) + "|HOME"
_ELIDED = _capitalised(union(lambda words: words.layouts.elided_openers))
_SURE = _capitalised(union(lambda words: words.layouts.sure_openers))
_CUT = re.compile(
    r"(?<=[a-zà-öø-ÿ0-9)\]”\"’.!?%])(?=[A-ZÀ-ÖØ-Þ“\"«])"  # dayThe, 2015Torino, )The
    r"|(?<=[A-ZÀ-ÖØ-Þ]{2})(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])"  # TIEFThe
    r"|(?<=[A-ZÀ-ÖØ-Þ]{2})(?=(?:A|I) [a-zà-ÿ]|L['’][a-zà-ÿ])"  # TIEFA delegation
)
_OPENING = rf"[“\"«]?(?:(?:{_OPENERS})\b|(?:{_ELIDED})['’](?=[A-ZÀ-Þa-zà-ÿ]))"
_UNSURE = re.compile(rf"(?:{_capitalised(union(lambda words: words.layouts.unsure_openers))})\b")
"""Openers that names end in too: LinkedIn, MyCity."""
_ACRONYM = re.compile(r"[A-Z]+(?:[\s.,;:)-]|$)(?!\s*[a-zà-ÿ])")
_BEGINNINGS = frozenset(written_words()["beginning"])
"""Names go on with a capital after these: McDonald."""
_STOP = re.compile(r"[a-zà-ÿ)][.!?] [A-ZÀ-Ý]")
_SPACED = re.compile(rf"(?<![-–,:/&'’(])\s(?=(?:{_SURE})\s(?:[A-Z]?[\w’'.-]+[\s,]+){{4,}})")
_JOINING = re.compile(rf"(?:\b(?:{alternation(small_words())})|[&–-])$")


def split_run_in(text: str) -> tuple[str, str]:
    """Split a line into its heading and the text run into it; ("", text) when it has no heading.

    The whole line is the heading when there is no sign of a text. The cut is after the date, where
    a word that may open a sentence follows another without a space.
    """
    start = date_end(text)
    window = text[: _HEADING_LIMIT + 60]
    cuts = [cut.start() for cut in _CUT.finditer(window, start) if cut.start() - start > 1]
    cuts = [cut for cut in cuts if cut <= _HEADING_LIMIT and _is_seam(text, cut)]
    opening = [cut for cut in cuts if _opening().match(text, cut)]
    if opening:
        sure = [cut for cut in opening if not _UNSURE.match(text, cut)]
        return _cut(text, (sure or opening)[0])
    has_sentence = bool(cuts) and bool(_STOP.search(text, cuts[0]))
    if len(text) <= _HEADING_LIMIT and not ends_sentence(text) and not has_sentence:
        return text, ""
    if cuts:
        return _cut(text, _likeliest(text, cuts))
    for spaced in _SPACED.finditer(window, start + 1):
        if spaced.end() - start > 3 and not _JOINING.search(
            fold_letters(text[start : spaced.start()])
        ):
            return _cut(text, spaced.end())
    if start and (bare := text[start:].lstrip(" -–—:,")) and bare[:1].isupper():
        return _cut(text, len(text) - len(bare))
    return ("", text) if start == 0 else (text, "")


def _opening() -> re.Pattern[str]:
    """Return what a sentence may begin with, the name of the home city included."""
    return _opening_of(current_profile())


@lru_cache(maxsize=8)
def _opening_of(profile: ArchiveProfile) -> re.Pattern[str]:
    return re.compile(_OPENING.replace("HOME", home_names_of(profile).written))


def _cut(text: str, at: int) -> tuple[str, str]:
    return text[:at].strip(), text[at:].strip()


def _is_seam(text: str, at: int) -> bool:
    """Return whether two words meet at an offset, not one name with a capital inside."""
    before, behind = text[at - 1], text[at:]
    if before in '.’"' and re.search(r"(?:^|[\s(])(?:[A-Za-z]\.)+$", text[max(0, at - 8) : at]):
        return bool(_opening().match(behind)) and not re.match(r"[A-Z]\.", behind)
    if before == '"' and text.count('"', 0, at) % 2:
        return False
    if behind[0] == '"' and text.count('"', 0, at) % 2:
        return False
    if before == "’" or (_ACRONYM.match(behind) and not _opening().match(behind)):
        return False
    return _word_before(text, at) not in _BEGINNINGS


def _word_before(text: str, at: int) -> str:
    found = re.search(r"[^\s\W]+$", text[:at])
    return found[0] if found else ""


def _likeliest(text: str, cuts: list[int]) -> int:
    """Choose among cuts without a known opener: where one of the two words is also in the text."""
    words = set(re.findall(r"[^\W\d_]+", text))
    for cut in cuts:
        behind = re.match(r"[^\W\d_]+", text[cut:])
        if (behind and behind[0] in words) or _word_before(text, cut) in words:
            return cut
    first_word_end = text.find(" ", cuts[0])
    same_word = [cut for cut in cuts if first_word_end < 0 or cut < first_word_end]
    return same_word[-1]
