"""A bonus for offices of a country: the ambassador of France is not the one of Italy in France."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.indexing.fields import ROLES
from search.plan.plan import Clause
from search.plan.tree import AnyOf, Phrase
from search.plan.weights import OFFICE_OF
from search.plan.wordings import folded_words

_COUNTRIES = frozenset(("country", "demonym"))
_MOST = 32
"""Wordings of an office with a country that are looked for."""


def office_bonus(clauses: Sequence[Clause]) -> Iterator[AnyOf]:
    """Yield a bonus for each office of a query, and its country, that one role of a visitor holds.

    In the role the country stands after the office and a word between, as "of", or before it. In
    the query it is the nearest one, the next rather than the one before: the ambassador of France
    in Italy is not Italy's.
    """
    countries = [place for place, clause in enumerate(clauses) if _is_country(clause)]
    for place, office in enumerate(clauses):
        if office.word_class == "role" and countries:
            nearest = min(countries, key=lambda each: (abs(each - place), each < place))
            phrases = dict.fromkeys(_phrases(_wordings(office), _wordings(clauses[nearest])))
            if phrases:
                yield AnyOf(tuple(phrases)[:_MOST], constant=True)


def _is_country(clause: Clause) -> bool:
    return any(each.note.why in _COUNTRIES for each in clause.expansions)


def _phrases(
    offices: Sequence[tuple[str, ...]], countries: Sequence[tuple[str, ...]]
) -> Iterator[Phrase]:
    for country in countries:
        for office in offices if len(country) == 1 else ():
            length = len(office)
            after = [*_placed(office, 0), (country[0], length + 1)]
            yield Phrase(ROLES, tuple(after), OFFICE_OF)
            for gap in (1, 2):  # French ambassador, France's ambassador
                yield Phrase(ROLES, ((country[0], 0), *_placed(office, gap)), OFFICE_OF)


def _placed(words: tuple[str, ...], start: int) -> list[tuple[str, int]]:
    return [(word, start + number) for number, word in enumerate(words)]


def _wordings(clause: Clause) -> list[tuple[str, ...]]:
    """Return a clause as typed and in its other wordings, folded."""
    others = (wording.text for each in clause.expansions for wording in each.wordings)
    texts = map(folded_words, (clause.text, *others))
    return list(dict.fromkeys(words for words in texts if words))
