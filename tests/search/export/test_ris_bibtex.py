"""Records as reference managers read them."""

import re

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.text.output_characters import text_for
from search.export.ris_bibtex import bibtex, one_line

NAMES = {
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    **{f"\\{sign}": sign for sign in "#$%&_"},
}
NAME = re.compile("|".join(map(re.escape, NAMES)))


def read_back(record, *middleware):
    library = bibtexparser.parse_string(record, append_middleware=middleware)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


def title_in(record):
    value = read_back(record)["title"]
    assert (value[0], value[-1]) == ("{", "}")
    return NAME.sub(lambda name: NAMES[name[0]], value[1:-1])


def test_nothing_of_a_title_is_lost_in_bibtex(make_entry):
    title = r"Project {FEAST} ~ A^2 \ C: 50% of R&D, #1 for $5, snake_case, città"
    assert title_in(bibtex(make_entry(title=title), "http://localhost/e/x")) == title


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.sampled_from(r"{}\~^#$%&_@,=\"' ax") | st.characters(), min_size=1))
def test_any_title_is_read_back_from_bibtex_as_it_was(make_entry, title):
    record = bibtex(make_entry(title=title), "http://localhost/e/x")
    assert title_in(record) == text_for("bibtex", one_line(title)) or not one_line(title)
    assert record.count("{") == record.count("}")


@pytest.mark.parametrize("sign", ["#", "$", "%", "&", "_", "~", "\\"])
def test_a_program_that_knows_tex_reads_the_sign_itself(make_entry, sign):
    record = bibtex(make_entry(title=f"before {sign} after"), "http://localhost/e/x")
    assert read_back(record, LatexDecodingMiddleware())["title"] == f"before {sign} after"
