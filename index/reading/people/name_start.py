"""Names without a role before them: whether a run of capitalised words is a person's name."""

from __future__ import annotations

from dataclasses import dataclass

from index.model.rules import Rule, first_rule
from index.reading.people.classified_tokens import ClassifiedToken
from index.reading.people.name_lexicon import name_lexicon
from index.reading.people.names import (
    SAINTS,
    count_name_words,
    given_at,
    is_asian_name,
    is_asian_name_reversed,
    is_organisation,
    known_person_at,
    may_be_in_name,
    place_at,
)
from index.reading.people.offices import Office, office_in_apposition
from index.reading.people.tokenised_text import WORDS_BEFORE_ROLE, TokenisedText
from index.reading.people.word_classes import ANDS, INITIAL, OF, PREPOSITIONS, WordClass
from index.text.lexicon import lexicons, union

_REGION_WORDS = union(lambda words: words.places.regions | words.places.parts)
"""Words for a region or district that is called by a place's name."""


_CALLINGS = union(lambda words: words.people.callings)
_BYLINES = frozenset(tuple(each.split()) for each in union(lambda words: words.people.bylines))
_LONGEST_BYLINE = max(map(len, _BYLINES))
_ARTICLES = {words.tag: words.grammar.articles | words.grammar.joined for words in lexicons()}
_ALL_ARTICLES = frozenset().union(*_ARTICLES.values())
_SENTENCE_ENDS = frozenset("\n.!?:")
_LINE_STARTS = frozenset("\n|•·-–—")
_BYLINE_ENDS = frozenset("\n|•·-–—(")

_WHERE = union(lambda words: words.grammar.place | words.grammar.goal)
"""Prepositions after which a place is likelier than a person."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words, tokens `start` to `end` (exclusive), without an office before."""

    tokenised: TokenisedText
    start: int
    end: int

    @property
    def tokens(self) -> list[ClassifiedToken]:
        """The tokens of the whole text."""
        return self.tokenised.tokens

    @property
    def count(self) -> int:
        """How many words it has, without initials and particles."""
        return count_name_words(self.tokens, self.start, self.end)

    @property
    def given(self) -> int | None:
        """The token of its first given name."""
        return given_at(self.tokens, self.start, self.end)

    @property
    def before(self) -> str:
        """The folded word before it."""
        return self.tokens[self.start - 1].folded if self.start else ""

    @property
    def in_heading_case(self) -> bool:
        """Whether the word before it has a capital too, and opens no sentence."""
        if not self.start or not self.tokenised.is_capital(self.start - 1):
            return False
        return self.start > 1 and self.tokens[self.start - 2].word not in _SENTENCE_ENDS

    @property
    def office(self) -> Office:
        """The office that follows it."""
        return office_in_apposition(self.tokenised, self.end)[0]


GIVEN_NAME = "given name"

RUN_RULES: tuple[Rule[Run], ...] = (
    Rule(
        "who wrote or photographed it",
        False,
        lambda run: _is_byline(run),
        "en: Fair | Written by [Anna Kivela]\nThey sang.",
    ),
    Rule(
        "called after a person",
        False,
        lambda run: run.count > 1 and _is_called_after_person(run),
        "it: Concerto al [Carlo Kivela] di sera.",
    ),
    Rule(
        "called a region",
        False,
        lambda run: _is_region_name(run.tokenised, run.start),
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
        lambda run: run.count > 1 and _follows_cue(run),
        "en: A party led by [Zorvan Kivela] came.",
    ),
    Rule(
        "calling before it",
        True,
        lambda run: 1 < run.count < 4 and run.before in _CALLINGS and not run.in_heading_case,
        "en: They saw the poet [Zorvan Kivela] there.",
    ),
    Rule(
        "calling after it",
        True,
        lambda run: 1 < run.count < 4 and _precedes_calling(run),
        "en: They saw [Zorvan Kivela], a poet from Lyon.",
    ),
    Rule(
        "office after it",
        True,
        lambda run: (
            run.count > 1
            and run.office.rank is not None
            and (run.given is not None or _opens_with_place(run) or run.before not in PREPOSITIONS)
        ),
        "en: [Zorvan Kivela], Mayor of Lyon, came.",
    ),
    Rule(
        "initial before a surname",
        True,
        lambda run: run.count == 1 and _begins_with_initial(run),
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
        lambda run: run.count == 1 and _acts_with_known(run.tokenised, run.start, run.end),
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


def _follows_cue(run: Run) -> bool:
    words = name_lexicon()
    return run.tokenised.follows_cue(run.start, words.leader_cues) or run.tokenised.follows_cue(
        run.start, words.host_cues
    )


def _is_byline(run: Run) -> bool:
    """Return whether a line has the name of its author and nothing before it but the word for it.

    Nothing of a sentence follows. A name after a sign of copyright is one too.
    """
    tokens, at = run.tokens, run.start
    if run.end < len(tokens) and tokens[run.end].word not in _BYLINE_ENDS:
        return False
    if run.before == "©":
        return True
    if run.before == ":":
        at -= 1
    for width in range(1, _LONGEST_BYLINE + 1):
        first = at - width
        if first < 0:
            return False
        if tuple(token.folded for token in tokens[first:at]) in _BYLINES and (
            first == 0 or tokens[first - 1].word in _LINE_STARTS
        ):
            return True
    return False


def _is_called_after_person(run: Run) -> bool:
    """Return whether an article stands right before a given name: "al Carlo Felice", a theatre.

    One with a capital may be taken for the first word of the name.
    """
    articles = _ARTICLES.get(run.tokenised.language, _ALL_ARTICLES)
    if run.given == run.start:
        return run.before in articles
    return run.given == run.start + 1 and run.tokens[run.start].folded in articles


def _precedes_calling(run: Run) -> bool:
    """Return whether a comma and what somebody is or does follow: "X Y, a poet"."""
    tokens, at = run.tokens, run.end + 1
    if at >= len(tokens) or tokens[run.end].word not in (",", "("):
        return False
    if at + 1 < len(tokens) and tokens[at].folded in WORDS_BEFORE_ROLE:
        at += 1
    is_named = at + 1 < len(tokens) and run.tokenised.is_capital(at + 1)
    return tokens[at].folded in _CALLINGS and not run.tokenised.is_capital(at) and not is_named


def _opens_with_place(run: Run) -> bool:
    return bool(run.tokens[run.start].word_class & WordClass.GIVEN_NAME_OR_PLACE)


def _begins_with_initial(run: Run) -> bool:
    first = run.tokens[run.start]
    is_initial = first.word_class & INITIAL and first.folded not in ("s", "s.")
    return bool(is_initial) and not place_at(run.tokens, run.end - 1)


def is_common_name_of_a_place(tokens: list[ClassifiedToken], i: int, end: int) -> bool:
    """Return whether a name such as "Florence" and a surname begin at `i` ("Florence Aubert").

    A calling before it does the same for the name of any place ("la biologa Ginevra Campo"). No
    preposition of place precedes ("in Georgia Tech"), and no other place's name follows.
    """
    before = tokens[i - 1].folded if i else ""
    return (
        bool(
            tokens[i].word_class & WordClass.COMMON_GIVEN_NAME
            or (before in _CALLINGS and place_at(tokens, i))
        )
        and i + 2 == end
        and before not in _WHERE
        and len(tokens[i + 1].word) > 2
        and not place_at(tokens, i + 1)
        and tokens[i + 1].folded.partition("-")[0] not in SAINTS
        and may_be_in_name(tokens[i + 1])
        and not is_organisation(tokens, end)
    )


def _is_region_name(tokenised: TokenisedText, i: int) -> bool:
    """Return whether "province of" or the like precedes."""
    before = [token.folded for token in tokenised.tokens[max(i - 2, 0) : i]]
    return len(before) == 2 and before[0] in _REGION_WORDS and before[1] in OF


def _acts_with_known(tokenised: TokenisedText, i: int, end: int) -> bool:
    """Return whether a known person and a verb follow: "Besson and Chiamparino opened"."""
    tokens = tokenised.tokens
    if len(tokens[i].word) < 4 or end + 1 >= len(tokens) or tokens[end].folded not in ANDS:
        return False
    known = known_person_at(tokens, end + 1)
    after = end + 1 + known[0] if known else len(tokens)
    return after < len(tokens) and bool(tokens[after].word_class & WordClass.VERB)
