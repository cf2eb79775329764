"""A search that finds nothing offers words of it, but none that are excluded."""

import pytest

from search.query.query import Query
from search.zero_results import zero_result_suggestions


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Lione -Francia zzzz", {"Lione"}),
        ("sindaco NOT lione zzzz", {"sindaco"}),
        ("Lione zzzz", {"Lione"}),
        ("-Lione zzzz", set()),
    ],
)
def test_single_words_are_those_that_were_looked_for(sample, text, offered):
    results = sample.search(Query(text=text, country=("AF",)))
    assert results.total == 0
    suggestions = zero_result_suggestions(sample, results)
    assert {each.value for each in suggestions if each.kind == "one-word"} == offered
