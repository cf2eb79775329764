"""What was erased is known again in every spelling of its address, until it is allowed."""

from datetime import date

import pytest

DAY = date(2026, 11, 30)
SPELLINGS = (
    "http://www.example.org/news/index.html",
    "https://example.org/news",
    "http://example.org/news/",
    "https://www.example.org/news?print=1",
)


@pytest.mark.parametrize("other", SPELLINGS)
@pytest.mark.parametrize("given", SPELLINGS)
def test_a_page_is_erased_and_allowed_in_any_spelling(store, given, other):
    store.erasures.record_page(given, DAY)
    store.erasures.record_entry(["a hash"], given, DAY)
    assert store.erasures.has_page(other)
    assert store.erasures.day_of(other) == DAY

    assert store.erasures.allow(other, DAY)
    for spelling in SPELLINGS:
        assert not store.erasures.has_page(spelling)
        assert store.erasures.day_of(spelling) is None
        assert store.erasures.allow(spelling, DAY)  # it was allowed before
    assert store.erasures.entry_keys() == frozenset()


def test_what_is_erased_again_is_not_allowed_any_more(store):
    store.erasures.record_page(SPELLINGS[0], DAY)
    assert store.erasures.allow(SPELLINGS[1], DAY)
    store.erasures.record_page(SPELLINGS[2], DAY)
    assert all(map(store.erasures.has_page, SPELLINGS))


def test_what_was_never_erased_cannot_be_allowed(store):
    store.erasures.record_page(SPELLINGS[0], DAY)
    assert not store.erasures.allow("http://example.org/other", DAY)
    assert store.erasures.has_page(SPELLINGS[0])
