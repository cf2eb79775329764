"""Input of a size that would take minutes if reading it took time with the square of its size."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.gazetteer import load_gazetteer
from index.model.page import Page
from index.reading.layouts import split_page
from index.reading.repairs import repair
from index.store.home import Home
from index.translation.protected_spans import EntryNames
from index.translation.protection import protect, restore
from index.translation.translators.translator import ServiceLimits

TAGS = {
    "attributes": ("<p" + "".join(f" a{n}=1" for n in range(60_000)) + ">x", "attributes"),
    "open attributes": ("<p" + "".join(f" a{n}" for n in range(60_000)), "attributes"),
    "body": ("".join(f"<body a{n}=1>" for n in range(40_000)) + "x", "attributes"),
    "quoted": ("<p" + "".join(f' a{n}="<>"' for n in range(60_000)) + ">x", "attributes"),
    "font": ("".join(f"<font size={n}><p>x" for n in range(20_000)), "stay open"),
    "options": ("<select>" + "<option>x" * 150_000, "options"),
    "lists": ("<ul><li>x" * 40_000, "lists within lists"),
}


@pytest.mark.parametrize("name", TAGS)
def test_markup_that_takes_square_time_is_skipped_with_its_reason(page_of, run, tmp_path, name):
    markup, reason = TAGS[name]
    (tmp_path / "bad.html").write_text(f"<h1>June 8th 2007 - Odd</h1>{markup}")
    (tmp_path / "good.txt").write_text(page_of("Good", "A good page."))
    ran = run(Home(tmp_path / "home"), "add", tmp_path / "bad.html", tmp_path / "good.txt")
    assert "pages skipped   1  (unreadable 1)" in ran.stdout
    assert "entries in all  1" in ran.stdout
    assert reason in ran.stdout + ran.stderr


LINES = {
    "signs": "è" + "-" * 400_000 + "ą",
    "bullets": "• " * 400_000,
    "picture names": "a1\n" * 60_000,
    "letters": "a" * 1_000_000,
}


@pytest.mark.parametrize("name", LINES)
def test_a_long_line_or_many_lines_are_read(name):
    body = f"Updated 8 June 2007\n\n{LINES[name]}\n\nThe Mayor met a delegation.\n"
    fetched = datetime(2026, 11, 22, tzinfo=UTC)
    page = Page("http://example.org/eventi/a.html", fetched, "text/plain", body.encode(), None)
    (entry,) = split_page(page)
    assert "The Mayor met a delegation." in entry.text


TREES = {
    "deep": "<div><p>1 May 2007</p>" * 5_000,
    "cards": "<div><h3>A choir</h3><p>1 May 2007</p><p>They sang for long.</p></div>" * 3_000,
    "headings": "<h3>A choir</h3><p>1 May 2007</p><p>They sang for long.</p>" * 3_000,
    "tags": "".join(f"<x{n}>1 May 2007</x{n}><y{n}>They sang.</y{n}>" for n in range(20_000)),
    "dates": "<p>1 May 2007<p>" + "<time datetime=2007-05-01></time>" * 40_000,
}


@pytest.mark.parametrize("name", TREES)
def test_a_large_tree_that_repeats_a_structure_is_read(name):
    page = Page("http://e.org/", datetime(2026, 1, 1, tzinfo=UTC), "text/html", b"", None)
    assert split_page(replace(page, body=TREES[name].encode()))


def test_a_long_row_of_signs_in_a_damaged_word_is_kept():
    signs = "-" * 200_000
    assert repair(f"è{signs}cosģ").text == f"è{signs}cosģ"
    assert repair(f"{signs}cosģ{signs}").text == f"{signs}così{signs}"


TEXTS = {
    "letters": "a" * 400_000,
    "addresses": "a@" * 100_000,
    "places": "Lyon, " * 20_000,
    "signs": "a-" * 100_000,
    "names": "".join(f"Mario {'ABCDEFGHIJ'[n % 10]}{n}ov, " for n in range(4_000)),
}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("name", TEXTS)
def test_a_long_text_is_protected_and_restored(name, strict):
    gazetteer, limits = load_gazetteer(), ServiceLimits(max_length=5000)
    names = EntryNames(people=tuple(f"Anna {'abcdefghij'[n % 10]}{n}" for n in range(4_000)))
    given = protect(TEXTS[name], "en", "en", names, gazetteer, limits, strict=strict)
    restored = restore(given.text, given, "en", gazetteer)
    assert restored.text == " ".join(TEXTS[name].split())
