"""Names without a role before them: whether a run of capitalised words is a person's name."""

from __future__ import annotations

from index.model.rules import Rule, first_rule
from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.name_run import Run
from index.reading.people.names import (
    SAINTS,
    count_name_words,
    is_asian_name,
    is_asian_name_reversed,
    is_organisation,
    may_be_in_name,
    place_at,
)
from index.reading.people.run_cues import (
    CALLINGS,
    acts_at_head,
    acts_with_known,
    begins_with_initial,
    follows_cue,
    is_byline,
    is_called_after_person,
    is_region_name,
    opens_with_place,
    precedes_calling,
)
from index.reading.people.tokenised_text import TokenisedText
from index.reading.people.word_classes import PREPOSITIONS, WordClass
from index.text.lexicon import union

_WHERE = union(lambda words: words.grammar.place | words.grammar.goal)
"""Prepositions after which a place is likelier than a person."""


GIVEN_NAME = "given name"

RUN_RULES: tuple[Rule[Run], ...] = (
    Rule(
        "who wrote or photographed it",
        False,
        lambda run: is_byline(run),
        "en: Fair | Written by [Anna Kivela]\nThey sang.",
    ),
    Rule(
        "called after a person",
        False,
        lambda run: run.count > 1 and is_called_after_person(run),
        "it: Concerto al [Carlo Kivela] di sera.",
    ),
    Rule(
        "called a region",
        False,
        lambda run: is_region_name(run.tokenised, run.start),
        "en: They live in the province of [Dong Nai].",
    ),
    Rule(
        "Chinese or Korean name",
        True,
        lambda run: is_asian_name(run.tokens, run.start, run.end),
        "en: They saw [Li Yingjie] there.",
    ),
    Rule(
        "Chinese or Korean name, the family name last",
        True,
        lambda run: is_asian_name_reversed(run.tokens, run.start, run.end),
        "en: They saw [Sang-woo Hwang] there.",
    ),
    Rule(
        GIVEN_NAME,
        True,
        lambda run: run.given is not None and count_name_words(run.tokens, run.given, run.end) > 1,
        "en: They saw [Anna Kivela] there.",
    ),
    Rule(
        "given name that is a place too",
        True,
        lambda run: run.count == 2 and is_common_name_of_a_place(run.tokens, run.start, run.end),
        "en: They saw [Georgia Kivela] there.",
    ),
    Rule(
        "words for a leader or host before it",
        True,
        lambda run: run.count > 1 and follows_cue(run),
        "en: A party led by [Zorvan Kivela] came.",
    ),
    Rule(
        "calling before it",
        True,
        lambda run: 1 < run.count < 4 and run.before in CALLINGS and not run.in_heading_case,
        "en: They saw the poet [Zorvan Kivela] there.",
    ),
    Rule(
        "calling after it",
        True,
        lambda run: 1 < run.count < 4 and precedes_calling(run),
        "en: They saw [Zorvan Kivela], a poet from Lyon.",
    ),
    Rule(
        "acts at the head of a sentence",
        True,
        lambda run: 1 < run.count < 4 and acts_at_head(run),
        "en: [Zorvan Kivela] met the council.",
    ),
    Rule(
        "office after it",
        True,
        lambda run: (
            run.count > 1
            and run.office.rank is not None
            and (run.given is not None or opens_with_place(run) or run.before not in PREPOSITIONS)
        ),
        "en: [Zorvan Kivela], Mayor of Lyon, came.",
    ),
    Rule(
        "initial before a surname",
        True,
        lambda run: run.count == 1 and begins_with_initial(run),
        "en: They saw [Z. Kivela] there.",
    ),
    Rule(
        "office after a surname",
        True,
        lambda run: (
            run.count == 1
            and run.office.rank is not None
            and run.before not in PREPOSITIONS
            and not run.office.plural
            and len(run.tokens[run.end - 1].word) > 3
            and (run.office.of_home or run.office.of_elsewhere)
        ),
        "en: [Kivela], Mayor of Lyon, came.",
    ),
    Rule(
        "acts with a known person",
        True,
        lambda run: run.count == 1 and acts_with_known(run.tokenised, run.start, run.end),
        "en: [Kivela] and Chiamparino opened the fair.",
    ),
    Rule("nothing says so", False, lambda _: True, "en: They saw [Zorvan Kivela] there."),
)
"""Whether a run of capitalised words without an office before it is a person's name."""


def name_start_if_person(tokenised: TokenisedText, i: int, end: int) -> tuple[int | None, str]:
    """Return the token at which a person's name begins in the run from `i` to `end`, and the rule.

    The first is None when it is nobody's name.
    """
    run = Run(tokenised, i, end)
    rule = first_rule(RUN_RULES, run)
    if not rule.accepts:
        return None, rule.name
    return (run.given if rule.name == GIVEN_NAME else i), rule.name


def is_common_name_of_a_place(tokens: list[ClassifiedToken], i: int, end: int) -> bool:
    """Return whether a name such as "Florence" and a surname begin at `i` ("Florence Aubert").

    A calling before it does the same for the name of any place ("la biologa Ginevra Campo"). No
    preposition of place precedes ("in Georgia Tech"), and no other place's name follows.
    """
    before = tokens[i - 1].folded if i else ""
    return (
        bool(
            tokens[i].word_class & WordClass.COMMON_GIVEN_NAME
            or (before in CALLINGS and place_at(tokens, i))
        )
        and i + 2 == end
        and before not in _WHERE
        and len(tokens[i + 1].word) > 2
        and not place_at(tokens, i + 1)
        and tokens[i + 1].folded.partition("-")[0] not in SAINTS
        and may_be_in_name(tokens[i + 1])
        and not is_organisation(tokens, end)
    )
