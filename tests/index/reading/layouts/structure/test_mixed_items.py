"""Lists kept by hand for years, whose items are written in several forms."""

import pytest

TEXT = "Forty singers came to the town hall and sang for an hour."
FORMS = {
    "date and title of a list": "<ul><li><b>{day}:</b> <i>{title}</i>. {text}</li></ul>",
    "date above": "<p>{day}<br><b>{title}</b><br>{text}</p>",
    "date in brackets": "<p>{title} ({day})<br>{text}</p>",
    "date behind the title": "<p><u>{title}</u>, {day}. {text}</p>",
    "place and date": "<p>{title} (Prato, {day}): {text}</p>",
    "first sentence": "<p><em>{day}</em> {title}. {text}</p>",
    "title apart": "<p><b>{title}</b></p><p>{day}</p><p>{text}</p>",
    "table": "<table><tr><td>{day}</td><td>{title}</td><td>{text}</td></tr></table>",
}
DAYS = ("12 December", "3 October", "30 May - 2 June", "5 May", "23 April", "9 March")
NAMES = ("A choir from Graz", "Students of Lyon", "Planners from Bari", "Gardeners of Turku",
         "Talks with Kyoto", "Cooks from Dakar")  # fmt: skip


def headings(cut, forms, heading="<h2>2007</h2>"):
    items = "".join(
        FORMS[form].format(day=day, title=title, text=TEXT)
        for form, day, title in zip(forms, DAYS, NAMES, strict=False)
    )
    page = f"<html><body><h1>International news</h1>{heading}{items}</body></html>"
    return [raw.heading for raw in cut(page)]


@pytest.mark.parametrize("turn", range(len(FORMS)))
def test_items_of_several_forms_below_a_year_stand_alone(cut, turn):
    names = [*FORMS][turn:] + [*FORMS][:turn]
    forms = names[: len(DAYS)]
    assert headings(cut, forms) == [
        f"{day} - {name}" for day, name in zip(DAYS, NAMES, strict=True)
    ]


def test_links_and_a_menu_without_a_year_above_them_are_no_items(cut):
    other = "".join(f"<p><b>Other story number {n}</b></p>" for n in range(5))
    page = (
        f"<html><body><h1>5 May 2007 - A choir from Graz</h1><p>{TEXT * 3}</p>{other}</body></html>"
    )
    assert len(cut(page)) == 1


def test_a_bracket_with_the_date_behind_each_title_makes_items(cut):
    items = "".join(
        f"<li>{name} <i>({day} 2009)</i>: {TEXT}</li>"
        for day, name in zip(DAYS[3:], NAMES[3:], strict=True)
    )
    found = cut(f"<html><body><h1>Archive</h1><ol>{items}</ol></body></html>")
    assert [raw.heading for raw in found] == [
        f"{day} 2009 - {name}" for day, name in zip(DAYS[3:], NAMES[3:], strict=True)
    ]


def test_a_first_sentence_that_may_end_in_an_abbreviation_is_no_title(cut):
    items = "".join(
        f"<li><b>{day} 2009:</b> Meeting with Dr. Rossi of Graz. {TEXT}</li>" for day in DAYS[3:]
    )
    found = cut(f"<html><body><h1>Archive</h1><ul>{items}</ul></body></html>")
    assert not any(raw.heading.endswith("Dr") for raw in found)
