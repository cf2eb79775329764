"""Items that have their title and their date in runs of one line."""

import pytest

TITLES = ("A choir from Graz", "Students of Lyon arrive", "Planners from Bari meet", "Gardens")
TEXT = "Forty singers came to the town hall and sang for an hour."
DAYS = ("27 June 2018", "6 June 2018", "15 May 2018", "13 April 2018")
FORMS = {
    "press release": "<li><span>CP 2018-214</span> <span>Nantes, le {day}</span> "
    "<strong><a href='#'>{title}</a></strong> <span>PDF - 214 Ko</span><p>{text}</p></li>",
    "reference": "<li><span>Ref. 12/B</span> <span>{day}</span> <b>{title}</b> "
    "<span>2 pages</span><p>{text}</p></li>",
    "category and time": "<li><span>Culture</span> <span>{day}</span> <a href='#'>{title}</a> "
    "<span>3 min read</span><p>{text}</p></li>",
    "caption": "<li><figure><figcaption><strong>{title}</strong> {text} <small>{day}</small>"
    "</figcaption></figure></li>",
    "caption with a full stop": "<li><b>{title}.</b> {text} <em>{day}</em></li>",
    "link, text and date": "<li><a href='#'>{title}</a> {text} <span>{day}</span></li>",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_marked_run_is_the_title_and_the_date_is_a_run(cut, form):
    items = "".join(
        FORMS[form].format(title=title, day=day, text=TEXT)
        for title, day in zip(TITLES, DAYS, strict=True)
    )
    found = cut(f"<html><body><h1>News</h1><ul>{items}</ul></body></html>")
    assert [raw.heading for raw in found] == [
        f"{day} - {title}" for day, title in zip(DAYS, TITLES, strict=True)
    ]
    assert [raw.paragraphs for raw in found] == [(TEXT,)] * len(TITLES)


def test_paragraphs_with_titles_below_a_month_stand_alone_and_their_preface_does_not(cut):
    first, second = (f"<p><b>{title}.</b> {TEXT}</p>" for title in TITLES[:2])
    page = (
        "<html><body><h1>International review 2016</h1><p class='intro'>A look back at a year. "
        "The office has written it.</p>"
        f"<h2>February</h2>{first}<h2>April</h2>{second}<p><b>Planners from Bari meet.</b> {TEXT}"
        f"</p><h2>May</h2><p><b>Gardeners of Turku plant.</b> {TEXT}</p></body></html>"
    )
    found = cut(page)
    assert [(raw.heading, raw.month_heading) for raw in found] == [
        ("A choir from Graz", "February 2016"),
        ("Students of Lyon arrive", "April 2016"),
        ("Planners from Bari meet", "April 2016"),
        ("Gardeners of Turku plant", "May 2016"),
    ]


def test_one_date_heading_above_several_paragraphs_is_that_of_one_entry(cut):
    page = (
        "<html><body><h1>Leeds</h1><h2>Lille comes to town</h2><h3>Monday 12 October 1998</h3>"
        f"<p>{TEXT}</p><p>{TEXT}</p><p>This page last changed 19 October 1998</p></body></html>"
    )
    (raw,) = cut(page, "http://www.example.org/lille.htm")
    assert raw.heading == "Monday 12 October 1998 - Lille comes to town"
