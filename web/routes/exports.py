"""A whole result, or one entry, to take along: JSON, lines, CSV, Atom, RIS, BibTeX."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from index.model.entry_json import entry_to_json
from search.export.json_format import results_json, search_url
from search.export.tables import WRITERS
from search.query.query import Query
from web.current_searcher import LANGUAGE_PATH, searcher
from web.routes.entry import gone
from web.views import query_text as sayings
from web.views import query_url as params
from web.views.citations import plain
from web.views.i18n import page_language
from web.views.labels import engine_name
from web.views.template_globals import entry_address, site

pages = Blueprint("exports", __name__)

FEED = 50
"""Entries of a feed's page."""

TYPES = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
}
"""The media types of the files."""


@pages.get(f"{LANGUAGE_PATH}/search.json")
def search_json(language: str) -> ResponseReturnValue:
    """Answer one page of results as JSON."""
    results = params.answered(searcher(), *params.asked(request.args))
    body = json.dumps(results_json(results, language), ensure_ascii=False)
    return _open(Response(body + "\n", mimetype="application/json"))


@pages.get(f"{LANGUAGE_PATH}/search.atom")
def search_atom(language: str) -> ResponseReturnValue:
    """Answer a feed of the newest entries that the search finds."""
    asked = _asked()
    query = replace(asked, sort="newest", limit=FEED)
    results = searcher().search(query)
    held = searcher().holdings()
    page = render_template(
        "feed.xml",
        query=query,
        results=results,
        heading=sayings.heading(results),
        engine_name=engine_name,
        updated=held.built.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        day_of=lambda hit: datetime.combine(
            hit.dates.end or hit.source.fetched.date(), time(), UTC
        ).strftime("%Y-%m-%dT%H:%M:%SZ"),
        self_address=lambda page: search_url(replace(asked, page=page), language, ".atom"),
    )
    return _open(Response(page, mimetype="application/atom+xml"))


@pages.get(f"{LANGUAGE_PATH}/search.<any(jsonl, csv, ris, bib):form>")
def search_file(language: str, form: str) -> ResponseReturnValue:
    """Answer every entry that the search finds, as a file that is written while it is sent."""
    query = _asked()
    searcher().search(replace(query, page=1, limit=1))  # refuse before the first byte
    parts = WRITERS[form](searcher().export(query), site(), language)
    response = Response(_encoded(parts), mimetype=TYPES[form])
    name = f"torino-nel-mondo.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _open(response)


@pages.get("/e/<id>")
def entry_permalink(id: str) -> ResponseReturnValue:
    """Lead to the entry in the reader's language."""
    entry = searcher().get(id)
    if entry is None:
        return gone(page_language(), id)
    if entry.id != id:
        return redirect(f"/e/{entry.id}", 301)
    response = redirect(entry_address(id, language=page_language()), 303)
    response.vary.add("Accept-Language")
    return response


@pages.get("/e/<id>.<any(json, txt, ris, bib):form>")
def entry_file(id: str, form: str) -> ResponseReturnValue:
    """Answer one entry whole."""
    entry = searcher().get(id)
    if entry is None:
        return gone(page_language(), id)
    if entry.id != id:
        return redirect(f"/e/{entry.id}.{form}", 301)
    address = f"{site()}/e/{entry.id}"
    if form == "json":
        body = json.dumps(entry_to_json(entry), ensure_ascii=False)
        return _open(Response(body + "\n", mimetype="application/json"))
    if form == "txt":
        return _open(Response(plain(entry, address), mimetype="text/plain"))
    body = "".join(WRITERS[form]((entry,), site(), page_language()))
    response = Response(body, mimetype=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{entry.id}.{form}"'
    return _open(response)


def _asked() -> Query:
    return params.asked(request.args)[0]


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode() for part in parts)


def _open(response: Response) -> Response:
    """The answer, readable by other sites' pages too: it is public and knows no visitor."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
