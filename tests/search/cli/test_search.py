"""The commands search, show and export."""

import csv
import io
import json
import re
import shlex
from datetime import date
from decimal import Decimal

import bibtexparser
import click
import openpyxl
import pytest
import rispy
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from index.model.entry import KINDS
from index.model.errors import ArchiveError
from search.cli.export import export
from search.cli.query_options import parameters_of_options
from search.cli.results_text import command_line
from search.cli.search import search
from search.cli.show import show
from search.export.tables import COLUMNS
from search.query.errors import QueryError
from search.query.query import Query
from search.query.url_parameters import query_of


@pytest.fixture
def run(sample_home):
    def invoke(command, *words: str):
        return CliRunner().invoke(
            command, words, obj=sample_home, catch_exceptions=False, standalone_mode=False
        )

    return invoke


def answer(outcome) -> dict:
    return json.loads(outcome.stdout)


def test_no_words_are_everything(run):
    data = answer(run(search, "--json"))

    assert data["understood"]["as"] == "everything"
    assert data["total"] == data["total_without_filters"] > 100


def test_words_and_exclusions_need_no_quoting(run):
    with_students = answer(run(search, "--json", "Cordoba"))["total"]
    without = answer(run(search, "--json", "Cordoba", "-student", "--limit", "5"))

    assert without["query"] == {"q": "Cordoba -student", "limit": 5}
    assert without["total"] < with_students


def test_two_dashes_end_the_options(run):
    assert answer(run(search, "--json", "--", "Lione", "--limit"))["query"]["q"] == "Lione --limit"


def test_a_word_like_an_option_of_one_letter_is_an_exclusion(run):
    assert answer(run(search, "--json", "Lione", "-hotel"))["query"]["q"] == "Lione -hotel"


def test_filters_are_the_parameters_of_the_site(run):
    data = answer(
        run(
            search, "--json", "--country", "Cina", "--country", "FR", "--year", "2007",
            "--not-country", "ES", "--kind", "mission", "--from", "2007-01", "--to", "2007-12",
            "--written", "en", "--read", "it", "--sort", "oldest", "--page", "1",
        )
    )  # fmt: skip

    assert data["query"] == {
        "year": [2007], "from": "2007-01", "to": "2007-12", "country": ["CN", "FR"],
        "not_country": ["ES"], "kind": ["mission"], "written": ["en"], "read": "it",
        "sort": "oldest",
    }  # fmt: skip
    assert {hit["kind"] for hit in data["hits"]} == {"mission"}
    assert {hit["title"]["language"] for hit in data["hits"]} == {"it"}


def test_what_is_chosen_is_among_the_values_that_are_shown(run):
    year = next(
        line for line in run(search, "--year", "2012").stdout.splitlines() if "year:" in line
    )
    assert "2012 9" in year
    assert " and 9 more" in year
    country = run(search, "--country", "Allemagne").stdout
    assert "Germany 4 and 43 more" in country


def test_an_answer_for_people_names_date_title_place_and_text(run):
    output = run(search, "sindaco", "Lione", "--limit", "3").stdout

    assert "also searched: mayor" in output
    assert "Lyon" in output
    assert "France" in output
    assert "page 1 of" in output
    assert "year:" in output


def test_an_explained_hit_shows_what_each_part_of_the_query_gave(run):
    output = run(search, "sindaco", "lione", "--limit", "2", "--explain").stdout
    trees = re.findall(r"^  +(\d+\.\d{3})  sum, all of 2$", output, re.M)
    parts = re.findall(r"^  +(\d+\.\d{3})    best of these$", output, re.M)

    assert len(trees) == 2
    for number, total in enumerate(trees):
        gained = parts[2 * number : 2 * number + 2]
        assert Decimal(total) == sum(map(Decimal, gained))
    assert re.search(r'^  +\d+\.\d{3}      > title_exact:"lione" worth \S+ × tf$', output, re.M)
    assert all(len(line) <= 80 for line in output.splitlines() if re.match(r" +\d+\.\d{3} ", line))


def test_explanations_are_in_the_json_only_when_they_are_asked_for(run):
    plain = answer(run(search, "--json", "lione"))
    explained = answer(run(search, "--json", "lione", "--explain"))
    explanations = [hit.pop("explanation") for hit in explained["hits"]]

    assert explained == plain
    assert len(explanations) == plain["total"] > 5
    for explanation in explanations:
        assert set(explanation) == {"node", "score", "chosen", "optional", "parts"}
        assert explanation["score"] > 0


@pytest.mark.parametrize("words", [["--year", "2007"], ["lione", "--sort", "oldest"]], ids=str)
def test_an_order_by_date_is_said_not_explained_by_scores(run, words):
    assert "order of their dates" in run(search, *words, "--explain").stderr
    assert "order of their dates" not in run(search, *words).stderr
    assert "order of their dates" not in run(search, "lione", "--explain").stderr


def test_a_hit_without_words_has_no_explanation(run):
    hits = answer(run(search, "--json", "--year", "2007", "--explain"))["hits"]

    assert {hit["explanation"] for hit in hits} == {None}


def test_a_note_stands_beside_the_answer_not_in_it(run):
    outcome = run(search, "--lenient", "--country", "Narnia", '"Lione')

    assert "Narnia: no such country; left out" in outcome.stderr
    assert "not closed" in outcome.stderr
    assert "note:" not in outcome.stdout


def test_notes_of_dropped_filters_are_in_the_json_too(run):
    notes = answer(run(search, "--json", "--lenient", "--country", "Narnia", "--kind", "party"))

    assert notes["understood"]["notes"] == [
        {"code": "unknown-country", "value": "Narnia"},
        {"code": "unknown-kind", "value": "party"},
    ]


def test_no_hit_is_an_answer(run):
    outcome = run(search, "qqqqqqq")

    assert outcome.exit_code == 0
    assert outcome.stdout == "0 entries\n"


def test_no_hit_is_answered_with_searches_that_have_some(run):
    output = run(search, "ambasciatore", "albania", "--year", "2013", "--kind", "meeting").stdout
    suggestions = re.findall(r"^  torino search (.*)  \((\d+) entr(?:y|ies)\)$", output, re.M)

    assert output.startswith("0 entries")
    assert len(suggestions) > 2
    for words, count in suggestions:
        assert answer(run(search, "--json", *shlex.split(words)))["total"] == int(count)


WORDS = ("consul", '"two', 'words"', "-student", "l'aria", "--limit", "citt*", "$HOME;")
QUERIES = st.builds(
    Query,
    text=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    person=st.sampled_from(("", "Jean Dupont")),
    year=st.sampled_from(((), (2007,), (2006, 2007))),
    since=st.sampled_from(("", "2006-05")),
    country=st.sampled_from(((), ("CN", "FR"))),
    not_country=st.sampled_from(((), ("DE",))),
    expand=st.booleans(),
    read=st.sampled_from(("orig", "it")),
    limit=st.sampled_from((20, 5)),
)


@given(QUERIES)
def test_a_query_survives_its_command_line(query):
    verb, name, *words = shlex.split(command_line(query))

    assert (verb, name) == ("torino", "search")
    assert query_of(parameters_of_options(search.make_context("search", words).params))[0] == query


def test_a_misspelt_name_is_answered_with_what_was_meant(run):
    shown = run(search, "Stavarake").stdout

    assert "corrected: Stavarache (3 entries) (--exactly: the words as typed)" in shown
    assert "did you mean: Stavarache" in run(search, "--exactly", "Stavarake").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--page", "0"],
        ["--page", "two"],
        ["--from", "2007-13"],
        ["--limit", "x"],
    ],
)
def test_what_cannot_be_asked_is_refused(run, words):
    with pytest.raises((QueryError, click.UsageError)):
        run(search, *words)


def test_a_page_past_the_end_says_how_many_there_are(run):
    assert run(search, "--page", "1000000000").stdout.startswith(
        "131 entries, page 1000000000 of 7"
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("23 novembre", "also searched: 23 November ("),
        ("dal 2021", "also searched: from 2021 on ("),
        ("prima del 2004", "also searched: until 2003 ("),
        ("2007 2009", "none with all the words; these have 2007 or 2009, page 1 of 2"),
        ("2007 2009 xyzzy", "; these have 2007 or 2009 and are without xyzzy, page 1 of 2"),
        ("sindaco xyzzy", "; these are without xyzzy"),
    ],
)
def test_what_was_searched_is_said_in_words(run, words, line):
    assert line in run(search, words).stdout


def test_a_day_that_no_calendar_has_is_said(run):
    notes = run(search, "Lione 31 maggio 2007", "31 febbraio 2007").stderr

    assert notes.startswith("note: 31 febbraio 2007: not in the calendar; its month")


@pytest.mark.parametrize(
    ("option", "name", "id"),
    [
        ("--people", "Sergio Chiamparino", "sergio-chiamparino"),
        ("--people", "PIERO FASSINO", "piero-fassino"),
        ("--people", "stefano lo russo", "stefano-lo-russo"),
        ("--places", "Lione", "lyon-fr"),
    ],
)
def test_a_whole_name_stands_for_its_id_of_the_city_s_officials_too(run, option, name, id):
    data = answer(run(search, "--json", option, name))

    assert data["query"] == {option[2:]: [id]}
    assert data["total"]


def test_an_unknown_name_is_refused_with_a_near_one(run):
    with pytest.raises(click.UsageError, match=r"did you mean sergio-chiamparino\?"):
        run(search, "--people", "Sergio Chiamparini")


def test_an_entry_is_shown_with_all_its_versions(run, sample):
    id = answer(run(search, "--json", "--kind", "consul"))["hits"][0]["id"]
    entry = answer(run(show, id, "--json"))
    output = run(show, id).stdout

    assert set(entry) == {
        "id", "aliases", "date", "history", "kind", "pages", "countries", "places", "people",
        "versions", "doubts", "sources", "perhaps_same",
    }  # fmt: skip
    assert len(entry["versions"]) == 2
    for version in entry["versions"]:
        assert version["text"] in output
    assert entry["sources"][0]["url"] in output


def test_an_unknown_id_is_refused_by_name(run):
    with pytest.raises(ArchiveError, match="2000-01-01-none"):
        run(show, "2000-01-01-none")


def test_an_export_is_the_whole_result_a_line_each(run):
    total = answer(run(search, "--json", "delegazione"))["total"]
    lines = [json.loads(line) for line in run(export, "delegazione").stdout.splitlines()]

    assert len(lines) == total > 20
    assert {line["kind"] for line in lines} <= set(KINDS)


def test_an_export_as_a_table_has_a_row_for_each_entry(run):
    data = run(export, "--format", "csv", "delegazione", "--site", "https://archive.example/")
    head, *rows = csv.reader(io.StringIO(data.stdout_bytes.decode("utf-8-sig")), strict=True)
    ids = [json.loads(line)["id"] for line in run(export, "delegazione").stdout.splitlines()]

    assert tuple(head) == COLUMNS
    assert [row[0] for row in rows] == ids
    assert {row[COLUMNS.index("address")] for row in rows} == {
        f"https://archive.example/e/{id}" for id in ids
    }


def test_an_export_for_reference_managers_is_read_by_them(run):
    ids = {json.loads(line)["id"] for line in run(export, "--country", "CN").stdout.splitlines()}
    records = rispy.loads(run(export, "--format", "ris", "--country", "CN").stdout_bytes.decode())
    library = bibtexparser.parse_string(run(export, "--format", "bib", "--country", "CN").stdout)

    assert {record["id"] for record in records} == ids
    assert library.failed_blocks == []
    assert {record.key.removeprefix("torino-") for record in library.entries} == ids
    assert all(record["urls"][0].startswith("http") for record in records)


def test_an_export_of_the_same_day_of_access_is_the_same_file(run):
    for form in ("ris", "bib", "csljson", "xlsx"):
        first, again, later = (
            run(export, "--format", form, "--year", "2012", "--accessed", day).stdout_bytes
            for day in ("2026-11-28", "2026-11-28", "2026-11-29")
        )
        assert first == again != later


def test_an_export_says_that_it_was_read_today_unless_told(run):
    before = date.today()
    records = rispy.loads(run(export, "--format", "ris", "--year", "2012").stdout_bytes.decode())
    days = {record["access_date"] for record in records}
    assert days <= {f"{day:%Y/%m/%d/}" for day in (before, date.today())}
    assert len(days) == 1


def test_an_export_as_a_table_is_separated_as_asked(run):
    words = ("--format", "csv", "--year", "2012")
    for more, sign in ((), ","), (("--separator", "semicolon"), ";"):
        file = io.StringIO(run(export, *words, *more).stdout_bytes.decode("utf-8-sig"))
        rows = list(csv.reader(file, delimiter=sign, strict=True))
        assert {len(row) for row in rows} == {len(COLUMNS)}


def test_an_export_as_a_workbook_has_a_row_for_each_entry(run):
    ids = [json.loads(line)["id"] for line in run(export, "delegazione").stdout.splitlines()]
    file = io.BytesIO(run(export, "--format", "xlsx", "delegazione").stdout_bytes)
    head, *rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    assert head == COLUMNS
    assert [row[0] for row in rows] == ids


def test_an_export_for_maps_has_every_entry(run):
    ids = [json.loads(line)["id"] for line in run(export, "--country", "CN").stdout.splitlines()]
    data = json.loads(run(export, "--format", "geojson", "--country", "CN").stdout)
    found = [feature["properties"]["entry"] for feature in data["features"]]
    assert list(dict.fromkeys(found)) == ids


def test_an_export_that_is_refused_has_written_nothing(run):
    with pytest.raises(QueryError):
        run(export, "--format", "csv", "--person", "a" * 257)


def test_an_export_obeys_filters_and_order(run):
    lines = [
        json.loads(line)
        for line in run(export, "--year", "2012", "--sort", "oldest").stdout.splitlines()
    ]
    starts = [line["date"]["start"] for line in lines]

    assert starts == sorted(starts)
    assert {start[:4] for start in starts} == {"2012"}
