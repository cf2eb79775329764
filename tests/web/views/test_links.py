from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from search.export.json_format import search_url
from search.query.query import Query
from search.query.transforms import excluding, toggled
from web.views.links import QueryAddresses

WORDS = st.text(st.characters(codec="utf-8"), max_size=6).map(lambda text: " ".join(text.split()))
CODES = st.sampled_from(("FR", "CN", "DE", "it", "en", "à&b=c", "x/y~z", "+"))
MANY = st.lists(CODES, max_size=3, unique=True).map(lambda codes: tuple(sorted(codes)))
YEARS = st.lists(st.integers(1000, 2200), max_size=3, unique=True)
QUERIES = st.builds(
    Query,
    text=WORDS,
    person=WORDS,
    place=WORDS,
    phrase=WORDS,
    year=YEARS.map(lambda years: tuple(sorted(years))),
    since=st.sampled_from(("", "2007", "2007-05")),
    until=st.sampled_from(("", "2010")),
    country=MANY,
    not_country=MANY,
    kind=MANY,
    written=MANY,
    people=MANY,
    places=MANY,
    read=st.sampled_from(("orig", "it", "en")),
    expand=st.booleans(),
    drop=MANY,
    sort=st.sampled_from(("relevance", "newest", "oldest")),
    brief=st.booleans(),
    page=st.integers(1, 500),
    limit=st.sampled_from((5, 20)),
)


@given(query=QUERIES, form=st.sampled_from(("", ".json", "/country")))
def test_the_address_is_the_canonical_one(query: Query, form: str) -> None:
    assert QueryAddresses(query, "it").of(form) == search_url(query, "it", form)


@given(
    query=QUERIES,
    changed=st.fixed_dictionaries(
        {},
        optional={
            "page": st.integers(1, 9),
            "read": st.sampled_from(("orig", "it")),
            "sort": st.sampled_from(("relevance", "oldest")),
        },
    ),
)
def test_a_variation_is_the_address_of_the_varied_query(
    query: Query, changed: dict[str, Any]
) -> None:
    assert QueryAddresses(query, "en").of(**changed) == search_url(replace(query, **changed), "en")


@given(query=QUERIES)
def test_the_words_as_written_are_not_expanded(query: Query) -> None:
    literal = replace(query, expand=False, drop=(), page=1)
    assert QueryAddresses(query, "en").of(expand=0, drop="", page=1) == search_url(literal, "en")


@given(
    query=QUERIES,
    chosen=st.one_of(
        st.tuples(st.just("year"), st.integers(1000, 2200).map(str)),
        st.tuples(st.sampled_from(("country", "kind", "written", "people", "places")), CODES),
    ),
)
def test_a_value_is_put_in_or_taken_out(query: Query, chosen: tuple[str, str]) -> None:
    field, value = chosen
    address = QueryAddresses(query, "it").toggling(field)(value)
    assert address == search_url(toggled(query, field, value), "it")


@given(query=QUERIES, country=CODES)
def test_a_country_is_left_out(query: Query, country: str) -> None:
    assert QueryAddresses(query, "it").excluding(country) == search_url(
        excluding(query, country), "it"
    )


@given(query=QUERIES, term=CODES)
def test_a_term_is_no_longer_added(query: Query, term: str) -> None:
    dropped = {*query.drop, term}
    without = replace(query, drop=tuple(dropped), page=1)
    assert QueryAddresses(query, "it").choosing("drop", dropped) == search_url(without, "it")
