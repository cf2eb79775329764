"""Which countries and places abroad an entry is about."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.reading.people import find_people
from index.reading.places import EntryPlaces, find_places
from index.text.tokens import Text

GAZETTEER = load_gazetteer()
SHARED = Path(__file__).parents[4].parent / "shared" / "archive"
ENTRIES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "placed_entries.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def places_of(title: str, text: str, language: str) -> EntryPlaces:
    words = Text.of(title, text)
    mentions = find_place_mentions(words, GAZETTEER)
    names = find_people(words, mentions, language).names
    return find_places(words, mentions, names, language, GAZETTEER)


def placed(title: str, text: str = "", language: str = "en") -> tuple[list[str], list[str]]:
    """Countries and place ids of an entry."""
    found = places_of(title, text, language)
    return list(found.countries), [place.id for place in found.places]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["title"])
def test_an_invented_entry_gets_its_countries_and_places_in_order(entry: dict[str, Any]) -> None:
    found = placed(entry["title"], entry["text"], entry["language"])
    assert found == (entry["countries"], entry["places"])


@pytest.mark.parametrize(
    "text",
    [
        "Cortili aperti, come a Parigi e a Dublino, dove la festa è nata.",
        "Una fiera come quella di Parigi.",
    ],
)
def test_where_something_is_also_done_is_not_the_entry_s_place(text: str) -> None:
    assert placed("Festa dei vicini", text, "it") == ([], [])


def test_a_museum_of_egypt_is_not_egypt_in_any_language() -> None:
    texts = {"fr": "le Musée égyptien", "it": "il Museo Egizio", "en": "the Egyptian Museum"}
    assert all(placed("", text, language) == ([], []) for language, text in texts.items())


@pytest.fixture(scope="module")
def real_page() -> dict[str, EntryPlaces]:
    page = SHARED / "relint-inglese-archivio-2007-maggiogiugno.txt"
    if not page.exists():
        pytest.skip("the real page is not beside the checkout")
    text = page.read_text(encoding="utf-8").split("Text written by")[0]
    entries = {}
    for block in text.split("\n  • ")[1:]:
        heading, _, body = block.partition("\n")
        title = re.sub(r"^.*?2007(?: -)? ", "", heading)
        body = body.split("\n2007 May")[0]
        entries[title] = places_of(title, body, "en")
    return entries


def test_the_real_page_has_exactly_its_countries(real_page: dict[str, EntryPlaces]) -> None:
    countries = sorted(code for entry in real_page.values() for code in entry.countries)
    assert countries == [
        "AL", "AR", "BY", "CN", "CN", "CZ", "DK", "FI", "FR", "FR", "KR", "KW", "RO", "US", "US",
    ]  # fmt: skip
    without = [title for title, entry in real_page.items() if not entry.countries]
    assert len(without) == 2
    assert all("city networks" in title for title in without)


def test_the_real_page_has_exactly_its_cities(real_page: dict[str, EntryPlaces]) -> None:
    assert [place.id for entry in real_page.values() for place in entry.places] == [
        "lyon-fr", "cordoba-ar", "bacau-ro", "turku-fi", "shenyang-cn", "seoul-kr",
        "chambery-fr", "shenzhen-cn", "new-york-us", "roskilde-dk", "guldborgsund-dk",
        "thisted-dk", "vallensbaek-dk", "aarhus-dk", "esbjerg-dk", "zlin-cz",
    ]  # fmt: skip


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed)


def test_the_facts_are_placed_where_their_texts_say() -> None:
    facts = Path(__file__).parents[1] / "data" / "facts.jsonl"
    cities, countries = [0, 0, 0], [0, 0, 0]
    for line in facts.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        wanted_countries = {place["country"] for place in fact["places"]}
        wanted = {
            next(
                s.place
                for s in GAZETTEER.senses(p["city"])
                if s.country == p["country"] and s.place
            )
            for p in fact["places"]
            if p["city"]
        }
        for language in ("en", "it"):
            text = fact[f"gist_{language}"]
            got_countries, got = placed("", text, language)
            named = {place for place in wanted if _is_named(place, text)}
            cities[0] += len(set(got) & wanted)
            cities[1] += len(set(got) - wanted)
            cities[2] += len(named - set(got))
            codes = {code for code in wanted_countries if _names_country(code, text)}
            codes |= {place[-2:].upper() for place in named}
            countries[0] += len(set(got_countries) & wanted_countries)
            countries[1] += len(set(got_countries) - wanted_countries)
            countries[2] += len(codes - set(got_countries))
    assert f1(*cities) >= 0.99
    assert f1(*countries) >= 0.99


def _is_named(place: str, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(n.text)}\b", text) for n in GAZETTEER.names(place=place))


def _names_country(code: str, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(n.text)}\b", text) for n in GAZETTEER.names(country=code))


def test_a_place_is_kept_as_it_was_written() -> None:
    (place,) = places_of("City of Zlìn", "", "en").places
    assert place.as_written == "Zlìn"
    assert place.names["en"] == "Zlín"


def test_a_place_of_several_words_is_kept_whole() -> None:
    places = places_of("Mission to New York and Rio de Janeiro", "", "en").places
    assert [place.as_written for place in places] == ["New York", "Rio de Janeiro"]


def test_the_title_names_its_countries_first() -> None:
    assert placed("Mission to Japan", "After a stop in Seoul the Mayor reached Nagoya.") == (
        ["JP", "KR"],
        ["seoul-kr", "nagoya-jp"],
    )


def test_the_country_beside_settles_a_shared_name_everywhere() -> None:
    text = "Students of Cordoba came for a week; Cordoba, in Spain, has two universities."
    assert placed("Visit of students", text) == (["ES"], ["cordoba-es"])


def test_the_country_of_the_title_goes_before_that_of_the_text() -> None:
    text = "The Mayor of Valencia spoke of the time he spent in Spain."
    assert placed("Delegation from Venezuela", text)[1] == ["valencia-ve"]


def test_italy_and_torino_are_never_tagged() -> None:
    assert placed("Italy and Torino", "Rome, Milan, Genoa and Venice met in Turin.") == ([], [])


def test_a_weak_demonym_counts_only_alone() -> None:
    assert placed("A Peruvian feast", "")[0] == ["PE"]
    text = "The Mayor of Rosario ate in a Peruvian restaurant of the centre."
    assert placed("City of Rosario - Argentina", text)[0] == ["AR"]


def test_the_people_of_a_region_count_as_their_country() -> None:
    assert placed(
        "Ospiti", "Sono venuti alcuni sindaci catalani e un ministro bavarese.", "it"
    ) == (
        ["ES", "DE"],
        [],
    )
    assert placed("Incontro", "L'assessore Catalano ha parlato.", "it") == ([], [])


def test_examples_count_only_where_nothing_else_does() -> None:
    text = "Cities such as Lyon and Barcelona took part."
    assert placed("A new network", text) == (["FR", "ES"], ["lyon-fr", "barcelona-es"])
    assert placed("A network with the city of Oslo", text) == (["NO"], ["oslo-no"])


def test_a_city_named_as_comparison_never_counts() -> None:
    assert placed("Study day", "Torino was compared with Manchester.") == ([], [])


def test_a_country_is_no_city_of_its_name_elsewhere() -> None:
    text = "It was a first contact with this city of China; then came Mexico and Peru."
    assert placed("Meeting with Changchun", text) == (["CN", "MX", "PE"], ["changchun-cn"])
    assert placed("Guests from China, Mexico and Cuba")[1] == []
    assert placed("City of Salvador - Brazil") == (["BR"], ["salvador-br"])


def test_a_deputy_mayor_for_commerce_is_from_nowhere() -> None:
    text = (
        "The Deputy Mayor for Commerce, Labour and Industry of Torino met the Minister of Energy."
    )
    assert placed("Chamber of Commerce", text) == ([], [])
    assert placed("Students of Economy", "The delegation of Justice met.") == ([], [])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("A Roman villa", "Archaeologists spoke of the gates of Torino and of a Roman villa."),
        ("Notte bianca", "Musica in corso Francia e in via Nizza fino a mezzanotte."),
    ],
)
def test_a_text_of_unknown_language_is_read_by_its_words(title: str, text: str) -> None:
    assert placed(title, text, "und") == ([], [])


@pytest.mark.parametrize("date", ["June 20th-27th 2007 - ", "3-5 dicembre 2012 ", "16/12/05 – "])
def test_a_date_before_the_title_changes_nothing(date: str) -> None:
    for title in ("City of Zlìn - Czech Republic", "Richmond (Canada)", "Missione a Smirne"):
        assert placed(date + title) == placed(title)


def test_an_empty_entry_is_nowhere() -> None:
    assert placed("", "") == ([], [])


@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from(["it", "en", "fr", "und"]))
def test_any_text_can_be_placed(title: str, text: str, language: str) -> None:
    found = places_of(title, text, language)
    assert "IT" not in found.countries
    assert {place.country for place in found.places} <= set(found.countries)
    assert all(place.as_written for place in found.places)


NAMES = st.sampled_from(
    [
        "Lyon", "Torino", "Mayor", "of", "Argentina", "-", ",", "Cordoba", "and", "Danish", "in",
        "like", "Ambassador", "Italy", "Monaco", "(", ")", "the", "Nice", "Rosario", "Victoria",
        "di", "e", "U.S.A.", "Hong Kong", "provincia", "via", "Roman", "'s", ".", "such as",
        "Georgia", "Congo", "Luxembourg", "City", "Salvador",
    ]
)  # fmt: skip


@given(st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=25))
def test_any_order_of_cues_can_be_placed(title: list[str], text: list[str]) -> None:
    found = places_of(" ".join(title), " ".join(text), "en")
    assert len(set(found.countries)) == len(found.countries)
    assert {place.country for place in found.places} <= set(found.countries)
