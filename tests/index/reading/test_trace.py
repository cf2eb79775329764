"""Traces: each decision of an entry is said with its rule and its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.files.timings import Timings
from index.model.entry import Entry
from index.model.entry_json import entry_from_json, entry_to_json, traced_entry_to_json
from index.model.page import Page
from index.model.reading_trace import DateRule, KindRule, ReadingTrace
from index.reading.pipeline import read_in_process

URL = "http://www.comune.torino.it/relint/archivio/2008/marzoaprile/index.shtml"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def read(heading: str, text: str, *, above: str = "2008 Aprile", url: str = URL) -> Entry:
    items = ((heading, text), ("3 aprile 2008 - Console del Senegal", "Ha salutato."))
    listed = "".join(f"<li><h3>{one}</h3><p>{other}</p></li>" for one, other in items)
    body = f"<html lang=it><body><h2>{above}</h2><ul>{listed}</ul></body></html>"
    page = Page(url, NOW, "text/html", body.encode(), "it")
    entry, _ = read_in_process(page, Timings()).entries
    return entry


def decided(entry: Entry, words: str) -> tuple[str, str, str]:
    """Return what the mention with these words was read as, and by which rule."""
    trace = entry.traces[0]
    whole = f"{entry.original.title}\n{entry.original.text}"
    (found,) = {
        (each.field, each.value, each.rule)
        for each in trace.mentions
        for start, end in each.spans
        if whole[start:end] == words
    }
    return found


def test_every_person_and_place_of_an_entry_has_a_mention_with_a_rule() -> None:
    entry = read(
        "17 aprile 2008 - Delegazione da Tampere - Finlandia",
        "Il sindaco di Tampere, Timo Nieminen, ha visto il Console di Spagna in Corso Francia.",
    )
    trace = entry.traces[0]
    said = {each.value for each in trace.mentions if each.value}

    assert {person.id for person in entry.people} <= said
    assert {place.id for place in entry.places} <= said
    assert decided(entry, "Timo Nieminen")[:2] == ("people", "timo-nieminen")
    assert decided(entry, "Finlandia") == ("countries", "FI", "country or region")
    assert decided(entry, "Francia") == ("none", "", "street or building")
    assert all(each.rule for each in trace.mentions)


def test_a_place_at_home_and_a_mere_example_count_as_nothing() -> None:
    entry = read(
        "17 aprile 2008 - Delegazione da Lione - Francia",
        "Da Lione a Torino per parlare di Italia e di città come Berlino.",
    )

    assert decided(entry, "Torino") == ("none", "", "home country")
    assert decided(entry, "Italia") == ("none", "", "home country")
    assert decided(entry, "Berlino")[0] == "none"
    assert "DE" not in entry.countries


@pytest.mark.parametrize(
    ("heading", "text", "rule", "sources"),
    [
        ("17 aprile 2008 - Visita", "Sono venuti.", "heading", ["heading", "month heading"]),
        ("Aprile 2008 - Visita", "Il 17 aprile 2008 sono venuti.", "days within the month", None),
        ("Visita", "Il 17 aprile 2008 sono venuti.", "first candidate", ["text", "month heading"]),
        ("31 aprile 2008 - Visita", "Sono venuti.", "misprint", None),
    ],
)
def test_a_date_says_its_rule_and_what_it_was_compared_with(
    heading: str, text: str, rule: DateRule, sources: list[str] | None
) -> None:
    entry = read(heading, text)
    trace = entry.traces[0]

    assert trace.date_rule == rule
    assert trace.dates[0].value.startswith(str(entry.dates.start))
    if sources is not None:
        assert [each.source for each in trace.dates][: len(sources)] == sources


def test_the_readings_of_a_doubt_are_among_the_dates_that_were_compared() -> None:
    entry = read("17 aprile 2008 - Visita", "Il 18 aprile 2008 sono venuti in molti.")
    compared = {(each.value, each.source) for each in entry.traces[0].dates}

    assert entry.doubts
    assert {(r.value, r.source) for r in entry.doubts[0].readings} <= compared


@pytest.mark.parametrize(
    ("heading", "text", "rule", "words"),
    [
        ("17 aprile 2008 - Delegazione da Lione", "Sono venuti.", "heading", "delegazione"),
        ("17 aprile 2008 - Da Lione", "Una delegazione è venuta.", "text", "delegazione"),
        ("17 aprile 2008 - Bla", "Niente.", "none", ""),
    ],
)
def test_a_kind_says_the_word_that_decided_it(
    heading: str, text: str, rule: KindRule, words: str
) -> None:
    trace = read(heading, text).traces[0]

    assert (trace.kind_rule, trace.kind_words) == (rule, words)


def test_a_trace_comes_back_from_json_and_stays_out_of_what_others_read() -> None:
    entry = read(
        "17 aprile 2008 - Delegazione da Tampere - Finlandia",
        "Il sindaco di Tampere, Timo Nieminen, e ancora Tampere, e Timo Nieminen.",
    )

    assert entry_from_json(traced_entry_to_json(entry)) == entry
    assert "traces" not in entry_to_json(entry)
    assert entry_from_json(entry_to_json(entry)) == replace(entry, traces=())


def test_where_a_name_stands_is_told_for_title_and_text() -> None:
    entry = read("17 aprile 2008 - Delegazione da Tampere", "Il sindaco di Tampere è qui.")
    trace: ReadingTrace = entry.traces[0]
    version = entry.original
    in_title = {version.title[a:b] for m in trace.mentions for a, b in trace.spans_in_title(m)}
    in_text = {version.text[a:b] for m in trace.mentions for a, b in trace.spans_in_text(m)}

    assert "Tampere" in in_title & in_text
    assert trace.language == "it"
    assert (trace.layout, trace.month_heading) == ("bulleted-list", "2008 Aprile")
