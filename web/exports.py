"""A whole result, or one entry, to take along: JSON, lines, CSV, Atom, RIS, BibTeX."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from index.entry import Entry
from index.entry_json import entry_json
from search.answers import results_json, search_url
from search.query import Query
from web import params, sayings
from web.citations import bibtex, plain, ris, title_of
from web.context import entry_address, page_language, site
from web.entry_view import gone
from web.labels import country_name, place_name
from web.shelf import LANGUAGE_PATH, searcher

pages = Blueprint("exports", __name__)

FEED = 50
"""Entries of a feed's page."""

COLUMNS = (
    "id", "start", "end", "precision", "kind", "countries", "places", "people", "language",
    "title", "text", "title_it", "origin_it", "title_en", "origin_en", "doubts", "source",
    "address",
)  # fmt: skip
"""The columns of the CSV, in order."""

Writer = Callable[[Iterable[Entry], str, str], Iterator[str]]
"""Entries, the site's address and the page's language in; the file, part by part, out."""


@pages.get(f"{LANGUAGE_PATH}/search.json")
def search_json(language: str) -> ResponseReturnValue:
    """Answer one page of results as JSON."""
    results = params.answered(searcher(), request.args)
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
    write, type_ = WRITERS[form]
    response = Response(_encoded(write(searcher().export(query), site(), language)), mimetype=type_)
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
        body = json.dumps(entry_json(entry), ensure_ascii=False)
        return _open(Response(body + "\n", mimetype="application/json"))
    if form == "txt":
        return _open(Response(plain(entry, address), mimetype="text/plain"))
    write, type_ = WRITERS[form]
    response = Response("".join(write((entry,), site(), page_language())), mimetype=type_)
    response.headers["Content-Disposition"] = f'attachment; filename="{entry.id}.{form}"'
    return _open(response)


def write_lines(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """One entry a line, as the entry's own JSON."""
    for entry in entries:
        yield json.dumps(entry_json(entry), ensure_ascii=False) + "\n"


def write_csv(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """A row an entry, made for spreadsheets: byte order mark, and no cell that is a formula."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    yield _row(COLUMNS)
    for entry in entries:
        yield _row(safe_cell(cell) for cell in _cells(entry, site, language))


def write_ris(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """One RIS record an entry."""
    for entry in entries:
        yield ris(entry, f"{site}/e/{entry.id}")


def write_bib(entries: Iterable[Entry], site: str, language: str) -> Iterator[str]:
    """One BibTeX record an entry."""
    for entry in entries:
        yield bibtex(entry, f"{site}/e/{entry.id}")


WRITERS: dict[str, tuple[Writer, str]] = {
    "jsonl": (write_lines, "application/jsonl"),
    "csv": (write_csv, "text/csv"),
    "ris": (write_ris, "application/x-research-info-systems"),
    "bib": (write_bib, "application/x-bibtex"),
}


def safe_cell(text: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _asked() -> Query:
    return params.asked(request.args)[0]


def _cells(entry: Entry, site: str, language: str) -> Iterator[str]:
    dates = entry.dates
    yield entry.id
    yield dates.start.isoformat() if dates.start else ""
    yield dates.end.isoformat() if dates.end else ""
    yield dates.precision
    yield entry.kind
    yield "; ".join(country_name(code, language) for code in entry.countries)
    yield "; ".join(place_name(place, language) for place in entry.places)
    yield "; ".join(person.name for person in entry.people)
    yield entry.original.language
    yield title_of(entry.original)
    yield entry.original.text
    for tag in ("it", "en"):
        version = entry.version(tag)
        yield version.title if version else ""
        yield version.origin if version else ""
    yield str(len(entry.doubts))
    yield entry.sources[0].url if entry.sources else ""
    yield f"{site}/e/{entry.id}"


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode() for part in parts)


def _open(response: Response) -> Response:
    """The answer, readable by other sites' pages too: it is public and knows no visitor."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
