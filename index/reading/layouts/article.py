"""A page of one entry, read by its tree: its title, its date, and the text that belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model.page import Page, RawEntry
from index.reading.layouts.line.date_lines import DateRole
from index.reading.layouts.line.headings import ends_sentence, has_word
from index.reading.layouts.line.line import PageLines
from index.reading.layouts.line.line_dates import (
    dates_in,
    has_day,
    has_only_yearless_days,
    is_only_date,
    opens_dated,
)
from index.reading.layouts.line.markup_dates import name_key
from index.reading.layouts.line.noise import is_also, is_site_title
from index.reading.layouts.paragraphs import paragraphs_of
from index.reading.layouts.signs.signed_line import SignedLine
from index.reading.layouts.structure.items import Range
from index.reading.layouts.tree.blocks import Block

_TITLE = 220
"""Letters of the longest title; chosen by hand."""
_PARAGRAPH = 60
"""Letters from which a line is a paragraph though it ends no sentence; chosen by hand."""
_MOST_TEXT = 0.6
"""Share of the letters below a title that its container has at least; chosen by hand."""
_SECTION = 3
"""Words of the longest name of a section that may stand above a title; chosen by hand."""
_MANY = 4
"""Items of a structure from which the one below the title is no part of an article; by hand."""
_SEVERAL = 3
"""Other dates apart below a title, from which its own may be that of an item; chosen by hand."""
_NEAR = 3
"""Lines before and after a title in which its date may stand apart; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Article:
    """A page's one entry; `worth` is in letters explained, 0 without a date of its own."""

    raw: RawEntry | None = None
    worth: float = 0.0


def read_article(
    page: Page,
    found: PageLines,
    signed: Sequence[SignedLine],
    items: Sequence[Range],
    *,
    name: str,
    is_dated: bool,
) -> Article:
    """Return the page as one entry; `name` is what its head calls it.

    `is_dated` says whether the markup or the address has the day of the page.

    `items` are the dated items of a structure on the page: they are no part of the article.
    """
    place = _title_place(signed, name)
    if place is None:
        return Article()
    taken = {
        at for first, end in items if not first <= place < end for at in range(first, end)
        if first != place + 1 or len(items) > _MANY
    }  # fmt: skip
    first, end = _container(found, signed, place)
    inside = [
        (at, one)
        for at, one in enumerate(signed[first:end], first)
        if one.sign != "furniture" and at not in taken
    ]
    after = [(at, one) for at, one in inside if at > place]
    footer = next((at for at, one in after if one.sign == "footer"), end)
    after = [(at, one) for at, one in after if at < footer]
    dated = _date_line(signed, place, after, first)
    ended = next((one for _, one in after if one.sign == "end"), None)
    title = signed[place].line.text
    text = _without_other_pages(
        [one for _, one in after if one not in (dated, ended) and not _is_bare_date(one)]
    )
    intro = [
        one for at, one in inside
        if at < place and one.sign == "text" and ends_sentence(one.line.text)
        and len(one.line.text) >= _PARAGRAPH
    ]  # fmt: skip
    paragraphs = paragraphs_of(
        Block(one.line.text, one.line.level, gap=True) for one in (*intro, *text) if one.line.text
    )
    if not any(len(each) >= _PARAGRAPH or ends_sentence(each) for each in paragraphs):
        return Article()
    role: DateRole = "event"
    heading = title
    if dated is not None and (not dates_in(title) or has_only_yearless_days(title)):
        days = f"{dated.date} - {ended.date}" if ended is not None else dated.date
        heading, role = f"{days} - {title}", dated.role
    opening = _opening(paragraphs)
    is_list = sum(one.sign == "heading date" for one in text) > 1
    in_text = opens_dated(opening) or bool(dates_in(_first_sentence(opening)))
    in_text &= not is_list
    is_headed = dated is not None or bool(dates_in(title))  # the days of its text are of one event
    letters = len(title) + sum(map(len, paragraphs))
    if is_list and not has_day(heading):
        is_headed = False  # the month of several events
    apart = {one.date for _, one in after if one.sign == "date" and one is not dated} - {""}
    apart |= {one.date for one in text if one.sign == "heading date" and one.date}
    if len(apart) >= _SEVERAL:
        is_headed = False  # it is one of the dates of a list
    share = 1.0 if is_headed else 0.7 if in_text else 0.6 if is_dated else 0.0
    link = next((one.line.via for _, one in inside if one.line.via), None)
    raw = RawEntry(
        page.url, "single", heading, paragraphs, "", page.language, link,
        is_posted=role != "event",
    )  # fmt: skip
    return Article(raw, share * letters)


def _without_other_pages(text: list[SignedLine]) -> list[SignedLine]:
    """Return the text without a last list of links below a heading: the titles of other pages.

    Only what stands below a paragraph is left out, and no link that is a sentence.
    """
    end = len(text)
    while end and _is_link_alone(text[end - 1]):
        end -= 1
    if end and is_also(text[end - 1].line.text):
        return text[: end - 1]
    is_headed = 0 < end < len(text) and text[end - 1].line.level > 0
    if is_headed and any(map(_is_paragraph, text[: end - 1])):
        return text[: end - 1]
    return text


def _is_link_alone(one: SignedLine) -> bool:
    """Return whether a line is only a link, or a link and its date."""
    line = one.line
    if line.level or ends_sentence(line.text):
        return False
    rest = line.text.removeprefix(line.pieces[0]) if line.marked[:1] == (True,) else ""
    return line.strong or (bool(rest) and rest != line.text and is_only_date(rest))


def _opening(paragraphs: Sequence[str]) -> str:
    """Return the first paragraph that is more than a label."""
    return next(each for each in paragraphs if len(each) >= _PARAGRAPH or ends_sentence(each))


def _first_sentence(text: str) -> str:
    """Return the first sentence of a text, cut where dates are not looked for any more."""
    return re.split(r"(?<=[a-zà-ÿ)\"”])[.!?]\s", text, maxsplit=1)[0][:180]


def _title_place(signed: Sequence[SignedLine], name: str) -> int | None:
    """Return the line with the page's title: a heading that the head of the page names, else one.

    A heading that another follows at once is the name of the site or of a section, unless that
    other is one of several of its level.
    """
    headings = [
        at for at, one in enumerate(signed)
        if one.line.level and one.sign in ("text", "heading date") and has_word(one.line.text)
    ]  # fmt: skip
    key = name_key(name)
    named = [at for at in headings if len(t := name_key(signed[at].line.text)) > 3 and t in key]
    if named:
        first = [at for at in named if key.startswith(name_key(signed[at].line.text))]
        return max(first, key=lambda at: len(signed[at].line.text)) if first else named[-1]
    if not headings:
        return _title_without_heading(signed)
    level = min(signed[at].line.level for at in headings)
    best = next(at for at in headings if signed[at].line.level == level)
    while True:
        following = next((at for at in headings if at > best), None)
        if following is None or dates_in(signed[best].line.text):
            return best
        between = [one for one in signed[best + 1 : following] if one.sign not in ("furniture",)]
        same = sum(signed[at].line.level == signed[following].line.level for at in headings)
        words = len(signed[best].line.text.split())
        if words > _SECTION and not is_site_title(signed[best].line.text):
            return best
        if between or same > 1 or signed[following].line.level <= signed[best].line.level:
            return best
        best = following


def _title_without_heading(signed: Sequence[SignedLine]) -> int | None:
    """Return the first bold or short line that text follows; None when there is none."""
    for at, one in enumerate(signed):
        text = one.line.text
        if one.sign not in ("text", "heading date") or not has_word(text) or len(text) > _TITLE:
            continue
        below = next(
            (o for o in signed[at + 1 : at + 1 + _NEAR] if o.sign in ("text", "heading date")), None
        )
        if below is None or ends_sentence(text):
            continue
        if len(below.line.text) >= _PARAGRAPH or ends_sentence(below.line.text):
            return at
    return None


def _container(found: PageLines, signed: Sequence[SignedLine], place: int) -> Range:
    """Return the smallest element with the title and most of the text below it."""
    letters = [0]
    for at, one in enumerate(signed):
        is_text = at > place and one.sign in ("text", "heading date") and not one.line.level
        is_text &= len(one.line.text) >= _PARAGRAPH or ends_sentence(one.line.text)
        letters.append(letters[-1] + (len(one.line.text) if is_text else 0))
    best = (0, len(signed))
    for element in found.elements:
        if not element.first <= place < element.end:
            continue
        if letters[element.end] - letters[element.first] < _MOST_TEXT * letters[-1]:
            continue
        if element.end - element.first < best[1] - best[0]:
            best = (element.first, element.end)
    return best


def _is_bare_date(one: SignedLine) -> bool:
    return one.sign == "date" and not one.rest


def _date_line(
    signed: Sequence[SignedLine], place: int, after: Sequence[tuple[int, SignedLine]], first: int
) -> SignedLine | None:
    """Return the date of an article: a line beside its title, else the last line of its text."""
    dates = [(at, one) for at, one in after if one.sign == "date"]
    opening = next(
        (n for n, (_, one) in enumerate(after) if one.sign == "text" and _is_paragraph(one)),
        len(after),
    )
    near = [
        one for n, (_, one) in enumerate(after)
        if one.sign == "date"
        and (n < opening or one.role == "event" or (n < _NEAR and not one.rest))
    ]  # fmt: skip
    above = signed[max(first - _NEAR, place - _NEAR, 0) : place]
    near += [one for one in above if one.sign == "date"]
    near += [
        SignedLine(one.line, "date", one.line.text[slice(*dates_in(one.line.text)[-1])])
        for one in above
        if one.sign == "heading date" and not one.line.level and dates_in(one.line.text)
    ]
    if near:
        return min(near, key=lambda one: ("event", "unsaid", "published").index(one.role))
    last = after[-1][0] if after else place
    return next((one for at, one in dates if at >= last - 1), None)


def _is_paragraph(one: SignedLine) -> bool:
    return len(one.line.text) >= _PARAGRAPH or ends_sentence(one.line.text)
