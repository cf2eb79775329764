"""Texts made fit for a format."""

import io
import json
import re
from xml.etree.ElementTree import Element, tostring

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from index.text.output_characters import (
    FORBIDDEN,
    REPLACEMENT,
    OutputFormat,
    escaped_json,
    json_text,
    safe_cell,
    text_for,
)

ALL = [
    chr(code) for code in (*range(0x10100), *range(0x1FF00, 0x20100), *range(0x10FF00, 0x110000))
]
"""The basic plane, and the ends of others."""
ANY_TEXT = st.text(
    st.characters()
    | st.sampled_from("\x00\x1b\x7f\x85\x9b\u2028\u202e\ud800\udc00\ufffe\U0001ffff")
)


@pytest.mark.parametrize("form", FORBIDDEN)
def test_each_character_is_kept_or_replaced_as_the_table_says(form: OutputFormat) -> None:
    forbidden = {chr(n) for first, last in FORBIDDEN[form] for n in range(first, last + 1)}
    assert text_for(form, "".join(ALL)) == "".join(
        REPLACEMENT[form] if sign in forbidden else sign for sign in ALL
    )
    assert not set(REPLACEMENT[form]) & forbidden


@pytest.mark.parametrize("form", FORBIDDEN)
def test_what_is_fit_stays_the_same_and_can_be_encoded(form: OutputFormat) -> None:
    fit = text_for(form, "".join(ALL))
    assert text_for(form, fit) == fit
    fit.encode("ascii" if form == "header" else "utf-8")


@pytest.mark.parametrize("form", FORBIDDEN)
@given(text=ANY_TEXT)
def test_a_text_keeps_its_length(form: OutputFormat, text: str) -> None:
    assert len(text_for(form, text)) == len(text)


def test_xml_forbids_exactly_what_its_parser_refuses() -> None:
    for sign in (*ALL[:0x3000], *ALL[0xD700:]):
        element = Element("a")
        element.text = sign
        try:
            ElementTree.fromstring(tostring(element, encoding="utf-8"))
            accepted = True
        except (ElementTree.ParseError, UnicodeEncodeError):
            accepted = False
        assert accepted == (text_for("xml", sign) == sign), hex(ord(sign))


@given(text=ANY_TEXT)
def test_json_keeps_all_but_lone_surrogates(text: str) -> None:
    document = json_text({text: [text]})
    expected = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert json.loads(document.encode()) == {expected: [expected]}


def test_json_has_no_character_that_ends_a_line_or_steers_a_terminal() -> None:
    document = json_text("".join(ALL))
    assert len(document.splitlines()) == len(list(io.StringIO(document))) == 1
    assert text_for("terminal", document) == text_for("html", document) == document
    assert "à“”中" in escaped_json('"à“”中"')


@pytest.mark.parametrize("form", sorted(FORBIDDEN.keys() - {"header"}))
def test_whatever_can_be_printed_is_permitted(form):
    forbidden = (chr(code) for first, last in FORBIDDEN[form] for code in range(first, last + 1))
    assert not any(map(str.isprintable, forbidden))


@given(st.text(max_size=20))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text_for("csv", text).removeprefix("'")


@given(st.text(st.characters() | st.sampled_from("'=+"), max_size=20))
def test_a_cell_that_is_read_back_is_what_was_written(text: str) -> None:
    cell = safe_cell(text, is_read_back=True)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text_for("csv", text)
