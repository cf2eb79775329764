"""The page of an entry: its versions side by side, doubts, sources and related entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from index.model.entry import Entry, Person, Version
from search.export.json_format import search_url
from search.query.errors import QueryError
from search.query.query import MAX_REACH, Query
from search.results.date_format import unbroken, written_day, written_month
from search.results.results import Hit
from web.current_searcher import LANGUAGE_PATH, searcher
from web.routes.errors import error_page
from web.routes.search import reading
from web.views.citations import best_version, citation, linked_data, meta_tags, title_of
from web.views.doubts import doubt_text
from web.views.html import breakable, host, paragraphs, web_address
from web.views.i18n import LANGUAGES, gettext
from web.views.labels import capitalized, country_name, engine_name, language_name
from web.views.query_text import heading
from web.views.query_url import query_of_string
from web.views.roles import role_language
from web.views.template_globals import entry_address, site

pages = Blueprint("entries", __name__, url_prefix=LANGUAGE_PATH)

MAX_RELATED = 3
"""Entries in a list of related ones."""

MAX_ALIGNED = 24
"""Paragraphs up to which two versions are aligned, paragraph beside paragraph."""


@dataclass(frozen=True, slots=True)
class VersionColumn:
    """One version as the page shows it."""

    version: Version
    anchor: str
    title: str
    whose: str
    """Original or translation, with the language."""
    how: str
    """Who made it, and when."""
    jump: str
    """The text of the link that leads to it."""


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


@dataclass(frozen=True, slots=True)
class Related:
    """A short list of other entries, and a link to the whole list."""

    title: str
    hits: tuple[Hit, ...]
    address: str
    all_words: str


@pages.get("/e/<id>")
def entry_page(language: str, id: str) -> ResponseReturnValue:
    """Show an entry; an older id redirects to the present one, a withdrawn one is 410."""
    entry = searcher().get(id)
    if entry is None:
        return gone(language, id)
    if entry.id != id:
        return redirect(entry_address(entry.id, language=language), 301)
    address = f"{site()}/e/{entry.id}"
    columns = columns_of(entry, language)
    title_version = best_version(entry, language)
    return render_template(
        "entry.html",
        entry=entry,
        name=title_of(title_version, language),
        title_version=title_version,
        versions=columns,
        aligned=_aligned(columns),
        missing=_missing(entry, language),
        doubts=[doubt_text(doubt, language) for doubt in entry.doubts],
        sides=_sides(entry),
        citations={other: citation(entry, address, other) for other in LANGUAGES},
        sources=_sources(entry),
        meta_tags=meta_tags(entry, address, language),
        linked_data=linked_data(entry, address, language),
        position=position_of(entry, request.args.get("from", ""), language),
        related=tuple(_related(entry, language)),
    )


def gone(language: str, id: str) -> Response:
    """Answer for an id without entry: 410 with entries near in time, or raise NotFound."""
    if not searcher().is_withdrawn(id):
        raise NotFound
    near: tuple[Hit, ...] = ()
    try:
        near = (
            searcher()
            .search(Query(since=id[:10], sort="oldest", limit=MAX_RELATED, read=reading(language)))
            .hits
        )
    except QueryError:  # an undated id
        near = searcher().search(Query(limit=MAX_RELATED, read=reading(language))).hits
    message = gettext(
        "The page that had it has been withdrawn. These entries are from around the same time."
    )
    return error_page(410, message=message, near=near)


def columns_of(entry: Entry, language: str) -> tuple[VersionColumn, ...]:
    """Return the original, then the version in the page's language, then the rest by language."""
    rest = sorted(entry.versions[1:], key=lambda v: (v.language != language, v.language))
    return tuple(_column(v, v is entry.original, language) for v in (entry.original, *rest))


def position_of(entry: Entry, asked: str, language: str) -> SearchPosition | None:
    """Return the position of an entry in the search `asked`; None when it is not on that page."""
    if not asked:
        return None
    try:
        query = query_of_string(asked)
        results = searcher().search(query)
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
    if before is None and query.page > 1:
        before, before_query = searcher().search(back).hits[-1].id, back
    if after is None and query.page < results.pages and ahead.page * query.limit <= MAX_REACH:
        after, after_query = searcher().search(ahead).hits[0].id, ahead
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


def _column(version: Version, original: bool, language: str) -> VersionColumn:
    name = language_name(version.language, language)
    if original:
        whose = gettext("Original")
        how = (
            gettext("%(language)s, as published", language=capitalized(name))
            if name
            else gettext("as published, language uncertain")
        )
    elif version.origin == "published":
        whose, how = capitalized(name), gettext("as published")
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
    return VersionColumn(
        version=version,
        anchor=version.language,
        title=title_of(version, language),
        whose=whose,
        how=how,
        jump=gettext("Go to: %(language)s", language=capitalized(name) or version.language),
    )


def _aligned(columns: tuple[VersionColumn, ...]) -> bool:
    counts = {len(paragraphs(column.version.text)) for column in columns}
    return len(columns) == 2 and len(counts) == 1 and counts.pop() <= MAX_ALIGNED


def _missing(entry: Entry, language: str) -> str:
    names = [
        language_name(tag, language) for tag in (language, *LANGUAGES) if entry.version(tag) is None
    ]
    if not names:
        return ""
    return gettext("Not translated yet: %(languages)s.", languages=", ".join(dict.fromkeys(names)))


def _sides(entry: Entry) -> list[tuple[str, list[tuple[Person, str]]]]:
    """Return the people of each side, each with the language of the role's words."""
    sides = (
        ("visitor", gettext("Guests and other institutions")),
        ("city", gettext("City of Torino")),
    )
    groups = [
        (title, [(p, role_language(entry, p.role)) for p in entry.people if p.side == side])
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
    """Return a URL as text: host and path, without "www." and an index page."""
    bare = url.split("://", 1)[-1].removeprefix("www.")
    for tail in ("/index.shtml", "/index.html", "/"):
        bare = bare.removesuffix(tail)
    return bare or host(url)


def _related(entry: Entry, language: str) -> Iterator[Related]:
    if alike := searcher().similar(entry.id, MAX_RELATED + 1):
        where, all_words = f"/{language}/search", gettext("All entries")
        if entry.countries:
            where = f"/{language}/countries/{entry.countries[0]}"
            all_words = country_name(entry.countries[0], language)
        yield Related(gettext("Similar entries"), alike, where, all_words)
    start, end = entry.dates.start, entry.dates.end
    if start and end and entry.dates.precision != "year":
        base = Query(limit=MAX_RELATED + 1, read=reading(language))
        before = searcher().search(replace(base, until=start.isoformat())).hits
        after = searcher().search(replace(base, since=end.isoformat(), sort="oldest")).hits
        near = {hit.id: hit for hit in (*_others(before, entry)[:2], *_others(after, entry)[:2])}
        if near:
            month = f"{start.year:04}-{start.month:02}"
            yield Related(
                gettext("Around the same time"),
                tuple(sorted(near.values(), key=lambda h: (str(h.dates.start), h.id))),
                search_url(Query(since=month, until=month), language),
                capitalized(
                    gettext(
                        "all of %(month)s", month=written_month(start.year, start.month, language)
                    )
                ),
            )


def _others(hits: tuple[Hit, ...], entry: Entry) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.id != entry.id)[:MAX_RELATED]
