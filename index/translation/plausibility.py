"""Checks whether an answer can be a translation: its length, language, ending and words.

Names, numbers and dates are compared when they are put back (`protection.restore`).

The thresholds were chosen by hand.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache

from index.model.package_data import package_data
from index.reading.language import ARCHIVE_LANGUAGES, detect_language
from index.text.folding import fold
from index.text.lexicon import lexicons, union
from index.text.tokens import Text

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]{2,8}|#\d{2,5});")
_BROKEN = re.compile("[\N{REPLACEMENT CHARACTER}\x00-\x08\x0b\x0c\x0e-\x1f]")
_END = re.compile(r"[.!?…]['\"”’»)\]]*\s*$")
_SOME_END = re.compile(r"[.!?…:;]['\"”’»)\]]*\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[“«„][^“”«»„]*[”»]|\"[^\"]*\"")
_MIN_FOREIGN = 2
"""Different function words of another language of the archive from which they are no name."""
_WHOLE_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?![\w'’])")
"""One that is not elided, nor follows such a one."""
_MIN_LETTERS = 80
"""From how many letters on length and language can be judged."""
_MAX_UNKNOWN = 0.34
"""The share of words that may be unknown to the translator."""


def implausibility(
    source: str, answer: str, target_language: str, unknown: tuple[str, ...] = ()
) -> str | None:
    """Return why `answer` cannot be a translation of `source`; None when it can.

    Both are without the tokens of protected spans. `unknown` has the words that the translator
    marked as unknown.
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
    if len(unknown) > max(2, _MAX_UNKNOWN * len(answered)):
        return "too many unknown words"
    return _language(answer, target_language) or _foreign_words(source, answer, target_language)


def _foreign_words(source: str, answer: str, wanted: str) -> str | None:
    """Return which words of a third language, or of the source's, the answer has; or None.

    What stands in quotation marks is a name, and what the source has too may be one.
    """
    plain = _QUOTED.sub(" ", answer)
    words = dict.fromkeys(_WORD.findall(fold(plain)))
    given = set(_WORD.findall(fold(source)))
    left = [word for word in words if word in _never_ours() and word not in given]
    endings, exceptions = _never_ends(wanted)
    small = (fold(word) for word in _WHOLE_WORD.findall(plain) if word[0].islower())
    left += (
        word
        for word in dict.fromkeys(small)
        if endings and word.endswith(endings) and word not in given | exceptions | {*left}
    )
    for lexicon in lexicons():
        if lexicon.tag != wanted:
            found = [word for word in words if word in _only_of(lexicon.tag)]
            left += found * (len(found) >= _MIN_FOREIGN)
    return f"foreign words: {', '.join(left[:5])}" if left else None


@cache
def _never_ours() -> frozenset[str]:
    """Return the words that no language of the archive has."""
    ours = union(lambda each: each.detection.function_words)
    words = _foreign_data()["words"].values()
    return frozenset(word for line in words for word in line.split()) - ours


@cache
def _never_ends(language: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return how no word of a language ends in small letters, and the words that do."""
    data = _foreign_data()
    endings, exceptions = (data[name].get(language, "") for name in ("endings", "exceptions"))
    return tuple(endings.split()), frozenset(exceptions.split())


@cache
def _foreign_data() -> Mapping[str, Mapping[str, str]]:
    text = package_data().joinpath("foreign_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _only_of(language: str) -> frozenset[str]:
    """Return the function words that only this language of the archive has."""
    others = {
        word
        for lexicon in lexicons()
        if lexicon.tag != language
        for word in (*lexicon.detection.function_words, *lexicon.detection.topic_words)
    }
    return frozenset(
        word
        for lexicon in lexicons()
        if lexicon.tag == language
        for word in lexicon.detection.function_words
        if word not in others and len(word) > 1
    )


def _length(source: str, answer: str) -> str | None:
    """Return "too short" or "too long", or None. A short title may double in length."""
    lowest, highest = (0.55, 1.8) if len(source) >= _MIN_LETTERS else (0.3, 3.0)
    ratio = (len(answer) + 6) / (len(source) + 6)
    if ratio < lowest:
        return "too short"
    return "too long" if ratio > highest else None


def _repeats(words: list[str]) -> int:
    """Return how often the most frequent sequence of four words occurs."""
    runs = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return max(runs.values(), default=0)


def _language(answer: str, wanted: str) -> str | None:
    letters = sum(letter.isalpha() for letter in answer)
    if letters < _MIN_LETTERS or wanted not in ARCHIVE_LANGUAGES:
        return None
    found = detect_language(None, Text.of("", answer))
    if found.tag == wanted or (found.tag == "und" and found.basis == "nothing"):
        return None
    return f"wrong language ({found.tag})"
