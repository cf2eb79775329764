"""The versions of an entry as its page shows them, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from index.model.entry import Entry, Version
from search.query.errors import QueryError
from search.query.query import Query
from search.results.date_format import unbroken, written_day
from search.results.hit import MarkedVersion
from web.current_searcher import searcher
from web.views.citations import (
    best_version,
    title_of,
)
from web.views.html import marked
from web.views.i18n import LANGUAGES, gettext
from web.views.labels import capitalized, language_name, translator_name
from web.views.reading_language import page_read

MAX_ALIGNED = 24
"""Paragraphs up to which two versions are aligned, paragraph beside paragraph."""


@dataclass(frozen=True, slots=True)
class VersionColumn:
    """One version as the page shows it."""

    version: Version
    anchor: str
    title: Markup
    paragraphs: tuple[Markup, ...]
    repeats: bool
    """Whether the title is the heading of the page."""
    whose: str
    """Original or translation, with the language."""
    how: str
    """Who made it, and when."""
    jump: str
    """The text of the link that leads to it."""
    name: str
    """The language's name, in the language of the page."""
    report: str = ""
    """A mailto address by which a reader tells that the translation is bad; "" for none."""


def columns_of(entry: Entry, language: str, query: Query | None) -> tuple[VersionColumn, ...]:
    """Return the version in the reading language, then the original, then the rest by language.

    The words of the query by which the entry was found are marked. None of several published
    versions is called the original: the archive does not say which was written first.
    """
    heading = best_version(entry, page_read())
    first = entry.readable(page_read()) or entry.original
    is_alone = sum(version.origin == "published" for version in entry.versions) == 1
    marks = _marked(entry, query)
    order = sorted(
        entry.versions, key=lambda v: (v is not first, v is not entry.original, v.language)
    )
    return tuple(
        _column(v, marks.get(v.language), v is entry.original and is_alone, v is heading, language)
        for v in order
    )


def _marked(entry: Entry, query: Query | None) -> Mapping[str, MarkedVersion]:
    """Return the marked versions by language; none without words or when they cannot be marked."""
    if query is None or not query.has_words:
        return {}
    try:
        found = searcher().highlight(entry, query)
    except QueryError:
        return {}
    return {version.language: one for version, one in zip(entry.versions, found, strict=True)}


def _column(
    version: Version, marks: MarkedVersion | None, original: bool, repeats: bool, language: str
) -> VersionColumn:
    name = language_name(version.language, language)
    if original:
        whose = gettext("Original")
        how = (
            gettext("%(language)s, as published", language=capitalized(name))
            if name
            else gettext("as published, language uncertain")
        )
    elif version.origin == "published":
        whose, how = capitalized(name) or gettext("Language uncertain"), gettext("as published")
    else:
        by_person = version.origin == "human"
        whose = gettext("%(language)s translation", language=capitalized(name))
        made = gettext("by a person") if by_person else gettext("by machine")
        day = unbroken(written_day(version.day, language)) if version.day else ""
        how = ", ".join(
            part
            for part in (made, "" if by_person else translator_name(version.translator), day)
            if part
        )
        if not by_person:
            how = f"{how} · {gettext('not checked by a person')}"
        if version.outdated:
            how = f"{how} · {gettext('the original has changed since')}"
    return VersionColumn(
        version=version,
        anchor=version.language,
        title=marked(marks.title)
        if marks and version.title
        else escape(title_of(version, language)),
        paragraphs=tuple(map(marked, marks.paragraphs))
        if marks
        else tuple(map(escape, version.paragraphs)),
        repeats=repeats,
        whose=whose,
        how=how,
        jump=gettext("Go to: %(language)s", language=capitalized(name) or version.language),
        name=name,
    )


def are_aligned(columns: tuple[VersionColumn, ...]) -> bool:
    """Return whether two versions are shown paragraph beside paragraph."""
    counts = {len(column.paragraphs) for column in columns}
    return len(columns) == 2 and len(counts) == 1 and counts.pop() <= MAX_ALIGNED


def missing_languages(entry: Entry, language: str) -> str:
    """Return a sentence that names the languages it is not translated into; "" for none."""
    names = [
        language_name(tag, language)
        for tag in (language, *LANGUAGES)
        if entry.readable(tag) is None
    ]
    if not names:
        return ""
    return gettext("Not translated yet: %(languages)s.", languages=", ".join(dict.fromkeys(names)))
