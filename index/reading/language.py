"""The language stage: the language of a text, by its function words, else by langdetect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from index.model.entry import UNDETERMINED
from index.text.folding import fold
from index.text.months import MONTHS

ARCHIVE_LANGUAGES = ("it", "en", "fr")
"""The languages the archive is written in; no other is detected in a text."""

_NEIGHBOURS = ("es", "pt", "ro", "ca", "de", "nl")
"""Languages that langdetect compares a long text with, so that it is not taken for one of ours."""

_LONG_TEXT = 80
"""Letters from which a text may overrule a declared language, or be foreign; chosen by hand."""


Basis = Literal["declared", "function words", "letters", "nothing"]
"""What a detected language rests on; "letters" are the letter sequences that langdetect counts."""


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    """A BCP 47 tag or `und`, its confidence (0-1), and what it rests on."""

    tag: str
    confidence: float
    basis: Basis


_FUNCTION_WORDS = {
    "it": """
        il lo gli i la le l un uno una del dello della dei degli delle dell al allo alla ai agli
        alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul
        sullo sulla sui sugli sulle sull col di d a da in con su per tra fra e ed o ma che chi cui
        non si ci è sono era erano ha hanno stato stata stati state essere avere come anche più
        questo questa questi queste quello quella suo sua suoi sue loro quale quali presso dopo
        prima durante oltre inoltre mentre dove quando se già ad od verso sotto entro tutti tutte
        nonché sia ogni due tre primo terzo nostra nostro
        """,
    "en": """
        the a an of to in on at by with from for and or but that which who whose whom not is are
        was were be been being has have had will would can could its it this these those their
        his her he she they we you i if them as also more than there where when while after before
        during into about between among through over under within both some other such our so up
        out all two three
        """,
    "fr": """
        le la les l un une des du de d au aux en dans par pour avec sur sous sans et ou mais que
        qui dont ne pas se s est sont était étaient a ont été être avoir comme aussi plus ce cet
        cette ces son sa ses leur leurs il elle ils elles nous vous on à entre pendant après avant
        lors chez vers ainsi où quand si y deux trois
        """,
}
_TOPIC_WORDS = {
    "it": """
        sindaco sindaca vicesindaco assessore assessora città comune consiglio ambasciatore
        ambasciatrice console delegazione missione accordo intesa gemellaggio incontro rete
        progetto visita mostra festa conferenza seminario riunione rassegna nuovo nuova
        presidente regione ministro cooperazione internazionale giornata settimana
        """,
    "en": """
        mayor mayors deputy city cities town council councillor councillors ambassador consul
        embassy agreement twinning meeting network networks visit visits exhibition conference
        seminar workshop new week day chairman region minister international world european
        cooperation annual culture
        """,
    "fr": """
        maire adjoint adjointe ville villes conseil ambassadeur ambassadrice consul accord
        jumelage rencontre réseau projet visite exposition conférence séminaire réunion nouveau
        nouvelle président région ministre coopération internationale journée semaine délégation
        """,
}
"""What the archive often writes about, for headings too short to have function words."""

_WORD = re.compile(r"[^\W\d_]+")
_NOT_PROSE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


def _weights() -> dict[str, dict[str, float]]:
    """Return the weight of each word: 1 when one language has it, a quarter when two do.

    Words of all three languages have none.
    """
    lists = {
        language: {
            fold(word) for word in (_FUNCTION_WORDS[language] + _TOPIC_WORDS[language]).split()
        }
        for language in ARCHIVE_LANGUAGES
    }
    for language in ARCHIVE_LANGUAGES:
        lists[language].update(MONTHS[language])
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
        """Return whether a long text has too few known words to be in one of our languages.

        Fewer than 30 % of its words, chosen by hand.
        """
        return self.letters >= _LONG_TEXT and self.score < 0.3 * self.words

    @property
    def confidence(self) -> float:
        """The share of the best language, lower while few words are known."""
        return round(self.score / (self.score + self.second + 0.25), 3)


def detect_language(declared: str | None, title: str, text: str) -> DetectedLanguage:
    """Return the language of an entry. Never raises.

    A declared language holds, unless a text of 80 letters or more is clearly in another by its
    function words. Without one, known words of text and title decide, else langdetect, else the
    tag is `und`.
    """
    own = _score_words(text)
    tag = (declared or "").strip().replace("_", "-").casefold()
    tag = tag.split("-")[0] if tag.split("-")[0] in ARCHIVE_LANGUAGES else tag
    if tag and tag != UNDETERMINED:
        stated = own.scores.get(tag, 0.0)
        clearly = own.letters >= _LONG_TEXT and own.score >= max(4, 3 * stated) and not own.foreign
        if clearly and own.best != tag:
            return DetectedLanguage(own.best, own.confidence, "function words")
        agreed = own.score == 0 or own.best == tag
        return DetectedLanguage(tag, 1.0 if agreed else 0.8, "declared")
    both = _score_words(f"{title}\n{text}") if title else own
    for scores in (own, both):
        if scores.certain and not scores.foreign:
            return DetectedLanguage(scores.best, scores.confidence, "function words")
    return _detect(f"{title}\n{text}", both)


def _score_words(text: str) -> _WordScores:
    """Return the weights of a text's known words by language."""
    scores = dict.fromkeys(ARCHIVE_LANGUAGES, 0.0)
    words = letters = 0
    for word in _WORD.findall(fold(_NOT_PROSE.sub(" ", text[:_MAX_CHARACTERS]))):
        words += 1
        letters += len(word)
        for language, weight in _WEIGHTS.get(word, {}).items():
            scores[language] += weight
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    return _WordScores(words, letters, best, scores[best], scores[second], scores)


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
    if not found or found[0].prob < _MIN_PROBABILITY or found[0].lang not in ARCHIVE_LANGUAGES:
        return DetectedLanguage(UNDETERMINED, 0.0, "letters")
    return DetectedLanguage(found[0].lang, round(found[0].prob, 3), "letters")
