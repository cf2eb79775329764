"""Words that recur beside the dates of a page are a label, not the titles of entries."""

import pytest

NAMES = {9: "A choir", 5: "Talks on water", 3: "The mission"}
TEXT = "<p>Forty singers came to the town hall and sang for an hour.</p>"


def test_the_numbered_label_of_press_releases_is_no_title(cut):
    items = "".join(
        f"<p>Press release no. {n}/2012 – Lyon, {n} May 2012</p><h3>{NAMES[n]}</h3>{TEXT}"
        for n in (9, 5, 3)
    )
    found = cut(f"<html><body>{items}</body></html>")
    assert [raw.heading for raw in found] == [f"{n} May 2012 - {NAMES[n]}" for n in (9, 5, 3)]


def test_sentences_that_recur_with_other_dates_are_text(cut):
    items = "".join(
        f"<h3>{NAMES[n]}</h3><p>{NAMES[n]} began on {n} May 2012.</p>" for n in (9, 5, 3)
    )
    found = cut(f"<html><body>{items}</body></html>")
    assert [raw.paragraphs for raw in found] == [
        (f"{NAMES[n]} began on {n} May 2012.",) for n in (9, 5, 3)
    ]


@pytest.mark.parametrize(
    "note", ["* Delibera del 3 marzo 2003", "(1) Comunicato del 3 marzo 2003", "Decreto 3/3/2003"]
)
def test_the_date_of_a_footnote_or_a_law_is_that_of_no_item(cut, note):
    rows = "".join(
        f"<h3>{title}</h3><p>Pubblicato il {day} maggio 2006</p>"
        f"<p>Si è discusso di scuole e di musei con gli ospiti.</p><p>{note}</p>"
        for day, title in ((3, "Un coro da Graz"), (9, "Le api di Lima"), (12, "Il tram di Lille"))
    )
    found = cut(f"<html><body><h1>Notizie</h1>{rows}</body></html>", "http://b.example/n.html")
    assert [raw.heading.split(" - ")[0] for raw in found] == [
        "3 maggio 2006", "9 maggio 2006", "12 maggio 2006"
    ]  # fmt: skip
