"""Findings about entries, and `torino check`, which lists them."""

import csv
import io
import json
from collections import Counter

import pytest
from click.testing import CliRunner

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.model.entry import UNDATED, DateSpan, Doubt, Reading
from index.store.home import Home
from search.health.entry_checks import findings_of
from web.cli.check import check

DOUBT = Doubt("date", (Reading("2007-05-31", "heading"), Reading("2007-06-01", "text")))


@pytest.fixture
def run(sample_home):
    def invoke(*words: str):
        return CliRunner().invoke(check, words, obj=sample_home, catch_exceptions=False)

    return invoke


def codes(entry) -> list[str]:
    return [finding.code for finding in findings_of([entry])]


def test_an_entry_with_everything_is_not_listed(make_entry):
    assert codes(make_entry(countries=("US",))) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"doubts": (DOUBT,)}, "doubt"),
        ({"dates": UNDATED}, "undated"),
        ({"countries": ()}, "unplaced"),
        ({"language": "und"}, "uncertain-language"),
    ],
)
def test_what_is_missing_or_doubtful_is_listed(make_entry, given, code):
    assert codes(make_entry(**({"countries": ("US",)} | given))) == [code]


def test_a_window_is_listed_with_its_days(make_entry):
    plain = make_entry(countries=("US",))
    window = DateSpan(
        plain.dates.start.replace(day=1), plain.dates.end.replace(day=30), "month", "2007 June"
    )
    (finding,) = findings_of([make_entry(countries=("US",), dates=window)])

    assert finding.code == "loosely-dated"
    assert "2007-06-01/2007-06-30" in finding.detail


def test_a_doubt_says_what_each_reading_says(make_entry):
    (finding,) = findings_of([make_entry(countries=("US",), doubts=(DOUBT,))])
    assert finding.detail == "date: the heading says 2007-05-31, the text says 2007-06-01"


def test_everything_about_one_entry_is_listed_under_its_id(make_entry):
    entry = make_entry("undated-k3f9", dates=UNDATED, language="und", doubts=(DOUBT,))
    found = list(findings_of([entry]))

    assert [finding.code for finding in found] == [
        "doubt", "undated", "unplaced", "uncertain-language",
    ]  # fmt: skip
    assert {(finding.id, finding.title) for finding in found} == {
        ("undated-k3f9", "Consul of Elsewhere")
    }


def test_json_lists_the_findings_with_ids_that_are_published(run, sample):
    ran = run("--json")
    report = json.loads(ran.stdout)

    assert ran.exit_code == 0
    assert report["damage"] == []
    assert {"doubt", "loosely-dated", "unplaced"} <= {f["code"] for f in report["findings"]}
    assert all(sample.get(finding["id"]) for finding in report["findings"])


def test_csv_and_json_list_the_same(run):
    rows = list(csv.DictReader(io.StringIO(run("--csv").stdout)))
    assert rows == json.loads(run("--json").stdout)["findings"]


def test_the_text_counts_what_it_lists(run):
    ran = run()
    counts = Counter(row["code"] for row in json.loads(run("--json").stdout)["findings"])

    assert all(f"{code} {number}" in ran.stderr for code, number in counts.items())
    assert all(ran.stdout.count(f"{code:<18} ") == number for code, number in counts.items())


def test_what_is_corrected_is_listed_no_more(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Eventi 2010\n\nFesta dei vicini\n\nI giardini erano aperti.", "utf-8")
    home = Home(tmp_path / "home")
    add_sources(home, [str(page)])

    def listed():
        ran = CliRunner().invoke(check, ["--json"], obj=home, catch_exceptions=False)
        return json.loads(ran.stdout)["findings"]

    (year, place) = listed()
    assert (year["code"], place["code"]) == ("loosely-dated", "unplaced")
    line = f"{place['id']},countries,FR,Anna,seen"
    home.corrections.write_text(f"id,field,value,who,why\n{line}\n", "utf-8")
    rebuild(home)

    assert listed() == [year]


def test_two_entries_that_may_be_one_event_are_listed_last_and_once(make_entry):
    entries = [
        make_entry("2007-06-27-port", countries=("FI",), title="Talks on the port"),
        make_entry("2007-06-27-mare", countries=("FI",), title="Incontro", language="it"),
        make_entry("2007-06-27-none"),
    ]
    found = list(findings_of(entries))
    assert [finding.code for finding in found] == ["unplaced", "perhaps-same"]
    assert found[-1].id == "2007-06-27-port"
    assert found[-1].detail == "perhaps the same event as 2007-06-27-mare, Incontro"


def test_the_check_says_how_much_of_the_text_is_in_entries_and_which_pages_are_unread(tmp_path):
    lost = "Sixty gardeners are waiting for whoever comes to see the park with them."
    entry = "<h3>17 April 2008 - Tampere, Finland</h3><p>The mayor came to town.</p>"
    for name, body in {"one": entry, "two": f"<p>{lost}</p>"}.items():
        (tmp_path / f"{name}.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    home = Home(tmp_path / "home")
    add_sources(home, [str(tmp_path / "one.html"), str(tmp_path / "two.html")])

    ran = CliRunner().invoke(check, ["--json"], obj=home, catch_exceptions=False)
    text = json.loads(ran.stdout)["text"]
    letters = sum(map(str.isalnum, lost))
    assert [(each["page"][-8:], each["letters"]) for each in text["unread"]] == [
        ("two.html", letters)
    ]
    assert text["letters"]["unread"] == letters
    assert text["letters"]["entry"] > 40
    assert text["unknown_pages"] == 0
    said = CliRunner().invoke(check, [], obj=home, catch_exceptions=False).stderr
    assert "are in entries" in said
    assert f"two.html ({letters} letters)" in " ".join(said.split())
    home.derived.unlink()
    ran = CliRunner().invoke(check, ["--json"], obj=home, catch_exceptions=False)
    assert json.loads(ran.stdout)["text"]["unknown_pages"] == 2
    assert not home.derived.exists()
