"""The characters that each output format can carry, and texts made fit for a format.

Texts of the archive hold whatever a page holds. One character that a format forbids makes a whole
file unreadable, so every writer passes its texts through `text_for`, `safe_cell`, `escaped_json`
or `json_text`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

OutputFormat = Literal["xml", "html", "text", "csv", "ris", "bibtex", "header", "terminal", "json"]
"""What is written: `header` is a quoted value in an HTTP header, `terminal` a person's screen."""

Ranges = tuple[tuple[int, int], ...]
"""First and last code points."""

_C0: Ranges = ((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F))
"""The controls of ASCII without tab, line feed and carriage return."""
_C1: Ranges = ((0x7F, 0x9F),)
"""Delete, and the controls after ASCII; 0x9B begins an escape sequence as ESC [ does."""
_SURROGATES: Ranges = ((0xD800, 0xDFFF),)
_LAST_OF_BMP: Ranges = ((0xFFFE, 0xFFFF),)
_NONCHARACTERS: Ranges = (
    (0xFDD0, 0xFDEF),
    *(((plane << 16) + 0xFFFE, (plane << 16) + 0xFFFF) for plane in range(17)),
)
_SEPARATORS: Ranges = ((0x2028, 0x2029),)
"""Line and paragraph separator: many readers of lines end a line there."""
_DIRECTIONS: Ranges = ((0x202A, 0x202E), (0x2066, 0x2069))
"""Bidirectional embeddings, overrides and isolates, which reorder what follows on the line."""
_UNREADABLE = (*_C0, *_C1, *_SURROGATES, *_NONCHARACTERS)

FORBIDDEN: Mapping[OutputFormat, Ranges] = {
    "xml": (*_C0, *_SURROGATES, *_LAST_OF_BMP),  # https://www.w3.org/TR/xml/#charsets
    "html": _UNREADABLE,  # https://html.spec.whatwg.org/#preprocessing-the-input-stream
    "text": _UNREADABLE,
    "csv": _UNREADABLE,
    "ris": _UNREADABLE,
    "bibtex": _UNREADABLE,
    "header": ((0x00, 0x1F), (0x22, 0x22), (0x5C, 0x5C), (0x7F, 0x10FFFF)),
    "terminal": (*_UNREADABLE, (0x0D, 0x0D), *_SEPARATORS, *_DIRECTIONS),
    "json": _SURROGATES,
}
"""What each format cannot carry, or its usual readers do not accept, escaped or not."""

REPLACEMENT: Mapping[OutputFormat, str] = {
    **dict.fromkeys(FORBIDDEN, "\N{REPLACEMENT CHARACTER}"),
    "header": "_",
}
"""What stands in the place of a forbidden character, so that nothing is lost unseen."""

_ESCAPED_IN_JSON = (*_C1, *_NONCHARACTERS, *_SEPARATORS, *_DIRECTIONS)
"""What JSON may carry as it is, but terminals, HTML and readers of lines may not."""


_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet may run."""


def text_for(form: OutputFormat, text: str) -> str:
    """Return the text with each character that the format cannot carry replaced."""
    if form != "header" and text.isprintable():  # so most need no pattern, which is compiled
        return text
    if _permitted(form).fullmatch(text):
        return text
    return _forbidden(form).sub(REPLACEMENT[form], text)


def escaped_json(document: str) -> str:
    r"""Return a JSON document with the same values, which is safe to print, embed and split.

    Controls after ASCII, noncharacters, separators of lines and bidirectional controls are written
    as `\u` escapes. Only lone surrogates are replaced, since UTF-8 has none. The document must be
    written with `ensure_ascii=False` or contain only ASCII.
    """
    if document.isascii() and "\x7f" not in document:
        return document
    return _to_escape().sub(_escape, text_for("json", document))


def json_text(value: object) -> str:
    """Return the JSON of a value on one line, as `escaped_json` writes it."""
    return escaped_json(json.dumps(value, ensure_ascii=False))


def safe_cell(text: str, *, is_read_back: bool = False) -> str:
    """Return a cell of a table, with an apostrophe before what a spreadsheet takes for a formula.

    A character that a table cannot carry becomes U+FFFD. A cell that is read back loses its first
    apostrophe, so one of its own gets another before it.
    """
    text = text_for("csv", text)
    return f"'{text}" if text.startswith(_FORMULAS + ("'",) * is_read_back) else text


def _escape(found: re.Match[str]) -> str:
    """Return the escape of a character; two for one that UTF-16 writes as a pair."""
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _character_class(ranges: Ranges) -> str:
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


def _others(ranges: Ranges) -> Ranges:
    """Return the ranges of all other code points, in order."""
    others = []
    start = 0
    for first, last in sorted(ranges):
        if start < first:
            others.append((start, first - 1))
        start = max(start, last + 1)
    if start <= 0x10FFFF:
        others.append((start, 0x10FFFF))
    return tuple(others)


@cache
def _forbidden(form: OutputFormat) -> re.Pattern[str]:
    """Return what finds a character that the format cannot carry. Compiling takes milliseconds."""
    return re.compile(_character_class(FORBIDDEN[form]))


@cache
def _permitted(form: OutputFormat) -> re.Pattern[str]:
    """Return what matches a text without a forbidden character, ten times as fast as a search."""
    return re.compile(f"{_character_class(_others(FORBIDDEN[form]))}*+")


@cache
def _to_escape() -> re.Pattern[str]:
    return re.compile(_character_class(_ESCAPED_IN_JSON))
