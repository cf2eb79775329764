"""Which entries are compared at all."""

from datetime import date

import pytest

from index.joining.blocking import BlockingFeatures, blocking_features_of, candidate_pairs
from index.model.entry import UNDATED

DAY = date(2007, 6, 9)


def features(language: str, **given: object) -> BlockingFeatures:
    common = {
        "start": DAY,
        "end": DAY,
        "precision": "day",
        "countries": frozenset(),
        "cities": frozenset(),
        "kind": "network",
        "surnames": frozenset(),
        "page": "/index.shtml",
        "distinctive": frozenset({"recs"}),
    }
    return BlockingFeatures(languages=frozenset({language}), **{**common, **given})


@pytest.mark.parametrize(("crowd", "pairs"), [(40, 20 * 20), (41, 0)])
def test_a_word_that_more_than_forty_entries_share_leads_to_no_comparison(crowd, pairs):
    entries = {n: features("en" if n % 2 else "it") for n in range(crowd)}

    assert len(list(candidate_pairs(entries))) == pairs


def test_a_pair_that_shares_several_words_is_compared_once():
    words = frozenset({"recs", "eurocities"})
    entries = {7: features("it", distinctive=words), 3: features("en", distinctive=words)}

    assert list(candidate_pairs(entries)) == [(3, 7)]


def test_entries_that_share_nothing_are_not_compared():
    entries = {0: features("en"), 1: features("it", distinctive=frozenset({"eurocities"}))}

    assert list(candidate_pairs(entries)) == []


def test_an_undated_entry_is_compared_with_none(make):
    undated = make.entry("en", "en", UNDATED)

    assert blocking_features_of(undated) is None
