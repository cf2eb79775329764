"""An entry as a hit: snippets in the reading language, and the original beside them."""

from __future__ import annotations

from index.model.entry import Entry, Version
from search.highlight.snippets import text_snippet, title_snippet
from search.plan.highlight_terms import HighlightTerms, HitWords
from search.query.query import ReadingLanguage
from search.results.hit import Hit, MarkedVersion, ShownPassage, Snippet


def hit_of(
    entry: Entry,
    read: ReadingLanguage,
    highlight_terms: HighlightTerms,
    score: float,
    words: HitWords | None = None,
) -> Hit:
    """Return the entry as a list shows it."""
    original = passage_of(entry, entry.original, highlight_terms, words)
    version = version_to_read(entry, read)
    shown = original
    if version is not entry.original:
        shown = passage_of(entry, version, highlight_terms, words)
    return _hit(entry, shown, original, score)


def version_to_read(entry: Entry, read: ReadingLanguage) -> Version:
    """Return the version in the reading language, else the original; no rough translation."""
    if read in ("", "orig"):
        return entry.original
    return entry.readable(read) or entry.original


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


def _hit(entry: Entry, shown: ShownPassage, original: ShownPassage, score: float) -> Hit:
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


def brief_hit_of(entry: Entry, read: ReadingLanguage, score: float) -> Hit:
    """Return the entry as a brief hit: titles without marks, no snippets."""
    original = _bare_passage(entry.original)
    version = version_to_read(entry, read)
    shown = original if version is entry.original else _bare_passage(version)
    return _hit(entry, shown, original, score)


def passage_of(
    entry: Entry,
    version: Version,
    highlight_terms: HighlightTerms,
    words: HitWords | None = None,
) -> ShownPassage:
    """Return the title and a snippet of a version of an entry, with their matches marked."""
    language = version.language
    in_title = in_text = None
    if words:
        number = 0
        while entry.versions[number] is not version:
            number += 1
        in_title = words.matching(number, title=True, language=language, terms=highlight_terms)
        in_text = words.matching(number, title=False, language=language, terms=highlight_terms)
    return ShownPassage(
        language,
        version.origin,
        title_snippet(version.title, language, highlight_terms, in_title),
        text_snippet(version.text, language, highlight_terms, in_text),
        version.translator,
        version.day,
        version.outdated,
    )


def _bare_passage(version: Version) -> ShownPassage:
    return ShownPassage(
        language=version.language,
        origin=version.origin,
        title=Snippet(version.title),
        text=Snippet(""),
        translator=version.translator,
        day=version.day,
        outdated=version.outdated,
    )
