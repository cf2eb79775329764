"""Every line of a page is accounted for: in an entry, furniture, a label, or unread by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from index.model.page import Page
from index.model.page_account import UnreadLines
from index.reading.account import account_of, line_id
from index.reading.layouts.site_lines import line_keys

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LOST = "Sixty gardeners will meet in the park, whatever the weather is."


def page(body: str) -> Page:
    html = f"<html><head><title>x</title></head><body>{body}</body></html>".encode()
    return Page("http://b.example/", NOW, "text/html", html, "en")


def test_a_line_is_in_an_entry_or_named_as_unread(make_entry):
    entry = make_entry(title="A choir", text="Forty singers came to the town hall.")
    account = account_of(
        page(
            "<nav>Offices</nav><h2>A choir</h2><p>June 27th 2007</p>"
            "<p>Forty <b>singers</b> came to the town hall.</p>"
            f"<p>{LOST}</p><p>Updated 2-21-2014</p>"
        ),
        [entry],
    )
    assert account.unread == (LOST,)
    letters = account.letters
    assert (letters["short"], letters["furniture"]) == (len("Offices"), len("Updated2212014"))
    assert letters["entry"] == len("AchoirJune27th2007Fortysingerscametothetownhall")


def test_a_damaged_line_is_in_the_entry_that_has_it_repaired(read, make_page):
    damaged = "Une délégation de Séoul est reçue à la mairie".encode().decode("cp1252")
    html = f"<html lang='fr'><body><h1>9 mai 2018 - Séoul</h1><p>{damaged}.</p></body></html>"
    page = make_page(body=html.encode(), language="fr")
    (entry,) = read([page])
    assert "délégation de Séoul" in entry.original.text
    assert account_of(page, (entry,)).unread == ()


def test_unread_lines_that_stand_together_are_one_passage_with_the_line_before_them(make_entry):
    entry = make_entry(title="A choir", text="Forty singers came to the town hall.")
    account = account_of(
        page(
            f"<p>{LOST}</p><h2>A choir</h2><p>Forty singers came to the town hall.</p>"
            f"<p>{LOST} Or not.</p><p>Whoever comes brings a spade.</p><nav>Offices</nav>"
            "<p>Nobody has to sing.</p>"
        ),
        [entry],
    )
    said = "Forty singers came to the town hall."
    assert account.passages == (
        UnreadLines((LOST,)),
        UnreadLines((f"{LOST} Or not.", "Whoever comes brings a spade."), said),
        UnreadLines(("Nobody has to sing.",), said),
    )


def test_what_recurs_on_a_site_is_furniture():
    shown = page(f"<p>{LOST}</p><p>All letters of citizens are answered within ten days.</p>")
    of_site = line_keys(page(f"<p>{LOST}</p>"))
    account = account_of(replace(shown, furniture=of_site), [])
    assert account.unread == ("All letters of citizens are answered within ten days.",)


def test_a_line_is_known_again_by_its_letters():
    assert line_id("The office – on Mondays!") == line_id("the OFFICE on mondays")
    assert line_id("The office") != line_id("The offices")


def test_of_a_page_without_entries_all_text_is_unread():
    assert account_of(page(f"<p>{LOST}</p>"), []).unread == (LOST,)
