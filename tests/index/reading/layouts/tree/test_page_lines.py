"""Lines of a page's tree: what the elements around a line say of it."""

from __future__ import annotations

import pytest
from resiliparse.parse.html import HTMLTree

from index.reading.layouts.line.line import Line, PageLines
from index.reading.layouts.tree.page_lines import lines_of


def page_of(body: str) -> PageLines:
    return lines_of(HTMLTree.parse(f"<html><body>{body}</body></html>"))


def lines(body: str) -> list[Line]:
    return page_of(body).lines


def test_a_cell_has_the_name_of_its_column_also_beside_a_cell_of_several_rows():
    rows = lines(
        "<table><tr><th>Day</th><th>Guests</th></tr>"
        "<tr><td rowspan=2>3 May</td><td>Graz</td></tr><tr><td>Turku</td></tr></table>"
    )
    assert [(line.text, line.column, line.rows) for line in rows[2:]] == [
        ("3 May", "Day", 2),
        ("Graz", "Guests", 1),
        ("Turku", "Guests", 1),
    ]
    assert [line.is_header for line in rows] == [True, True, False, False, False]


def test_the_first_cell_of_a_row_is_its_label():
    (label, value) = lines(
        "<table><tr><td></td></tr><tr><th>Where</th><td>City Hall</td></tr></table>"
    )
    assert (label.is_label, value.is_label) == (True, False)


def test_a_tab_names_its_panel_unless_this_does_itself():
    tabs = "<ul><li><a href='#a'>2009</a></li><li><a href='#b'>2008</a></li></ul>"
    panels = "<div id=a><p>A choir</p></div><div id=b><h2>2008</h2><p>Talks</p></div>"
    assert [(line.text, line.level) for line in lines(tabs + panels)][2:] == [
        ("2009", 2),
        ("A choir", 0),
        ("2008", 2),
        ("Talks", 0),
    ]


@pytest.mark.parametrize(
    ("markup", "text", "strong", "caption"),
    [
        ("<p><b>A choir</b> <a href=x>from Graz</a></p>", "A choir from Graz", True, False),
        ("<p><b>A choir</b> from Graz</p>", "A choir from Graz", False, False),
        ("<p><font size=5>May</font></p>", "May", False, True),
        ("<p><font size=5>May</font> 2009</p>", "May 2009", False, False),
        ("<p><span>12</span><span>May</span></p>", "12 May", False, False),
        ("<p><span>1er</span><span>août</span></p>", "1er août", False, False),
    ],
)
def test_a_line_has_the_style_and_the_words_that_a_browser_shows(markup, text, strong, caption):
    (line,) = lines(markup)
    assert (line.text, line.strong, line.is_caption) == (text, strong, caption)


@pytest.mark.parametrize(
    ("markup", "days"),
    [
        ("<p><span title='3 May 2009'>2 years ago</span></p>", ["2009-05-03"]),
        ("<p><a href='/2009/05/03/x'>Graz</a> <a href='/2009/05/03/x'>x</a></p>", ["2009-05-03"]),
        ("<p>They came, as <a href='/2009/05/03/x'>we wrote</a>, to sing.</p>", []),
        ("<p><span title='Photo: a choir'>A choir</span></p>", []),
    ],
)  # fmt: skip
def test_a_line_has_the_days_of_its_attributes_but_not_those_of_pages_it_names(markup, days):
    (line,) = lines(markup)
    assert [date.day for date in line.dates] == days


def test_terms_that_recur_are_labels_and_a_break_in_a_title_is_known():
    found = lines("<dl><dt>Title<dd>A choir<dt>Title<dd>Talks<dt>Once<dd>x</dl><h2>A<br>choir</h2>")
    assert [line.text for line in found if line.is_label] == ["Title", "Title"]
    assert [line.text for line in found if line.is_broken] == ["A"]


def test_preformatted_text_has_the_paragraphs_of_its_author():
    wrapped = "They came to the town hall of the city and sang"
    page = page_of(f"<p>News</p><pre>A choir\n=======\n{wrapped}\nfor an hour.</pre>")
    assert [(line.text, line.level) for line in page.lines[1:]] == [
        ("A choir", 1),
        (f"{wrapped} for an hour.", 0),
    ]
    (element,) = (each for each in page.elements if each.tag == "pre")
    assert (element.first, element.end, element.parts) == (1, 3, [("", 1, 2), ("", 2, 3)])


def test_elements_deeper_than_any_real_page_hold_no_lines_of_their_own():
    page = page_of("<div>" * 100 + "A choir" + "</div>" * 100)
    assert [line.text for line in page.lines] == ["A choir"]
    assert len(page.elements) == 60


def test_the_posts_of_blogger_are_read_although_a_widget_has_them(cut):
    posts = "".join(
        f"<div class='date-outer'><h2 class='date-header'><span>{day} May 2010</span></h2>"
        + "".join(
            f"<div class='post hentry'><h3 class='post-title'><a href='#'>{title}</a></h3>"
            "<div class='post-body'>They sang in the town hall. It was late.</div></div>"
            for title in titles
        )
        + "</div>"
        for day, titles in ((31, ("A choir",)), (20, ("A fair", "A show")), (4, ("A talk",)))
    )
    archive = "<div class='widget BlogArchive'><a href='#'>2010</a></div>"
    page = f"<html><body><h1>Blog</h1><div class='widget Blog'>{posts}</div>{archive}</body></html>"
    assert [raw.heading for raw in cut(page)] == [
        "31 May 2010 - A choir",
        "20 May 2010 - A fair",
        "20 May 2010 - A show",
        "4 May 2010 - A talk",
    ]


def test_a_hidden_heading_with_the_year_of_a_panel_is_read(cut):
    tabs = "".join(
        f"<li><button data-bs-target='#a{year}'>{year}</button></li>" for year in (2022, 2021)
    )
    panels = "".join(
        f"<div id='a{year}'><h2 class='visually-hidden'>{year}</h2>"
        + "".join(
            f"<div class='row'><div>{day}</div><strong>A visit to {town}</strong>"
            "<p>They met the council and the firms of the port.</p></div>"
            for day, town in items
        )
        + "</div>"
        for year, items in (
            (2022, (("29 November", "Paris"), ("12 May", "Lyon"))),
            (2021, (("28 October", "Dubai"),)),
        )
    )
    page = f"<html><body><h1>Missions</h1><ul>{tabs}</ul><div>{panels}</div></body></html>"
    assert [raw.month_heading for raw in cut(page)] == ["2022", "2022", "2021"]
