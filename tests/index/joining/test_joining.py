"""What is one event in two languages is joined."""

from dataclasses import replace

import pytest

CHIAMPARINO = "Sergio Chiamparino"


def test_a_visitors_name_joins_two_languages(make, clusters):
    en, it = make.pair(people=(make.host(CHIAMPARINO), make.visitor("Anna Moreau")))

    assert clusters(en, it) == [{"en", "it"}]


@pytest.mark.parametrize(
    ("english", "italian"),
    [("Takehisa Matsubara", "Takeisha Matsubara"), ("Jae-won Noh", "Jaewon Noh")],
)
def test_a_visitors_surname_joins_two_spellings(make, clusters, english, italian):
    common = {"dates": make.days("2006-10-26"), "cities": ("nagoya-jp",)}
    en = make.entry("en", "en", people=(make.visitor(english),), **common)
    it = make.entry("it", "it", people=(make.visitor(italian),), **common)

    assert clusters(en, it) == [{"en", "it"}]


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
def test_the_titles_own_words_join_entries_without_a_place(make, clusters, english, italian):
    en = make.entry("en", "en", make.days("2007-06-29"), english, kind="network")
    it = make.entry("it", "it", make.days("2007-06-29"), italian, kind="event")

    assert clusters(en, it) == [{"en", "it"}]


def test_an_acronym_of_both_titles_joins_though_the_guests_differ(make, clusters):
    en, it = make.pair(people=(make.visitor("Anna Moreau"),))
    it = replace(it, people=(make.visitor("Karim Haddad"),))
    en = replace(en, versions=(replace(en.versions[0], title="The Cop8 meeting"),))
    it = replace(it, versions=(replace(it.versions[0], title="Incontro Cop8"),))

    assert clusters(en, it) == [{"en", "it"}]


def test_an_untitled_entry_is_known_by_how_its_text_begins(make, clusters):
    en = make.entry("en", "en", make.days("2006-10-12", "2006-10-13"), "TeleCities autumn forum")
    it = make.entry(
        "it", "it", make.days("2006-10-12", "2006-10-13"), text="Il forum TeleCities riunisce."
    )

    assert clusters(en, it) == [{"en", "it"}]


def test_the_slug_of_the_page_joins_two_languages(make, clusters):
    en, it = (
        make.entry(
            "en",
            "en",
            make.days("2010-12-05", "2010-12-09"),
            "A summit",
            cities=("lyon-fr",),
            page="eventi/ev2010/global-metro.shtml",
        ),
        make.entry(
            "it",
            "it",
            make.days("2010-12-05", "2010-12-09"),
            "Un vertice",
            cities=("lyon-fr",),
            page="missioni/m10/201012_metro.shtml",
        ),
    )

    assert clusters(en, it) == [{"en", "it"}]


def test_a_french_page_joins_too(make, clusters):
    people = (make.visitor("Anna Moreau"),)
    entries = [
        make.entry(tag, tag, make.days("2023-12-04"), cities=("lyon-fr",), people=people)
        for tag in ("en", "fr", "it")
    ]

    assert clusters(*entries) == [{"en", "fr", "it"}]


def test_the_romanian_mission_joins_its_two_pages_and_leaves_the_archives_alone(make, clusters):
    both = ("bucharest-ro", "bacau-ro")
    guests = (
        make.visitor("Grigore Popa"),
        make.visitor("Romeo Stavarache"),
        make.visitor("Gabriel Berca"),
    )
    more = (*guests, make.visitor("Catalin Deaconescu"))
    trip = make.days("2007-10-18", "2007-10-20")
    archive = make.entry(
        "archive",
        "en",
        trip,
        "Mission of the City to Rumania",
        kind="mission",
        cities=both,
        people=(make.host(CHIAMPARINO), make.host("Goffredo Sottile", "Prefect")),
        page="archivio/2007/settembreottobre/index.shtml",
    )
    en = make.entry(
        "en",
        "en",
        trip,
        "Mission to Rumania",
        kind="mission",
        cities=both,
        people=(make.host(CHIAMPARINO), *guests),
        page="missioni/m07/rumania.shtml",
    )
    it = make.entry(
        "it",
        "it",
        trip,
        "Missione a Bucarest e Bacau",
        kind="mission",
        cities=both,
        people=(make.host(CHIAMPARINO), *more),
        page="missioni/m07/bacau.shtml",
    )

    assert clusters(archive, en, it) == [{"archive"}, {"en", "it"}]


def test_chamberys_fiftieth_joins_mission_with_mission_and_feast_with_feast(make, clusters):
    party = (
        make.host(CHIAMPARINO),
        make.host("Giuseppe Castronovo", "Chairman of City Council"),
        make.host("Carlo Zanolini", "councillor"),
        make.host("Alessandro Barberis", "Chairman of Torino Chamber of Commerce"),
    )
    where = ("chambery-fr",)
    may, feast = make.days("2007-05-19"), make.days("2007-05-19", "2007-09-15")
    entries = [
        make.entry(
            "en",
            "en",
            may,
            "Mission of the City in Chambéry - France",
            kind="mission",
            cities=where,
            people=party,
            page="archivio/2007/maggiogiugno/index.shtml",
        ),
        make.entry(
            "en-feast",
            "en",
            feast,
            "Torino - Chambéry: 50 years",
            kind="twinning",
            cities=where,
            page="coordinamento/eventi/index07.shtml",
        ),
        make.entry(
            "it-feast",
            "it",
            feast,
            "Torino - Chambéry: 50 anni",
            kind="twinning",
            cities=where,
            page="coordinamento/eventi/index07.shtml",
        ),
        make.entry(
            "it",
            "it",
            may,
            "Missione a Chambéry",
            kind="mission",
            cities=where,
            people=(*party, make.visitor("Louis Besson")),
            page="missioni/m07/chambery.shtml",
        ),
    ]

    assert clusters(*entries) == [{"en", "it"}, {"en-feast", "it-feast"}]


def test_the_ride_from_glasgow_joins_though_only_its_year_is_known(make, clusters):
    page = "coordinamento/eventi/index08.shtml"
    en = make.entry(
        "en",
        "en",
        make.year(2008),
        "Glasgow-Torino by bike",
        kind="event",
        cities=("glasgow-gb",),
        page=page,
    )
    it = make.entry(
        "it",
        "it",
        make.year(2008),
        "In bicicletta da Glasgow",
        kind="event",
        cities=("glasgow-gb",),
        page=page,
    )

    assert clusters(en, it) == [{"en", "it"}]


def test_an_entry_that_fits_two_which_exclude_each_other_is_joined_with_the_better(make, clusters):
    where = ("tunis-tn",)
    two = (make.visitor("Mohsen Abbes"), make.visitor("Ali Ben Said"))
    three = (*two, make.visitor("Karim Haddad"))
    window = make.entry(
        "it", "it", make.months("2004-05-01", "2004-06-30"), cities=where, people=three
    )
    fewer = make.entry("fr", "fr", make.days("2004-05-12"), cities=where, people=two)
    better = make.entry("en", "en", make.days("2004-05-20"), cities=where, people=three)

    assert clusters(window, fewer, better) == [{"it", "en"}, {"fr"}]


def test_one_mission_to_the_same_cities_on_the_same_days_is_one(make, clusters):
    both = {
        "dates": make.days("2009-11-22", "2009-11-26"),
        "cities": ("tunis-tn", "lyon-fr"),
        "kind": "mission",
    }
    en = make.entry("en", "en", title="Mission to Tunis and Lyon", **both)
    it = make.entry("it", "it", title="Missione a Tunisi e Lione", **both)

    assert clusters(en, it) == [{"en", "it"}]


@pytest.mark.parametrize(
    ("kind", "english", "italian"),
    [("ambassador", "Ambassador", "Ambasciatore"), ("consul", "Consul", "Console")],
)
def test_a_countrys_envoy_comes_once_a_day(make, clusters, kind, english, italian):
    both = {"dates": make.days("2009-10-16"), "countries": ("AL",), "kind": kind}
    en = make.entry("en", "en", title=f"{english} of Albania", **both)
    it = make.entry("it", "it", title=f"{italian} d'Albania", **both)

    assert clusters(en, it) == [{"en", "it"}]


def test_texts_that_speak_of_the_same_things_join_on_the_same_day_and_place(make, clusters):
    en, it = make.pair()
    en = replace(en, versions=(replace(en.versions[0], text="They saw the GTT and the Amiat."),))
    it = replace(it, versions=(replace(it.versions[0], text="Hanno visto la GTT e l’Amiat."),))

    assert clusters(en, it) == [{"en", "it"}]


def test_strong_evidence_joins_a_window_with_a_day_it_holds(make, join_versions):
    both = (make.visitor("Mohsen Abbes"), make.visitor("Ali Ben Said"))
    where = ("tunis-tn",)
    window = make.entry(
        "it", "it", make.months("2004-05-01", "2004-06-30"), cities=where, people=both
    )
    day = make.entry("en", "en", make.days("2004-05-12"), cities=where, people=both)

    (joined,) = join_versions([window, day])

    assert joined.dates == day.dates


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_two_that_fit_a_third_equally_but_not_each_other_are_both_left(make, clusters, order):
    guests = (make.visitor("Anna Moreau"), make.visitor("Karim Haddad"))
    french = make.entry("fr", "fr", make.days("2007-05-20"), people=guests)
    italian = make.entry("it", "it", make.days("2007-05-19"), people=guests)
    english = make.entry("en", "en", make.months("2007-05-01", "2007-06-30"), people=guests)
    entries = french, italian, english

    assert clusters(*(entries[n] for n in order)) == [{entries[n].id} for n in order]


def test_texts_about_the_same_in_one_city_join_without_a_name(make, clusters):
    common = {"dates": make.days("2010-05-04"), "cities": ("glasgow-gb",)}
    it = make.entry(
        "it",
        "it",
        title="Scambio di vigili del fuoco",
        text="Dodici vigili del fuoco hanno lavorato con i colleghi e visto un ospedale.",
        kind="event",
        **common,
    )
    en = make.entry(
        "en",
        "en",
        title="An exchange of firefighters",
        text="Twelve firefighters worked with their colleagues and saw a hospital.",
        **common,
    )

    assert clusters(en, it) == [{"en", "it"}]
