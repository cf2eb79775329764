"""What of the start of a profile stands in a profile still."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.model.profile_examples import profile_start, unfilled

CITIES = Path(__file__).parents[2]


def filled(**values: str) -> str:
    """The profile of another city, with one value of the start for each key."""
    text = (CITIES / "genova" / "profile.toml").read_text("utf-8")
    for key, value in values.items():
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", text)
    return text


def test_the_start_has_only_examples_where_a_city_must_say_something() -> None:
    keys = {key for key, _ in unfilled(profile_start())}
    assert keys >= {"site.it", "site.en", "publisher.body.it", "publisher.in_text.en"}
    assert keys >= {"home.name.it", "home.demonyms", "home.latitude", "home.longitude"}


@pytest.mark.parametrize("city", ["genova", "french_city"])
def test_a_profile_that_is_filled_in_has_none(city: str) -> None:
    assert unfilled((CITIES / city / "profile.toml").read_text("utf-8")) == ()


def test_the_bundled_profile_has_none() -> None:
    assert unfilled("") == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("contact", '"archive@example.org"'),
        ("officials", '["Livia Canepa", ["Ugo Esempi", "Esempi"]]'),
        ("landmarks", '["Palazzo Tursi", "Piazza Esempio"]'),
        ("host", '"www.example.org"'),
    ],
)
def test_an_example_of_a_line_that_was_a_comment_is_one_too(key: str, value: str) -> None:
    assert key in {name.rpartition(".")[2] for name, _ in unfilled(filled(**{key: value}))}


def test_one_coordinate_may_be_that_of_the_start() -> None:
    assert unfilled(filled(latitude="45.0")) == ()
    assert {key for key, _ in unfilled(filled(latitude="45.0", longitude="9.0"))} == {
        "home.latitude",
        "home.longitude",
    }
