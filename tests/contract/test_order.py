"""Order, pages, export."""

from dataclasses import replace
from datetime import date

from index.model.entry import DateSpan, Person, Version
from search.query.query import Query


def test_title_ranks_over_text(engine, entry):
    engine.publish(
        entry("2007-06-27-text", "Visit", "about the metro"),
        entry("2001-06-27-head", "The metro", "a visit"),
    )

    assert engine.ids("metro") == ["2001-06-27-head", "2007-06-27-text"]


def test_the_word_as_typed_ranks_over_its_other_forms(engine, entry):
    engine.publish(
        entry("2007-06-27-form", "", "many delegations"),
        entry("2001-06-27-same", "", "one delegation"),
    )

    assert engine.ids("delegation") == ["2001-06-27-same", "2007-06-27-form"]


def test_published_ranks_over_translated_by_a_person_over_a_machine(engine, entry):
    by_person = Version("it", "", "la metropolitana", "human")
    by_machine = Version("it", "", "la metropolitana", "machine", translator="fake")
    engine.publish(
        entry("2007-06-27-mach", "", "x", versions=(by_machine,)),
        entry("2006-06-27-pers", "", "x", versions=(by_person,), on="2006-06-27"),
        entry("2005-06-27-publ", "", "la metropolitana", language="it"),
    )

    assert engine.ids("metropolitana", expand=False) == [
        "2005-06-27-publ",
        "2006-06-27-pers",
        "2007-06-27-mach",
    ]


def test_equal_scores_go_by_newest_end_then_id(engine, entry):
    engine.publish(
        entry("2007-06-27-bbbb", "metro"),
        entry("2007-06-27-aaaa", "metro"),
        entry("2006-01-01-long", "metro", until="2008-01-01"),
        entry("undated-aaaa", "metro", on=""),
    )

    assert engine.ids("metro") == [
        "2006-01-01-long",
        "2007-06-27-aaaa",
        "2007-06-27-bbbb",
        "undated-aaaa",
    ]


def test_hits_may_be_sorted_by_date_either_way(engine, entry):
    engine.publish(
        entry("2005-01-01-aaaa", "metro", "metro"),
        entry("2006-01-01-aaaa", "", "metro"),
        entry("undated-aaaa", "metro", on=""),
    )

    newest = ["2006-01-01-aaaa", "2005-01-01-aaaa", "undated-aaaa"]
    oldest = ["2005-01-01-aaaa", "2006-01-01-aaaa", "undated-aaaa"]
    assert engine.ids("metro", sort="newest") == newest
    assert engine.ids("metro", sort="oldest") == oldest


def test_those_that_begin_on_one_day_go_by_id_when_the_oldest_come_first(engine, entry):
    engine.publish(
        entry("2007-06-27-cccc", "metro", until="2007-06-28"),
        entry("2007-06-27-bbbb", "metro", until="2007-07-30"),
        entry("2007-06-27-dddd", "metro", until="2007-07-30"),
        entry("2007-06-27-aaaa", "metro"),
    )

    assert [id[-4:] for id in engine.ids(sort="oldest")] == ["aaaa", "bbbb", "cccc", "dddd"]


def test_words_side_by_side_rank_over_words_apart(engine, entry):
    engine.publish(
        entry("2007-06-27-away", "", "the mayor, and much later a vice president"),
        entry("2001-06-27-next", "", "and there was the vice mayor, a president"),
    )

    assert engine.ids("vice mayor", expand=False)[0] == "2001-06-27-next"


def test_pages_follow_each_other_and_one_past_the_end_is_empty(engine, entry):
    ids = [f"2007-06-{day:02}-aaaa" for day in range(1, 8)]
    engine.publish(*(entry(id, "metro", on=id[:10]) for id in ids))

    pages = [engine.search("metro", page=page, limit=3) for page in (1, 2, 3, 4, 50, 10**9)]

    assert [[hit.id for hit in page.hits] for page in pages[:3]] == [
        ids[:3:-1],
        ids[3:0:-1],
        ids[:1],
    ]
    assert [page.hits for page in pages[3:]] == [(), (), ()]
    assert {(page.total, page.pages) for page in pages} == {(7, 3)}


def test_export_gives_every_entry_in_the_order_of_the_search(engine, entry):
    ids = [f"2007-06-{day:02}-aaaa" for day in range(1, 28)]
    engine.publish(*(entry(id, "metro", on=id[:10]) for id in ids), entry("2007-01-01-none"))

    exported = [one.id for one in engine.searcher.export(Query(text="metro", limit=2))]

    assert exported == ids[::-1]


def test_an_entry_comes_back_as_it_was_added(engine, entry, lyon):
    other = Version("it", "Lione", "Testo «intero»\n\ncon due capoversi", "human")
    whole = entry(
        "2007-06-27-aaaa",
        "Lyon",
        "One\n\ntwo <b>&amp;",
        countries=("FR",),
        places=(lyon,),
        visitors=("Ana Ruiz",),
        versions=(other,),
        aliases=("2006-01-01-olds",),
    )
    engine.publish(whole)

    assert engine.searcher.get("2007-06-27-aaaa") == whole


def test_the_day_asked_for_ranks_over_its_month_and_year(engine, entry):
    spans = {
        "2007-01-01-year": DateSpan(date(2007, 1, 1), date(2007, 12, 31), "year", "2007"),
        "2007-06-01-mont": DateSpan(date(2007, 6, 1), date(2007, 6, 30), "month", "June 2007"),
        "2007-06-27-days": DateSpan(date(2007, 6, 27), date(2007, 6, 27), "day", "June 27th 2007"),
        "2006-06-27-text": DateSpan(date(2006, 6, 27), date(2006, 6, 27), "day", "2006"),
    }
    texts = {"2006-06-27-text": "27 June 2007 is a day to come; 27 June 2007"}
    engine.publish(
        *(
            replace(entry(id, texts.get(id, "a visit"), "a visit"), dates=span)
            for id, span in spans.items()
        ),
        *(entry(f"2010-01-01-n{n:03}", "", "other", on="2010-01-01") for n in range(30)),
    )

    assert engine.ids("27 June 2007")[0] == "2007-06-27-days"
    assert set(engine.ids("June 2007")[:2]) == {"2007-06-27-days", "2007-06-01-mont"}
    assert set(engine.ids("27/6/2007")) == {"2007-06-27-days", "2007-06-01-mont"}
    assert "2007-01-01-year" in engine.ids("2007")


def test_a_kind_ranks_over_a_mention_and_a_visitors_office_over_that_of_the_city(engine, entry):
    visitor = Person("x", "Gérard Collomb", "sindaco di Lione", "visitor")
    ours = Person("y", "Piero Fassino", "sindaco di Torino", "city")
    engine.publish(
        replace(entry("2009-06-27-ment", "", "a delegation, a delegation"), kind="mission"),
        replace(entry("2001-06-27-kind", "", "a delegation"), kind="delegation"),
        replace(entry("2009-06-26-ours", "", "il sindaco", language="it"), people=(ours,)),
        replace(entry("2001-06-26-visi", "", "il sindaco", language="it"), people=(visitor,)),
    )

    assert engine.ids("delegation") == ["2001-06-27-kind", "2009-06-27-ment"]
    assert engine.ids("sindaco") == ["2001-06-26-visi", "2009-06-26-ours"]
    assert engine.ids("mayor") == ["2001-06-26-visi", "2009-06-26-ours"]


def test_general_consuls_are_not_found_by_honorary_ones(engine, entry):
    engine.publish(
        entry("2007-06-27-gene", "Consul General of Kuwait", ""),
        entry("2007-06-26-hono", "Honorary Consul of Mali", ""),
    )

    assert engine.ids("console onorario") == ["2007-06-26-hono"]
    assert engine.ids("consul general") == ["2007-06-27-gene"]
