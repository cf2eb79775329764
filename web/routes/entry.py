"""The page of an entry: its versions side by side, doubts, sources and related entries."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import unquote

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound

from index.model.change import Change
from index.model.entry import Entry, Person, Version
from search.health.undecided_pairs import others_of
from search.query.errors import QueryError
from search.query.query import MAX_REACH, Query
from search.results.date_format import unbroken, written_day
from search.results.hit import Hit, MarkedVersion
from web.current_searcher import LANGUAGE_PATH, profile, searcher
from web.routes.errors import error_page
from web.views.changes import change_words
from web.views.citations import (
    best_version,
    citation,
    coins,
    linked_data,
    meta_tags,
    report_address,
    share_tags,
    styled_citations,
    title_of,
    translation_report,
)
from web.views.doubts import doubt_text
from web.views.entry_reading import read_versions
from web.views.html import breakable, host, marked, web_address
from web.views.i18n import LANGUAGES, gettext
from web.views.labels import capitalized, engine_name, language_name
from web.views.query_text import heading
from web.views.query_url import query_of_string
from web.views.reading_language import chosen_read, in_page_language, page_read
from web.views.related import MAX_RELATED, near_in_time, related
from web.views.roles import ShownRole, shown_role
from web.views.template_globals import contact, entry_address, site

pages = Blueprint("entries", __name__, url_prefix=LANGUAGE_PATH)

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


@dataclass(frozen=True, slots=True)
class SearchPosition:
    """The search by which an entry was found, its position there, and its neighbours."""

    query: Query
    words: str
    number: int
    total: int
    before: str | None
    before_query: Query
    after: str | None
    after_query: Query


@pages.get("/e/<id>")
def entry_page(language: str, id: str) -> ResponseReturnValue:
    """Show an entry; an older id redirects to the present one, a withdrawn one is 410."""
    entry = searcher().get(id)
    if entry is None:
        return gone(language, id)
    if entry.id != id:
        asked = request.query_string.decode("ascii")
        tail = f"?{asked}" if asked else ""
        return redirect(f"{entry_address(entry.id, language=language)}{tail}", 301)
    address = f"{site()}/e/{entry.id}"
    position = position_of(entry, request.args.get("from", ""))
    columns = columns_of(entry, language, position.query if position else None)
    versions = tuple(
        replace(each, report=_report_of(entry, each.version, address)) for each in columns
    )
    shown = tuple(each for each in versions if not each.version.rough)
    title_version = best_version(entry, page_read())
    name = title_of(title_version, language)
    return render_template(
        "entry.html",
        entry=entry,
        name=name,
        title_version=title_version,
        heading=next(each.title for each in columns if each.version is title_version),
        versions=shown,
        rough=tuple(each for each in versions if each.version.rough),
        aligned=_aligned(shown),
        missing=_missing(entry, language),
        missing_here=page_read() in LANGUAGES and not entry.readable(page_read()),
        box_query=replace(
            position.query.without_filters() if position else Query(), read=chosen_read()
        ),
        doubts=[doubt_text(doubt, entry, language) for doubt in entry.doubts],
        sides=_sides(entry, language),
        citations={other: citation(entry, address, other) for other in LANGUAGES},
        styled_citations=styled_citations(entry, address, language, datetime.now(UTC).date()),
        sources=_sources(entry),
        meta_tags=meta_tags(entry, address, language),
        share_tags=share_tags(entry, f"{site()}/{language}/e/{entry.id}", site(), language),
        linked_data=linked_data(entry, address, language),
        coins=coins(entry, address, language),
        position=position,
        report=report_address(contact(), entry, name, address),
        history=[(each.time.date(), change_words(each, language)) for each in entry.history],
        related=tuple(related(entry, language)),
        perhaps_same=_perhaps_same(entry, language),
    )


@pages.get("/e/<id>/reading")
def reading_page(language: str, id: str) -> ResponseReturnValue:
    """Show how an entry was read; an older id redirects to the present one."""
    entry = searcher().get(id)
    if entry is None:
        return gone(language, id)
    if entry.id != id:
        return redirect(f"{entry_address(entry.id, language=language)}/reading", 301)
    title_version = best_version(entry, page_read())
    return render_template(
        "reading.html",
        entry=entry,
        name=title_of(title_version, language),
        title_version=title_version,
        versions=read_versions(entry, language),
    )


def gone(language: str, id: str) -> Response:
    """Answer for an id without entry: 410 with entries near in time, or raise NotFound."""
    if not searcher().is_withdrawn(id):
        raise NotFound
    near: tuple[Hit, ...] = ()
    with suppress(ValueError):  # an undated id
        day = date.fromisoformat(id[:10])
        near = near_in_time(day, day, MAX_RELATED)
    ending = searcher().ending(id)
    is_erased = ending is not None and ending.kind == "erased"
    title = gettext("This entry has been erased") if is_erased else ""
    message = _how_it_ended(ending)
    if near:
        message += " " + gettext("These entries are from around the same time.")
    return error_page(410, title=title, message=message, near=near)


def _how_it_ended(ending: Change | None) -> str:
    """Return how an entry came to be gone; of an erased one nothing but that it was erased."""
    if ending and ending.kind == "erased":
        return gettext("Nothing of it is kept.")
    if ending and ending.why:
        return gettext("The archive has withdrawn it. Reason: %(why)s.", why=ending.why.rstrip("."))
    return gettext("The archive has withdrawn it, or the page that had it.")


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


def position_of(entry: Entry, asked: str) -> SearchPosition | None:
    """Return the position of an entry in the search `asked`; None when it is not on that page."""
    if not asked:
        return None
    try:
        query = query_of_string(asked)
        results = searcher().search(in_page_language(query))
    except QueryError:
        return None
    ids = [hit.id for hit in results.hits]
    if entry.id not in ids:
        return None
    at = ids.index(entry.id)
    back, ahead = (replace(query, page=query.page + step) for step in (-1, 1))
    before: str | None = ids[at - 1] if at else None
    after: str | None = ids[at + 1] if at + 1 < len(ids) else None
    before_query = after_query = query
    if before is None and query.page > 1 and (found := _hits(back)):
        before, before_query = found[-1], back
    is_last = query.page >= results.pages or ahead.page * query.limit > MAX_REACH
    if after is None and not is_last and (found := _hits(ahead)):
        after, after_query = found[0], ahead
    return SearchPosition(
        query=query,
        words=heading(results),
        number=(query.page - 1) * query.limit + at + 1,
        total=results.total,
        before=before,
        before_query=before_query,
        after=after,
        after_query=after_query,
    )


def _hits(query: Query) -> list[str]:
    """Return the ids of a page's hits; none when they cannot be found in time, or are gone."""
    try:
        return [hit.id for hit in searcher().search(in_page_language(query)).hits]
    except QueryError:
        return []


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
            part for part in (made, "" if by_person else engine_name(version.engine), day) if part
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


def _report_of(entry: Entry, version: Version, address: str) -> str:
    if version.origin == "published":
        return ""
    return translation_report(contact(), entry, version, address)


def _perhaps_same(entry: Entry, language: str) -> list[tuple[Entry, Version, str]]:
    """Return what may be the same event, with the version and the title that name it."""
    found = [(each, best_version(each, page_read())) for each in others_of(entry, searcher())]
    return [(each, version, title_of(version, language)) for each, version in found]


def _aligned(columns: tuple[VersionColumn, ...]) -> bool:
    counts = {len(column.paragraphs) for column in columns}
    return len(columns) == 2 and len(counts) == 1 and counts.pop() <= MAX_ALIGNED


def _missing(entry: Entry, language: str) -> str:
    names = [
        language_name(tag, language)
        for tag in (language, *LANGUAGES)
        if entry.readable(tag) is None
    ]
    if not names:
        return ""
    return gettext("Not translated yet: %(languages)s.", languages=", ".join(dict.fromkeys(names)))


def _sides(entry: Entry, language: str) -> list[tuple[str, list[tuple[Person, ShownRole]]]]:
    """Return the title and the people of each side, with their roles."""
    sides = (
        ("visitor", gettext("Guests and other institutions")),
        ("city", profile().publisher.body[language]),
    )
    groups = [
        (title, [(p, shown_role(entry, p.role, language)) for p in entry.people if p.side == side])
        for side, title in sides
    ]
    return [(title, people) for title, people in groups if people]


def _sources(entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "address": web_address(source.url),
            "words": breakable(_page_name(source.url)),
            "fetched": source.fetched,
        }
        for source in entry.sources
    ]


def _page_name(url: str) -> str:
    """Return a URL as text: host and path, without "www." and an index page; of a file its name."""
    if url.startswith("file:"):
        return unquote(url.removeprefix("file:"))
    bare = url.split("://", 1)[-1].removeprefix("www.")
    for tail in ("/index.shtml", "/index.html", "/"):
        bare = bare.removesuffix(tail)
    return bare or host(url)
