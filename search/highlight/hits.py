"""An entry as a hit: in the language to read, with snippets, and the original beside it."""

from __future__ import annotations

from index.model.entry import Entry, Version
from search.highlight.snippets import text_snippet, title_snippet
from search.highlight.terms import HighlightTerms
from search.query.query import Read
from search.results.results import Hit, Passage, Snippet


def hit_of(entry: Entry, read: Read, highlight_terms: HighlightTerms, score: float) -> Hit:
    """The entry as a list shows it."""
    original = passage_of(entry.original, highlight_terms)
    version = None if read == "orig" else entry.version(read)
    shown = original if version in (None, entry.original) else passage_of(version, highlight_terms)
    return _hit(entry, shown, original, score)


def _hit(entry: Entry, shown: Passage, original: Passage, score: float) -> Hit:
    return Hit(
        id=entry.id,
        dates=entry.dates,
        kind=entry.kind,
        countries=entry.countries,
        places=entry.places,
        people=entry.people,
        shown=shown,
        original=original,
        doubts=len(entry.doubts),
        source=entry.sources[0],
        score=score,
    )


def brief_hit_of(entry: Entry, read: Read, score: float) -> Hit:
    """The entry as a program may want it: titles without marks, no text."""
    version = None if read == "orig" else entry.version(read)
    original = _bare_passage(entry.original)
    shown = original if version in (None, entry.original) else _bare_passage(version)
    return _hit(entry, shown, original, score)


def scored(card: Hit, score: float) -> Hit:
    """The hit with this score, its last field; a search makes as many as it shows."""
    return tuple.__new__(Hit, (*card[:-1], score))


def passage_of(version: Version, highlight_terms: HighlightTerms) -> Passage:
    """A version's title and best passage, with what matched marked."""
    return Passage(
        language=version.language,
        origin=version.origin,
        title=title_snippet(version.title, version.language, highlight_terms),
        text=text_snippet(version.text, version.language, highlight_terms),
        engine=version.engine,
        day=version.day,
    )


def _bare_passage(version: Version) -> Passage:
    return Passage(
        language=version.language,
        origin=version.origin,
        title=Snippet(version.title),
        text=Snippet(""),
        engine=version.engine,
        day=version.day,
    )
