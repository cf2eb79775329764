"""What a PDF shows becomes headings, paragraphs, lists and tables in reading order."""

from __future__ import annotations

import pytest
from made_documents import lines, markup_lines, pages_of, show, shown

LEFT = [
    "In the spring a choir of forty singers came",
    "to the town and sang in the old market hall",
    "before a large audience of all ages.",
]
RIGHT = [
    "Later the guests saw the water works, which",
    "were built by the same engineer as those in",
    "their own town, and wrote in the book.",
]


def test_rows_that_are_full_go_on_and_others_end_a_paragraph():
    assert shown([*lines(700, 50, LEFT), *lines(664, 50, RIGHT)]) == [
        f"<p>{' '.join(LEFT)}</p>",
        f"<p>{' '.join(RIGHT)}</p>",
    ]


def test_larger_letters_and_bold_lines_are_headings():
    page = [
        (50, 740, "The year", "F", 20.0),
        (50, 710, "3 May 2007 - A choir", "B", 10.0),
        *lines(695, 50, LEFT),
        (50, 640, "5 May 2007 - A visit", "B", 10.0),
        *lines(625, 50, RIGHT),
    ]
    assert [line[:4] for line in shown(page)] == ["<h1>", "<h2>", "<p>I", "<h2>", "<p>L"]


def test_a_day_and_the_title_right_below_it_are_one_heading_and_a_year_above_is_another():
    page = [
        (50, 740, "2007", "B", 10.0),
        (50, 710, "3 May 2007", "B", 10.0),
        (50, 698, "A choir of forty singers", "B", 10.0),
        *lines(686, 50, LEFT),
    ]
    assert shown(page)[:2] == ["<h2>2007</h2>", "<h2>3 May 2007<br>A choir of forty singers</h2>"]


def test_bold_lines_right_below_each_other_are_one_entry_each():
    titles = ("Music", "A choir", "A visit", "A school", "A mission", "A talk on gardens")
    days = [f"{day} May 2007 - {title}" for day, title in enumerate(titles, 3)]
    assert shown(lines(700, 50, days, "B")) == [f"<p><b>{day}</b></p>" for day in days]
    page = [
        *lines(700, 50, days, "B"),
        *(row for n in range(9) for row in lines(600 - 50 * n, 50, LEFT)),
    ]
    assert shown(page)[:6] == [f"<h2>{day}</h2>" for day in days]


def test_bold_and_slanted_words_stay_so():
    page = [
        (50, 700, "3 May 2007.", "B", 10),
        (115, 700, "A choir", "I", 10),
        *lines(688, 50, LEFT),
    ]
    (first, *_) = shown(page)
    assert first.startswith("<p><b>3 May 2007.</b> <i>A choir</i>")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("where the guests spoke of an inter-", "national project", "an international project"),
        ("where the guests spoke of the Emilia-", "Romagna region", "the Emilia-Romagna region"),
        ("where the guests were from 2013-", "2014 onwards", "from 2013-2014 onwards"),
    ],
)
def test_a_hyphen_that_parts_a_word_at_the_end_of_a_row_goes(first, second, joined):
    (text,) = shown(lines(700, 50, [first, second]))
    assert joined in text


def test_ligatures_soft_hyphens_and_raised_letters_become_plain_text():
    content = (
        b"BT /F 10 Tf 50 700 Td (The 9) Tj /F 6 Tf 3.5 Ts (th) Tj"
        b" /F 10 Tf 0 Ts ( of\\255fice) Tj ET"
    )
    assert markup_lines(pages_of(content)) == ["<p>The 9th office</p>"]


def test_accents_that_are_shown_on_a_letter_by_going_back_are_part_of_it():
    content = (
        b"BT /F 10 Tf 50 700 Td [(sar) -1 (`) 333 (a) -300 (caff) (\\264) 333 (e)] TJ ET\n"
        b"BT /F 10 Tf 120 702 Td (`) Tj ET BT /F 10 Tf 119 700 Td (E stato) Tj ET\n"
    )
    assert markup_lines(pages_of(content)) == ["<p>sarà caffé È stato</p>"]


def test_the_ligatures_of_tex_are_letters_and_no_spaces():
    content = b"BT /F 10 Tf 50 700 Td (\\034ne e a\\036dato, de\\014nito) Tj ET"
    assert markup_lines(pages_of(content)) == ["<p>fine e affidato, definito</p>"]


def test_columns_are_read_one_after_the_other_below_what_spans_them():
    page = [
        (50, 760, "A headline over both of the columns of the page", "B", 18.0),
        *lines(720, 50, LEFT),
        *lines(720, 320, RIGHT),
    ]
    assert shown(page)[1:] == [f"<p>{' '.join(LEFT)}</p>", f"<p>{' '.join(RIGHT)}</p>"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page():
    rows = [*LEFT[:2], "which was full of people who had come from"]
    page = [
        *lines(720, 50, rows),
        *lines(720, 320, ["many towns of the valley, some of them on", *LEFT]),
    ]
    (text,) = shown(page, lines(740, 50, ["and others had stayed at home."]))[:1]
    assert "come from many towns" in text


def test_words_that_are_spread_to_fill_a_narrow_row_are_no_columns():
    rows = [(50.0, "The"), (110.0, "guests"), (170.0, "saw")]
    page = [(x + 7 * n, 700 - 12 * n, text, "F", 10.0) for n in range(3) for x, text in rows]
    assert len([line for line in shown(page) if line.startswith("<t")]) == 0


DAYS = ["3 May 2007", "5 May 2007", "9 May 2007"]


def test_a_table_keeps_each_day_with_its_text():
    page = []
    for number, day in enumerate(DAYS):
        y = 700 - 50 * number
        page += [(50, y, day, "F", 10.0), *lines(y, 150, LEFT)]
    rows = "".join(shown(page)).split("<tr>")[1:]
    assert [day in row and "old market" in row for day, row in zip(DAYS, rows, strict=True)] == [
        True,
        True,
        True,
    ]


def test_a_table_goes_on_on_the_next_page():
    def row(y: float, day: str) -> list[tuple[float, float, str, str, float]]:
        return [(50, y, day, "F", 10.0), *lines(y, 150, LEFT)]

    found = "".join(shown([*row(700, DAYS[0]), *row(650, DAYS[1])], row(700, DAYS[2])))
    assert found.count("<table>") == 1
    assert found.count("<tr>") == 3


def test_signs_before_items_make_a_list():
    page = [
        item
        for number, text in enumerate(["A choir came.", "A school went."])
        for item in (
            (50, 700 - 12 * number, "•", "F", 10.0),
            (75, 700 - 12 * number, text, "F", 10.0),
        )
    ]
    assert shown(page) == ["<ul>", "<li>A choir came.</li>", "<li>A school went.</li>", "</ul>"]


def test_what_runs_over_the_pages_and_their_numbers_are_furniture():
    pages = [
        [
            (50, 770, "Town news", "F", 10.0),
            *lines(700, 50, text),
            (290, 60, f"page {n}", "F", 10.0),
        ]
        for n, text in enumerate((LEFT, RIGHT, LEFT), 7)
    ]
    found = shown(*pages)
    start = found.index("<aside>")
    assert found[start:] == [
        "<aside>",
        *(f"<p>{line}</p>" for line in ("Town news", "page 7", "page 8", "page 9")),
        "</aside>",
    ]
    assert "Town news" not in "".join(found[:start])


def test_years_at_one_place_of_each_page_are_no_page_numbers():
    pages = [
        [(50, 770, str(year), "B", 14.0), *lines(700, 50, text)]
        for year, text in ((2014, LEFT), (2011, RIGHT))
    ]
    assert "<aside>" not in shown(*pages)


def test_a_turned_page_is_read_upright_and_turned_words_stand_aside():
    content = b"BT /F 10 Tf 0 1 -1 0 300 50 Tm (A choir of forty singers came.) Tj ET\n"
    assert markup_lines(pages_of(content, entries=b"/Rotate 90")) == [
        "<p>A choir of forty singers came.</p>"
    ]
    assert markup_lines(pages_of(content + show(lines(700, 350, LEFT)))) == [
        f"<p>{' '.join(LEFT)}</p>", "<aside>", "<p>A choir of forty singers came.</p>", "</aside>",
    ]  # fmt: skip


def test_a_link_is_kept_with_the_words_below_it():
    link = (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [40 695 110 712]"
        b" /A << /S /URI /URI (http://borgo.example/coro) >> >>]"
    )
    content = show([(50, 700, "Read more", "F", 10), (110, 700, "here.", "F", 10)])
    assert markup_lines(pages_of(content, entries=link)) == [
        '<p><a href="http://borgo.example/coro">Read more</a> here.</p>'
    ]


def test_letters_that_are_shown_one_by_one_are_words():
    content = b"".join(
        b"BT /C 10 Tf %g 700 Td (%s) Tj ET\n" % (50 + 6 * n, letter.encode())
        for n, letter in enumerate("A choir came")
    )
    assert markup_lines(pages_of(content)) == ["<p>A choir came</p>"]


def test_words_that_are_shown_twice_to_look_bold_are_bold_once():
    (text,) = shown([(50, 700, "A choir", "F", 10), (50.3, 700, "A choir", "F", 10)])
    assert text == "<h1>A choir</h1>"


def test_a_page_without_text_is_named():
    assert shown(lines(700, 50, LEFT), [])[-2] == (
        "<p>Page 2 of this PDF has no text; it may be a picture of some.</p>"
    )
