"""Parameters to a query and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query.errors import QueryError
from search.query.query import Query
from search.query.url_parameters import parameters_of, query_of

WORDS = st.text("abc é'", max_size=10).map(lambda text: " ".join(text.split()))
QUERIES = st.builds(
    Query,
    text=WORDS,
    person=WORDS,
    phrase=WORDS,
    year=st.sets(st.sampled_from((2005, 2006, 2007))).map(lambda s: tuple(sorted(s))),
    since=st.sampled_from(("", "2004", "2004-02", "2004-02-29")),
    until=st.sampled_from(("", "2008", "2008-12")),
    country=st.sets(st.sampled_from(("CN", "FR", "XK"))).map(lambda s: tuple(sorted(s))),
    not_country=st.sets(st.sampled_from(("IT", "DE"))).map(lambda s: tuple(sorted(s))),
    kind=st.sets(st.sampled_from(("consul", "mission"))).map(lambda s: tuple(sorted(s))),
    written=st.sets(st.sampled_from(("en", "it", "und"))).map(lambda s: tuple(sorted(s))),
    read=st.sampled_from(("orig", "it", "en")),
    expand=st.booleans(),
    drop=st.sets(st.sampled_from(("mayor", "China"))).map(lambda s: tuple(sorted(s))),
    sort=st.sampled_from(("relevance", "newest", "oldest")),
    page=st.integers(1, 100),
    limit=st.integers(1, 100),
)


def ask(**params: object) -> tuple[Query, list[tuple[str, str]]]:
    lists = {
        name.removesuffix("_"): list(value) if isinstance(value, tuple) else [str(value)]
        for name, value in params.items()
    }
    query, notes = query_of(lists)
    return query, [(note.code, note.value) for note in notes]


@settings(deadline=None)
@given(QUERIES)
def test_a_query_survives_its_parameters(query):
    params: dict[str, list[str]] = {}
    for name, value in parameters_of(query):
        params.setdefault(name, []).append(value)

    assert query_of(params) == (query, ())


def test_defaults_and_empties_are_left_out():
    assert parameters_of(Query()) == ()
    assert parameters_of(query_of({"q": [" "], "page": ["1"], "country": ["", " "]})[0]) == ()


def test_the_order_is_canonical_and_values_are_sorted():
    query, _ = ask(page=2, country=("FR", "CN"), q="x", year=("2007", "2006"), from_="2006")

    assert parameters_of(query) == (
        ("q", "x"),
        ("year", "2006"),
        ("year", "2007"),
        ("from", "2006"),
        ("country", "CN"),
        ("country", "FR"),
        ("page", "2"),
    )


@pytest.mark.parametrize("given", ["CN", "cn", "Cina", "china", "CHINA", "Chine"])
def test_a_country_is_taken_by_code_or_name(given):
    assert ask(country=given) == (Query(country=("CN",)), [])


@pytest.mark.parametrize(
    ("params", "note"),
    [
        ({"country": "Narnia"}, ("unknown-country", "Narnia")),
        ({"not_country": "XX"}, ("unknown-country", "XX")),
        ({"kind": "party"}, ("unknown-kind", "party")),
        ({"year": "3000"}, ("unknown-year", "3000")),
        ({"written": "!"}, ("unknown-written", "!")),
        ({"read": "de"}, ("unknown-read", "de")),
        ({"sort": "size"}, ("unknown-sort", "size")),
    ],
)
def test_what_is_unknown_is_dropped_and_said(params, note):
    assert ask(**params) == (Query(), [note])


@pytest.mark.parametrize(
    ("params", "code", "value"),
    [
        ({"year": "twenty"}, "not-a-year", "twenty"),
        ({"from": "2007-13"}, "not-a-date", "2007-13"),
        ({"from": "2007-02-30"}, "not-a-date", "2007-02-30"),
        ({"to": "07"}, "not-a-date", "07"),
        ({"from": "2007-06", "to": "2007-05"}, "backwards", "2007-06/2007-05"),
        ({"from": "0000"}, "not-a-date", "0000"),
        ({"page": "0"}, "no-such-page", "0"),
        ({"page": "-1"}, "no-such-page", "-1"),
        ({"page": "two"}, "not-a-number", "two"),
        ({"page": "99999999999999999999"}, "not-a-number", "99999999999999999999"),
        ({"limit": "0"}, "no-such-size", "0"),
        ({"limit": "101"}, "no-such-size", "101"),
        ({"person": "x" * 257}, "too-long", "person"),
        ({"drop": "x" * 257}, "too-long", "drop"),
        ({"country": tuple(f"x{n}" for n in range(51))}, "too-many-values", "country"),
    ],
    ids=repr,
)
def test_what_cannot_be_is_refused_with_a_message_and_a_code(params, code, value):
    lists = {n: list(v) if isinstance(v, tuple) else [v] for n, v in params.items()}
    with pytest.raises(QueryError, match=r"\w+ \w+") as refused:
        query_of(lists)
    assert (refused.value.code, refused.value.value) == (code, value)


def test_whether_there_is_such_a_page_is_known_only_by_a_search():
    assert ask(page=1_000_000_000, limit=100)[0].page == 1_000_000_000


def test_unknown_names_are_passed_over():
    assert ask(utm_source="x", q="y") == (Query(text="y"), [])


@pytest.mark.parametrize("typed", ["c\t\x00", "c\xad d", "c \x00 d", "c\x1f\xad"])
def test_signs_that_are_left_out_leave_no_blank_behind(typed):
    query = query_of({"person": [typed]})[0]

    assert query == query_of({"person": [query.person]})[0]
