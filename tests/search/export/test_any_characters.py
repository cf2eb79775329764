"""Whatever characters an entry holds, the file that holds it can be read, and so can the others."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import bibtexparser
import openpyxl
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model.entry import Person, Source, Version
from search.export.tables import COLUMNS

SURROGATE = re.compile("[\ud800-\udfff]")
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe]"
)
SIGNS = st.sampled_from(
    "\x00\x01\x08\t\n\x0b\x0c\r\x1a\x1b\x1c\x1e\x7f\x85\x9b\xad\u200f\u2028\u2029\u202a\u202e\u2066"
    "\u2069\ud800\udbff\udc80\udfff\ufdd0\ufdef\ufeff\ufffd\ufffe\uffff\U0001fffe\U0010ffff"
    "\ue000 aè,;\"'{}@=-\\"
)
ANY_TEXT = st.text(SIGNS | st.characters(), max_size=12)
"""Text of all of Unicode, lone surrogates and noncharacters too."""
SITES = st.sampled_from(["", "http://localhost"])

pytestmark = pytest.mark.filterwarnings("error")
any_entry = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def archive(make_entry):
    """Make three entries, of which the second holds a text wherever an entry holds text."""

    def make(text):
        unruly = make_entry(
            "2007-06-28-bad0",
            versions=(
                Version("en", text, f"before {text} after", "published", text),
                Version("it", text, text, "machine", translator=text),
            ),
            people=(Person("id", text, text, "visitor"),),
            sources=(Source(f"http://example.org/{text}", datetime(2026, 11, 22, tzinfo=UTC)),),
        )
        return make_entry("2007-06-27-good"), unruly, make_entry("2007-06-29-fine")

    return make


@any_entry
@given(text=ANY_TEXT, site=SITES)
def test_json_lines_hold_every_text_as_it_is_but_lone_surrogates(archive, written, text, site):
    entries = archive(text)
    file = written("jsonl", entries, site).decode()
    rows = [json.loads(line) for line in file.splitlines()]  # also splits at U+2028
    assert [row["id"] for row in rows] == [entry.id for entry in entries]
    assert rows[1]["versions"][0]["title"] == SURROGATE.sub("\ufffd", text)
    assert rows[2]["versions"][0]["text"] == entries[2].original.text
    assert not UNSAFE.search(file)


@any_entry
@given(text=ANY_TEXT, site=SITES)
def test_a_table_holds_every_text_with_a_sign_for_what_it_cannot_hold(archive, written, text, site):
    entries = archive(text)
    file = written("csv", entries, site).decode()
    head, *rows = csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline=""), strict=True)
    assert head == list(COLUMNS)
    assert [row[0] for row in rows] == [entry.id for entry in entries]
    assert {len(row) for row in rows} == {len(COLUMNS)}
    body = head.index("text")
    shown = rows[1][body].removeprefix("before ").removesuffix(" after")
    assert len(shown) == len(text)
    assert all(have in (want, "\ufffd") for have, want in zip(shown, text, strict=True))
    assert rows[2][body] == entries[2].original.text
    assert not UNSAFE.search(file)


@any_entry
@given(text=ANY_TEXT, site=SITES)
def test_rispy_reads_every_record(archive, written, text, site):
    entries = archive(text)
    file = written("ris", entries, site).decode()
    records = rispy.loads(file)
    assert [record["id"] for record in records] == [entry.id for entry in entries]
    assert records[1]["abstract"].startswith("before")
    assert records[1]["abstract"].endswith("after")
    assert records[2]["abstract"] == entries[2].original.text
    assert not UNSAFE.search(file)


@any_entry
@given(text=ANY_TEXT, site=SITES)
def test_bibtexparser_reads_every_record(archive, written, text, site):
    entries = archive(text)
    file = written("bib", entries, site).decode()
    library = bibtexparser.parse_string(file)
    assert library.failed_blocks == []
    assert [each.key for each in library.entries] == [f"torino-{entry.id}" for entry in entries]
    assert len(library.blocks) == len(entries)
    assert library.entries[2]["title"].strip("{}") == entries[2].original.title
    assert not UNSAFE.search(file)


@any_entry
@given(text=ANY_TEXT, site=SITES)
@pytest.mark.parametrize("form", ["csljson", "geojson"])
def test_json_of_other_programs_holds_every_entry(archive, written, form, text, site):
    entries = archive(text)
    file = written(form, entries, site).decode()
    data = json.loads(file)
    items = data if form == "csljson" else data["features"]
    assert [item["id"] for item in items] == [entry.id for entry in entries]
    assert not UNSAFE.search(file)


@any_entry
@given(text=ANY_TEXT, site=SITES)
def test_a_workbook_holds_every_entry(archive, written, text, site):
    entries = archive(text)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", entries, site)))
    _, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert [row[0] for row in rows] == [entry.id for entry in entries]
    assert rows[2][COLUMNS.index("text")] == entries[2].original.text
