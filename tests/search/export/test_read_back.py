"""Whatever an entry holds, those who read its files get the whole of it back."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime

import openpyxl
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from pybtex.database import parse_string
from pybtex.richtext import Text

from index.model.entry import UNDATED, DateSpan, Source, Version
from index.model.profile_format import bundled_profile
from index.text.output_characters import text_for
from search.export.tables import COLUMNS
from search.query.query import Query

pytestmark = pytest.mark.filterwarnings("error")
any_entry = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

SPECIAL = (
    "{}\\~^#$%&_@,;:=+\"'`-<>/?!|*[]() \t\n\r\x00\x1b\x85\xa0\u2028\ufeff\ufffe\ud800"
    "ășțăèß€–’“»字🙂ax"
)
ANY_TEXT = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=24) | st.sampled_from(
    ["=1+1", "<r>", "<r>&</r>", "_x0041_", "_x000D_", "TY  - X", "ER  - ", "}\n@misc{x,", "a and b"]
)
LANGUAGES = st.sampled_from(["it", "en", "fr", "und"])
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def spans(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    precision = draw(st.sampled_from(["day", "month", "year", "unknown"]))
    if draw(st.booleans()):
        last = first
    return UNDATED if precision == "unknown" else DateSpan(first, last, precision, "")


def line(text, form="csv"):
    """The text as it is in one line, whatever the spaces between the words."""
    return " ".join(text_for(form, re.sub("[\t-\r\x1c-\x1f\x85\u2028\u2029]", " ", text)).split())


def known(dates):
    """The ends of a span in ISO 8601, as exact as they are known."""
    if dates.start is None:
        return []
    exact = {"day": 10, "month": 7, "year": 4}[dates.precision]
    return list(dict.fromkeys(each.isoformat()[:exact] for each in (dates.start, dates.end)))


def author(language):
    return bundled_profile().publisher.author("it" if language == "it" else "en")


@pytest.fixture
def make(make_entry):
    def entry(title, text, language, dates, id="2007-06-27-k3f9"):
        version = Version(language, f"A {title}", f"b {text} c", "published", "http://e.org/x")
        source = Source("http://e.org/x", datetime(2026, 11, 22, tzinfo=UTC))
        return make_entry(id, versions=(version,), dates=dates, sources=(source,))

    return entry


@any_entry
@given(title=ANY_TEXT, text=ANY_TEXT, language=LANGUAGES, dates=spans())
def test_rispy_reads_an_entry_whole(make, written, title, text, language, dates):
    entry = make(title, text, language, dates)
    (record,) = rispy.loads(written("ris", [entry]).decode())
    assert record["type_of_reference"] == "ELEC"
    assert line(record["title"]) == line(entry.original.title)
    assert line(record["abstract"]) == line(entry.original.text)
    assert record["authors"] == [author(language)]
    assert "," not in author(language)
    assert [part for part in record.get("year", "").split() if part] == [
        each[:4] for each in known(dates)[:1]
    ]
    days = known(dates)
    asked = "/".join(days) if len(days) == 2 else "".join(days).replace("-", "/")
    assert record.get("date", "").rstrip("/") == asked
    assert record["access_date"] == "2026/11/28/"
    assert record.get("language", "und") == language
    assert record["place_published"] == "Torino"
    assert record["secondary_title"] == "Torino nel mondo"
    assert record["urls"] == ["http://localhost/e/2007-06-27-k3f9"]


@any_entry
@given(title=ANY_TEXT, text=ANY_TEXT, language=LANGUAGES, dates=spans())
def test_pybtex_reads_an_entry_whole(make, written, title, text, language, dates):
    entry = make(title, text, language, dates)
    (record,) = parse_string(written("bib", [entry]).decode(), "bibtex").entries.values()
    fields = record.fields
    assert record.type == "online"
    for name, want in (("title", entry.original.title), ("abstract", entry.original.text)):
        if re.search(r"[{}^$]", want):  # latexcodec does not know the names of these signs
            continue
        assert line(str(Text.from_latex(fields[name]))) == line(want)
    (office,) = record.persons["author"]
    assert [str(Text.from_latex(name)) for name in office.last_names] == [author(language)]
    assert office.first_names == office.middle_names == []
    assert fields.get("date", "") == "/".join(known(dates))
    assert fields["urldate"] == "2026-11-28"
    assert fields.get("langid") == {"it": "italian", "en": "english", "fr": "french"}.get(language)
    assert (fields["address"], fields["organization"]) == ("Torino", "Torino nel mondo")
    assert fields["url"] == "http://localhost/e/2007-06-27-k3f9"


@any_entry
@given(title=ANY_TEXT, text=ANY_TEXT, language=LANGUAGES, dates=spans())
def test_csl_json_holds_an_entry_whole(make, written, title, text, language, dates):
    entry = make(title, text, language, dates)
    (item,) = json.loads(written("csljson", [entry]))
    assert item["type"] == "webpage"
    assert line(item["title"]) == line(entry.original.title)
    assert line(item["abstract"]) == line(entry.original.text)
    assert item["author"] == [{"literal": author(language)}]
    parts = [[int(part) for part in each.split("-")] for each in known(dates)]
    assert item.get("issued", {"date-parts": []}) == {"date-parts": parts}
    assert item["accessed"] == {"date-parts": [[2026, 11, 28]]}
    assert item.get("language", "und") == language
    assert (item["publisher-place"], item["container-title"]) == ("Torino", "Torino nel mondo")


@any_entry
@given(title=ANY_TEXT, text=ANY_TEXT, language=LANGUAGES, dates=spans())
def test_openpyxl_reads_an_entry_whole(make, written, title, text, language, dates):
    entry = make(title, text, language, dates)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", [entry])))
    head, cells = book.worksheets[0].iter_rows()
    assert tuple(cell.value for cell in head) == COLUMNS
    row = dict(zip(COLUMNS, cells, strict=True))
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)
    for name, want in (("title", entry.original.title), ("text", entry.original.text)):
        assert unescape(row[name].value) == text_for("csv", re.sub("\r\n?", "\n", want))
    for name, day in (("start", dates.start), ("end", dates.end)):
        value = row[name].value
        assert (value.date() if isinstance(value, datetime) else value) == (
            day.isoformat() if day and day < date(1900, 3, 1) else day
        )
    assert row["language"].value == language
    assert row["address"].value == "http://localhost/e/2007-06-27-k3f9"


@any_entry
@given(
    title=ANY_TEXT,
    text=ANY_TEXT,
    language=LANGUAGES,
    dates=spans(),
    separator=st.sampled_from([("comma", ","), ("semicolon", ";")]),
)
def test_a_csv_holds_an_entry_whole(make, written, title, text, language, dates, separator):
    entry = make(title, text, language, dates)
    name, sign = separator
    file = written("csv", [entry], separator=name).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file, newline=""), delimiter=sign, strict=True)
    assert tuple(row) == COLUMNS
    assert row["title"] == text_for("csv", entry.original.title)
    assert row["text"] == text_for("csv", entry.original.text)
    assert (row["start"], row["end"]) == tuple(
        day.isoformat() if day else "" for day in (dates.start, dates.end)
    )
    assert row["language"] == language


def test_the_whole_sample_is_read_back_by_rispy_and_pybtex(sample, written):
    entries = list(sample.export(Query(sort="oldest")))
    records = rispy.loads(written("ris", entries).decode())
    library = parse_string(written("bib", entries).decode(), "bibtex").entries
    assert len(records) == len(library) == len(entries) > 100
    for entry, record in zip(entries, records, strict=True):
        fields = library[f"torino-{entry.id}"].fields
        assert line(record["abstract"]) == line(entry.original.text)
        assert line(str(Text.from_latex(fields["abstract"]))) == line(entry.original.text)
        if entry.original.title:
            assert line(record["title"]) == line(entry.original.title)
            assert line(str(Text.from_latex(fields["title"]))) == line(entry.original.title)
