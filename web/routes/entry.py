"""The page of one entry: its versions side by side, its doubts, its source, its neighbours."""

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
from web.views import query_text as sayings
from web.views import query_url as params
from web.views.citations import best_version, citation, linked_data, meta_tags, title_of
from web.views.doubts import doubt_words
from web.views.html import breakable, host, paragraphs, web_address
from web.views.i18n import LANGUAGES, gettext
from web.views.labels import capitalized, country_name, engine_name, language_name
from web.views.template_globals import entry_address, site

pages = Blueprint("entries", __name__, url_prefix=LANGUAGE_PATH)

NEAR = 3
"""How many related entries a list holds."""

ALIGNED = 24
"""Up to how many paragraphs two versions are set paragraph beside paragraph."""


@dataclass(frozen=True, slots=True)
class Column:
    """One version as the page sets it."""

    version: Version
    anchor: str
    title: str
    whose: str
    how: str
    jump: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The search an entry was found by, and its neighbours there."""

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
    """A short list of other entries, and where the whole of it is."""

    title: str
    hits: tuple[Hit, ...]
    address: str
    all_words: str


@pages.get("/e/<id>")
def entry_page(language: str, id: str) -> ResponseReturnValue:
    """Show an entry; an older id leads to the present one, a withdrawn one is gone."""
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
        doubts=[doubt_words(doubt, language) for doubt in entry.doubts],
        sides=_sides(entry),
        citations={other: citation(entry, address, other) for other in LANGUAGES},
        sources=_sources(entry),
        meta_tags=meta_tags(entry, address, language),
        linked_data=linked_data(entry, address, language),
        trail=trail_of(entry, request.args.get("from", ""), language),
        related=tuple(_related(entry, language)),
    )


def gone(language: str, id: str) -> Response:
    """The answer for an id without an entry: 410 with what is near in time, or 404."""
    if not searcher().is_withdrawn(id):
        raise NotFound
    near: tuple[Hit, ...] = ()
    try:
        near = (
            searcher()
            .search(Query(since=id[:10], sort="oldest", limit=NEAR, read=reading(language)))
            .hits
        )
    except QueryError:  # an undated id
        near = searcher().search(Query(limit=NEAR, read=reading(language))).hits
    said = gettext("The page it stood on has been taken back. These entries are near it in time.")
    return error_page(410, said=said, near=near)


def columns_of(entry: Entry, language: str) -> tuple[Column, ...]:
    """The original, then the reader's language, then the rest, each with whose words it is."""
    rest = sorted(entry.versions[1:], key=lambda v: (v.language != language, v.language))
    return tuple(_column(v, v is entry.original, language) for v in (entry.original, *rest))


def trail_of(entry: Entry, asked: str, language: str) -> Trail | None:
    """Where the entry stands in the search it was found by; None when it does not stand there."""
    if not asked:
        return None
    try:
        query = params.asked_in(asked)
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
    return Trail(
        query=query,
        words=sayings.heading(results),
        number=(query.page - 1) * query.limit + at + 1,
        total=results.total,
        before=before,
        before_query=before_query,
        after=after,
        after_query=after_query,
    )


def _column(version: Version, original: bool, language: str) -> Column:
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
        made = gettext("by a person") if by_person else gettext("by a machine")
        day = unbroken(written_day(version.day, language)) if version.day else ""
        how = ", ".join(
            part for part in (made, "" if by_person else engine_name(version.engine), day) if part
        )
        if not by_person:
            how = f"{how} · {gettext('not checked by a person')}"
    return Column(
        version=version,
        anchor=version.language,
        title=title_of(version, language),
        whose=whose,
        how=how,
        jump=gettext("Go to: %(language)s", language=capitalized(name) or version.language),
    )


def _aligned(columns: tuple[Column, ...]) -> bool:
    counts = {len(paragraphs(column.version.text)) for column in columns}
    return len(columns) == 2 and len(counts) == 1 and counts.pop() <= ALIGNED


def _missing(entry: Entry, language: str) -> str:
    names = [
        language_name(tag, language) for tag in (language, *LANGUAGES) if entry.version(tag) is None
    ]
    if not names:
        return ""
    return gettext(
        "There is no translation yet: %(languages)s.", languages=", ".join(dict.fromkeys(names))
    )


def _sides(entry: Entry) -> list[tuple[str, list[tuple[Person, str]]]]:
    """The people of each side, each with the language that the role is told in."""
    sides = (("visitor", gettext("Guests and hosts")), ("city", gettext("City of Torino")))
    groups = [
        (title, [(p, role_language(entry, p.role)) for p in entry.people if p.side == side])
        for side, title in sides
    ]
    return [(title, people) for title, people in groups if people]


def role_language(entry: Entry, role: str) -> str:
    """The language of the version that has these very words; else that of the original."""
    said = " ".join(role.split()).casefold()
    for version in entry.versions:
        if said in " ".join(f"{version.title} {version.text}".split()).casefold():
            return version.language
    return entry.original.language


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
    """The address as words: host and path, without what says nothing."""
    bare = url.split("://", 1)[-1].removeprefix("www.")
    for tail in ("/index.shtml", "/index.html", "/"):
        bare = bare.removesuffix(tail)
    return bare or host(url)


def _related(entry: Entry, language: str) -> Iterator[Related]:
    if alike := searcher().similar(entry.id, NEAR + 1):
        where, all_words = f"/{language}/search", gettext("All entries")
        if entry.countries:
            where = f"/{language}/countries/{entry.countries[0]}"
            all_words = country_name(entry.countries[0], language)
        yield Related(gettext("Similar entries"), alike, where, all_words)
    start, end = entry.dates.start, entry.dates.end
    if start and end and entry.dates.precision != "year":
        listed = Query(limit=NEAR + 1, read=reading(language))
        before = searcher().search(replace(listed, until=start.isoformat())).hits
        after = searcher().search(replace(listed, since=end.isoformat(), sort="oldest")).hits
        near = {hit.id: hit for hit in (*_others(before, entry)[:2], *_others(after, entry)[:2])}
        if near:
            month = f"{start.year:04}-{start.month:02}"
            yield Related(
                gettext("Near these days"),
                tuple(sorted(near.values(), key=lambda h: (str(h.dates.start), h.id))),
                search_url(Query(since=month, until=month), language),
                capitalized(
                    gettext(
                        "all of %(month)s", month=written_month(start.year, start.month, language)
                    )
                ),
            )


def _others(hits: tuple[Hit, ...], entry: Entry) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.id != entry.id)[:NEAR]
