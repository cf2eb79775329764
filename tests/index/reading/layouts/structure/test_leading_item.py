"""The item that a site shows above its list in an element of its own."""

import pytest

TITLES = ("A choir from Graz", "Students of Lyon arrive", "Planners from Bari meet", "Gardeners")
TEXT = "Forty singers came to the town hall and sang for an hour."
DAYS = ("3 May 2020", "1 May 2020", "12 April 2020", "3 April 2020")
ITEMS = {
    "a blog of Joomla": (
        "<h2><a href='#'>{title}</a></h2><dl><dd>Published {day} 09:14</dd></dl><p>{text}</p>",
        "<div class='items-leading'><div class='leading-0'>{}</div></div>",
        "<div class='items-row'><div class='item'>{}</div></div>",
    ),
    "a hero": (
        "<h3><a href='#'>{title}</a></h3><time>{day}</time><p>{text}</p>",
        "<section class='hero'>{}</section>",
        "<article>{}</article>",
    ),
    "a first post": (
        "<h2>{title}</h2><p class='meta'>Posted on {day} by admin</p><p>{text}</p>",
        "<div class='first-post'>{}</div>",
        "<div class='post'>{}</div>",
    ),
}


@pytest.mark.parametrize("name", ITEMS)
def test_the_leading_item_stands_alone(cut, name):
    item, leading, other = ITEMS[name]
    shown = [
        item.format(title=title, day=day, text=TEXT)
        for title, day in zip(TITLES, DAYS, strict=True)
    ]
    body = leading.format(shown[0]) + "".join(map(other.format, shown[1:]))
    found = cut(f"<html><body><h1>News</h1>{body}</body></html>")
    assert [raw.heading for raw in found] == [
        f"{day} - {title}" for day, title in zip(DAYS, TITLES, strict=True)
    ]


def test_a_leading_item_with_a_programme_stands_alone(cut):
    item = (
        "<h2><a href='#'>{title}</a></h2><dl><dt>Details</dt><dd>Published Monday, {day} 09:14</dd>"
        "<dd>Hits: 342</dd></dl><p>{text}</p>{more}"
    )
    more = (
        "<p>Programme:</p><ul><li>lessons in the morning;</li><li>a trip to the lake;</li>"
        "<li>an evening with the council on 29 May.</li></ul><p><a href='#'>Read more</a></p>"
    )
    first, *others = (
        item.format(title=title, day=day, text=TEXT, more=more if title == TITLES[0] else "")
        for title, day in zip(TITLES[:3], DAYS[:3], strict=True)
    )
    row = "".join(
        f"<div class='item column-{number}'>{each}</div>" for number, each in enumerate(others, 1)
    )
    body = (
        f"<h1>Twin towns</h1><div class='blog'><h2>News <span>World</span></h2>"
        f"<div class='items-leading'><div class='leading-0'>{first}</div></div>"
        f"<div class='items-row cols-2'>{row}<span></span></div><div class='items-more'>"
        "<h3>Other stories</h3><ol><li><a href='#'>A choir</a></li></ol></div></div>"
    )
    found = cut(f"<html><body>{body}</body></html>", "http://www.example.org/news")
    assert [raw.heading.partition(" - ")[2] for raw in found] == list(TITLES[:3])


def test_what_stands_above_a_list_without_a_date_is_no_item(cut):
    intro = "<section><h3>About this page</h3><p>It has the news of the office.</p></section>"
    shown = "".join(
        f"<article><h3><a href='#'>{title}</a></h3><time>{day}</time><p>{TEXT}</p></article>"
        for title, day in zip(TITLES, DAYS, strict=True)
    )
    found = cut(f"<html><body><h1>News</h1>{intro}{shown}</body></html>")
    assert [raw.heading for raw in found] == [
        f"{day} - {title}" for day, title in zip(DAYS, TITLES, strict=True)
    ]
