"""Joining: pages of one event in two languages become one entry, and no others do."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entry import DateSpan, Doubt, Entry, Person, Place, Reading, Source, Version
from index.versions import groups_of, score_pairs, unite
from index.versions.trails import meetings, trail_of

ROOT = "http://comune.example/relint/"


def join_versions(entries):
    """The entries with those that publish one event united, where the first of them stood."""
    entries = tuple(entries)
    trails = {n: trail for n, entry in enumerate(entries) if (trail := trail_of(entry))}
    groups = groups_of(trails, score_pairs(meetings(trails), entries.__getitem__))
    return tuple(
        unite([entries[n] for n in groups[number]]) if number in groups else entry
        for number, entry in enumerate(entries)
        if groups.get(number, (number,))[0] == number
    )


FETCHED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
CITIES = {
    "lyon-fr": ("Lione", "Lyon"),
    "chambery-fr": ("Chambéry", "Chambéry"),
    "bucharest-ro": ("Bucarest", "Bucharest"),
    "bacau-ro": ("Bacau", "Bacau"),
    "glasgow-gb": ("Glasgow", "Glasgow"),
    "cordoba-ar": ("Cordoba", "Cordoba"),
    "changchun-cn": ("Changchun", "Changchun"),
    "barcelona-es": ("Barcellona", "Barcelona"),
    "nagoya-jp": ("Nagoya", "Nagoya"),
    "tunis-tn": ("Tunisi", "Tunis"),
}
CHIAMPARINO = "Sergio Chiamparino"


def days(start: str, end: str | None = None) -> DateSpan:
    return DateSpan(date.fromisoformat(start), date.fromisoformat(end or start), "day", start)


def months(start: str, end: str) -> DateSpan:
    return DateSpan(date.fromisoformat(start), date.fromisoformat(end), "month", "")


def year(number: int) -> DateSpan:
    return DateSpan(date(number, 1, 1), date(number, 12, 31), "year", str(number))


def visitor(name: str, role: str = "") -> Person:
    return Person(name.lower().replace(" ", "-"), name, role, "visitor")


def host(name: str, role: str = "Mayor of Torino") -> Person:
    return Person(name.lower().replace(" ", "-"), name, role, "city")


def place(id: str) -> Place:
    it, en = CITIES[id]
    return Place(id, id[-2:].upper(), {"it": it, "en": en}, en, None, None)


def entry(
    id: str,
    language: str,
    dates: DateSpan,
    title: str = "",
    *,
    text: str = "",
    kind: str = "delegation",
    cities: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    people: tuple[Person, ...] = (),
    page: str = "",
    doubts: tuple[Doubt, ...] = (),
) -> Entry:
    folder = {"en": "inglese/", "it": "", "fr": "francese/"}.get(language, "")
    url = f"{ROOT}{folder}{page or f'archivio/2007/{id}/index.shtml'}"
    return Entry(
        id=id,
        dates=dates,
        kind=kind,
        countries=countries or tuple(dict.fromkeys(c[-2:].upper() for c in cities)),
        places=tuple(place(each) for each in cities),
        people=people,
        versions=(Version(language, title, text or title, "published", url),),
        doubts=doubts,
        aliases=(),
        sources=(Source(url, FETCHED),),
    )


def groups(*entries: Entry) -> list[set[str]]:
    """The ids of each joined entry, in order."""
    return [{e.id, *e.aliases} for e in join_versions(entries)]


def pair(**given) -> tuple[Entry, Entry]:
    """An English and an Italian page of one visit, equal in what is given."""
    common = {"dates": days("2007-06-09"), "cities": ("lyon-fr",), **given}
    en = entry("en", "en", title="City of Lyon - France", **common)
    it = entry("it", "it", title="Città di Lione - Francia", **common)
    return en, it


# What must join


def test_a_visitors_name_joins_two_languages():
    en, it = pair(people=(host(CHIAMPARINO), visitor("Anna Moreau")))

    assert groups(en, it) == [{"en", "it"}]


def test_a_visitors_surname_joins_two_spellings():
    en = entry("en", "en", days("2006-10-26"), cities=("nagoya-jp",),
               people=(visitor("Takehisa Matsubara"),))  # fmt: skip
    it = entry("it", "it", days("2006-10-26"), cities=("nagoya-jp",),
               people=(visitor("Takeisha Matsubara"),))  # fmt: skip

    assert groups(en, it) == [{"en", "it"}]


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("Torino and city networks - EUROCITIES", "Torino nelle reti di città - EUROCITIES"),
        ("Strategic cities network - RECS", "Rete delle città strategiche RECS"),
        ("CLUE Project - First dissemination day", "Progetto CLUE - Prima giornata divulgativa"),
        ("TORINOver010", "TORINOver010, la mostra"),
        ("100 cities for 100 projects", "100 città per 100 progetti"),
        ("Paysalia trade fair", "Salone Paysalia"),
    ],
)
def test_the_titles_own_words_join_entries_without_a_place(english, italian):
    en = entry("en", "en", days("2007-06-29"), english, kind="network")
    it = entry("it", "it", days("2007-06-29"), italian, kind="event")

    assert groups(en, it) == [{"en", "it"}]


def test_an_untitled_entry_is_known_by_how_its_text_begins():
    en = entry("en", "en", days("2006-10-12", "2006-10-13"), "TeleCities autumn forum")
    it = entry("it", "it", days("2006-10-12", "2006-10-13"), text="Il forum TeleCities riunisce.")

    assert groups(en, it) == [{"en", "it"}]


def test_the_slug_of_the_page_joins_two_languages():
    en, it = (
        entry("en", "en", days("2010-12-05", "2010-12-09"), "A summit", cities=("lyon-fr",),
              page="eventi/ev2010/global-metro.shtml"),
        entry("it", "it", days("2010-12-05", "2010-12-09"), "Un vertice", cities=("lyon-fr",),
              page="missioni/m10/201012_metro.shtml"),
    )  # fmt: skip

    assert groups(en, it) == [{"en", "it"}]


def test_a_french_page_joins_too():
    people = (visitor("Anna Moreau"),)
    entries = [
        entry(tag, tag, days("2023-12-04"), cities=("lyon-fr",), people=people)
        for tag in ("en", "fr", "it")
    ]

    assert groups(*entries) == [{"en", "fr", "it"}]


def test_the_romanian_mission_joins_its_two_pages_and_leaves_the_archives_alone():
    both = ("bucharest-ro", "bacau-ro")
    guests = (visitor("Grigore Popa"), visitor("Romeo Stavarache"), visitor("Gabriel Berca"))
    more = (*guests, visitor("Catalin Deaconescu"))
    trip = days("2007-10-18", "2007-10-20")
    archive = entry("archive", "en", trip, "Mission of the City to Rumania", kind="mission",
                    cities=both, people=(host(CHIAMPARINO), host("Goffredo Sottile", "Prefect")),
                    page="archivio/2007/settembreottobre/index.shtml")  # fmt: skip
    en = entry("en", "en", trip, "Mission to Rumania", kind="mission", cities=both,
               people=(host(CHIAMPARINO), *guests), page="missioni/m07/rumania.shtml")  # fmt: skip
    it = entry("it", "it", trip, "Missione a Bucarest e Bacau", kind="mission", cities=both,
               people=(host(CHIAMPARINO), *more), page="missioni/m07/bacau.shtml")  # fmt: skip

    assert groups(archive, en, it) == [{"archive"}, {"en", "it"}]


def test_chamberys_fiftieth_joins_mission_with_mission_and_feast_with_feast():
    party = (
        host(CHIAMPARINO),
        host("Giuseppe Castronovo", "Chairman of City Council"),
        host("Carlo Zanolini", "councillor"),
        host("Alessandro Barberis", "Chairman of Torino Chamber of Commerce"),
    )
    where = ("chambery-fr",)
    may, feast = days("2007-05-19"), days("2007-05-19", "2007-09-15")
    entries = [
        entry("en", "en", may, "Mission of the City in Chambéry - France", kind="mission",
              cities=where, people=party, page="archivio/2007/maggiogiugno/index.shtml"),
        entry("en-feast", "en", feast, "Torino - Chambéry: 50 years", kind="twinning",
              cities=where, page="coordinamento/eventi/index07.shtml"),
        entry("it-feast", "it", feast, "Torino - Chambéry: 50 anni", kind="twinning",
              cities=where, page="coordinamento/eventi/index07.shtml"),
        entry("it", "it", may, "Missione a Chambéry", kind="mission", cities=where,
              people=(*party, visitor("Louis Besson")), page="missioni/m07/chambery.shtml"),
    ]  # fmt: skip

    assert groups(*entries) == [{"en", "it"}, {"en-feast", "it-feast"}]


def test_the_ride_from_glasgow_joins_though_only_its_year_is_known():
    page = "coordinamento/eventi/index08.shtml"
    en = entry("en", "en", year(2008), "Glasgow-Torino by bike", kind="event",
               cities=("glasgow-gb",), page=page)  # fmt: skip
    it = entry("it", "it", year(2008), "In bicicletta da Glasgow", kind="event",
               cities=("glasgow-gb",), page=page)  # fmt: skip

    assert groups(en, it) == [{"en", "it"}]


def test_one_mission_to_the_same_cities_on_the_same_days_is_one():
    both = {
        "dates": days("2009-11-22", "2009-11-26"),
        "cities": ("tunis-tn", "lyon-fr"),
        "kind": "mission",
    }
    en = entry("en", "en", title="Mission to Tunis and Lyon", **both)
    it = entry("it", "it", title="Missione a Tunisi e Lione", **both)

    assert groups(en, it) == [{"en", "it"}]


def test_a_countrys_ambassador_comes_once_a_day():
    both = {"dates": days("2009-10-16"), "countries": ("AL",), "kind": "ambassador"}
    en = entry("en", "en", title="Ambassador of Albania", **both)
    it = entry("it", "it", title="Ambasciatore d'Albania", **both)

    assert groups(en, it) == [{"en", "it"}]


def test_texts_that_speak_of_the_same_things_join_on_the_same_day_and_place():
    en, it = pair()
    en = replace(en, versions=(replace(en.versions[0], text="They saw the GTT and the Amiat."),))
    it = replace(it, versions=(replace(it.versions[0], text="Hanno visto la GTT e l’Amiat."),))

    assert groups(en, it) == [{"en", "it"}]


def test_strong_evidence_joins_a_window_with_a_day_it_holds():
    both = (visitor("Mohsen Abbes"), visitor("Ali Ben Said"))
    where = ("tunis-tn",)
    window = entry("it", "it", months("2004-05-01", "2004-06-30"), cities=where, people=both)
    day = entry("en", "en", days("2004-05-12"), cities=where, people=both)

    (joined,) = join_versions([window, day])

    assert joined.dates == day.dates


# What must not


def test_one_visitor_is_not_enough_when_a_date_is_only_a_window():
    window = entry("it", "it", months("2004-05-01", "2004-06-30"), cities=("tunis-tn",),
                   people=(visitor("Mohsen Abbes"),))  # fmt: skip
    day = entry("en", "en", days("2004-05-12"), cities=("tunis-tn",),
                people=(visitor("Mohsen Abbes"),))  # fmt: skip

    assert len(groups(window, day)) == 2


def test_one_visitor_is_not_enough_when_both_tell_only_the_year():
    en, it = pair(dates=year(2010), people=(visitor("Anna Moreau"),))

    assert len(groups(en, it)) == 2


def test_same_day_and_city_alone_join_nothing():
    en, it = pair()

    assert len(groups(en, it)) == 2


def test_the_mayor_alone_joins_nothing():
    en, it = pair(people=(host(CHIAMPARINO),))

    assert len(groups(en, it)) == 2


def test_other_days_are_another_event():
    en, _ = pair(people=(visitor("Anna Moreau"),))
    _, it = pair(people=(visitor("Anna Moreau"),), dates=days("2007-06-10"))

    assert len(groups(en, it)) == 2


def test_other_places_are_another_event():
    en, _ = pair(people=(visitor("Anna Moreau"),))
    _, it = pair(people=(visitor("Anna Moreau"),), cities=("chambery-fr",))

    assert len(groups(en, it)) == 2


def test_a_place_and_none_do_not_agree():
    en, _ = pair(people=(visitor("Anna Moreau"),))
    it = entry("it", "it", en.dates, people=(visitor("Anna Moreau"),))

    assert len(groups(en, it)) == 2


def test_one_language_never_joins_itself():
    en, _ = pair(people=(visitor("Anna Moreau"),))
    again = entry("again", "en", en.dates, cities=("lyon-fr",), people=en.people)

    assert len(groups(en, again)) == 2


def test_a_text_of_unknown_language_joins_nothing():
    en, _ = pair(people=(visitor("Anna Moreau"),))
    other = entry("und", "und", en.dates, cities=("lyon-fr",), people=en.people)

    assert len(groups(en, other)) == 2


def test_undated_entries_join_nothing():
    undated = DateSpan(None, None, "unknown", "")
    en, it = pair(dates=undated, people=(visitor("Anna Moreau"),))

    assert len(groups(en, it)) == 2


def test_missions_of_different_people_are_different():
    trip = days("2009-11-22")
    en = entry("en", "en", trip, "Mission to Tunis", kind="mission", cities=("tunis-tn",),
               people=(visitor("Anna Moreau"),))  # fmt: skip
    it = entry("it", "it", trip, "Missione a Tunisi", kind="mission", cities=("tunis-tn",),
               people=(visitor("Karim Haddad"),))  # fmt: skip

    assert len(groups(en, it)) == 2


def test_titles_that_tell_of_different_things_are_different():
    page = "coordinamento/eventi/index08.shtml"
    en = entry(
        "en", "en", year(2008), "Glasgow: the CLUE workshop", cities=("glasgow-gb",), page=page
    )
    it = entry("it", "it", year(2008), "Glasgow: mostra RECS", cities=("glasgow-gb",), page=page)

    assert len(groups(en, it)) == 2


def test_of_two_equally_good_candidates_none_is_joined():
    en, it = pair(people=(visitor("Anna Moreau"),))
    rival = entry("rival", "it", en.dates, it.versions[0].title, cities=("lyon-fr",),
                  people=en.people)  # fmt: skip

    assert len(groups(en, it, rival)) == 3


def test_of_two_candidates_the_better_is_joined():
    en, it = pair(people=(visitor("Anna Moreau"), visitor("Karim Haddad")))
    rival = entry("rival", "it", en.dates, cities=("lyon-fr",), people=(visitor("Anna Moreau"),))

    assert groups(rival, en, it) == [{"rival"}, {"en", "it"}]


def test_the_same_days_outweigh_whatever_a_window_shares():
    en, it = pair(people=(visitor("Anna Moreau"),))
    window = entry("window", "it", year(2007), "RECS", cities=("lyon-fr",), people=en.people)
    en = replace(en, versions=(replace(en.versions[0], title="City of Lyon - RECS"),))

    assert groups(window, en, it) == [{"window"}, {"en", "it"}]


def test_three_dutch_visits_of_one_year_stay_three():
    autumn = months("2006-09-01", "2006-10-31")
    page = "archivio/2006/settembreottobre/index.shtml"
    visits = [
        entry(str(n), "it", autumn, text=text, countries=("NL",), page=page)
        for n, text in enumerate(
            (
                "Un gruppo di architetti olandesi ha visitato Torino.",
                "Un secondo gruppo di architetti olandesi ha incontrato il settore Periferie.",
                "Venti architetti dell'istituto reale olandese in viaggio di studio.",
            )
        )
    ]
    english = entry("en", "en", autumn, "Dutch architects", countries=("NL",), page=page)

    assert len(groups(*visits)) == 3
    assert len(groups(*visits, english)) == 4


def test_the_students_of_cordoba_of_two_years_stay_two():
    text = "A study tour for engineering students of Cordoba"
    first = entry("2007", "en", days("2007-06-20", "2007-06-27"), text, cities=("cordoba-ar",))
    again = entry("2010", "it", year(2010), text, cities=("cordoba-ar",))

    assert len(groups(first, again)) == 2


def test_two_calls_by_changchun_five_weeks_apart_stay_two():
    january = entry("1", "en", days("2009-01-15"), "City of Changchun", cities=("changchun-cn",),
                    people=(visitor("Cui Jie"),))  # fmt: skip
    february = entry("2", "it", days("2009-02-24", "2009-02-26"), "Città di Changchun",
                     cities=("changchun-cn",), people=(visitor("Cui Jie"),))  # fmt: skip

    assert len(groups(january, february)) == 2


def test_two_visits_of_one_day_from_one_city_stay_two():
    day = days("2006-11-23")
    markets = entry("en", "en", day, "District of Barcelona - markets", cities=("barcelona-es",),
                    people=(host("Alessandro Altamura", "Deputy Mayor"),))  # fmt: skip
    migrants = entry("it", "it", day, "Ufficio immigrazione", cities=("barcelona-es",),
                     people=(host("Ilda Curti", "Assessore"),))  # fmt: skip

    assert len(groups(markets, migrants)) == 2


# What the joined entry is


def test_the_joined_entry_is_the_first_with_everything_of_both():
    doubt = Doubt("date", (Reading("2007-06-09", "heading"), Reading("2007-06-10", "text")))
    anna, karim = visitor("Anna Moreau"), visitor("Karim Haddad", "Prefect of Lyon")
    en = entry("en", "en", days("2007-06-09"), "City of Lyon", cities=("lyon-fr",),
               people=(anna,))  # fmt: skip
    mayor = visitor("Anna Moreau", "Mayor of Lyon")
    it = entry("it", "it", days("2007-06-09"), "Città di Lione", cities=("lyon-fr", "chambery-fr"),
               people=(karim, mayor), doubts=(doubt,))  # fmt: skip

    (joined,) = join_versions([en, it])

    assert (joined.id, joined.aliases, joined.kind) == ("en", ("it",), "delegation")
    assert [v.language for v in joined.versions] == ["en", "it"]
    assert joined.original == en.original
    assert [p.id for p in joined.places] == ["lyon-fr", "chambery-fr"]
    assert [(p.name, p.role) for p in joined.people] == [
        ("Anna Moreau", "Mayor of Lyon"),
        ("Karim Haddad", "Prefect of Lyon"),
    ]
    assert joined.doubts == (doubt,)
    assert [s.url for s in joined.sources] == [en.sources[0].url, it.sources[0].url]


def test_the_input_keeps_its_order():
    people = (visitor("Anna Moreau"),)
    en, it = pair(people=people)
    others = [entry(f"x{n}", "en", days("2001-01-01"), f"Other {n}") for n in range(3)]

    assert [e.id for e in join_versions([others[0], it, others[1], en, others[2]])] == [
        "x0", "it", "x1", "x2",
    ]  # fmt: skip


def test_two_month_pages_of_both_languages_do_not_join_by_day_and_city_alone():
    en, it = pair(page="archivio/2007/maggiogiugno/index.shtml")

    assert len(groups(en, it)) == 2


def test_missions_of_one_day_to_one_city_do_not_join_by_that_alone():
    en, it = pair(kind="mission")

    assert len(groups(en, it)) == 2


def test_visits_of_one_day_received_by_different_people_are_different_even_on_twin_pages():
    page = "archivio/2006/novembredicembre/index.shtml"
    en, _ = pair(page=page, people=(host("Alessandro Altamura", "Deputy Mayor"),))
    _, it = pair(page=page, people=(host("Ilda Curti", "Assessore"),))

    assert len(groups(en, it)) == 2


def test_nothing_in_nothing_out():
    assert join_versions([]) == ()


# Whatever the entries


SPANS = (
    days("2007-05-19"),
    days("2007-05-19", "2007-09-15"),
    days("2007-05-20"),
    months("2007-05-01", "2007-06-30"),
    months("2007-05-01", "2007-05-31"),
    year(2007),
    year(2008),
    DateSpan(None, None, "unknown", ""),
)
TITLES = ("RECS", "EUROCITIES at Lyon", "Lyon", "TORINOver010", "", "Missione", "CLUE and RECS")
PEOPLE = (
    visitor("Anna Moreau"),
    visitor("Karim Haddad"),
    host(CHIAMPARINO),
    host("Ilda Curti", "x"),
)


@st.composite
def many_entries(draw):
    count = draw(st.integers(0, 14))
    return [
        entry(
            f"e{n}",
            draw(st.sampled_from(["en", "it", "fr", "und"])),
            draw(st.sampled_from(SPANS)),
            draw(st.sampled_from(TITLES)),
            kind=draw(st.sampled_from(["mission", "delegation", "event"])),
            cities=tuple(draw(st.sets(st.sampled_from(["lyon-fr", "chambery-fr", "nagoya-jp"])))),
            people=tuple(draw(st.sets(st.sampled_from(PEOPLE)))),
            page=draw(st.sampled_from(["", "eventi/index07.shtml", "missioni/lione.shtml"])),
        )
        for n in range(count)
    ]


def overlap(a: DateSpan, b: DateSpan) -> bool:
    return bool(a.start and b.start and a.end and b.end and a.start <= b.end and b.start <= a.end)


@given(many_entries())
@settings(max_examples=150, deadline=None)
def test_nothing_disjoint_is_ever_joined_and_no_id_is_lost(entries):
    by_id = {e.id: e for e in entries}

    joined = join_versions(entries)

    found = [id for e in joined for id in (e.id, *e.aliases)]
    assert sorted(found) == sorted(by_id)
    for one in joined:
        parts = [by_id[id] for id in (one.id, *one.aliases)]
        languages = [v.language for v in one.versions]
        assert len(languages) == len(set(languages)) == len(parts)
        for a in parts:
            for b in parts:
                assert a is b or overlap(a.dates, b.dates)
                assert set(a.countries) == set(b.countries)


@given(many_entries(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_changes_no_group(entries, shuffler: random.Random):
    shuffled = list(entries)
    shuffler.shuffle(shuffled)

    assert sorted(map(sorted, groups(*entries))) == sorted(map(sorted, groups(*shuffled)))


def test_thousands_of_entries_on_one_day_are_joined_without_comparing_all_with_all():
    entries = [
        entry(f"{tag}{n}", tag, days("2007-05-19"), f"RECS Project{n}", cities=("lyon-fr",))
        for n in range(1500)
        for tag in ("en", "it")
    ]

    assert len(join_versions(entries)) == 1500
