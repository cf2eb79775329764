"""The language stage: the language of a text, by its function words, else by langdetect."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from index.model.entry import UNDETERMINED
from index.model.reading_trace import LanguageBasis
from index.text.folding import fold
from index.text.lexicon import lexicons
from index.text.tokens import Text

ARCHIVE_LANGUAGES = tuple(lexicon.tag for lexicon in lexicons())
"""The languages the archive is written in; no other is detected in a text."""

_NEIGHBOURS = tuple(
    tag for tag in ("es", "pt", "ro", "ca", "de", "nl", "sq") if tag not in ARCHIVE_LANGUAGES
)
"""Languages that langdetect compares a long text with, so that it is not taken for one of ours."""

_LONG_TEXT = 80
"""Letters from which a text may overrule a declared language, or be foreign; chosen by hand."""


_PLAIN_SCORE = 4
"""Weight of known words from which a text is in one of our languages though the page declares
another; chosen by hand."""
_SENTENCE_WORDS = 6
"""Words of a short text from which it is no title, which may be nothing but names; by hand."""
_SHORT_TEXT = 25
"""Letters from which a text with no word of the declared language may overrule it; by hand."""


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    """A BCP 47 tag or `und`, its confidence (0-1), and what it rests on."""

    tag: str
    confidence: float
    basis: LanguageBasis


def _weights() -> dict[str, dict[str, float]]:
    """Return the weight of each word: 1 when one language has it, a quarter when two do.

    Words of all languages have none.
    """
    lists = {
        lexicon.tag: {
            *lexicon.detection.function_words,
            *lexicon.detection.topic_words,
            *map(fold, lexicon.calendar.months),
        }
        for lexicon in lexicons()
    }
    weights: dict[str, dict[str, float]] = {}
    for language, words in lists.items():
        for word in words:
            holders = [other for other in ARCHIVE_LANGUAGES if word in lists[other]]
            if len(holders) < len(ARCHIVE_LANGUAGES):
                weights.setdefault(word, {})[language] = 1 / len(holders) ** 2
    return weights


_WEIGHTS = _weights()
_MAX_CHARACTERS = 3_000
"""Characters of a text that are read; chosen by hand."""


@dataclass(frozen=True, slots=True)
class _WordScores:
    """The weights of a text's known words by language; `best` and `second` lead."""

    words: int
    letters: int
    best: str
    score: float
    second: float
    scores: dict[str, float]

    @property
    def certain(self) -> bool:
        """Return whether the best language has a full word and twice the score of the second."""
        return self.score >= 1 and self.score >= 2 * self.second

    @property
    def foreign(self) -> bool:
        """Return whether a text has too few known words to be in one of our languages.

        Fewer than 30 % of its words when it is long, else 20 % of six or more; chosen by hand.
        """
        if self.letters < _LONG_TEXT:
            return self.score < 0.2 * self.words and self.words >= _SENTENCE_WORDS
        return self.score < 0.3 * self.words

    @property
    def plain(self) -> bool:
        """Return whether the best language has a fifth of the words and four times the second's.

        That is enough where the page declares it too; chosen by hand.
        """
        return self.score >= 0.2 * self.words and self.score >= 4 * self.second

    @property
    def confidence(self) -> float:
        """The share of the best language, lower while few words are known."""
        return round(self.score / (self.score + self.second + 0.25), 3)


def detect_language(
    declared: str | None, words: Text, neighbours: str | None = None
) -> DetectedLanguage:
    """Return the language of an entry. Never raises.

    A declared language that is none of ours holds, unless a long text is plainly in one of ours.
    Another declared holds, unless a text of 80 letters or more is clearly in another by its
    function words, or a shorter one has none of the declared. A text without known words that is
    clearly in a language other than ours is `und`. Without a declared language, known words of
    text and title decide, else langdetect, else the tag is `und`. `neighbours` is the language of
    the other entries of its page, for a text that has no known words.
    """
    own = _score_words(words, words.in_title)
    tag = (declared or "").strip().replace("_", "-").casefold()
    tag = tag.split("-")[0] if tag.split("-")[0] in ARCHIVE_LANGUAGES else tag
    if tag and tag not in (UNDETERMINED, *ARCHIVE_LANGUAGES):
        return _of_other_language(tag, own)
    if tag and tag != UNDETERMINED:
        stated = own.scores.get(tag, 0.0)
        clearly = own.letters >= _LONG_TEXT and own.score >= max(4, 3 * stated) and not own.foreign
        clearly |= own.letters >= _SHORT_TEXT and own.score >= 2 and stated == 0
        if own.foreign and not (own.best == tag and own.plain):
            other = _detect(words.whole, own)
            if other.tag == UNDETERMINED and other.confidence:  # it is clearly none of ours
                return other
        if clearly and own.best != tag:
            return DetectedLanguage(own.best, own.confidence, "function words")
        agreed = own.score == 0 or own.best == tag
        return DetectedLanguage(tag, 1.0 if agreed else 0.8, "declared")
    if own.certain and not own.foreign:
        return DetectedLanguage(own.best, own.confidence, "function words")
    both = _score_words(words, 0) if words.in_title else own
    if both.certain and not both.foreign:
        return DetectedLanguage(both.best, both.confidence, "function words")
    found = _detect(words.whole, both)
    if neighbours is not None and not (found.tag == UNDETERMINED and found.confidence):
        return DetectedLanguage(neighbours, 0.5, found.basis)
    return found


def _of_other_language(tag: str, own: _WordScores) -> DetectedLanguage:
    """Return a declared language that no lexicon has, unless the text is plainly in one of ours.

    Languages near ours share words with them: some of these say nothing.
    """
    is_ours = own.certain and not own.foreign and own.score >= _PLAIN_SCORE
    if is_ours and own.letters >= _LONG_TEXT:
        return DetectedLanguage(own.best, own.confidence, "function words")
    return DetectedLanguage(tag, 1.0 if own.score == 0 else 0.8, "declared")


def _score_words(words: Text, first: int) -> _WordScores:
    """Return the weights of the known words from number `first` on, by language."""
    scores = dict.fromkeys(ARCHIVE_LANGUAGES, 0.0)
    start = words.starts[first] if first < len(words) else 0
    last = bisect_left(words.starts, start + _MAX_CHARACTERS)
    read = [word for word in words.folded[first:last] if not word.isdigit()]
    for word in filter(_WEIGHTS.__contains__, read):
        for language, weight in _WEIGHTS[word].items():
            scores[language] += weight
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    letters = sum(map(len, read))
    return _WordScores(len(read), letters, best, scores[best], scores[second], scores)


# langdetect ----------------------------------------------------------------------------------

_MIN_LETTERS = 12
"""Letters below which langdetect's answer is chance; chosen by hand."""
_MIN_WORDS = 4
"""Words below which a text without a known one may be nothing but names; chosen by hand."""
_MIN_PROBABILITY = 0.9
"""The probability from which langdetect is believed; chosen by hand."""


@cache
def _factory() -> DetectorFactory:
    """Load langdetect's profiles once; the seed makes its answers repeatable."""
    profiles = files("langdetect") / "profiles"
    factory = DetectorFactory()
    factory.load_json_profile(
        [(profiles / name).read_text("utf-8") for name in (*ARCHIVE_LANGUAGES, *_NEIGHBOURS)]
    )
    factory.set_seed(0)
    return factory


def _detect(text: str, scores: _WordScores) -> DetectedLanguage:
    """Return the language by langdetect; only a long text may be in a neighbour language."""
    if scores.letters < _MIN_LETTERS or (scores.score == 0 and scores.words < _MIN_WORDS):
        return DetectedLanguage(UNDETERMINED, 0.0, "nothing")
    detector = _factory().create()
    prior = dict.fromkeys(ARCHIVE_LANGUAGES, 1.0)
    if scores.foreign:
        prior.update(dict.fromkeys(_NEIGHBOURS, 0.5))
    detector.set_prior_map(prior)
    detector.append(text[:_MAX_CHARACTERS])
    try:
        found = detector.get_probabilities()
    except LangDetectException:  # the text has no letter it knows
        return DetectedLanguage(UNDETERMINED, 0.0, "nothing")
    if not found or found[0].prob < _MIN_PROBABILITY:
        return DetectedLanguage(UNDETERMINED, 0.0, "letters")
    if found[0].lang not in ARCHIVE_LANGUAGES:
        return DetectedLanguage(UNDETERMINED, round(found[0].prob, 3), "letters")
    return DetectedLanguage(found[0].lang, round(found[0].prob, 3), "letters")


def common_language(texts: Sequence[str]) -> str | None:
    """Return the language that the function words of most of some texts have; None for none."""
    tags: Counter[str] = Counter()
    for text in texts[:_NEIGHBOUR_TEXTS]:
        scores = _score_words(Text.of("", text[:_NEIGHBOUR_LETTERS]), 0)
        if scores.certain and not scores.foreign:
            tags[scores.best] += 1
    tag, number = next(iter(tags.most_common(1)), ("", 0))
    return tag if number > 1 and number * 2 > len(texts[:_NEIGHBOUR_TEXTS]) else None


_NEIGHBOUR_TEXTS, _NEIGHBOUR_LETTERS = 12, 300
"""Texts of a page, and letters of each, by which its language is known; chosen by hand."""
