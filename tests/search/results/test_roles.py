import pytest

from index.model.profile_format import bundled_profile
from search.results.roles import role_in


@pytest.mark.parametrize(
    ("role", "counterpart"),
    [
        ("Mayor", "Sindaco"),
        ("mayor", "sindaco"),
        ("vice-mayor", "vicesindaco"),
        ("Consul\n general", "Console generale"),
        ("Mayor of Torino", "Sindaco di Torino"),
        ("Mayor of Lyon", "Sindaco di Lione"),
        ("Munich's mayor", "sindaco di Monaco di Baviera"),
        ("Guatemala’s ambassador", "ambasciatore del Guatemala"),
        ("Ambassador of Albania", "Ambasciatore dell’Albania"),
        ("Ambassador of Venezuela", "Ambasciatore del Venezuela"),
        ("Ambassador of France in Italy", "Ambasciatore della Francia in Italia"),
        ("Ambassador of Italy in Bucharest", "Ambasciatore d’Italia a Bucarest"),
        ("Consul General of the United States", "Console generale degli Stati Uniti"),
        ("Ambassador of Israel", "Ambasciatore di Israele"),
    ],
)
def test_an_english_role_is_said_in_italian(role: str, counterpart: str) -> None:
    assert role_in(role, "en", "it", bundled_profile()) == counterpart


@pytest.mark.parametrize(
    ("role", "counterpart"),
    [
        ("sindaco di Lione", "mayor of Lyon"),
        ("Sindaca di Torino", "Mayor of Torino"),
        ("ambasciatore d'Italia a Rabat", "ambassador of Italy in Rabat"),
        ("console generale dell’Argentina", "consul general of Argentina"),
        ("ambasciatore degli Stati Uniti", "ambassador of the United States"),
        ("consigliera comunale", "city councillor"),
    ],
)
def test_an_italian_role_is_said_in_english(role: str, counterpart: str) -> None:
    assert role_in(role, "it", "en", bundled_profile()) == counterpart


@pytest.mark.parametrize(
    ("role", "written", "language"),
    [
        ("Mayor of Lyon", "en", "en"),
        ("maire de Lyon", "fr", "it"),
        ("Mayor", "und", "it"),
        ("Mayor of Nowhere at All", "en", "it"),
        ("deputy mayors", "en", "it"),
        ("Rector of the Politecnico", "en", "it"),
        ("President of Gruppo Torinese Trasporti", "en", "it"),
        ("assessore alla Cultura di Torino", "it", "en"),
        ("of", "en", "it"),
        ("", "en", "it"),
    ],
)
def test_what_cannot_be_said_word_for_word_is_left(role: str, written: str, language: str) -> None:
    assert role_in(role, written, language, bundled_profile()) is None
