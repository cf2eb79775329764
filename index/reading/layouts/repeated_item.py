"""One item of a repeated structure: its date, its title and its text, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.reading.layouts.blocks import Block
from index.reading.layouts.headings import ends_sentence, has_word, heading_date_end
from index.reading.layouts.line_signs import SignedLine
from index.reading.layouts.markup_dates import interval_of, name_key
from index.reading.layouts.paragraphs import paragraphs_of

_TITLE = 220
"""Letters of the longest title; chosen by hand."""
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d\d")


@dataclass(frozen=True, slots=True)
class Item:
    """The heading, its date first, and the paragraphs of one item."""

    heading: str
    paragraphs: tuple[str, ...]
    is_dated: bool


def read_item(lines: Sequence[SignedLine], by_name: Mapping[str, str]) -> Item | None:
    """Return the item of some lines; None when they have no text."""
    shown = [one for one in lines if one.sign != "furniture"]
    dated = next((one for one in shown if one.sign == "date"), None)
    if dated is None and shown and shown[0].sign == "month":
        dated = shown[0]
    ended = next((one for one in shown if one.sign == "end"), None)
    content = [one for one in shown if one is not dated and one is not ended]
    title_line = _title_line(content)
    title = title_line.line.text if title_line is not None else ""
    if (
        dated is not None
        and has_word(dated.rest)
        and (title_line is None or not _stands_out(title_line))
    ):
        title, title_line = dated.rest, None
    if title_line is None and not title:
        title_line = _first_short(content)
        title = title_line.line.text if title_line is not None else ""
    paragraphs = paragraphs_of(
        Block(one.line.text, one.line.level, gap=True)
        for one in content
        if one is not title_line and one.line.text
    )
    if not title and not paragraphs:
        return None
    date = _date(lines, dated, ended) or by_name.get(name_key(title), "")
    if not date or heading_date_end(title):
        return Item(title, paragraphs, heading_date_end(title) > 0)
    return Item(f"{date} - {title}" if title else date, paragraphs, is_dated=True)


def _date(lines: Sequence[SignedLine], dated: SignedLine | None, ended: SignedLine | None) -> str:
    """Return the printed date, or that of the markup when none is printed with its year."""
    printed = dated.date if dated is not None else ""
    if printed and ended is not None:
        printed = f"{printed} - {ended.date}"
    if printed and _YEAR.search(printed):
        return printed
    days = {
        kind: next((d.day for one in lines for d in one.line.dates if d.kind == kind), "")
        for kind in ("start", "end", "published")
    }
    if len(_NUMBER.findall(printed)) > 1 and not days["end"]:
        # Several days are printed; of the markup they only need the year.
        year = (days["start"] or days["published"])[:4]
        return f"{printed} {year}".strip()
    return interval_of(days["start"], days["end"]) or days["published"] or printed


def _title_line(content: Sequence[SignedLine]) -> SignedLine | None:
    """Return the highest heading of the markup, else the first line that is bold or a link."""
    headings = [one for one in content if one.line.level]
    if headings:
        return min(headings, key=lambda one: one.line.level)
    strong = (one for one in content if one.line.strong and len(one.line.text) <= _TITLE)
    return next((one for one in strong if has_word(one.line.text)), None)


def _stands_out(one: SignedLine) -> bool:
    return one.line.level > 0 or one.line.strong


def _first_short(content: Sequence[SignedLine]) -> SignedLine | None:
    """Return the first line when it is a title by its form: short, and no sentence."""
    if len(content) < 2:
        return None
    text = content[0].line.text
    is_title = len(text) <= _TITLE and not ends_sentence(text) and not heading_date_end(text)
    return content[0] if is_title else None
