"""What a word of a query is widened to."""

import pytest
from no_names import NoNames

from index.gazetteer import load_gazetteer
from index.gazetteer.regions import load_regions
from index.text.analysis import tokenize
from index.text.term_list import load_terms
from search.plan.expanded_words import expand_words
from search.plan.expansion_sources import ExpansionSources


@pytest.fixture(scope="module")
def sources() -> ExpansionSources:
    return ExpansionSources(
        load_terms(), load_gazetteer(), load_regions(), frozenset(), NoNames(), "IT"
    )


def terms_of(text: str, sources: ExpansionSources) -> list[str]:
    return [
        expansion.note.term
        for span in expand_words(list(tokenize(text)), sources)
        for expansion in span.expansions
        if expansion.note.why in ("country", "demonym")
    ]


@pytest.mark.parametrize("word", ["italiano", "italiani", "Italian", "italien"])
def test_the_people_of_the_archives_own_country_are_not_widened_to_it(word, sources):
    assert terms_of(word, sources) == []


@pytest.mark.parametrize(
    ("word", "country"), [("francese", "France"), ("French", "Francia"), ("Italia", "Italy")]
)
def test_other_peoples_and_every_countrys_name_are_widened(word, country, sources):
    assert terms_of(word, sources) == [country]
