"""Where the date of an item may stand, and how it may be printed, whatever shape its page has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.model.page import RawEntry
from index.reading.dates import date_entry

Cut = Callable[..., tuple[RawEntry, ...]]

MONTHS = ("March", "June", "October", "November")
ROMAN = {3: "III", 6: "VI", 10: "X", 11: "XI"}
EVENTS = (
    (date(2009, 11, 24), "Gardeners of Turku", "Finnish gardeners met in the town hall."),
    (date(2009, 10, 13), "A choir from Graz", "Forty singers sang for an hour in the park."),
    (date(2008, 6, 12), "Students of Lyon", "Ten students of Lyon saw the museum of cinema."),
    (date(2008, 3, 27), "Water for Louga", "Two engineers left for Senegal to drill wells."),
)

DATES = {
    "Roman month": "<h3>{title}</h3><p>{day}.{roman}.{year}</p><p>{text}</p>",
    "Roman month apart": "<p><b>{day} {roman} {year}</b> <b>{title}</b><br>{text}</p>",
    "text of a picture": "<div><img alt='{day} {month} {year}'><h3>{title}</h3><p>{text}</p></div>",
    "name of a file": "<div><a href='/f/{iso}_note.pdf'><b>{title}</b></a><p>{text}</p></div>",
    "digits in the name of a file": "<li><a href='/{compact}-note.pdf'>{title}</a> - {text}</li>",
    "title of an element": (
        "<div><h3>{title}</h3><span title='{day} {month} {year}'>2 weeks ago</span>"
        "<p>{text}</p></div>"
    ),
    "title of a link": (
        "<h3><a href='/x' title='{day} {month} {year}'>{title}</a></h3><p>{text}</p>"
    ),
    "abbreviated time": (
        "<div><h3>{title}</h3><abbr class='timeago' title='{iso}T10:00Z'>2 weeks ago</abbr>"
        "<p>{text}</p></div>"
    ),
    "year before the day": (
        "<li><b>{year}</b><small>{day} {month}</small><h4>{title}</h4><p>{text}</p></li>"
    ),
    "year below the day": (
        "<div><p>{month} {day}</p><p>{year}</p><p><b>{title}</b></p><p>{text}</p></div>"
    ),
    "year above the day": (
        "<div><p>{year}</p><p>{day} {month}</p><p><b>{title}</b></p><p>{text}</p></div>"
    ),
    "year above the month": (
        "<div><p>{year}</p><p>{short}</p><p>{day}</p><h3>{title}</h3><p>{text}</p></div>"
    ),
    "month and a year cut short": (
        "<div><p>{day}</p><p>{short}/{yy}</p><h3>{title}</h3><p>{text}</p></div>"
    ),
    "a year with an apostrophe": (
        "<div><p>{day}</p><p>{short} ’{yy}</p><h3>{title}</h3><p>{text}</p></div>"
    ),
    "numbers with a year cut short": "<p>{day}-{number}-{yy}<b>{title}</b><br>{text}</p>",
    "month in letters, a year cut short": "<p>{day}-{short}-{yy} <b>{title}</b><br>{text}</p>",
    "numbers beside numbers": (
        "<div><h3>{title}</h3><p>{text}</p>"
        "<p><span>{day}/{number}/{yy}</span><span>75 times</span></p></div>"
    ),
    "month first, a year cut short": "<div><h3>{title}</h3><p>{number}/{day}/{yy}</p>{text}</div>",
    "end of a text": "<p><b>{title}</b></p><p>{text} {day} {month} {year}.</p>",
}
PARTS = {
    "a link around a card": (
        "<a href='/x'><p>{day} {month} {year}</p><h3>{title}</h3><p>{text}</p></a>"
    ),
    "elements of a link": (
        "<li><a href='/x'><time>{day} {month} {year}</time><strong>{title}</strong>"
        "<span>{text}</span></a></li>"
    ),
    "elements of a line": (
        "<p><span>{day} {month} {year}</span> <span>{title}</span> <span>{text}</span></p>"
    ),
    "bars": "<p>{day} {month} {year} | {title} | {text}</p>",
    "labels": "<p>Date: {day} {month} {year}<br>Title: {title}<br>{text}</p>",
    "a button": (
        "<div><button aria-expanded='false'>{day} {month} {year} {title}</button>"
        "<p>{text}</p></div>"
    ),
    "a caption": (
        "<figure><img src='/1.jpg' alt=''><figcaption><b>{title}</b> <i>({day} {month} {year})</i>"
        "<br>{text}</figcaption></figure>"
    ),
    "a place": "<h3>Turin, {day} {month} {year}: {title}</h3><p>{text}</p>",
    "a file": "<h3><a href='/a.pdf'>{title}</a> [PDF, 12 KB]</h3><p>{day} {month} {year}</p>{text}",
    "comments": (
        "<h3>{title}</h3><p>{day} {month} {year}</p><p>{text}</p>"
        "<h4>2 comments</h4><p><b>Ann</b> 28 {month} {year}</p><p>What a fine day it was.</p>"
    ),
    "a credit": (
        "<div><h3>{title}</h3><p>{day} {month} {year}</p>"
        "<p>{text} It was a long day for all, and a fine one. <small>Photo: town</small></p></div>"
    ),
}


def page_of(item: str, number: int = len(EVENTS)) -> str:
    items = "".join(
        item.format(
            day=day.day,
            month=f"{day:%B}",
            short=f"{day:%b}",
            number=day.month,
            roman=ROMAN[day.month],
            year=day.year,
            yy=f"{day:%y}",
            iso=day,
            compact=f"{day:%Y%m%d}",
            title=title,
            text=text,
        )
        for day, title, text in EVENTS[:number]
    )
    return f"<html><body><h1>News of the office</h1>{items}</body></html>"


def dated(raws: tuple[RawEntry, ...]) -> list[tuple[date | None, date | None, str]]:
    """Return the days and the title of each entry."""
    found = [date_entry(raw) for raw in raws]
    return [(each.dates.start, each.dates.end, each.title) for each in found]


@pytest.mark.parametrize("item", DATES.values(), ids=DATES)
def test_an_item_has_its_day_however_it_is_printed(cut: Cut, item: str) -> None:
    assert dated(cut(page_of(item))) == [(day, day, title) for day, title, _ in EVENTS]


@pytest.mark.parametrize("item", PARTS.values(), ids=PARTS)
def test_an_item_has_its_title_and_text_whatever_is_around_them(cut: Cut, item: str) -> None:
    raws = cut(page_of(item))
    assert dated(raws) == [(day, day, title) for day, title, _ in EVENTS]
    assert [raw.text[: len(text)] for raw, (_, _, text) in zip(raws, EVENTS, strict=True)] == [
        text for _, _, text in EVENTS
    ]
    assert not any(word in raw.text for raw in raws for word in ("Photo", "fine day it was"))


def test_a_year_in_a_line_of_its_own_is_of_all_days_below_it(cut: Cut) -> None:
    item = "<div><p>{day} {month}</p><h4>{title}</h4><p>{text}</p></div>"
    page = page_of(item).replace("<div><p>24", "<div>2009</div><div><p>24")
    page = page.replace("<div><p>12 June", "<div>2008</div><div><p>12 June")
    assert dated(cut(page)) == [(day, day, title) for day, title, _ in EVENTS]


def test_days_of_items_may_stand_before_and_after_them_in_turns(cut: Cut) -> None:
    item = "<div class='row'>{{0}}<div class='box'><h4>{title}</h4><p>{text}</p></div>{{1}}</div>"
    rows = page_of(item)
    for place, (day, _, _) in enumerate(EVENTS):
        words = f"<div class='date'>{day.day} {day:%B %Y}</div>"
        before, after = (words, "") if place % 2 else ("", words)
        rows = rows.replace("{0}", before, 1).replace("{1}", after, 1)
    assert dated(cut(rows)) == [(day, day, title) for day, title, _ in EVENTS]


def test_the_last_day_may_stand_before_the_first(cut: Cut) -> None:
    days = "Until 30 {month} {year} (from {day} {month} {year})"
    item = f"<div><p>{days}</p><h3>{{title}}</h3>{{text}}</div>"
    assert dated(cut(page_of(item))) == [
        (day, day.replace(day=30), title) for day, title, _ in EVENTS
    ]


def test_a_month_of_days_has_only_those_on_which_something_is(cut: Cut) -> None:
    title = "A choir from Graz sings in the park"
    days = [f"<td>{n}{f'<p><a>{title} {n}</a></p>' * (n in (7, 8, 20))}</td>" for n in range(1, 31)]
    rows = "".join(f"<tr>{''.join(days[n : n + 7])}</tr>" for n in range(0, 30, 7))
    names = "<tr><th>Lun</th><th>Mar</th><th>Mer</th></tr>"
    page = f"<html><body><h2>June 2009</h2><table>{names}{rows}</table></body></html>"
    assert [found[:2] for found in dated(cut(page))] == [
        (date(2009, 6, n), date(2009, 6, n)) for n in (7, 8, 20)
    ]


def test_the_numbers_of_sections_are_no_days(cut: Cut) -> None:
    sections = "".join(
        f"<h3>2.{number} {title}</h3><p><i>{day.day} {day:%B} 2009.</i> {text}</p>"
        for number, (day, title, text) in enumerate(EVENTS, start=1)
    )
    found = dated(cut(f"<html><body><h1>Report 2009</h1>{sections}</body></html>"))
    assert found == [(day.replace(year=2009),) * 2 + (title,) for day, title, _ in EVENTS]


def test_rows_of_a_day_with_their_times_are_items(cut: Cut) -> None:
    days = {
        1: {"9,30": "A course for Louga opens", "17,00": "Reception of the consul of Chile"},
        5: {"11,00": "Visit of the ambassador of Sweden"},
        14: {"9,00": "Board of the network", "12,00": "Students of Tampere at the town hall"},
        27: {"10,00": "An agreement with Gwangju is signed"},
    }
    rows = ""
    for day, times in days.items():
        date_cell = f"<td rowspan='{len(times)}'>{day}</td>"
        for time, title in times.items():
            rows += f"<tr>{date_cell}<td>{time}</td><td>{title}</td></tr>"
            date_cell = ""
    names = "<caption>June 2010</caption><tr><th>Day</th><th>Time</th><th>What</th></tr>"
    raws = cut(f"<html><body><table>{names}{rows}</table></body></html>")
    assert [found[0] for found in dated(raws)] == [
        date(2010, 6, day) for day, times in days.items() for _ in times
    ]


def test_the_first_and_the_last_day_of_one_event_are_its_days(cut: Cut) -> None:
    point = "<div><p>{}</p><p>nov/23</p><h5>{}</h5></div>"
    page = (
        "<html><body><h1>Week of Japan</h1><p>Films and talks with the Japanese community.</p>"
        f"<h4>Days</h4>{point.format(13, '10:00 - Start of event')}"
        f"{point.format(18, '20:00 - End of event')}</body></html>"
    )
    assert dated(cut(page)) == [(date(2023, 11, 13), date(2023, 11, 18), "Week of Japan")]


def test_two_languages_one_after_the_other_are_two_entries(cut: Cut) -> None:
    item = (
        "<p><b>{title}</b><br><i>Turin, {day} {month} {year}</i></p><p>{text}</p>"
        "<p><b>Una notizia: {title}</b><br><i>Torino, {day} {month} {year}</i></p>"
        "<p>Ecco. {text}</p>"
    )
    assert dated(cut(page_of(item)))[:2] == [
        (EVENTS[0][0], EVENTS[0][0], EVENTS[0][1]),
        (EVENTS[0][0], EVENTS[0][0], f"Una notizia: {EVENTS[0][1]}"),
    ]


def test_pictures_with_names_and_no_texts_are_no_entries(cut: Cut) -> None:
    item = "<div><img src='/1.jpg' alt=''><br>Foto 1 - {day} {month} {year}, {title}</div>"
    page = page_of(item).replace("News of the office", "Photo gallery")
    assert cut(page) == ()
