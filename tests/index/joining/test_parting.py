"""What may be two events is never joined."""

from dataclasses import replace

import pytest

from index.model.entry import DateSpan

CHIAMPARINO = "Sergio Chiamparino"


def test_one_visitor_is_not_enough_when_a_date_is_only_a_window(make, clusters):
    window = make.entry(
        "it",
        "it",
        make.months("2004-05-01", "2004-06-30"),
        cities=("tunis-tn",),
        people=(make.visitor("Mohsen Abbes"),),
    )
    day = make.entry(
        "en",
        "en",
        make.days("2004-05-12"),
        cities=("tunis-tn",),
        people=(make.visitor("Mohsen Abbes"),),
    )

    assert len(clusters(window, day)) == 2


def test_one_visitor_is_not_enough_when_both_tell_only_the_year(make, clusters):
    en, it = make.pair(dates=make.year(2010), people=(make.visitor("Anna Moreau"),))

    assert len(clusters(en, it)) == 2


def test_same_day_and_city_alone_join_nothing(make, clusters):
    en, it = make.pair()

    assert len(clusters(en, it)) == 2


def test_the_mayor_alone_joins_nothing(make, clusters):
    en, it = make.pair(people=(make.host(CHIAMPARINO),))

    assert len(clusters(en, it)) == 2


def test_other_days_are_another_event(make, clusters):
    en, _ = make.pair(people=(make.visitor("Anna Moreau"),))
    _, it = make.pair(people=(make.visitor("Anna Moreau"),), dates=make.days("2007-06-10"))

    assert len(clusters(en, it)) == 2


def test_days_that_begin_alike_and_end_otherwise_are_another_event(make, clusters):
    guests = (make.visitor("Anna Moreau"), make.visitor("Karim Haddad"))
    en, _ = make.pair(people=guests, dates=make.days("2007-06-09", "2007-06-11"))
    _, it = make.pair(people=guests, dates=make.days("2007-06-09", "2007-06-10"))

    assert len(clusters(en, it)) == 2


def test_other_places_are_another_event(make, clusters):
    en, _ = make.pair(people=(make.visitor("Anna Moreau"),))
    _, it = make.pair(people=(make.visitor("Anna Moreau"),), cities=("chambery-fr",))

    assert len(clusters(en, it)) == 2


def test_a_place_and_none_do_not_agree_without_a_visitor(make, clusters):
    en, it = make.pair()
    placeless = replace(it, countries=(), places=())

    assert len(clusters(en, placeless)) == 2


def test_a_visitor_of_one_day_is_at_one_event_though_only_one_language_says_where(make, clusters):
    en, it = make.pair(people=(make.visitor("Anna Moreau"),))
    placeless = replace(it, countries=(), places=())

    assert len(clusters(en, placeless)) == 1


def test_two_places_are_two_events_of_one_visitor(make, clusters):
    en, _ = make.pair(people=(make.visitor("Anna Moreau"),))
    it = make.entry("it", "it", en.dates, cities=("tunis-tn",), people=en.people)

    assert len(clusters(en, it)) == 2


def test_one_language_never_joins_itself(make, clusters):
    en, _ = make.pair(people=(make.visitor("Anna Moreau"),))
    again = make.entry("again", "en", en.dates, cities=("lyon-fr",), people=en.people)

    assert len(clusters(en, again)) == 2


def test_a_text_of_unknown_language_joins_nothing(make, clusters):
    en, _ = make.pair(people=(make.visitor("Anna Moreau"),))
    other = make.entry("und", "und", en.dates, cities=("lyon-fr",), people=en.people)

    assert len(clusters(en, other)) == 2


def test_undated_entries_join_nothing(make, clusters):
    undated = DateSpan(None, None, "unknown", "")
    en, it = make.pair(dates=undated, people=(make.visitor("Anna Moreau"),))

    assert len(clusters(en, it)) == 2


def test_missions_of_different_people_are_different(make, clusters):
    trip = make.days("2009-11-22")
    en = make.entry(
        "en",
        "en",
        trip,
        "Mission to Tunis",
        kind="mission",
        cities=("tunis-tn",),
        people=(make.visitor("Anna Moreau"),),
    )
    it = make.entry(
        "it",
        "it",
        trip,
        "Missione a Tunisi",
        kind="mission",
        cities=("tunis-tn",),
        people=(make.visitor("Karim Haddad"),),
    )

    assert len(clusters(en, it)) == 2


def test_titles_that_tell_of_different_things_are_different(make, clusters):
    page = "coordinamento/eventi/index08.shtml"
    en = make.entry(
        "en", "en", make.year(2008), "Glasgow: the CLUE workshop", cities=("glasgow-gb",), page=page
    )
    it = make.entry(
        "it", "it", make.year(2008), "Glasgow: mostra RECS", cities=("glasgow-gb",), page=page
    )

    assert len(clusters(en, it)) == 2


def test_of_two_equally_good_candidates_none_is_joined(make, clusters):
    en, it = make.pair(people=(make.visitor("Anna Moreau"),))
    rival = make.entry(
        "rival", "it", en.dates, it.versions[0].title, cities=("lyon-fr",), people=en.people
    )

    assert len(clusters(en, it, rival)) == 3


def test_of_two_candidates_the_better_is_joined(make, clusters):
    en, it = make.pair(people=(make.visitor("Anna Moreau"), make.visitor("Karim Haddad")))
    rival = make.entry(
        "rival", "it", en.dates, cities=("lyon-fr",), people=(make.visitor("Anna Moreau"),)
    )

    assert clusters(rival, en, it) == [{"rival"}, {"en", "it"}]


def test_of_two_candidates_that_of_the_same_cities_is_joined(make, clusters):
    common = {"dates": make.days("2007-06-09"), "people": (make.visitor("Anna Moreau"),)}
    en = make.entry("en", "en", cities=("lyon-fr", "chambery-fr"), **common)
    same = make.entry("same", "it", cities=("lyon-fr", "chambery-fr"), **common)
    fewer = make.entry("fewer", "it", cities=("lyon-fr",), **common)

    assert clusters(fewer, en, same) == [{"fewer"}, {"en", "same"}]


def test_of_two_candidates_that_of_the_same_kind_is_joined(make, clusters):
    common = {"dates": make.days("2007-06-09"), "people": (make.visitor("Anna Moreau"),)}
    en = make.entry("en", "en", cities=("lyon-fr",), kind="mission", **common)
    other = make.entry("other", "it", cities=("lyon-fr",), kind="delegation", **common)
    same = make.entry("same", "it", cities=("lyon-fr",), kind="mission", **common)

    assert clusters(other, en, same) == [{"other"}, {"en", "same"}]


def test_of_two_candidates_that_of_the_twin_page_is_joined(make, clusters):
    common = {"dates": make.days("2007-06-09"), "people": (make.visitor("Anna Moreau"),)}
    page = "missioni/m07/index.shtml"
    en = make.entry("en", "en", cities=("lyon-fr",), page=page, **common)
    other = make.entry("other", "it", cities=("lyon-fr",), page="delegazioni/index.shtml", **common)
    same = make.entry("same", "it", cities=("lyon-fr",), page=page, **common)

    assert clusters(other, en, same) == [{"other"}, {"en", "same"}]


def test_a_visitors_whole_name_goes_before_the_surname_alone(make, clusters):
    common = {"dates": make.days("2006-10-26"), "cities": ("nagoya-jp",)}
    whole, spelled = make.visitor("Takehisa Matsubara"), make.visitor("Takeisha Matsubara")
    en = make.entry("en", "en", people=(whole,), **common)
    surname = make.entry("surname", "it", people=(spelled,), **common)
    same = make.entry("same", "it", people=(whole,), **common)

    assert clusters(surname, en, same) == [{"surname"}, {"en", "same"}]


@pytest.mark.parametrize("word", ["1950", "2050", "31", "Ivy"])
def test_a_day_a_year_or_a_short_word_of_both_titles_joins_nothing(make, clusters, word):
    day = make.days("2007-06-29")
    en = make.entry("en", "en", day, f"The exhibition {word}")
    it = make.entry("it", "it", day, f"La mostra {word}")

    assert len(clusters(en, it)) == 2


def test_envoys_received_by_different_people_are_different(make, clusters):
    both = {"dates": make.days("2009-10-16"), "countries": ("AL",), "kind": "consul"}
    titles = {"en": "Consul of Albania", "it": "Console d'Albania"}
    one, other = make.host("Ilda Curti", "Deputy Mayor"), make.host("Mario Viano", "Deputy Mayor")
    en = make.entry("en", "en", title=titles["en"], people=(one,), **both)
    it = make.entry("it", "it", title=titles["it"], people=(other,), **both)
    same = make.entry("it", "it", title=titles["it"], people=(one,), **both)

    assert len(clusters(en, it)) == 2
    assert clusters(en, same) == [{"en", "it"}]


def test_texts_that_speak_of_one_same_thing_only_are_different(make, clusters):
    en, it = make.pair()
    en = replace(en, versions=(replace(en.versions[0], text="They saw the GTT and the Amiat."),))
    it = replace(it, versions=(replace(it.versions[0], text="Hanno visto la GTT e altro."),))

    assert len(clusters(en, it)) == 2


def test_the_same_days_outweigh_whatever_a_window_shares(make, clusters):
    en, it = make.pair(people=(make.visitor("Anna Moreau"),))
    window = make.entry(
        "window", "it", make.year(2007), "RECS", cities=("lyon-fr",), people=en.people
    )
    en = replace(en, versions=(replace(en.versions[0], title="City of Lyon - RECS"),))

    assert clusters(window, en, it) == [{"window"}, {"en", "it"}]


def test_three_dutch_visits_of_one_year_stay_three(make, clusters):
    autumn = make.months("2006-09-01", "2006-10-31")
    page = "archivio/2006/settembreottobre/index.shtml"
    visits = [
        make.entry(str(n), "it", autumn, text=text, countries=("NL",), page=page)
        for n, text in enumerate(
            (
                "Un gruppo di architetti olandesi ha visitato Torino.",
                "Un secondo gruppo di architetti olandesi ha incontrato il settore Periferie.",
                "Venti architetti dell'istituto reale olandese in viaggio di studio.",
            )
        )
    ]
    english = make.entry("en", "en", autumn, "Dutch architects", countries=("NL",), page=page)

    assert len(clusters(*visits)) == 3
    assert len(clusters(*visits, english)) == 4


def test_the_students_of_cordoba_of_two_years_stay_two(make, clusters):
    text = "A study tour for engineering students of Cordoba"
    first = make.entry(
        "2007", "en", make.days("2007-06-20", "2007-06-27"), text, cities=("cordoba-ar",)
    )
    again = make.entry("2010", "it", make.year(2010), text, cities=("cordoba-ar",))

    assert len(clusters(first, again)) == 2


def test_two_calls_by_changchun_five_weeks_apart_stay_two(make, clusters):
    january = make.entry(
        "1",
        "en",
        make.days("2009-01-15"),
        "City of Changchun",
        cities=("changchun-cn",),
        people=(make.visitor("Cui Jie"),),
    )
    february = make.entry(
        "2",
        "it",
        make.days("2009-02-24", "2009-02-26"),
        "Città di Changchun",
        cities=("changchun-cn",),
        people=(make.visitor("Cui Jie"),),
    )

    assert len(clusters(january, february)) == 2


def test_two_visits_of_one_day_from_one_city_stay_two(make, clusters):
    day = make.days("2006-11-23")
    markets = make.entry(
        "en",
        "en",
        day,
        "District of Barcelona - markets",
        cities=("barcelona-es",),
        people=(make.host("Alessandro Altamura", "Deputy Mayor"),),
    )
    migrants = make.entry(
        "it",
        "it",
        day,
        "Ufficio immigrazione",
        cities=("barcelona-es",),
        people=(make.host("Ilda Curti", "Assessore"),),
    )

    assert len(clusters(markets, migrants)) == 2


def test_two_month_pages_of_both_languages_do_not_join_by_day_and_city_alone(make, clusters):
    en, it = make.pair(page="archivio/2007/maggiogiugno/index.shtml")

    assert len(clusters(en, it)) == 2


def test_missions_of_one_day_to_one_city_do_not_join_by_that_alone(make, clusters):
    en, it = make.pair(kind="mission")

    assert len(clusters(en, it)) == 2


def test_visits_of_one_day_received_by_different_people_are_different_even_on_twin_pages(
    make, clusters
):
    page = "archivio/2006/novembredicembre/index.shtml"
    en, _ = make.pair(page=page, people=(make.host("Alessandro Altamura", "Deputy Mayor"),))
    _, it = make.pair(page=page, people=(make.host("Ilda Curti", "Assessore"),))

    assert len(clusters(en, it)) == 2


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        (
            ("Riunione EUROCITIES", "Il gruppo ha parlato di biciclette, strade e parcheggi."),
            ("EUROCITIES forum", "Museums, theatres and libraries were the topic of the day."),
        ),
        (
            ("Il sindaco riceve gli studenti", "Trenta studenti di liceo hanno visto il museo."),
            ("A show of photographs", "Pictures of bridges and rivers are shown until autumn."),
        ),
        (
            ("Concerto per la Pace", "Una orchestra di musicisti ha suonato in piazza."),
            ("Talks on the Pace of work", "Trade unions met to discuss working time and wages."),
        ),
    ],
)
def test_neither_a_network_nor_officials_nor_a_common_word_join_texts_about_other_things(
    make, clusters, italian, english
):
    hosts = (make.host("Ilda Curti", "Deputy Mayor"), make.host("Enzo Lavolta", "Deputy Mayor"))
    common = {"dates": make.days("2012-06-10"), "cities": ("lyon-fr",), "people": hosts}
    it = make.entry("it", "it", title=italian[0], text=italian[1], **common)
    en = make.entry("en", "en", title=english[0], text=english[1], kind="network", **common)

    assert len(clusters(en, it)) == 2
