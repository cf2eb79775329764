"""Pages whose tree repeats one structure: the date, title and text of each item."""

from __future__ import annotations

import pytest

NEWS = (
    ("12 June 2007", "Talks with Turku - Finland", "Gardeners met in the town hall."),
    ("3 May 2007", "A choir from Graz", "They sang for an hour."),
    ("28 April 2007", "Students of Lyon", "Ten students saw the museum."),
)


def page_of(item: str, around: str = "<html><body><h1>News</h1>{}</body></html>") -> str:
    items = "".join(
        item.format(date=d, title=t, text=x, place=n) for n, (d, t, x) in enumerate(NEWS)
    )
    return around.format(items)


ITEMS = {
    "title, date, text": "<h3>{title}</h3><p>{date}</p><p>{text}</p>",
    "date, title, text": "<p>{date}</p><h3>{title}</h3><p>{text}</p>",
    "title, text, date": "<h3>{title}</h3><p>{text}</p><p>{date}</p>",
    "bold title": "<p><b>{title}</b></p><p><i>{date}</i></p><p>{text}</p>",
    "lines": "<b>{title}</b><br>{date}<br>{text}<br><br>",
    "card": "<div class='card c{place}'><span>{date}</span><h4>{title}</h4><p>{text}</p></div>",
    "label": "<article><h2>{title}</h2><p>Posted on {date} by Ann</p><p>{text}</p></article>",
    "category": "<div><div><a>News</a><span>{date}</span></div><h3>{title}</h3><p>{text}</p></div>",
    "list": "<li><a href=/{place}>{title}</a> <small>{date}</small><p>{text}</p></li>",
    "definitions": "<dt>{title}</dt><dd>{date}</dd><dd>{text}</dd>",
    "two headings, date first": "<h2>{date}</h2><h2>{title}</h2><p>{text}</p>",
    "two headings, title first": "<h3>{title}</h3><h3>{date}</h3><p>{text}</p>",
    "brackets": "<p><b>{title}</b> ({date})</p><p>{text}</p>",
    "place and date": "<h2>{title}</h2><p>{text}</p><p>Borgo, {date}</p>",
    "rule": "<hr><p>{date}</p><p><b>{title}</b></p><p>{text}</p>",
    "more": "<div><h3>{title}</h3><p>{date}</p><p>{text}</p><i>Seen 3{place} times</i></div>",
}


@pytest.mark.parametrize("order", ITEMS)
def test_an_item_has_its_date_title_and_text_in_any_order(cut, order):
    raws = cut(page_of(ITEMS[order]))
    assert [(raw.heading, raw.paragraphs) for raw in raws] == [
        (f"{date} - {title}", (text,)) for date, title, text in NEWS
    ]


def test_rows_of_a_table_are_items_and_its_header_is_none(cut):
    rows = page_of("<tr><td>{date}</td><td>{title}</td><td>{text}</td></tr>", "<table>{}</table>")
    header = "<tr><th>Day</th><th>Subject</th><th>Notes</th></tr>"
    raws = cut(f"<html><body>{rows.replace('<table>', '<table>' + header)}</body></html>")
    assert [raw.heading for raw in raws] == [f"{date} - {title}" for date, title, _ in NEWS]


def test_a_date_in_three_parts_is_one(cut):
    item = "<div><p>{place}2</p><p>May</p><p>2007</p><h3>{title}</h3><p>{text}</p></div>"
    raws = cut(page_of(item.replace("{place}2", "1{place}")))
    assert [raw.heading for raw in raws] == [
        f"1{n} May 2007 - {title}" for n, (_, title, _) in enumerate(NEWS)
    ]


def test_a_first_and_a_last_day_are_one_date(cut):
    item = (
        "<table><caption>{title}</caption><tr><th>From</th><td>{date}</td></tr>"
        "<tr><th>To</th><td>30 June 2007</td></tr><tr><td>{text}</td></tr></table>"
    )
    raws = cut(page_of(item))
    assert [raw.heading for raw in raws] == [f"{d} - 30 June 2007 - {t}" for d, t, _ in NEWS]


def test_a_date_of_the_markup_is_read_where_it_stands(cut):
    time = "<time datetime='2007-06-1{place}T10:00'>2 days ago</time>"
    item = f"<div><h3>{{title}}</h3>{time}<p>{{text}}</p></div>"
    raws = cut(page_of(item))
    assert [raw.heading for raw in raws] == [
        f"2007-06-1{n} - {title}" for n, (_, title, _) in enumerate(NEWS)
    ]


def test_an_item_without_a_date_among_dated_ones_keeps_none(cut):
    page = page_of(ITEMS["card"]).replace("<span>3 May 2007</span>", "")
    assert [raw.heading for raw in cut(page)][1] == "A choir from Graz"


def test_comments_side_columns_and_links_to_more_belong_to_no_item(cut):
    page = page_of(
        ITEMS["card"],
        "<body>{}<div id=comments><h4>Ann</h4><p>1 July 2007</p><p>Good to read.</p></div>",
    )
    assert "Good" not in " ".join(raw.text for raw in cut(page))


def test_the_days_of_a_dated_page_stay_one_entry(cut):
    days = "".join(f"<h3>{n} June 2007</h3><p>Day {n} of the visit.</p>" for n in (4, 5, 6))
    page = f"<body><h1>4 - 6 June 2007 - Mission to Turku</h1><p>Updated 6-20-2007</p>{days}</body>"
    (raw,) = cut(page, "inglese/missioni/turku.shtml")
    assert raw.layout == "single"


def test_headings_that_begin_with_their_dates_are_read_line_by_line(cut):
    item = "<h3>{date} - {title}</h3><p>{text}</p>"
    assert {raw.layout for raw in cut(page_of(item))} == {"cms-list"}


def test_items_below_the_heading_of_a_year_or_a_season_take_it(cut):
    page = (
        "<body><h2>2014</h2><h3>3 May</h3><p><b>Graz</b></p><p>Forty singers came.</p>"
        "<h3>1 April</h3><p><b>Lyon</b></p><p>Ten students came.</p>"
        "<h2>2013</h2><h3>9 May</h3><p><b>Brno</b></p><p>Two guests came.</p></body>"
    )
    assert [(raw.heading, raw.month_heading) for raw in cut(page)] == [
        ("3 May - Graz", "2014"),
        ("1 April - Lyon", "2014"),
        ("9 May - Brno", "2013"),
    ]


def test_a_season_or_month_above_a_title_is_the_date_of_the_item(cut):
    page = "".join(
        f"<h3>{when}</h3><p><b>{title}</b></p><p>{text}</p>"
        for when, (_, title, text) in zip(
            ("Estate 2012", "May 2012", "2012 April"), NEWS, strict=True
        )
    )
    assert [raw.heading for raw in cut(f"<body>{page}</body>")] == [
        f"{when} - {title}"
        for when, (_, title, _) in zip(("Estate 2012", "May 2012", "2012 April"), NEWS, strict=True)
    ]


def test_printed_days_take_their_year_from_the_markup(cut):
    time = "<time datetime='2007-06-1{place}'>June 1{place} - June 19</time>"
    item = f"<div><p>{time}</p><h3>{{title}}</h3><p>{{text}}</p></div>"
    assert [raw.heading for raw in cut(page_of(item))] == [
        f"June 1{n} - June 19 2007 - {title}" for n, (_, title, _) in enumerate(NEWS)
    ]


def test_a_date_in_numbers_is_no_row_of_pages(cut):
    item = "<div><h3>{title}</h3><p>{text}</p><span>04/09/1{place}</span></div>"
    assert [raw.heading for raw in cut(page_of(item))] == [
        f"04/09/1{n} - {title}" for n, (_, title, _) in enumerate(NEWS)
    ]


def headings_of(raws) -> list[str]:
    return [raw.heading for raw in raws]


KINDS = {
    "calendar": "<div><b>{day}</b><strong>{month}</strong><em>2007</em><h3>{title}</h3>"
    "<p>{text}</p></div>",
    "label": "<section><h3>{title}</h3><small>Posted {day} {month} 2007 - "
    "Last update: 1 July 2009</small><p>{text}</p></section>",
    "time of day": "<div><p>{day} {month} 2007, 10.30 am</p><h3>{title}</h3><p>{text}</p></div>",
    "end of text": "<div><b>{title}</b><p>{text} ({day} {month} 2007)</p></div>",
    "run in": "<p><b>{day} {month} 2007</b>: <i>{title}</i>. {text}</p>",
    "button": "<h2><button>{day} {month} 2007 - {title}</button></h2><div><p>{text}</p></div>",
    "record": "<table><tr><td>Title:</td><td>{title}</td></tr><tr><td>Date:</td>"
    "<td>{day} {month} 2007</td></tr><tr><td>Text:</td><td>{text}</td></tr></table>",
    "foot": "<article><h2>{title}</h2><p>{text}</p><footer>{day} {month} 2007 · by Ann</footer>"
    "</article>",
    "link": "<div><h2><a href='/2007/{number}/{day}/x/'>{title}</a></h2><p>{text}</p></div>",
}


@pytest.mark.parametrize("kind", KINDS)
def test_items_of_any_kind_have_their_day_and_title(cut, kind):
    days = (("12", "June", 6), ("3", "May", 5), ("28", "April", 4))
    items = "".join(
        KINDS[kind].format(day=day, month=month, number=number, title=title, text=text)
        for (day, month, number), (_, title, text) in zip(days, NEWS, strict=True)
    )
    raws = cut(f"<html><body><h1>News</h1>{items}</body></html>")
    printed = [f"{day} {month} 2007" for day, month, _ in days]
    if kind == "link":
        printed = ["2007-06-12", "2007-05-03", "2007-04-28"]
    titles = [title for _, title, _ in NEWS]
    assert [h.replace(": ", " - ") for h in headings_of(raws)] == [
        f"{day} - {title}" for day, title in zip(printed, titles, strict=True)
    ]


def test_a_year_and_a_month_above_give_what_a_day_lacks(cut):
    page = (
        "<ul><li>2008<ul><li>October<ul><li>3 October - <a>Graz</a><br>Singers came.</li>"
        "<li>9 October - <a>Lyon</a><br>Students came.</li></ul></li></ul></li>"
        "<li>2007<ul><li>May<ul><li>4 May - <a>Brno</a><br>Guests came.</li></ul></li></ul></li>"
    )
    contexts = [raw.month_heading for raw in cut(f"<body>{page}</body>")]
    assert contexts == ["October 2008", "October 2008", "May 2007"]


def test_the_number_of_a_day_below_the_heading_of_its_month_is_a_date(cut):
    page = "<h2>May 2006</h2>" + "".join(
        f"<p><b>{n}</b> - <b>{title}</b></p><p>{text}</p>"
        for n, (_, title, text) in enumerate(NEWS, 4)
    )
    assert headings_of(cut(f"<body>{page}</body>")) == [
        f"{n} May 2006 - {title}" for n, (_, title, _) in enumerate(NEWS, 4)
    ]


def test_a_column_of_changes_does_not_date_the_rows(cut):
    rows = "".join(
        f"<tr><td>{title}</td><td>7/14/2009</td><td>{date}</td><td>{text}</td></tr>"
        for date, title, text in NEWS
    )
    header = "<tr><th>Title</th><th>Modified</th><th>Event date</th><th>Text</th></tr>"
    raws = cut(f"<body><table>{header}{rows}</table></body>")
    assert headings_of(raws) == [f"{date} - {title}" for date, title, _ in NEWS]


def test_columns_side_by_side_hold_items_of_one_list(cut):
    columns = "".join(
        "<td>" + "".join(f"<h3>{t} {n}</h3><p>{d}</p><p>{x}</p>" for d, t, x in NEWS[:2]) + "</td>"
        for n in (1, 2)
    )
    raws = cut(f"<body><table><tr>{columns}</tr></table></body>")
    assert len(raws) == 4


@pytest.mark.parametrize(
    "times",
    [
        ("6 pm", "2.30 pm", "10 am"),
        ("14 h 30", "18 h", "10 h"),
    ],
)
def test_a_time_of_the_day_is_no_title(cut, times):
    rows = "".join(
        f"<tr><td>{date}</td><td>{time}</td><td>{title}</td><td>Town hall</td></tr>"
        for (date, title, _), time in zip(NEWS, times, strict=True)
    )
    raws = cut(f"<html><body><h1>Calendar</h1><table>{rows}</table></body></html>")
    assert [raw.heading for raw in raws] == [f"{date} - {title}" for date, title, _ in NEWS]


@pytest.mark.parametrize(
    "written", ["until 12 June 2007", "fino al 12 giugno 2007", "10 > 12 June 2007"]
)
@pytest.mark.parametrize("order", ["date, title, text", "card", "list", "date, title"])
def test_an_item_with_one_end_of_a_range_or_an_arrow_is_an_item(cut, written, order):
    item = {**ITEMS, "date, title": "<li>{date} - {title}</li>"}[order]
    raws = cut(page_of(item).replace(NEWS[0][0], written))
    assert [raw.heading for raw in raws] == [
        f"{date} - {title}" for date, title, _ in ((written, *NEWS[0][1:]), *NEWS[1:])
    ]


RECURRING = "<div><h2>{}</h2><span>{}</span><p>{}</p></div>"


@pytest.mark.parametrize(
    ("titles", "texts"),
    [
        (("The twinning board",) * 3, ("The board met in the town hall.",) * 3),
        (("The twinning board",) * 3, tuple(text for *_, text in NEWS)),
        (tuple(title for _, title, _ in NEWS), ("The board met in the town hall.",) * 3),
    ],
)
def test_what_recurs_is_no_furniture_where_nothing_else_is_the_title_or_the_text(
    cut, titles, texts
):
    items = list(zip(titles, [date for date, *_ in NEWS], texts, strict=True))
    items.append(("Guests of Brno", "1 April 2007", "They saw the parks and the river."))
    raws = cut(f"<html><body>{''.join(RECURRING.format(*item) for item in items)}</body></html>")
    assert [(raw.heading, raw.paragraphs) for raw in raws] == [
        (f"{date} - {title}", (text,)) for title, date, text in items
    ]


YEARS = "<tr><td>Cologne</td><td>1958</td></tr><tr><td>Detroit</td><td>1981</td></tr>"


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><th>City</th><th>Year</th></tr>{YEARS}</table>",
        f"<table>{YEARS}</table>",
        "<dl><dt>Detroit</dt><dd>1981</dd></dl>",
        "<p>Detroit</p><p>1981</p>",
    ],
)
def test_a_year_that_no_date_below_it_has_is_no_heading(cut, table):
    item = "<h3>{title}</h3><p>{date}</p><p>{text}</p>"
    page = page_of(item, f"<html><body>{table}<h2>News</h2>{{}}</body></html>")
    assert {raw.month_heading for raw in cut(page)} == {""}
    days = page.replace(" 2007", "")  # which need the year above them
    assert {raw.month_heading for raw in cut(days)} != {""}


def test_a_title_keeps_the_sign_that_closes_its_own_quotation(cut):
    title = "The show « Beirut, a city »"
    raws = cut(page_of(ITEMS["title, date, text"]).replace(NEWS[0][1], title))
    assert raws[0].heading == f"12 June 2007 - {title}"


def test_the_column_of_the_delegation_is_the_title_before_that_of_its_purpose(cut):
    rows = "".join(
        f"<tr><td>{date}</td><td>{title}</td><td>Finland</td><td>Mobility</td></tr>"
        for date, title, _ in NEWS
    )
    head = "<tr><th>Date</th><th>Delegation</th><th>Country</th><th>Subject</th></tr>"
    raws = cut(f"<html><body><table>{head}{rows}</table></body></html>")
    assert [raw.heading for raw in raws] == [f"{date} - {title}" for date, title, _ in NEWS]


@pytest.mark.parametrize("order", ["{day}{year}{title}{text}", "{title}{day}{year}{text}"])
@pytest.mark.parametrize("days", [("12.03", "18.04"), ("12/03", "18/04"), ("12 March", "18 April")])
@pytest.mark.parametrize("years", [("2024", "2024"), ("2024", "2023")])
def test_a_day_above_its_year_is_one_date(cut, order, days, years):
    items = [
        order.format(
            day=f"<p>{day}</p>", year=f"<p>{year}</p>", title=f"<h3>{title}</h3>",
            text=f"<p>{text}</p>",
        )
        for day, year, (_, title, text) in zip(days, years, NEWS[:2], strict=True)
    ]  # fmt: skip
    raws = cut(f"<html><body><div>{'</div><div>'.join(items)}</div></body></html>")
    assert [raw.heading for raw in raws] == [
        f"{day}{day[2]}{year} - {title}"
        for day, year, (_, title, _) in zip(days, years, NEWS[:2], strict=True)
    ]


MIXED = (
    ("12 March 2003", "A choir from Graz", "Forty singers sang for an hour."),
    ("14-16 April 2003", "Guests of Brno", "They saw the parks and the river."),
    ("17 May 2003 - Students of Lyon", "Ten students saw the museum."),
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (0, 2, 1)])
@pytest.mark.parametrize("is_marked", [True, False])
def test_dates_alone_and_dates_beside_their_titles_are_items_of_one_list(cut, order, is_marked):
    items = [MIXED[number] for number in order]
    text = "\n\n".join("\n".join(item) for item in items)
    if is_marked:
        lines = "".join(f"<p>{line}</p>" for item in items for line in item)
        text = f"<html><body><h1>News</h1>{lines}</body></html>"
    assert [(raw.heading, raw.paragraphs) for raw in cut(text)] == [
        (" - ".join(item[:-1]), (item[-1],)) for item in items
    ]


def test_a_text_that_recurs_is_the_text_of_items_without_marked_titles(cut):
    text = "The delegation was welcomed in the town hall."
    lines = "\n\n".join(f"{date}\n{title}\n{text}" for date, title, _ in NEWS)
    assert [raw.paragraphs for raw in cut(lines)] == [(text,)] * 3


DATED = (
    ("17.06.2011", "a pact with Sétif"),
    ("29 September 2011", "a talk in Lyon."),
    ("20 October 2011", "guests of Bamako."),
)
LISTS = {
    "ul": "<ul>" + "".join(f"<li>{day}: {text}</li>" for day, text in DATED) + "</ul>",
    "dl": "<dl>" + "".join(f"<dt>{day}</dt><dd>{text}</dd>" for day, text in DATED) + "</dl>",
    "table": "<table>"
    + "".join(f"<tr><td>{day}</td><td>{text}</td></tr>" for day, text in DATED)
    + "</table>",
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_dated_lines_below_items_of_another_form_is_read_too(cut, kind):
    item = "<p><b>{date}</b> - <b>{title}</b><br>{text}</p>"
    raws = cut(page_of(item, f"<html><body>{{}}{LISTS[kind]}</body></html>"))
    assert len(raws) == len(NEWS) + len(DATED)
    found = [f"{raw.heading} {raw.text}" for raw in raws[len(NEWS) :]]
    assert all(
        day in words and text in words for words, (day, text) in zip(found, DATED, strict=True)
    )


def test_a_column_of_links_with_their_dates_is_not(cut):
    item = "<p><b>{date}</b> - <b>{title}</b><br>{text}</p>"
    links = "".join(f"<li>{day} <a href=q>{text}</a></li>" for day, text in DATED)
    assert len(cut(page_of(item, f"<html><body>{{}}<ul>{links}</ul></body></html>"))) == len(NEWS)


@pytest.mark.parametrize("tag", ["div", "li", "article"])
def test_an_element_without_a_date_among_dated_ones_is_an_item_of_its_own(cut, tag):
    days = ("3/4", "7/10", "5/11", "soon")
    names = ("Choir of Graz", "Choir of Lyon", "Choir of Bari", "Choir of Acre")
    items = "".join(
        f"<{tag}><p><b>{day}</b> <em>{name}</em><br>{n}0 singers sang for an hour.</p></{tag}>"
        for n, (day, name) in enumerate(zip(days, names, strict=True), start=2)
    )
    found = cut(f"<html><body><h1>Visits</h1><h2>2014</h2>{items}</body></html>")
    assert [raw.heading.rpartition(" - ")[2] for raw in found] == [*names[:3], "soon Choir of Acre"]


def test_parts_of_a_date_that_stand_together_are_a_day(cut):
    days = ("<b>1er</b><i>août 2014</i>", "<b>1st</b><i>June 2014</i>", "<i>12/18.IV.2010</i>")
    items = "".join(
        f"<li><p>{day}</p><h4>Choir {n}</h4><p>{n}0 singers sang for an hour.</p></li>"
        for n, day in enumerate(days, start=2)
    )
    found = cut(f"<html><body><h1>Official visits</h1><ul>{items}</ul></body></html>")
    assert [raw.heading for raw in found] == [
        "1er août 2014 - Choir 2", "1st June 2014 - Choir 3", "12/18.IV.2010 - Choir 4",
    ]  # fmt: skip
