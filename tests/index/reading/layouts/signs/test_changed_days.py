"""Days of changes, which are dates only where items have no others."""

import pytest

TITLES = ("A choir from Graz", "Students of Lyon arrive", "Planners from Bari meet")
TEXT = "Forty singers came to the town hall and sang for an hour."


def table(column, days, text="<p>{text}</p>", end=""):
    rows = "".join(
        f"<tr><td><a href='#'>{title}{end}</a></td><td>{text.format(text=TEXT)}</td>"
        f"<td>{day}</td></tr>"
        for title, day in zip(TITLES, days, strict=True)
    )
    head = f"<tr><th>Title</th><th>Body</th><th>{column}</th></tr>"
    return f"<html><body><h1>Announcements</h1><table>{head}{rows}</table></body></html>"


@pytest.mark.parametrize(
    ("column", "days"),
    [
        ("Modified", ("08/04/2014 12:31", "19/03/2014 09:02", "06/02/2014 16:45")),
        ("Ultima modifica", ("27 giugno 2018", "6 giugno 2018", "15 maggio 2018")),
        ("Modifié", ("27 juin 2018", "6 juin 2018", "15 mai 2018")),
        ("Last updated", ("27 June 2018", "6 June 2018", "15 May 2018")),
    ],
)
def test_announcements_have_the_day_of_their_change_where_there_is_no_other(cut, column, days):
    found = cut(table(column, days))
    assert [raw.heading.partition(" - ")[2] for raw in found] == list(TITLES)
    assert [raw.heading.partition(" - ")[0] for raw in found] == [
        day.partition(" ")[0] if "/" in day else day for day in days
    ]


def test_a_list_of_files_has_no_announcements(cut):
    days = ("08/04/2014 12:31", "19/03/2014 09:02", "06/02/2014 16:45")
    assert len(cut(table("Last modified", days, text="12K", end=".pdf"))) < len(TITLES)


def test_a_day_of_a_change_is_none_of_an_item_that_has_a_date(cut):
    rows = "".join(
        f"<tr><td><a href='#'>{title}</a></td><td>{day} May 2014</td><td>{TEXT}</td>"
        f"<td>{day} June 2015</td></tr>"
        for day, title in enumerate(TITLES, 3)
    )
    head = "<tr><th>Title</th><th>Date</th><th>Text</th><th>Modified</th></tr>"
    found = cut(f"<html><body><h1>News</h1><table>{head}{rows}</table></body></html>")
    assert [raw.heading[:10] for raw in found] == ["3 May 2014", "4 May 2014", "5 May 2014"]
