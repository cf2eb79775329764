"""Every line of a page is accounted for: in an entry, furniture, a label, or unread by name."""

from __future__ import annotations

from datetime import UTC, datetime

from index.model.page import Page
from index.reading.account import account_of

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


def test_of_a_page_without_entries_all_text_is_unread():
    assert account_of(page(f"<p>{LOST}</p>"), []).unread == (LOST,)
