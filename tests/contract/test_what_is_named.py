"""People, places, days and entries that a search names."""

from dataclasses import replace

import pytest

from index.model.entry import Person
from search.query.query import Query


def test_the_person_box_finds_names_in_any_order_without_apostrophes(engine, entry):
    engine.publish(
        entry("2007-06-27-name", "", "x", visitors=("Michele Dell'Utri", "Paulina De Anna")),
        entry("2007-06-26-text", "", "a person called Michele"),
    )

    for name in ("dellutri michele", "Dell’Utri", "deanna", "anna de", "MICHELE"):
        assert engine.ids(person=name) == ["2007-06-27-name"], name


def test_the_place_box_finds_a_place_by_any_of_its_names(engine, entry, lyon):
    engine.publish(
        entry("2007-06-27-lyon", "", "x", places=(lyon,), countries=("FR",)),
        entry("2007-06-26-none", "", "compared with Lyon"),
    )

    for name in ("Lyon", "lione", "Francia", "France"):
        assert engine.ids(place=name) == ["2007-06-27-lyon"], name


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("25-26/6/07", {"2007-06-25-span"}),
        ("dal 26 al 28 giugno 2007", {"2007-06-25-span", "2007-06-28-spot"}),
        ("since 2008", {"2008-12-01-late"}),
        ("prima del 2007", {"2006-02-01-soon"}),
        ("between 2006 and 2007", {"2006-02-01-soon", "2007-06-25-span", "2007-06-28-spot"}),
        ("fine giugno '07", {"2007-06-25-span", "2007-06-28-spot"}),
        ("estate 2007", {"2007-06-25-span", "2007-06-28-spot"}),
        ("28 giugno", {"2007-06-28-spot"}),
        ("28.6.07", {"2007-06-28-spot"}),
        ("28 June 07", {"2007-06-28-spot"}),
        ("06/28/2007", {"2007-06-28-spot"}),
        ("inverno 2006", {"2006-02-01-soon"}),
        ("novembre-dicembre", {"2008-12-01-late"}),
    ],
)
def test_a_date_in_words_finds_the_entries_of_its_days(engine, entry, typed, found):
    engine.publish(
        entry("2006-02-01-soon", "", "a visit", on="2006-02-01"),
        entry("2007-06-25-span", "", "a visit", on="2007-06-25", until="2007-06-26"),
        entry("2007-06-28-spot", "", "a visit", on="2007-06-28"),
        entry("2008-12-01-late", "", "a visit in 2006, not in 2007", on="2008-12-01"),
    )

    assert set(engine.ids(typed)) == found
    assert set(engine.ids(f"visit {typed}")) == found
    assert set(engine.ids(f"xyzzy {typed}")) == found


def test_a_date_is_left_out_with_its_days(engine, entry):
    engine.publish(
        entry("2006-02-01-soon", "", "a visit", on="2006-02-01"),
        entry("2007-06-28-spot", "", "a visit", on="2007-06-28"),
        entry("2008-12-01-text", "", "a visit, as in 2007", on="2008-12-01"),
    )

    assert engine.ids("visit -2007") == ["2006-02-01-soon"]
    assert engine.ids('visit NOT "giugno 2007"') == ["2008-12-01-text", "2006-02-01-soon"]


def test_what_is_named_stays_required_when_words_may_be_missing(engine, entry):
    engine.publish(
        entry("2007-05-27-fran", "", "olympic visit", on="2007-05-27", countries=("FR",)),
        entry("2007-06-26-chin", "", "olympic venues budget", on="2007-06-26", countries=("CN",)),
        entry("2007-06-25-name", "", "plain", on="2007-06-25", visitors=("Romeo Stavarache",)),
        entry("2007-06-24-ghan", "", "olympic torch", on="2007-06-24", countries=("GH",)),
    )

    for typed, found in (
        ("maggio 2007 xyzzy", ["2007-05-27-fran"]),
        ("olympic venues budget Francia", ["2007-05-27-fran"]),
        ("venues xyzzy Cina", ["2007-06-26-chin"]),
        ("olympic venues budget Africa", ["2007-06-24-ghan"]),
        ("Romeo Stavarache olympic", ["2007-06-25-name"]),
    ):
        results = engine.search(typed)
        assert [hit.id for hit in results.hits] == found, typed
        assert results.without
    notes = engine.search("maggio 2007 xyzzy").understood.notes
    assert [(note.code, note.value) for note in notes] == [("missing-words", "xyzzy")]


def test_two_names_that_no_entry_has_together_are_searched_one_by_one(engine, entry):
    engine.publish(
        entry("2007-05-27-fran", "", "a visit", countries=("FR",)),
        entry("2007-06-26-chin", "", "a visit", countries=("CN",)),
    )

    results = engine.search("Francia Cina")

    assert {hit.id for hit in results.hits} == {"2007-05-27-fran", "2007-06-26-chin"}
    assert results.without == ("Francia / Cina",)
    assert (results.left_out, results.some_of) == ((), (("Francia", "Cina"),))


def test_two_years_that_no_entry_has_together_find_the_entries_of_either(engine, entry):
    engine.publish(
        entry("2007-05-27-seve", "", "a visit"),
        entry("2009-06-26-nine", "", "a visit"),
        entry("2008-06-26-eigh", "", "a visit"),
    )

    results = engine.search("2007 2009 xyzzy")

    assert {hit.id for hit in results.hits} == {"2007-05-27-seve", "2009-06-26-nine"}
    assert (results.left_out, results.some_of) == (("xyzzy",), (("2007", "2009"),))
    assert [note.term for note in results.understood.also] == ["2007", "2009"]


@pytest.mark.parametrize("typed", ["31 febbraio 2007", "31/2/2007", "2007-02-31", "31.2.07"])
def test_a_day_that_does_not_exist_is_said_and_its_month_is_searched(engine, entry, typed):
    engine.publish(
        entry("2007-02-27-febr", "", "a visit to Lyon"),
        entry("2007-03-31-marc", "", "31 visits to Lyon", on="2007-03-31"),
    )

    results = engine.search(f"Lyon {typed}")

    assert [hit.id for hit in results.hits] == ["2007-02-27-febr"]
    assert [note.term for note in results.understood.also if note.why == "date"] == ["2007-02"]
    notes = results.understood.notes
    assert [(note.code, note.value) for note in notes] == [("no-such-day", typed)]
    assert not results.without
    literally = engine.search(f"Lyon {typed}", expand=False).understood.notes
    assert "no-such-day" not in [note.code for note in literally]


def test_a_date_that_the_hits_are_without_is_not_said_to_be_searched(engine, entry):
    engine.publish(
        entry("2007-03-27-lyon", "", "a visit to Lyon"),
        entry("2009-03-27-oslo", "", "a visit to Oslo"),
    )

    for typed, without in (("Lyon febbraio 2008", "febbraio 2008"), ("Lyon 2009", "2009")):
        results = engine.search(typed)
        assert [hit.id for hit in results.hits] == ["2007-03-27-lyon"], typed
        assert results.without == (without,)
        assert not [note for note in results.understood.also if note.why == "date"]


def test_a_date_can_be_dropped_in_the_words_in_which_it_is_shown(engine, entry):
    engine.publish(entry("2007-11-23-nove", "", "a visit"))

    assert engine.ids("23 novembre") == ["2007-11-23-nove"]
    for term in ("--11-23", "23 novembre", "23 November"):
        assert engine.ids("23 novembre", drop=(term,)) == [], term


@pytest.mark.parametrize("name", ["Sergio Esempio", "SERGIO ESEMPIO", "sergio-esempio"])
def test_a_filter_takes_the_whole_name_of_anybody_the_city_s_own_too(engine, entry, lyon, name):
    engine.publish(
        entry("2007-06-27-host", "", "x", hosts=("Sergio Esempio",), places=(lyon,)),
        entry("2007-06-26-guest", "", "x", visitors=("Ada Prova",), places=(lyon,)),
    )
    asked = engine.searcher.with_ids(Query(people=(name, "nobody"), places=("Lione",)))

    assert asked == Query(people=("nobody", "sergio-esempio"), places=("lyon-fr",))
    assert [hit.id for hit in engine.searcher.search(asked).hits] == ["2007-06-27-host"]


def test_a_name_that_two_people_have_stands_for_both(engine, entry):
    first, second = (entry(f"2007-06-2{day}-name", "", "x") for day in (6, 7))
    people = [Person(id, "Ada Prova", "", "visitor") for id in ("ada-prova", "ada-prova-2")]
    engine.publish(replace(first, people=(people[0],)), replace(second, people=(people[1],)))

    assert engine.searcher.with_ids(Query(people=("ada prova",))).people == (
        "ada-prova",
        "ada-prova-2",
    )
    assert engine.searcher.with_ids(Query(people=("ada-prova",))).people == ("ada-prova",)


def test_a_pasted_text_finds_the_entry_that_it_is_from(engine, entry):
    title = " ".join(f"word{n}" for n in range(20)) + " common " * 10
    engine.publish(
        *(entry(f"2007-06-{n:02}-many", "", f"common things and word{n}") for n in range(1, 9)),
        entry("2007-07-01-text", title, "with a body of its own"),
    )

    results = engine.search(f"{title} and thirty words " + "that are in the body " * 6)

    assert results.hits[0].id == "2007-07-01-text"
    assert "rarest-words" in [note.code for note in results.understood.notes]


def test_an_id_or_an_address_finds_its_entry(engine, entry):
    page = "http://www.example.org/it/pagina.html"
    engine.publish(
        replace(
            entry("2007-06-27-k3f9", "", "a visit"), pages=(page,), aliases=("2007-06-01-zzzz",)
        ),
        entry("2007-06-26-aaaa", "", "about 2007-06-27 and k3f9"),
    )

    for typed in (
        "2007-06-27-k3f9",
        "2007‑06‑27‑K3F9",
        "2007-06-01-zzzz",
        "https://torino.example/e/2007-06-27-k3f9?read=it",
        "https://torino.example/e/2007-06-27-k3f9.json",
        "<https://example.org/it/pagina.html/#top>",
        "www.example.org/it/pagina.html",
    ):
        results = engine.search(typed)
        assert [hit.id for hit in results.hits] == ["2007-06-27-k3f9"], typed
        assert [note.code for note in results.understood.notes] == ["entry-named"], typed
    assert engine.ids("example.org/it/other.html") == []


def test_an_unknown_name_is_searched_in_the_texts_with_a_note(engine, entry):
    engine.publish(
        entry("2007-06-27-text", "", "remembering Primo Levi"),
        entry("2007-06-26-name", "", "x", visitors=("Carlo Levi",)),
    )

    results = engine.search(person="primo levi")

    assert [hit.id for hit in results.hits] == ["2007-06-27-text"]
    assert [note.code for note in results.understood.notes] == ["unknown-person"]
    assert engine.ids(person="Levi") == ["2007-06-26-name"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("UN", ["2007-06-26-onuu", "2007-06-27-unit"]),
        ("ONU", ["2007-06-23-oilo", "2007-06-26-onuu", "2007-06-27-unit"]),
        ("Nations Unies", ["2007-06-23-oilo", "2007-06-26-onuu", "2007-06-27-unit"]),
        ("WDC", ["2007-06-24-desi"]),
        ("wdc", ["2007-06-24-desi"]),
        ("ILO", ["2007-06-23-oilo"]),
        ("BIT", ["2007-06-23-oilo"]),
        ("maire", ["2007-06-25-sind"]),
        ("le maire de la ville", ["2007-06-25-sind"]),
    ],
)
def test_acronyms_and_french_words_find_what_they_mean(engine, entry, typed, found):
    engine.publish(
        entry("2007-06-27-unit", "", "lunch at the UN restaurant", language="en"),
        entry("2007-06-26-onuu", "", "alle Nazioni Unite", language="it"),
        entry("2007-06-25-sind", "", "un sindaco e un bit", language="it"),
        entry("2007-06-24-desi", "", "the World Design Capital", language="en"),
        entry("2007-06-23-oilo", "", "il centro dell'OIL", language="it"),
    )

    assert sorted(engine.ids(typed)) == sorted(found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("guida", ["2007-06-26-guid"]),
        ("salute", ["2007-06-25-salu"]),
        ("gusto", ["2007-06-24-gust"]),
        ("tedeschi", ["2007-06-24-gust"]),
        ("Guido", ["2007-06-27-name"]),
        ("Berisha Sali", ["2007-06-27-name"]),
        ("Sala", []),
    ],
)
def test_a_name_is_not_found_by_the_stem_of_a_word(engine, entry, typed, found):
    names = ("Guido Rossi", "Sali Berisha", "Gustavo Levi", "Marco Tedesco")
    engine.publish(
        entry(
            "2007-06-27-name", "", f"Incontro: {', '.join(names)}", language="it", visitors=names
        ),
        entry("2007-06-26-guid", "", "una guida della Lombardia", language="it"),
        entry("2007-06-25-salu", "", "la salute", language="it"),
        entry("2007-06-24-gust", "", "il gusto dei tedeschi", language="it"),
    )

    assert engine.ids(typed, exactly=True) == found
