"""The rules of reading for another home city, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.model.entry import Person
from index.model.profile_format import bundled_profile, profile_of
from index.reading.kinds import find_kind
from index.reading.layouts.line.noise import is_site_title
from index.reading.people import find_people
from index.reading.places import find_places
from index.reading.sources.addresses import declared_language, page_address
from index.text.current_profile import using_profile
from index.text.tokens import Text

GENOVA = profile_of((Path(__file__).parent / "profile.toml").read_text("utf-8"), "profile.toml")


@pytest.fixture
def genova() -> Iterator[None]:
    with using_profile(GENOVA):
        yield


def people_of(text: str, language: str) -> tuple[Person, ...]:
    words = Text.of("", text)
    return find_people(words, find_place_mentions(words, load_gazetteer()), language).people


@pytest.mark.parametrize(
    ("text", "language", "at_genova", "at_torino"),
    [
        ("Il sindaco di Genova Carlo Ferri era presente.", "it", "city", "visitor"),
        ("Il sindaco di Torino Carlo Ferri era presente.", "it", "visitor", "city"),
        ("L'assessore genovese Carlo Ferri era presente.", "it", "city", "visitor"),
        ("L'assessore genovese John Smith era presente.", "it", "city", "visitor"),
        ("L'assessore torinese John Smith era presente.", "it", "visitor", "city"),
        ("The Mayor of Genoa, Carlo Ferri, was there.", "en", "city", "visitor"),
        ("The Mayor of Turin, Carlo Ferri, was there.", "en", "visitor", "city"),
        ("Genoa's Deputy Mayor Carlo Ferri was there.", "en", "city", "visitor"),
        ("The Mayor of Lyon, Carlo Ferri, was there.", "en", "visitor", "visitor"),
    ],
)
def test_an_office_is_the_city_s_own_or_a_visitor_s(
    text: str, language: str, at_genova: str, at_torino: str
) -> None:
    for profile, side in ((GENOVA, at_genova), (bundled_profile(), at_torino)):
        with using_profile(profile):
            assert [each.side for each in people_of(text, language)] == [side]


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Delegation of the City of Genoa to Lyon", "", "mission"),
        ("Delegazione genovese a Lione", "", "mission"),
        ("Urbanisti di Lione", "Hanno visitato Genova per tre giorni.", "delegation"),
    ],
)
@pytest.mark.usefixtures("genova")
def test_who_leaves_the_city_is_on_a_mission_and_who_comes_is_a_delegation(
    heading: str, text: str, kind: str
) -> None:
    assert find_kind(Text.of(heading, text)).kind == kind


@pytest.mark.usefixtures("genova")
def test_lines_with_the_city_s_name_belong_to_no_entry() -> None:
    for line in ("Comune di Genova", "City of Genoa", "Genova Comune di Genova", "Ville de Gênes"):
        assert is_site_title(line), line
    assert not is_site_title("Città di Torino")


@pytest.mark.usefixtures("genova")
def test_a_landmark_is_no_place_abroad() -> None:
    words, gazetteer = Text.of("", "Una festa al Porto Antico."), load_gazetteer()
    mentions = find_place_mentions(words, gazetteer)
    found = find_places(words, mentions, frozenset(), "it", gazetteer)
    assert found.countries == ()


@pytest.mark.usefixtures("genova")
def test_folders_say_the_host_and_the_language() -> None:
    path = PurePosixPath("mirror/internazionale/english/2011.html")
    assert page_address(path) == "http://www.comune.genova.it/internazionale/english/2011.html"
    assert declared_language("http://x.it/internazionale/english/2011.html") == "en"
    assert declared_language("http://x.it/internazionale/2011.html") == "it"
    assert declared_language("http://x.it/relint/2011.html") is None
