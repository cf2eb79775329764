"""Country rules: whether a name of a country, region or people says where an entry is."""

from __future__ import annotations

from dataclasses import dataclass

from index.gazetteer import Gazetteer
from index.model.rules import Rule
from index.reading.places import demonym_cues, name_cues
from index.reading.places.mention_context import MentionContext
from index.reading.places.sentence_position import is_paired_with_word, opens_sentence
from index.reading.places.words import ALSO_PERSONS, PARTS
from index.reading.places.words_before import follows_role
from index.text.lexicon import lexicons

_SMALL_PEOPLES = frozenset(words.tag for words in lexicons() if words.grammar.small_peoples)
A_WORD = "an ordinary word"
WORD_AT_HEAD = "a word at the head of a sentence"
WORD_IN_PAIR = "a word beside another word"
WHO_CAME = "says who came"
A_SURNAME = "surname"
A_LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class CountryEvidence:
    """A mention of a country or region, by its number."""

    context: MentionContext
    gazetteer: Gazetteer
    number: int

    @property
    def phrase(self) -> str:
        """The folded name."""
        return self.context.mentions[self.number].phrase


def _is_supported(evidence: CountryEvidence) -> bool:
    """Return whether a list, a role or a word for a part of a country says that it is a place."""
    context, number = evidence.context, evidence.number
    start = context.mentions[number].start
    return (
        context.list_first[number] != context.list_last[number]
        or follows_role(context, number)
        or not PARTS.isdisjoint(context.words.folded[max(0, start - 3) : start])
    )


COUNTRY_RULES: tuple[Rule[CountryEvidence], ...] = (
    Rule(
        "a person's name",
        False,
        lambda e: e.phrase in ALSO_PERSONS and name_cues.is_in_person_name(e.context, e.number),
        "en: They read [England] Wix aloud.",
    ),
    Rule(
        A_WORD,
        False,
        lambda e: e.gazetteer.guard(e.phrase) == "word" and not _is_supported(e),
        "it: Verbale della [Riunione] plenaria.",
    ),
    Rule(
        WORD_AT_HEAD,
        False,
        lambda e: e.gazetteer.guard(e.phrase) == "head" and opens_sentence(e.context, e.number),
        "en: [Turkey] and chestnuts were eaten.",
    ),
    Rule(
        WORD_IN_PAIR,
        False,
        lambda e: bool(e.gazetteer.guard(e.phrase)) and is_paired_with_word(e.context, e.number),
        "it: [Panama] e bastone completano il costume.",
    ),
    Rule("country or region", True, lambda _: True, "en: A fair that [Peru] holds."),
)


@dataclass(frozen=True, slots=True)
class DemonymEvidence:
    """A mention of a people, by its number."""

    context: MentionContext
    number: int

    @property
    def languages(self) -> frozenset[str | None]:
        """The languages in which the word means a people."""
        senses = self.context.mentions[self.number].senses
        return frozenset(sense.language for sense in senses if not sense.place)


DEMONYM_RULES: tuple[Rule[DemonymEvidence], ...] = (
    Rule(
        A_SURNAME,
        False,
        lambda e: (
            e.languages <= _SMALL_PEOPLES and demonym_cues.may_be_surname(e.context, e.number)
        ),
        "it: Ha parlato [Tedesco] a lungo.",
    ),
    Rule(
        A_LANGUAGE,
        False,
        lambda e: demonym_cues.is_language(e.context, e.number),
        "en: The guide is in [English].",
    ),
    Rule(
        WHO_CAME,
        True,
        lambda e: demonym_cues.says_who_came(e.context, e.number),
        "en: Four [Danish] municipalities came.",
    ),
    Rule(
        "a people's culture",
        True,
        lambda e: demonym_cues.is_culture(e.context, e.number),
        "en: A year of [French] culture begins.",
    ),
    Rule("a thing", False, lambda _: True, "en: They ate [Danish] apples."),
)
