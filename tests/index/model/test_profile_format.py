"""Reading profile.toml: what it says, and a clear word for everything that is wrong with one."""

from __future__ import annotations

from importlib.resources import files

import pytest

from index.model.errors import ProfileError
from index.model.profile import MapFrame
from index.model.profile_format import bundled_profile, profile_of

START = (files("index") / "data" / "profile_start.toml").read_text("utf-8")


def uncommented(text: str) -> str:
    """The start with every key in force."""
    return "\n".join(
        line.removeprefix("# ") if " = " in line and line.startswith("# ") else line
        for line in text.splitlines()
    )


def problems_of(text: str) -> tuple[str, ...]:
    with pytest.raises(ProfileError) as raised:
        profile_of(text, "profile.toml")
    return raised.value.problems


def test_the_start_is_a_profile_with_and_without_its_commented_keys() -> None:
    short, long = profile_of(START, "start"), profile_of(uncommented(START), "start")
    assert short.site == {"it": "Esempio nel mondo", "en": "Esempio in the World"}
    assert (short.officials, short.frame, short.contact) == ((), None, "")
    assert [official.name for official in long.officials] == ["Ada Esempi", "Ugo Esempi"]
    assert long.frame == MapFrame(-12.0, 30.0, 41.0, 62.5)
    assert long.contact == "archive@example.org"
    assert long.publisher.since == 2002
    assert long.publisher.author("en") == "City of Esempio – International Relations"


def test_the_text_of_a_profile_is_the_profile_again_and_none_is_the_bundled_one() -> None:
    profile = profile_of(START, "start")
    assert profile_of(profile.text, "elsewhere") == profile
    assert profile_of("", "none") is bundled_profile()
    assert bundled_profile().text == ""


def test_a_name_of_the_site_is_no_reason_to_read_pages_again_but_a_demonym_is() -> None:
    before = profile_of(START, "start")
    renamed = profile_of(START.replace("Esempio nel mondo", "Il mondo di Esempio"), "start")
    other = profile_of(START.replace('"esempiese"', '"esempiense"'), "start")
    assert renamed.key != before.key
    assert renamed.reading_key == before.reading_key
    assert other.reading_key != before.reading_key


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("latitude = 45.0", "latitude = 145.0", "home.latitude is 145.0; it must be a number"),
        ("longitude = 9.0", 'longitude = "9"', "home.longitude is '9'; it must be a number"),
        ("longitude = 9.0", "longitude = true", "home.longitude is True; it must be a number"),
        ("longitude = 9.0", "longitude = nan", "home.longitude is nan; it must be a number"),
        ("longitude = 9.0", "", "home.longitude is missing; it is a number from -180 to 180"),
        ("demonyms =", "demonims =", "home.demonims is unknown; did you mean demonyms?"),
        ("[publisher]", "[printer]\nx = 1\n[publisher]", "printer is unknown; known are contact"),
        ('country = "IT"', 'country = "Italia"', "home.country is 'Italia'; it must be"),
        ('country = "IT"', "", "home.country is missing; it is two capitals"),
        ('en = "Esempio in the World"', "", "site.en is missing"),
        ('it = "Esempio nel mondo"', 'it = ""', "site.it is missing"),
        ('it = "Esempio nel mondo"', 'it = "a\\nb"', "site.it is 'a\\nb'; it must be a text"),
        ('it = "Esempio nel mondo"', "it = 7", "site.it is 7; it must be a text"),
        ("Relazioni internazionali\"", "Relazioni, estere\"", "publisher.office.it has a comma"),
        ('["esempiese", "esempiesi"]', '"esempiese"', "home.demonyms is 'esempiese'; it must"),
        ('["esempiese", "esempiesi"]', "[1]", "home.demonyms is [1]; it must be a list of texts"),
        ('inglese = "en"', 'inglese = "English"', "sources.folders.inglese is 'English'"),
        ('inglese = "en"', '"per/inglese" = "en"', "is no folder: use small letters"),
        ("[map]", "[map]\nframe = [30, 10, 20, 40]", "map.frame is [30, 10, 20, 40]; west must be"),
        ("[map]", "[map]\nframe = [1, 2, 3]", "map.frame is not four numbers"),
        ("[searches]", "[searches]\nde = []", "searches.de is unknown"),
        ("[searches]", '[searches]\nit = ["1","2","3","4","5","6","7","8","9"]', "8 is the most"),
        ("# contact = ", 'contact = "nobody" # ', "contact is 'nobody'; it must be a mail address"),
        ("# officials = ", 'officials = ["Verdi"] # ', "officials no. 1, 'Verdi', has no given"),
        ("# officials = ", "officials = [7] # ", "officials no. 1 is not a name, or names in"),
        ("# officials = ", 'officials = "Ada" # ', "officials is 'Ada'; it must be a list"),
        ("[home]", "[house]", "home is missing"),
        ("[sources]", '[sources]\nhost = "http://x"', "sources.host is 'http://x'; it must be"),
        ("[map]", "[[map]]", "it must be a table: [map]"),
        ("[home]", "[home", "it is not TOML"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_key(written: str, instead: str, problem: str) -> None:
    assert written in START
    problems = problems_of(START.replace(written, instead, 1))
    assert any(problem in each for each in problems), problems


def test_every_mistake_is_told_at_once_in_the_order_of_the_lines() -> None:
    wrong = START.replace("latitude = 45.0", "latitude = 145").replace("demonyms", "demonims")
    wrong = wrong.replace('en = "Esempio in the World"', "")
    numbers = [int(each.split()[1].rstrip(":")) for each in problems_of(wrong)]
    assert len(numbers) == 3
    assert numbers == sorted(numbers)
    lines = wrong.splitlines()
    assert lines[numbers[1] - 1].startswith("demonims")
    assert lines[numbers[2] - 1].startswith("latitude")


def test_the_message_names_the_file() -> None:
    with pytest.raises(ProfileError, match=r"/srv/genova/profile\.toml: line \d+: home\.country"):
        profile_of(START.replace('"IT"', '"it"'), "/srv/genova/profile.toml")
