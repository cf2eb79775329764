"""Brief hits from the cards that were made with an index."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from index.indexing.cards import read_card
from index.indexing.engines.whoosh.card_table import CardTable
from index.model.change import change_from_json
from index.model.entry import DateSpan, Person, Place, Source
from search.query.query import ReadingLanguage
from search.results.hit import Hit, ShownPassage, Snippet

_NO_TEXT = Snippet("")


def card_table(folder: Path, segment: str) -> CardTable | None:
    """Return the cards of the segment of this id; None when it has none."""
    try:
        return CardTable(folder, segment)
    except FileNotFoundError:
        return None


def card_hit(card: memoryview, read: ReadingLanguage, score: float) -> Hit:
    """Return the hit of a card; the same as `search.highlight.hits.brief_hit_of` of its entry."""
    (
        id,
        start,
        end,
        precision,
        as_written,
        kind,
        countries,
        places,
        people,
        versions,
        doubts,
        url,
        fetched,
        history,
    ) = read_card(card)
    shown = original = _passage(*versions[0])
    if read not in ("", "orig"):
        for version in versions:
            language, *_, is_rough = version
            if language == read:
                if version is not versions[0] and not is_rough:
                    shown = _passage(*version)
                break
    return Hit(
        id,
        DateSpan(_day(start), _day(end), precision, as_written),
        kind,
        countries,
        tuple([Place(*place) for place in places]),
        tuple([Person(*person) for person in people]),
        shown,
        original,
        doubts,
        Source(url, datetime.fromisoformat(fetched)),
        tuple([change_from_json(change) for change in history]),
        score,
    )


def _passage(
    language: str,
    origin: Any,
    title: str,
    engine: str | None,
    day: str | None,
    outdated: bool,
    _rough: bool,
) -> ShownPassage:
    return ShownPassage(language, origin, Snippet(title), _NO_TEXT, engine, _day(day), outdated)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
