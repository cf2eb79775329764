"""The layout `repeated`: a page whose tree repeats one structure, item after item.

Items are elements of one kind (articles, cards, rows), or a heading with what follows it. In each,
the date, the title and the text are found wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.model.page import Page, RawEntry
from index.reading.layouts.line.headings import ends_sentence, title_year
from index.reading.layouts.line.line import PageLines
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.signs.date_heading import NONE
from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.date_order import date_order
from index.reading.layouts.structure.items import Items, Range
from index.reading.layouts.structure.page_structure import find_items
from index.reading.layouts.structure.repeated_item import read_item
from index.text.printed_dates.forms import parse_span

_COUNTER = re.compile(r"(?<=\w)\s+[(\[]\d{1,3}[)\]]\Z")
_MANY = 3
"""Entries with a text, from which one without it above them is their name; chosen by hand."""
_LABEL = 40
"""Letters of the longest label; chosen by hand."""
_FURNITURE_LINE = 80
"""Letters of the longest line that is furniture when most items have it; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The entries of a repeated structure, and how well it explains the page."""

    entries: tuple[RawEntry, ...] = ()
    items: Items = field(default_factory=Items)


def split_repeated(
    page: Page, found: PageLines, signed: Sequence[SignedLine], by_name: Mapping[str, str]
) -> Repeated:
    """Read each item of the structure that explains most of the page; none when nothing repeats."""
    items = find_items(found.elements, signed)
    furniture = _furniture(signed, items.ranges)
    entries = []
    below = _below_months_of_others(items.ranges, signed)
    order = date_order(one.date for one in signed if one.sign == "date")
    for first, end in items.ranges:
        lines = _without_furniture(signed[first:end], furniture)
        is_month = signed[first].sign in ("month", "year") and first + 1 < end
        above = signed[first + is_month].above
        if above.month and first in below:
            above = NONE
        context = above.window
        place = items.above.get((first, end))
        if place is not None:
            lines.insert(0, signed[place])
        item = read_item(lines, by_name, above)
        if item is not None and (item.is_dated or any(map(_is_text, item.paragraphs))):
            link = next((one.line.via for one in lines if one.line.via), None)
            entries.append(
                RawEntry(
                    page.url,
                    "repeated",
                    item.heading,
                    item.paragraphs,
                    context,
                    page.language,
                    link,
                    is_posted=item.role != "event",
                    date_order=order,
                    other_date=_other_date(items, (first, end), signed, item.printed),
                )
            )
    entries = _without_labels(_without_name(_without_preface(entries)))
    return Repeated(_without_counters(entries), items)


def _below_months_of_others(items: Sequence[Range], signed: Sequence[SignedLine]) -> set[int]:
    """Return the beginnings of items that have no month above them but that of an item before.

    A month that no heading is, and that stands in an item behind its title, is that item's date.
    """
    months = [place for place, one in enumerate(signed) if one.sign in ("month", "year")]
    own = {
        place
        for first, end in items
        for place in months
        if first < place < end and signed[place].sign == "month" and not signed[place].line.level
        and signed[first].sign not in ("month", "year", "date")
    }  # fmt: skip
    if not own:
        return set()
    return {
        first for first, _ in items if (at := bisect_left(months, first)) and months[at - 1] in own
    }


def _without_name(entries: list[RawEntry]) -> list[RawEntry]:
    """Return entries without a first one that is only a title and a date above all others."""
    is_name = len(entries) > _MANY and not entries[0].paragraphs
    return entries[1:] if is_name and all(each.paragraphs for each in entries[1:]) else entries


def _without_preface(entries: list[RawEntry]) -> list[RawEntry]:
    """Return entries without a first text that has neither title nor month, where all others have
    both: it stands above the months of a year."""
    first, others = entries[:1], entries[1:]
    is_preface = (
        len(others) > 1
        and not first[0].heading
        and title_year(first[0].month_heading) == first[0].month_heading
        and all(each.heading and not title_year(each.month_heading) for each in others)
        and all(each.month_heading for each in others)
    )
    return others if is_preface else entries


def _without_labels(entries: list[RawEntry]) -> list[RawEntry]:
    """Return entries without those of a side column: neither a date nor a sentence is in them,
    while others have dates."""
    dated = [bool(dates_in(each.heading[:_DATED]) or each.month_heading) for each in entries]
    if sum(dated) * 2 < len(entries):
        return entries
    return [
        each
        for each, has_date in zip(entries, dated, strict=True)
        if has_date or any(map(ends_sentence, each.paragraphs)) or dates_in(each.text[:_DATED])
    ]


_DATED = 180
"""Letters of a heading or a text in which its date is looked for; chosen by hand."""


def _other_date(items: Items, item: Range, signed: Sequence[SignedLine], printed: str) -> str:
    """Return another date that an item may have: that of another cut, or of the other year."""
    first = signed[item[0]]
    if (place := items.others.get(item)) is not None:
        return signed[place].date
    if published := _published_long_after(signed[item[0] : item[1]]):
        return published
    if printed and (year := first.above.second_year):
        other = year if first.above.year_of(printed) != year else first.above.year
        return f"{printed} {other}"
    return ""


def _published_long_after(lines: Sequence[SignedLine]) -> str:
    """Return the day of publication of an item, when its other date is another year by far."""
    dates = [one for one in lines if one.sign == "date"]
    published = next((one.date for one in dates if one.role == "published"), "")
    other = next((one.date for one in dates if one.role == "unsaid"), "")
    days, spans = [], map(parse_span, (other, published))
    for span in spans:
        if span is None or span.start is None:
            return ""
        days.append(span.start)
    return published if abs((days[1] - days[0]).days) > _LONG_AFTER else ""


_LONG_AFTER = 400
"""Days between an event and what is published of it that are not believed; chosen by hand."""


def _without_counters(entries: Sequence[RawEntry]) -> tuple[RawEntry, ...]:
    """Return entries without the numbers of comments behind the titles, when most have one."""
    counted = [_COUNTER.sub("", entry.heading) for entry in entries]
    with_number = sum(
        heading != entry.heading for heading, entry in zip(counted, entries, strict=True)
    )
    if with_number * 2 <= len(entries) or with_number < 2:
        return tuple(entries)
    return tuple(
        replace(entry, heading=heading) for heading, entry in zip(counted, entries, strict=True)
    )


def _furniture(signed: Sequence[SignedLine], items: Sequence[Range]) -> frozenset[str]:
    """Return the keys of the short lines that most items have, such as "Comments (3)"."""
    counts: Counter[str] = Counter()
    for first, end in items:
        counts.update({_key(one) for one in signed[first:end]} - {""})
    return frozenset(
        key for key, number in counts.items() if number > 2 and number * 2 > len(items)
    )


def _without_furniture(lines: Sequence[SignedLine], furniture: Collection[str]) -> list[SignedLine]:
    """Return the lines of an item, those that most items have as furniture.

    The first heading and the sentences stay where nothing else is a heading or a text: the item is
    of an event that recurs.
    """
    is_own = [_key(one) not in furniture for one in lines]
    headings = [at for at, one in enumerate(lines) if one.line.level and one.sign in _CONTENT]
    texts = [at for at, one in enumerate(lines) if not one.line.level and one.sign in _CONTENT]
    if headings and not any(is_own[at] for at in headings):
        is_own[headings[0]] = True
    titles = 0 if headings else 1
    if sum(is_own[at] for at in texts) <= titles:
        for at in texts:
            text = lines[at].line.text
            is_own[at] |= ends_sentence(text) and len(text.split()) >= _SENTENCE
    return [
        one if own else replace(one, sign="furniture")
        for one, own in zip(lines, is_own, strict=True)
    ]


_CONTENT = ("text", "heading date")
_SENTENCE = 4
"""Words of the shortest sentence that is no button, "Read more ..."; chosen by hand."""


def _is_text(paragraph: str) -> bool:
    """Return whether a paragraph is more than a label, as in the header of a table."""
    return len(paragraph) > _LABEL or ends_sentence(paragraph)


def _key(one: SignedLine) -> str:
    """Return a short line without its numbers, "" for a date, a long line or none."""
    text = one.line.text
    if one.sign in ("date", "end", "month") or len(text) > _FURNITURE_LINE:
        return ""
    return re.sub(r"\d+", "0", text).casefold()
