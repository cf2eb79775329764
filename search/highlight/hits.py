"""An entry as a hit: snippets in the reading language, and the original beside them."""

from __future__ import annotations

from index.model.entry import Entry, Version
from search.highlight.snippets import text_snippet, title_snippet
from search.highlight.terms import HighlightTerms
from search.query.query import Read
from search.results.results import Hit, MarkedVersion, Passage, Snippet


def hit_of(entry: Entry, read: Read, highlight_terms: HighlightTerms, score: float) -> Hit:
    """Return the entry as a list shows it."""
    original = passage_of(entry.original, highlight_terms)
    version = version_to_read(entry, read)
    shown = original if version is entry.original else passage_of(version, highlight_terms)
    return _hit(entry, shown, original, score)


def version_to_read(entry: Entry, read: Read) -> Version:
    """Return the version in the reading language, else the original."""
    if read in ("", "orig"):
        return entry.original
    return entry.version(read) or entry.original


def marked_versions(entry: Entry, highlight_terms: HighlightTerms) -> tuple[MarkedVersion, ...]:
    """Return the whole of each version with its matches marked, in the order of the versions."""
    return tuple(
        MarkedVersion(
            title=title_snippet(version.title, version.language, highlight_terms),
            paragraphs=tuple(
                title_snippet(paragraph, version.language, highlight_terms)
                for paragraph in version.paragraphs
            ),
        )
        for version in entry.versions
    )


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
        history=entry.history,
        score=score,
    )


def brief_hit_of(entry: Entry, read: Read, score: float) -> Hit:
    """Return the entry as a brief hit: titles without marks, no snippets."""
    original = _bare_passage(entry.original)
    version = version_to_read(entry, read)
    shown = original if version is entry.original else _bare_passage(version)
    return _hit(entry, shown, original, score)


def with_score(hit: Hit, score: float) -> Hit:
    """Return the hit with this score, which is its last field; faster than `_replace`."""
    return tuple.__new__(Hit, (*hit[:-1], score))


def passage_of(version: Version, highlight_terms: HighlightTerms) -> Passage:
    """Return the title and a snippet of a version, with their matches marked."""
    return Passage(
        language=version.language,
        origin=version.origin,
        title=title_snippet(version.title, version.language, highlight_terms),
        text=text_snippet(version.text, version.language, highlight_terms),
        engine=version.engine,
        day=version.day,
        outdated=version.outdated,
    )


def _bare_passage(version: Version) -> Passage:
    return Passage(
        language=version.language,
        origin=version.origin,
        title=Snippet(version.title),
        text=Snippet(""),
        engine=version.engine,
        day=version.day,
        outdated=version.outdated,
    )
