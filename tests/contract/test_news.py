"""A generation carries the last changes of its archive, and of each entry its history."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from index.model.change import Change, PartChange

TIME = datetime(2026, 11, 28, 23, 39, 17, 250_000, tzinfo=UTC)
A, B = "2007-06-27-aaaa", "2007-06-28-bbbb"
ADDED = Change(A, "added", TIME)
CORRECTED = Change(
    A,
    "corrected",
    TIME + timedelta(milliseconds=1),
    (PartChange("date", "2007-06-27", "2007-06-26"), PartChange("title")),
    why="misread; “so”",
)
TRANSLATED = Change(B, "translated", TIME + timedelta(days=1), language="it", origin="machine")
JOINED = Change("old", "joined", TIME + timedelta(days=2), other=A)
NEWS = (JOINED, TRANSLATED, CORRECTED, ADDED)


@contextmanager
def facts_of(engine):
    with engine.searcher._engine.live() as reader:
        yield reader.facts


def publish(engine, *entries, news=NEWS):
    with engine.writer() as writer:
        writer.note_news(news)
        writer.note_provenance("archive", "token")
        writer.add(entries)


def test_readers_are_told_the_news_and_of_which_archive(engine, entry):
    publish(engine, entry(A, "metro"), entry(B, "tram"))
    with facts_of(engine) as facts:
        assert facts.news == NEWS
        assert facts.archive == "archive"


def test_an_amended_generation_has_the_news_that_were_noted_of_it(engine, entry):
    publish(engine, entry(A, "metro"))
    with engine.writer(amend=True) as writer:
        writer.note_news([TRANSLATED])
    with facts_of(engine) as facts:
        assert facts.news == (TRANSLATED,)
    with engine.writer(amend=True) as writer:
        writer.add([entry(B, "tram")])
    with facts_of(engine) as facts:
        assert facts.news == ()
        assert facts.archive == ""


def test_there_are_no_news_of_denied_entries(engine, entry):
    publish(engine, entry(A, "metro", aliases=("old",)), entry(B, "tram"))
    engine.writing.deny(frozenset({A}))
    with facts_of(engine) as facts:
        assert facts.news == (TRANSLATED,)
        assert facts.archive == "archive"


def test_how_an_entry_ended_is_told_while_it_is_gone(engine, entry):
    withdrawn = Change("gone", "withdrawn", TIME + timedelta(days=3), why="a menu")
    erased = Change("erased", "erased", TIME + timedelta(days=3))
    back = Change(B, "withdrawn", TIME + timedelta(days=3), why="a slip")
    with engine.writer() as writer:
        writer.note_news((withdrawn, erased, back, *NEWS))
        writer.withdraw(["gone", "erased", "long-gone", A])
        writer.add([entry(B, "tram")])
    assert engine.searcher.ending("gone") == withdrawn
    assert engine.searcher.ending("erased") == erased
    for id in ("long-gone", A, B, "never"):
        assert engine.searcher.ending(id) is None


def test_an_entry_comes_back_with_its_history(engine, entry):
    held = replace(entry(A, "metro", aliases=("old",)), history=(ADDED, CORRECTED, JOINED))
    publish(engine, held)
    assert engine.searcher.get(A) == held
    with engine.writer(amend=True) as writer:
        writer.add([entry(B, "tram")])
    assert engine.searcher.get("old") == held
