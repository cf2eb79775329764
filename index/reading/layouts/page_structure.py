"""Structure that repeats in a page's tree: the elements, or rows of parts, that are its items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from index.reading.layouts.item_measure import ItemMeasure, Items, Range
from index.reading.layouts.line import Element
from index.reading.layouts.mixed_items import LEAST, is_better, mixed_begins, with_unmarked_titles
from index.reading.layouts.signed_line import SignedLine
from index.text.printed_dates.forms import find_printed_dates

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STANDING_OUT = _HEADINGS | {"date", "date-title", "strong", "dt"}
"""The kinds of parts that an item begins with, rather than with text."""
_DATED = frozenset({"date", "date-title"})
_LEAST_MIXED = 2
"""Dates alone, from which those with a title beside them begin items of the same list; by hand."""
_LEAST_PARTS = 2
"""Parts of the shortest item that ends with its date; chosen by hand."""
_STARTS = 12
"""Kinds of parts of one element that are tried as the first of an item; chosen by hand."""
_AS_WELL = 0.85
"""Share of the worth of the best items from which others explain a page about as well; by hand."""
_WHOLE = 0.8
"""Worth of a letter from which the items of another list are entries too; chosen by hand."""


def find_items(elements: Sequence[Element], signed: Sequence[SignedLine]) -> Items:
    """Return the items that explain most letters of a page; none when nothing repeats.

    At least two items and two thirds of them have one date and one title of their own.
    """
    measure = ItemMeasure(signed)
    best = Items()
    found: list[Items] = []
    for ranges, is_sequence in _groups(elements, signed):
        cut = (measure.cut(first, end, is_sequence=is_sequence) for first, end in ranges)
        items = measure.measured(measure.without_dates(sorted(filter(None, cut))))
        found.append(items)
        if items.worth > best.worth:
            best = items
    mixed = _mixed_items(signed)
    if is_better(mixed, best):
        best = mixed
    if not best.dated:
        return best
    best = _with_undated_elements(best, elements, measure)
    best = _without_list_at_end(best, found, signed)
    best = replace(best, others=_other_dates(best, found, signed))
    return _with_other_lists(best, found, signed)


def _mixed_items(signed: Sequence[SignedLine]) -> Items:
    """Return the items that begin at lines of several kinds; none for a short list."""
    signed = with_unmarked_titles(signed)
    begins = mixed_begins(signed)
    if len(begins) < LEAST:
        return Items()
    measure = ItemMeasure(signed)
    pairs = zip(begins, [*begins[1:], len(signed)], strict=True)
    cut = (measure.cut(first, end, is_sequence=True) for first, end in pairs)
    return measure.measured(measure.without_dates(sorted(filter(None, cut))))


def _with_undated_elements(best: Items, elements: Sequence[Element], measure: ItemMeasure) -> Items:
    """Return items of which each is one element, with those that lack a date as items too.

    An element alike with a title and a text of its own is no text of the item above it.
    """
    alike: defaultdict[tuple[int, str, str], dict[int, int]] = defaultdict(dict)
    for element in elements:
        if element.tag in _OF_ONE:
            alike[element.key][element.first] = element.end
    firsts = [first for first, _ in best.ranges]
    for ends in alike.values():
        whole = sum(ends.get(first) == end for first, end in best.ranges)
        if not all(first in ends for first in firsts) or whole * 3 < len(firsts) * 2:
            continue
        ranges = [
            part for first, end in best.ranges for part in _elements_in(first, end, ends, measure)
        ]
        if len(ranges) > len(firsts):
            return replace(best, ranges=tuple(ranges))
    return best


def _elements_in(
    first: int, end: int, ends: Mapping[int, int], measure: ItemMeasure
) -> Iterator[Range]:
    """Yield the elements that an item consists of, each with a title and a text; else the item."""
    parts = []
    place = first
    while place < end and place in ends:
        parts.append((place, ends[place]))
        place = ends[place]
    is_whole = place == end and all(all(measure.parts(*part)) for part in parts[1:])
    yield from parts if is_whole else [(first, end)]


_OF_ONE = frozenset({"article", "div", "li", "tr"})
"""Elements of which each is sooner an item than a paragraph of one."""


def _without_list_at_end(
    best: Items, found: Sequence[Items], signed: Sequence[SignedLine]
) -> Items:
    """Return items without a list of dated lines that the last one would end with.

    Lines near the date of that item are its programme.
    """
    first, end = best.ranges[-1]
    for items in found:
        begin = items.ranges[0][0] if items.ranges else 0
        if not first < begin < end or not items.dated or not _are_plain_lines(items, signed):
            continue
        own = _day_of(signed[first:begin])
        days = [_day_of(signed[slice(*item)]) for item in items.ranges]
        if own and all(day and abs((day - own).days) > _PROGRAMME for day in days):
            return replace(best, ranges=(*best.ranges[:-1], (first, begin)))
    return best


def _day_of(lines: Sequence[SignedLine]) -> date | None:
    """Return the first day of the first date of some lines, None for none with its year."""
    for one in lines:
        for printed in find_printed_dates(one.date or one.line.text[:_OPENING]):
            span = printed.span()
            return span.start if span is not None else None
    return None


_OPENING = 60
"""Letters of a line in which its date is looked for; chosen by hand."""
_PROGRAMME = 31
"""Days from an event within which the lines below it are its programme; chosen by hand."""


def _with_other_lists(best: Items, found: Sequence[Items], signed: Sequence[SignedLine]) -> Items:
    """Return items with those of other lists on the page, such as events beside news.

    Only whole items count: a side column that announces pages has titles and no texts. A date and
    a text that is no link are whole too.
    """
    for items in sorted(found, key=lambda items: -items.worth):
        first, end = items.ranges[0][0] if items.ranges else 0, _end_of(items)
        is_apart = all(end <= begin or first >= stop for begin, stop in best.ranges)
        is_inside = best.ranges and best.ranges[0][0] < first < _end_of(best)
        is_whole = items.worth >= _WHOLE * items.letters or _are_plain_lines(items, signed)
        if not items.dated or not is_apart or is_inside or not is_whole:
            continue
        best = Items(
            tuple(sorted((*best.ranges, *items.ranges))),
            best.worth + items.worth,
            best.letters + items.letters,
            best.dated + items.dated,
            (*best.titled, *items.titled),
            {**best.above, **items.above},
            best.others,
        )
    return best


def _are_plain_lines(items: Items, signed: Sequence[SignedLine]) -> bool:
    """Return whether each of several items is a date and a text beside or below it, no link."""
    return len(items.ranges) >= _LEAST_LINES and all(
        _is_plain_line([one for one in signed[first:end] if one.line.text])
        for first, end in items.ranges
    )


def _is_plain_line(lines: Sequence[SignedLine]) -> bool:
    if not lines or lines[-1].sign not in ("date", "heading date", "text"):
        return False
    opening, text = lines[0], lines[-1].line
    if text.level or any(text.marked[-1:]):
        return False
    if len(lines) == 1:
        return opening.sign == "heading date" or bool(opening.rest)
    return len(lines) == _DATE_AND_TEXT and opening.sign == "date" and not opening.rest


_DATE_AND_TEXT = 2
"""Lines of an item whose date stands above its text."""
_LEAST_LINES = 2
"""Lines with a date and a text from which they are a list; chosen by hand."""


def _end_of(items: Items) -> int:
    return max((end for _, end in items.ranges), default=0)


def _other_dates(
    best: Items, found: Sequence[Items], signed: Sequence[SignedLine]
) -> dict[Range, int]:
    """Return the other dates that items have by a cut that explains the page about as well."""
    own = _dates_of_titles(best, signed)
    for items in found:
        if items.worth < _AS_WELL * best.worth or items.ranges == best.ranges:
            continue
        theirs = _dates_of_titles(items, signed)
        differ = {
            title: line for title, line in theirs.items() if title in own and own[title] != line
        }
        if len(differ) * 2 > len(own):
            return {
                item: differ[title]
                for item in best.ranges
                if (title := _title_of(item, signed)) in differ
            }
    return {}


def _dates_of_titles(items: Items, signed: Sequence[SignedLine]) -> dict[int, int]:
    """Return the line with the date of each title; titles without one are left out."""
    found: dict[int, int] = {}
    for item in items.ranges:
        title = _title_of(item, signed)
        dates = (place for place in range(*item) if signed[place].sign == "date")
        place = next(dates, items.above.get(item))
        if title >= 0 and place is not None:
            found[title] = place
    return found


def _title_of(item: Range, signed: Sequence[SignedLine]) -> int:
    """Return the first line of an item that is no date, -1 for none."""
    places = (n for n in range(*item) if signed[n].sign in ("text", "heading date"))
    return next(places, -1)


def _groups(
    elements: Sequence[Element], signed: Sequence[SignedLine]
) -> Iterator[tuple[list[Range], bool]]:
    """Yield the rows of items that a page may consist of, and whether they are rows of parts."""
    alike: defaultdict[tuple[int, str, str], list[Element]] = defaultdict(list)
    for element in elements:
        alike[element.key].append(element)
    for same in alike.values():
        if len(same) > 1:
            yield [(element.first, element.end) for element in same], False
    for same in alike.values():
        if sum(len(element.parts) for element in same) > 3:
            yield from ((ranges, True) for ranges in _sequences(same, signed))


def _sequences(elements: Sequence[Element], signed: Sequence[SignedLine]) -> Iterator[list[Range]]:
    """Yield the items that begin with each kind of part of alike elements and go to the next."""
    found: defaultdict[str, list[Range]] = defaultdict(list)
    repeating: set[str] = set()
    earlier: list[Range] = []
    later: list[Range] = []
    below: list[Range] = []
    mixed: list[Range] = []
    for element in elements:
        parts = [
            (_kind_of_part(tag, first, end, signed), first) for tag, first, end in element.parts
        ]
        parts = list(_with_dates_apart(parts, signed))
        starts: defaultdict[str, list[int]] = defaultdict(list)
        for kind, first in parts:
            starts[kind].append(first)
        standing_out = [p[0] for kind, p in starts.items() if kind in _STANDING_OUT and len(p) > 1]
        starts.pop("furniture", None)
        for kind, places in starts.items():
            # What stands out before the first item is one too, or the items begin elsewhere.
            before = [first for first in standing_out if first < places[0]]
            begins = [*before[:1], *places]
            if len(begins) > 1:  # else the elements themselves are the items
                repeating.add(kind)
            found[kind] += zip(begins, [*begins[1:], element.end], strict=True)
        begins = _begins_before_dates(parts)
        earlier += zip(begins, [*begins[1:], element.end], strict=False) if begins else ()
        begins = _begins_after_dates(parts)
        later += zip(begins, [*begins[1:], element.end], strict=False) if begins else ()
        if starts.keys() >= _DATED and len(starts["date"]) >= _LEAST_MIXED:
            # Dates alone, and dates with a title beside them.
            begins = sorted(first for kind in _DATED for first in starts[kind])
            mixed += zip(begins, [*begins[1:], element.end], strict=True)
        for kind in starts:
            if kind in _STANDING_OUT and kind not in _DATED:
                begins = _begins_with_date_above(parts, kind)
                below += zip(begins, [*begins[1:], element.end], strict=False) if begins else ()
    rows = [ranges for kind, ranges in found.items() if kind in repeating][:_STARTS]
    yield from rows
    yield from (ranges for ranges in (earlier, later, below, mixed) if len(ranges) > 1)


def _with_dates_apart(
    parts: Sequence[tuple[str, int]], signed: Sequence[SignedLine]
) -> Iterator[tuple[str, int]]:
    """Yield the parts; a heading that is only a date, beside a title of its rank, is a date.

    Both begin with the same kind of part, and only one of them an item.
    """
    for number, (kind, first) in enumerate(parts):
        if kind not in _HEADINGS:
            yield kind, first
            continue
        beside = (*parts[max(0, number - 1) : number], *parts[number + 1 : number + 2])
        is_beside_title = any(
            other == kind and abs(place - first) == 1 and signed[place].sign != "date"
            for other, place in beside
        )
        is_date = signed[first].sign == "date" and not signed[first].rest
        yield ("date" if is_date and is_beside_title else kind), first


def _begins_before_dates(parts: Sequence[tuple[str, int]]) -> list[int]:
    """Return where the parts right before dates begin: titles above their dates.

    [] when the first part is a date: it is above its title.
    """
    if parts and parts[0][0] in _DATED:
        return []
    parts = [part for part in parts if part[0] != "furniture"]
    return [
        before[1]
        for before, (kind, _) in pairwise(parts)
        if kind in _DATED and before[0] not in _DATED
    ]


def _begins_after_dates(parts: Sequence[tuple[str, int]]) -> list[int]:
    """Return where items begin that end with their dates; [] when the first has fewer parts.

    The parts of the first item are as many as most others have.
    """
    parts = [part for part in parts if part[0] != "hr"]
    dates = [number for number, (kind, _) in enumerate(parts) if kind == "date"]
    lengths = Counter(after - before for before, after in pairwise(dates))
    if not lengths:
        return []
    length = lengths.most_common(1)[0][0]
    if length < _LEAST_PARTS or dates[0] + 1 < length:
        return []
    after = [number + 1 for number in dates if number + 1 < len(parts)]
    return [parts[number][1] for number in (dates[0] + 1 - length, *after)]


def _begins_with_date_above(parts: Sequence[tuple[str, int]], kind: str) -> list[int]:
    """Return where items begin whose title is of a kind, most of them with a date above it."""
    titles = [number for number, part in enumerate(parts) if part[0] == kind]
    dated = [number for number in titles if number and parts[number - 1][0] == "date"]
    if len(dated) * 2 < len(titles) or len(titles) < 2:
        return []
    if titles[0] not in dated and parts[-1][0] == "date":
        return []  # the dates are below
    return [parts[number - (number in dated)][1] for number in titles]


def _kind_of_part(tag: str, first: int, end: int, signed: Sequence[SignedLine]) -> str:
    if first >= end:
        return tag
    one = signed[first]
    if end - first == 1 and one.sign == "furniture":
        return "furniture"
    if one.line.level:
        return f"h{one.line.level}"
    if end - first == 1 and one.sign in ("date", "heading date") and one.has_title:
        return "date-title"
    if end - first == 1 and one.sign == "date":
        return "date"
    if end - first > 1 and one.sign == "date":
        return f"{tag}+"  # a table of the date and the text below one of the title
    if end - first > 1 and one.line.strong and tag == "p":
        return "p-title"  # a bold title and its date, above paragraphs
    return "strong" if end - first == 1 and one.line.strong else tag
