"""Whether an answer can be a translation at all: its length, its language, its end, its words."""

from __future__ import annotations

import re
from collections import Counter

from index.reading.language import LANGUAGES, language_of
from index.text.folding import fold

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]{2,8}|#\d{2,5});")
_BROKEN = re.compile("[\N{REPLACEMENT CHARACTER}\x00-\x08\x0b\x0c\x0e-\x1f]")
_END = re.compile(r"[.!?…]['\"”’»)\]]*\s*$")
_SOME_END = re.compile(r"[.!?…:;]['\"”’»)\]]*\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 80
"""Letters from which length and language can be judged."""
_UNKNOWN = 0.34
"""The share of words that a translator may not know."""


def implausible(
    source: str, answer: str, target_language: str, unknown: tuple[str, ...] = ()
) -> str | None:
    """Say why `answer` is no translation of `source`; None when nothing speaks against it.

    Both without the names that were hidden. `unknown`: words the translator says it left as is.
    """
    if not _WORD.search(source):
        return None
    if not answer.strip():
        return "nothing came back"
    if _BROKEN.search(answer):
        return "broken characters"
    if len(_MARKUP.findall(answer)) > len(_MARKUP.findall(source)):
        return "markup"
    words, answered = _WORD.findall(fold(source)), _WORD.findall(fold(answer))
    if len(words) > 4 and words == answered:
        return "not translated"
    reason = _length(source, answer)
    if reason:
        return reason
    if _END.search(source) and not _SOME_END.search(answer):
        return "cut off"
    if _repeats(answered) > max(2, 2 * _repeats(words)):
        return "repeats itself"
    if len(unknown) > max(2, _UNKNOWN * len(answered)):
        return "too many unknown words"
    return _language(answer, target_language)


def _length(source: str, answer: str) -> str | None:
    """A short title may well double; a paragraph never does."""
    lowest, highest = (0.55, 1.8) if len(source) >= _LONG else (0.3, 3.0)
    ratio = (len(answer) + 6) / (len(source) + 6)
    if ratio < lowest:
        return "too short"
    return "too long" if ratio > highest else None


def _repeats(words: list[str]) -> int:
    """How often the most frequent run of four words comes."""
    runs = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return max(runs.values(), default=0)


def _language(answer: str, wanted: str) -> str | None:
    letters = sum(letter.isalpha() for letter in answer)
    if letters < _LONG or wanted not in LANGUAGES:
        return None
    found = language_of(None, "", answer)
    if found.tag == wanted or (found.tag == "und" and found.basis == "nothing"):
        return None
    return f"wrong language ({found.tag})"
