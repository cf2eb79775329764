"""The main job on a real page of the archive: two months of 2007, seventeen entries."""

import json
from collections import Counter

import pytest
from click.testing import CliRunner

from web.cli.main import torino


@pytest.fixture(scope="module")
def home(tmp_path_factory, real_page):
    home = tmp_path_factory.mktemp("home")
    added = CliRunner().invoke(torino, ["add", str(real_page), "--home", str(home)])
    assert added.exit_code == 0, added.output
    assert "entries on them 17" in added.stdout
    return home


@pytest.fixture
def ask(home):
    def ask(*words):
        answered = CliRunner().invoke(
            torino, ["search", *words, "--json", "--home", str(home)], catch_exceptions=False
        )
        return json.loads(answered.stdout)

    return ask


def titles(answer):
    return [hit["title"]["text"] for hit in answer["hits"]]


def test_seven_entries_are_of_june_and_eleven_touch_may(ask):
    assert ask()["total"] == 17
    assert ask("--from", "2007-06", "--to", "2007-06")["total"] == 7
    assert ask("--from", "2007-05", "--to", "2007-05")["total"] == 11


def test_each_country_is_counted(ask):
    counts = {value["value"]: value["count"] for value in ask()["facets"]["country"]["values"]}
    assert counts == {
        "FR": 2, "US": 2, "CN": 2, "AR": 1, "RO": 1, "FI": 1, "AL": 1,
        "BY": 1, "KR": 1, "DK": 1, "CZ": 1, "KW": 1,
    }  # fmt: skip
    assert sum(not hit["countries"] for hit in ask()["hits"]) == 2


def test_the_two_doubts_are_kept(ask):
    doubtful = [hit["title"]["text"] for hit in ask()["hits"] if hit["doubts"]]
    assert len(doubtful) == 2
    assert any("EUROCITIES" in title for title in doubtful)
    assert any("New York" in title for title in doubtful)


def test_all_are_written_in_english(ask):
    assert Counter(hit["original"]["language"] for hit in ask()["hits"]) == {"en": 17}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("chambery", "Chambéry"),
        ("Zlín", "Zlìn"),
        ("Zlin", "Zlìn"),
        ("dell'utri shenzhen", "Shenzhen"),
        ("Bielorussia", "Bielorussia"),
        ("Belarus", "Bielorussia"),
        ("stavarache", "Rumania"),
    ],
)
def test_a_name_or_place_finds_its_one_entry(ask, words, title):
    answer = ask(*words.split())
    assert answer["total"] == 1
    assert title in titles(answer)[0]


def test_usa_finds_the_consul_then_new_york(ask):
    found = titles(ask("USA"))
    assert len(found) == 2
    assert "Consul" in found[0]
    assert "New York" in found[1]


def test_a_phrase_is_exact(ask):
    found = ask('"cooperation agreement"')["hits"]
    assert sorted(hit["date"]["start"] for hit in found) == ["2007-05-17", "2007-06-28"]


def test_a_word_can_be_excluded(ask):
    assert ask("Cordoba")["total"] == 1
    assert ask("Cordoba", "-student")["total"] == 0


def test_an_accent_is_as_good_as_none(ask):
    with_accent, without = ask("città"), ask("citta")
    assert with_accent["total"] == without["total"] > 0
    assert titles(with_accent) == titles(without)


def test_a_year_and_a_country_narrow_each_other_and_ignore_their_own_choice(ask):
    answer = ask("--year", "2007", "--country", "FR")
    assert answer["total"] == 2
    countries = {v["value"]: v["count"] for v in answer["facets"]["country"]["values"]}
    assert countries["US"] == 2
    assert countries["FR"] == 2
    years = {v["value"]: v["count"] for v in answer["facets"]["year"]["values"]}
    assert years == {"2007": 2}


def test_the_same_page_again_changes_nothing(home, real_page):
    again = CliRunner().invoke(torino, ["add", str(real_page), "--home", str(home)])
    assert again.exit_code == 0
    assert "unchanged 1" in again.stdout
    assert sorted(p.name for p in (home / "index").glob("g*")) == ["g000001"]
