"""Dates that attributes have in words: what an element shows when one points at it, a picture."""

from __future__ import annotations

import re

from resiliparse.parse.html import ElementNode

from index.reading.layouts.line.line_dates import is_dated_label
from index.reading.layouts.line.markup_dates import MarkupDate
from index.text.printed_dates.forms import parse_span

_DIGIT = re.compile(r"\d")


def day_of_title(node: ElementNode) -> MarkupDate | None:
    """Return the day that an element shows when one points at it: "2 days ago"; None for none."""
    words = _date_in(node.getattr("title") or "")
    span = parse_span(words) if words else None
    if span is None or span.start is None or span.start != span.end:
        return None
    return MarkupDate("published", span.start.isoformat())


def date_of_picture(picture: ElementNode) -> str:
    """Return the date that a picture shows, when its other text is nothing else; "" for none."""
    return _date_in(picture.getattr("alt") or "")


def _date_in(words: str) -> str:
    """Return the date of words that are one, labelled or not: "Date: 5 May 2009"; "" for others."""
    if not _DIGIT.search(words) or not is_dated_label(words):
        return ""
    return words.rpartition(": ")[2]
