"""What the stored pages show that is in no entry, and a text with such a passage."""

from __future__ import annotations

from contextlib import closing

import pytest

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.model.entry import Version
from index.model.page_account import UnreadLines
from index.publishing.unread_text import find_unread, with_passage
from index.store.corrections import Correction, add_correction
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query

INTRODUCTION = "The office answers all letters of citizens who plan a journey, within ten days."
NEWS = f"""<html lang="en"><body><h1>News</h1><p>{INTRODUCTION}</p>
<h3>June 14th 2007 - Delegation from Turku</h3>
<p>A delegation from Turku in Finland met the Mayor and spoke of harbours and boats.</p>
<h3>June 20th 2007 - Delegation from Lyon</h3>
<p>Gardeners from Lyon in France visited the parks along the river and planted trees.</p>
</body></html>"""
OFFICE = "The office is on the second floor of the town hall, beside the old library."
ABOUT = f"<html><body><h1>Office</h1><p>{OFFICE}</p></body></html>"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "news.html").write_text(NEWS)
    (tmp_path / "about.html").write_text(ABOUT)
    home = Home(tmp_path / "home")
    add_sources(home, [str(tmp_path / "news.html"), str(tmp_path / "about.html")])
    return home


def entries_of(home):
    with closing(open_searcher(home.location)) as searcher:
        return tuple(searcher.export(Query()))


def unread(home):
    with home.open_store("read") as store:
        found = list(find_unread(home, store, entries_of(home)))
    return {each.url: (each.passage.lines, len(each.entries)) for each in found}


def test_what_is_in_no_entry_is_found_with_the_entries_of_its_page(home):
    assert unread(home) == {
        "file:news.html": ((INTRODUCTION,), 2),
        "file:about.html": ((OFFICE,), 0),
    }


@pytest.mark.parametrize("hidden", ["withdrawn", "not-an-entry"])
def test_the_text_of_a_hidden_entry_has_been_read(home, hidden):
    id = entries_of(home)[0].id
    if hidden == "withdrawn":
        withdraw(home, [id])
    else:
        add_correction(home.corrections, Correction(0, id, "not-an-entry", "yes"))
        rebuild(home)
    assert unread(home)["file:news.html"] == ((INTRODUCTION,), 1)


def test_what_a_correction_adds_to_an_entry_is_read(home):
    entry = entries_of(home)[0]
    text = f"{entry.original.text}\n\n{INTRODUCTION}"
    add_correction(home.corrections, Correction(0, entry.id, "text", text))
    rebuild(home)
    assert list(unread(home)) == ["file:about.html"]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("", "One.\n\nTwo.\n\nNew.\n\nNewer."),
        ("nowhere", "One.\n\nTwo.\n\nNew.\n\nNewer."),
        ("ONE", "One.\n\nNew.\n\nNewer.\n\nTwo."),
        ("Two.", "One.\n\nTwo.\n\nNew.\n\nNewer."),
        ("A title", "New.\n\nNewer.\n\nOne.\n\nTwo."),
    ],
)
def test_a_passage_goes_where_it_stands_on_the_page(before, text):
    version = Version("en", "A title", "One.\n\nTwo.", "published")
    assert with_passage(version, UnreadLines(("New.", "Newer."), before)) == text


def test_a_passage_is_the_text_of_an_entry_without_one():
    assert with_passage(Version("en", "A", "", "published"), UnreadLines(("New.",), "A")) == "New."
