"""Search results and entries as files: JSON, Atom, plain text, and the file formats of exports."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from index.model.change import time_text
from index.model.entry_json import entry_to_json
from index.text.output_characters import json_text, text_for
from search.export.file_formats import FILE_FORMATS, ExportFormat, FileOptions
from search.export.json_format import results_json, search_url
from search.export.reference import slug
from search.export.tables import SEPARATORS
from search.health.undecided_pairs import others_of
from search.query.errors import QueryError
from search.query.query import Query
from web.current_searcher import LANGUAGE_PATH, profile, searcher
from web.http.file_response import in_parts, made_file
from web.routes.gone import gone
from web.views.changes import published_and_updated, urn_of
from web.views.citations import plain
from web.views.i18n import page_language
from web.views.labels import translator_name
from web.views.query_text import heading
from web.views.query_url import query_of_args, search_with_notes
from web.views.reading_language import in_page_language
from web.views.template_globals import entry_address, site

pages = Blueprint("exports", __name__)

FEED_ENTRIES = 50
"""Entries on one page of a feed."""

_FORMS = ", ".join(FILE_FORMATS)
_ENTRY_FORMS = ", ".join(("json", "txt", *(form for form in FILE_FORMATS if form != "jsonl")))
"""The formats in addresses; lines of JSON of one entry would be its JSON."""


@pages.get(f"{LANGUAGE_PATH}/search.json")
def search_json(language: str) -> ResponseReturnValue:
    """Send one page of results as JSON."""
    results = search_with_notes(searcher(), *query_of_args(request.args))
    return with_cors(_json(results_json(results, language)))


@pages.get(f"{LANGUAGE_PATH}/search.atom")
def search_atom(language: str) -> ResponseReturnValue:
    """Send an Atom feed of the newest entries that the search finds."""
    asked = _exact_query()
    query = replace(asked, sort="newest", limit=FEED_ENTRIES)
    results = searcher().search(in_page_language(query))
    held, archive = searcher().holdings(), searcher().archive()
    page = render_template(
        "feed.xml",
        query=query,
        results=results,
        heading=heading(results),
        translator_name=translator_name,
        office=profile().publisher.author(language),
        updated=time_text(held.built),
        feed_id=urn_of(archive, search_url(replace(asked, page=1), language, ".atom")),
        urn=lambda hit: urn_of(archive, hit.id, reversed(hit.history)),
        times=lambda hit: map(time_text, published_and_updated(hit.history, hit.source.fetched)),
        self_address=lambda page: search_url(replace(asked, page=page), language, ".atom"),
    )
    return with_cors(Response(page, mimetype="application/atom+xml"))


_LABELLED: Set[ExportFormat] = {"csv", "xlsx", "geojson"}
"""The formats with names in the reader's language."""


@pages.get(f"{LANGUAGE_PATH}/search.<any({_FORMS}):form>")
def search_file(language: str, form: ExportFormat) -> ResponseReturnValue:
    """Send every entry that the search finds, as a file.

    The whole archive is sent from a file that is kept; the result of a search is written while it
    is sent.
    """
    query = _exact_query()
    options = _file_options(language)
    file = FILE_FORMATS[form]

    def parts() -> Iterator[bytes]:
        return file.write(searcher().export(query), options)

    found = searcher().search(replace(query, page=1, limit=1, brief=True))  # raises before a byte
    is_whole = found.total == searcher().holdings().entries
    if is_whole and found.understood.how == "everything":
        query = Query(sort="oldest" if query.sort == "oldest" else "newest")
        spoken = language if form in _LABELLED else "any"
        name = f"{query.sort}.{spoken}.{options.separator}.{form}"
        response = made_file(name, options.site, parts, file.media_type)
    else:
        response = Response(in_parts(parts()), mimetype=file.media_type)
    return with_cors(_as_file(response, f"{slug(profile().site[language])}.{file.extension}"))


@pages.get("/e/<id>")
def entry_permalink(id: str) -> ResponseReturnValue:
    """Redirect to the entry in the language that the browser prefers."""
    entry = searcher().get(id)
    if entry is None:
        return gone(page_language(), id)
    if entry.id != id:
        return redirect(f"/e/{entry.id}", 301)
    response = redirect(entry_address(id, language=page_language()), 303)
    response.vary.add("Accept-Language")
    return response


@pages.get(f"/e/<id>.<any({_ENTRY_FORMS}):form>")
def entry_file(id: str, form: Literal["json", "txt"] | ExportFormat) -> ResponseReturnValue:
    """Send one entry as a file."""
    entry = searcher().get(id)
    if entry is None:
        return gone(page_language(), id)
    if entry.id != id:
        return redirect(f"/e/{entry.id}.{form}", 301)
    address = f"{site()}/e/{entry.id}"
    if form == "json":
        perhaps_same = [other.id for other in others_of(entry, searcher())]
        return with_cors(_json({**entry_to_json(entry), "perhaps_same": perhaps_same}))
    if form == "txt":
        return with_cors(Response(text_for("text", plain(entry, address)), mimetype="text/plain"))
    file = FILE_FORMATS[form]
    body = b"".join(file.write((entry,), _file_options(page_language())))
    response = Response(body, mimetype=file.media_type)
    return with_cors(_as_file(response, f"{entry.id}.{file.extension}"))


def _exact_query() -> Query:
    """Return the query of a file or feed.

    Raises QueryError also for a value that a page ignores with a note: a file has no place for it,
    and would be taken for what was asked.
    """
    query, dropped = query_of_args(request.args)
    for note in dropped:
        raise QueryError(
            f"{note.value!r}: {note.code.replace('-', ' ')}", code="no-such-value", value=note.value
        )
    return query


def _file_options(language: str) -> FileOptions:
    """Return what a file says beside its entries.

    The day of access is that of the ETag (UTC), so that a file is fresh as long as its day lasts.
    Raises QueryError.
    """
    asked = request.args.get("separator", "comma")
    separator = next((name for name in SEPARATORS if name == asked), None)
    if separator is None:
        raise QueryError(
            f"{asked} is no separator: use comma or semicolon",
            code="no-such-separator",
            value=asked,
        )
    return FileOptions(site(), language, datetime.now(UTC).date(), profile(), separator)


def _json(value: object) -> Response:
    return Response(f"{json_text(value)}\n", mimetype="application/json")


def _as_file(response: Response, name: str) -> Response:
    """Return the response as a file that browsers save under the name."""
    filename = text_for("header", name)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def with_cors(response: Response) -> Response:
    """Return the response with CORS for all sites: it is public and the same for all visitors."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
