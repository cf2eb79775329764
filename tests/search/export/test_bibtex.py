"""Records for BibTeX and BibLaTeX, as their readers read them."""

import re
from datetime import date

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex.richtext import Text

from index.model.entry import UNDATED, DateSpan
from index.model.profile_format import bundled_profile
from index.text.output_characters import text_for
from search.export.bibtex import bibtex
from search.export.reference import one_line, reference_of

NAMES = {
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    **{f"\\{sign}": sign for sign in "#$%&_"},
    "~": "\xa0",
    "{}": "",
}
NAME = re.compile("|".join(map(re.escape, NAMES)))
SIGNS = st.sampled_from(r"{}\~^#$%&_@,=\"'`-<>?!| ax" + "\xa0–’“”ășé") | st.characters()
any_entry = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def record_of(entry):
    return bibtex(
        reference_of(entry, "http://localhost/e/x", date(2026, 11, 28), bundled_profile())
    )


def read_back(record, *middleware):
    library = bibtexparser.parse_string(record, append_middleware=middleware)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


def title_in(record):
    value = read_back(record)["title"]
    assert (value[0], value[-1]) == ("{", "}")
    return NAME.sub(lambda name: NAMES[name[0]], value[1:-1])


def test_nothing_of_a_title_is_lost(make_entry):
    title = r"Project {FEAST} ~ A^2 \ C: 50% of R&D, #1 for $5, snake_case, città"
    assert title_in(record_of(make_entry(title=title))) == title


@any_entry
@given(title=st.text(SIGNS, min_size=1))
def test_any_title_is_read_back_as_it_was(make_entry, title):
    record = record_of(make_entry(title=title))
    assert title_in(record) == text_for("bibtex", one_line(title)) or not one_line(title)
    assert record.count("{") == record.count("}")


@pytest.mark.parametrize("sign", ["#", "$", "%", "&", "_", "~", "\\"])
def test_a_program_that_knows_tex_reads_the_sign_itself(make_entry, sign):
    record = record_of(make_entry(title=f"before {sign} after"))
    assert read_back(record, LatexDecodingMiddleware())["title"] == f"before {sign} after"


@pytest.mark.parametrize("signs", ["--", "---", "''", "``", ",,", "<<", ">>", "?`", "!`", "-- ''"])
def test_signs_of_which_tex_makes_one_stay_apart(make_entry, signs):
    record = record_of(make_entry(title=f"before {signs} after"))
    (entry,) = parse_string(record, "bibtex").entries.values()
    assert str(Text.from_latex(entry.fields["title"])) == f"before {signs} after"


def test_a_no_break_space_is_written_as_tex_has_it(make_entry):
    assert "{{n.~5}}" in record_of(make_entry(title="n.\N{NO-BREAK SPACE}5"))


@pytest.mark.parametrize(
    ("dates", "fields"),
    [
        ((date(2007, 6, 27), date(2007, 6, 27), "day"), ("2007-06-27", "2007", "6")),
        ((date(2007, 6, 27), date(2007, 6, 29), "day"), ("2007-06-27/2007-06-29", "2007", "6")),
        ((date(2006, 12, 30), date(2007, 1, 2), "day"), ("2006-12-30/2007-01-02", "2006", "12")),
        ((date(2006, 9, 1), date(2006, 9, 30), "month"), ("2006-09", "2006", "9")),
        ((date(2006, 9, 1), date(2006, 10, 31), "month"), ("2006-09/2006-10", "2006", "9")),
        ((date(2006, 1, 1), date(2006, 12, 31), "year"), ("2006", "2006", None)),
        ((date(2006, 1, 1), date(2008, 12, 31), "year"), ("2006/2008", "2006", None)),
        ((None, None, "unknown"), (None, None, None)),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(make_entry, dates, fields):
    entry = make_entry(dates=DateSpan(*dates, ""))
    (record,) = parse_string(record_of(entry), "bibtex").entries.values()
    assert tuple(record.fields.get(name) for name in ("date", "year", "month")) == fields


def test_the_date_stands_after_year_and_month(make_entry):
    names = re.findall(r"^  (\w+) =", record_of(make_entry()), re.MULTILINE)
    assert names.index("year") < names.index("month") < names.index("date")


def test_what_is_not_known_has_no_field(make_entry):
    record = record_of(make_entry(language="und", dates=UNDATED))
    (entry,) = parse_string(record, "bibtex").entries.values()
    assert not {"date", "year", "month", "language", "langid"} & set(entry.fields)
    assert "= {}" not in record
