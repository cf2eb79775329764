"""Filters narrow, facets count under every filter but their own, dates overlap."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model.entry import DateSpan, Version
from search.query.query import FACETS, Query

CODES = ("FR", "CN", "RO")
KINDS = ("mission", "network", "consul")
TAGS = ("it", "en", "und")
YEARS = (2005, 2006, 2007)

ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(YEARS),
        st.integers(0, 1),
        st.lists(st.sampled_from(CODES), unique=True, max_size=2),
        st.sampled_from(KINDS),
        st.sampled_from(TAGS),
        st.sampled_from(("alpha", "beta", "alpha beta")),
    ),
    max_size=12,
)
QUERIES = st.fixed_dictionaries(
    {
        "text": st.sampled_from(("", "alpha", "alpha beta")),
        "year": st.lists(st.sampled_from(YEARS), unique=True, max_size=2),
        "country": st.lists(st.sampled_from(CODES), unique=True, max_size=2),
        "not_country": st.lists(st.sampled_from(CODES), unique=True, max_size=1),
        "kind": st.lists(st.sampled_from(KINDS), unique=True, max_size=2),
        "written": st.lists(st.sampled_from(TAGS), unique=True, max_size=2),
    }
)


def _values(entry, field):
    match field:
        case "year":
            return {str(y) for y in range(entry.dates.start.year, entry.dates.end.year + 1)}
        case "country":
            return set(entry.countries)
        case "kind":
            return {entry.kind}
        case "written":
            return {entry.original.language}
        case _:
            return set()


def _passes(entry, query, leave=""):
    for field in ("year", "country", "kind", "written"):
        chosen = {str(value) for value in getattr(query, field)}
        if field != leave and chosen and not chosen & _values(entry, field):
            return False
    return not set(query.not_country) & set(entry.countries)


def _holds(entry, text):
    return set(text.split()) <= set(entry.original.text.split())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ENTRIES, asked=st.lists(QUERIES, min_size=1, max_size=4))
def test_totals_and_counts_are_those_of_counting_by_hand(engine, entry, rows, asked):
    entries = [
        entry(
            f"{year}-12-31-{number:04}",
            "",
            text,
            language=tag,
            on=f"{year}-12-31",
            until=f"{year + longer}-12-31",
            kind=kind,
            countries=tuple(codes),
        )
        for number, (year, longer, codes, kind, tag, text) in enumerate(rows)
    ]
    engine.publish(*entries)
    for one in asked:
        query = Query(limit=100, **{k: v if k == "text" else tuple(v) for k, v in one.items()})
        results = engine.searcher.search(query)
        worded = [e for e in entries if _holds(e, query.text)]
        if not worded and " " in query.text:
            continue  # most of the words: another test's matter
        assert results.total_without_filters == len(worded)
        assert {h.id for h in results.hits} == {e.id for e in worded if _passes(e, query)}
        for field in ("year", "country", "kind", "written"):
            reach = [e for e in worded if _passes(e, query, leave=field)]
            chosen = {str(value) for value in getattr(query, field)}
            counted = {}
            for value in chosen.union(*(_values(e, field) for e in reach)):
                counted[value] = sum(value in _values(e, field) for e in reach)
            facet = results.facets[field]
            assert {v.value: v.count for v in facet.values} == counted
            assert {v.value for v in facet.values if v.selected} == chosen
            assert facet.total_values == len(counted)


def test_every_facet_is_there_in_an_empty_archive(engine):
    engine.publish()

    results = engine.search("")

    assert tuple(results.facets) == FACETS
    assert (results.total, results.pages) == (0, 1)


def test_years_come_newest_first_and_the_others_by_count_then_value(engine, entry):
    engine.publish(
        entry("2005-01-01-aaaa", countries=("RO",)),
        entry("2006-01-01-aaaa", countries=("FR", "CN")),
        entry("2006-02-01-aaaa", countries=("FR",)),
    )

    facets = engine.search("").facets

    assert [v.value for v in facets["year"].values] == ["2006", "2005"]
    assert [v.value for v in facets["country"].values] == ["FR", "CN", "RO"]


def test_a_facet_ignores_its_own_filter_and_keeps_what_is_chosen(engine, entry):
    engine.publish(
        entry("2007-06-27-fran", countries=("FR",)),
        entry("2007-06-26-chin", countries=("CN",)),
        entry("2006-06-26-chin", countries=("CN",), on="2006-06-26"),
    )

    facets = engine.search("", country=("FR", "XK"), year=(2007,)).facets

    assert [(v.value, v.count, v.selected) for v in facets["country"].values] == [
        ("CN", 1, False),
        ("FR", 1, True),
        ("XK", 0, True),
    ]
    assert [(v.value, v.count) for v in facets["year"].values] == [("2007", 1)]


def test_values_have_labels_in_both_languages(engine, entry, lyon):
    engine.publish(
        entry("2007-06-27-a", countries=("DE",), kind="twinning", language="und", places=(lyon,))
    )

    facets = engine.search("").facets

    assert facets["country"].values[0].labels == {"it": "Germania", "en": "Germany"}
    assert facets["kind"].values[0].labels["it"] == "Gemellaggio"
    assert facets["places"].values[0].labels["it"] == "Lione"
    assert facets["written"].values[0].labels["en"] == "Uncertain language"


def test_people_of_the_city_and_italy_are_listed_only_when_chosen(engine, entry):
    engine.publish(
        entry("2007-06-27-a", visitors=("Li Yingjie",), hosts=("Rosa Bianchi",), countries=("IT",))
    )

    listed = engine.search("").facets
    chosen = engine.search("", people=("rosa-bianchi",), country=("IT",)).facets

    assert [v.value for v in listed["people"].values] == ["li-yingjie"]
    assert listed["country"].values == ()
    assert {v.value for v in chosen["people"].values} == {"li-yingjie", "rosa-bianchi"}
    assert [v.count for v in chosen["country"].values] == [1]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2007-05", "2007-05", True),
        ("2007-06", "2007-06", True),
        ("2007-06-02", "", False),
        ("2007-06-01", "2007-06-01", True),
        ("", "2007-05-04", False),
        ("", "2007-05-05", True),
        ("2007", "", True),
        ("2008", "", False),
    ],
)
def test_a_span_is_found_by_every_day_it_touches(engine, entry, since, until, found):
    engine.publish(entry("2007-05-05-aaaa", until="2007-06-01"))

    assert bool(engine.ids(since=since, until=until)) is found


def test_an_undated_entry_is_found_but_in_no_year(engine, entry):
    engine.publish(entry("undated-aaaa", "visit", on=""))

    assert engine.ids("visit") == ["undated-aaaa"]
    assert engine.ids("visit", since="1900", until="2100") == []
    assert engine.search("").facets["year"].values == ()


def test_a_long_span_counts_in_each_of_its_years(engine, entry):
    engine.publish(entry("2005-05-05-aaaa", until="2007-06-01"))

    assert [v.value for v in engine.search("").facets["year"].values] == ["2007", "2006", "2005"]
    assert engine.ids(year=(2006,)) == ["2005-05-05-aaaa"]


def test_a_country_may_be_excluded(engine, entry):
    engine.publish(entry("2007-06-27-a", countries=("FR", "CN")), entry("2007-06-26-b"))

    assert engine.ids(not_country=("CN",)) == ["2007-06-26-b"]


def test_filters_narrow_what_is_left_of_most_words(engine, entry):
    engine.publish(
        entry("2007-06-27-fran", "", "alpha", countries=("FR",)),
        entry("2007-06-26-chin", "", "alpha", countries=("CN",)),
    )

    results = engine.search("alpha qqqq", country=("CN",))

    assert [hit.id for hit in results.hits] == ["2007-06-26-chin"]
    assert results.total_without_filters == 2


def test_a_filter_without_hits_is_no_reason_to_leave_words_out(engine, entry):
    engine.publish(entry("2007-06-27-fran", "", "alpha beta", countries=("FR",)))

    results = engine.search("alpha beta", country=("CN",))

    assert (results.total, results.total_without_filters, results.without) == (0, 1, ())


def test_a_year_known_alone_spans_the_year(engine, entry):
    one = entry("2015-01-01-aaaa")
    whole = DateSpan(date(2015, 1, 1), date(2015, 12, 31), "year", "2015")
    engine.publish(replace(one, dates=whole))

    assert engine.ids(since="2015-07", until="2015-07") == ["2015-01-01-aaaa"]


def test_only_peoples_texts_leaves_out_what_a_machine_has_translated(engine, entry):
    def translated(id, origin, **by):
        one = entry(id, "visit", language="en")
        return replace(
            one, versions=(*one.versions, Version("it", "Visita", "visita", origin, **by))
        )

    engine.publish(
        translated("2007-01-01-mach", "machine", translator="libre", model=None, day=None),
        translated("2007-01-02-pers", "human"),
        translated("2007-01-03-city", "published"),
        entry("2007-01-04-none", "visit", language="en"),
    )
    everything = engine.ids("visit")

    assert len(everything) == 4
    assert set(engine.ids("visit", by_people=True, read="it")) == {
        "2007-01-02-pers",
        "2007-01-03-city",
    }
    assert engine.ids("visit", by_people=True, read="en") == everything
    assert engine.ids("visit", by_people=True, read="orig") == everything
    assert engine.ids("visit", by_people=True) == everything
    results = engine.search("visit", by_people=True, read="it", year=(2007,))
    assert (results.total, results.total_without_filters) == (2, 4)
    assert [(v.value, v.count) for v in results.facets["year"].values] == [("2007", 2)]
