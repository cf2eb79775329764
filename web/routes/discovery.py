"""What browsers and crawlers ask for: autocomplete, OpenSearch descriptions, the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from index.text.output_characters import json_text
from search.query.query import Query
from web.current_searcher import profile, searcher
from web.http.file_response import made_file
from web.routes.browse import countryless
from web.views.completions import CompletionList, completion_groups
from web.views.i18n import LANGUAGES, gettext_in
from web.views.query_text import entry_count
from web.views.template_globals import since, site

pages = Blueprint("discovery", __name__)

IDS_KEY = "sitemap-ids"

MAX_TYPED = 64
"""Characters of the typed text that count for autocomplete."""
MAX_SHORT = 16
"""Characters of the short name of a search engine, by OpenSearch 1.1."""
SHEET_ENTRIES = 10_000
"""Entries in one sheet of the sitemap; each has a URL for every language."""


@pages.get("/<any(it, en):language>/suggest.json")
def autocomplete(language: str) -> ResponseReturnValue:
    """Send the names and titles that begin with the text typed."""
    typed = request.args.get("q", "")[:MAX_TYPED]
    groups = completion_groups(searcher(), typed, language)
    if request.args.get("form") == "opensearch":
        return _opensearch(typed, groups)
    body = {
        "query": typed,
        "groups": [
            {
                "name": group.name,
                "values": [
                    {
                        "label": each.label,
                        "language": each.written,
                        "count": each.count,
                        "url": each.address,
                    }
                    for each in group.values
                ],
            }
            for group in groups
        ],
    }
    return _json(body, "application/json")


@pages.get("/opensearch.<any(it, en):language>.xml")
def opensearch(language: str) -> ResponseReturnValue:
    """Send the OpenSearch description of the site in one of the languages."""
    city, year = profile().home.name[language], since()
    words = (
        gettext_in(
            language,
            "Search the international news of %(city)s since %(year)s",
            city=city,
            year=year,
        )
        if year
        else gettext_in(language, "Search the international news of %(city)s", city=city)
    )
    page = render_template(
        "opensearch.xml",
        described=language,
        short=f"{city[: MAX_SHORT - 5]} ({language})",
        name=f"{profile().site[language]} ({language})",
        words=words,
    )
    return Response(page, mimetype="application/opensearchdescription+xml")


@pages.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """Send the list of the sheets of the sitemap."""
    sheets = range(1, 1 + _sheets())
    return Response(render_template("sitemap.xml", sheets=sheets), mimetype="application/xml")


@pages.get("/sitemap/<int:number>.xml")
def sitemap_sheet(number: int) -> ResponseReturnValue:
    """Send one sheet of the sitemap: entries, and on the first one also the browsing pages."""
    if not 1 <= number <= _sheets():
        abort(404)

    def parts() -> Iterator[bytes]:
        browsing = _browsing_paths() if number == 1 else ()
        ids = _every_id()[(number - 1) * SHEET_ENTRIES : number * SHEET_ENTRIES]
        paths = [*browsing, *(f"/e/{id}" for id in ids)]
        yield render_template("sheet.xml", paths=paths, languages=LANGUAGES).encode()

    return made_file(f"sitemap/{number}", site(), parts, "application/xml")


def _every_id() -> list[str]:
    """Return the ids of all entries, newest first.

    To read them takes every entry, so those of one generation are kept for its other sheets.
    """
    generation = searcher().holdings().generation
    kept: tuple[str, str] = current_app.extensions.get(IDS_KEY, ("", ""))  # one text is small
    if kept[0] != generation:
        ids = "\n".join(entry.id for entry in searcher().export(Query()))
        current_app.extensions[IDS_KEY] = kept = (generation, ids)
    return kept[1].splitlines()


def _sheets() -> int:
    """Return the number of sheets of the sitemap, at least 1."""
    return 1 + max(0, searcher().holdings().entries - 1) // SHEET_ENTRIES


def _browsing_paths() -> Iterator[str]:
    facets = searcher().search(Query(limit=1)).facets
    yield from ("/", "/years", "/countries", "/news", "/about", "/help", "/data", "/accessibility")
    if searcher().search(replace(countryless(), limit=1)).total:
        yield "/networks"
    if searcher().search(Query(kind=("twinning",), limit=1)).total:
        yield "/twin-cities"
    people = searcher().people()
    yield from (("/people",) if people else ())
    yield from (f"/people/{quote(person.id)}" for person in people)
    yield from (f"/years/{value.value}" for value in facets["year"].values)
    yield from (f"/countries/{value.value}" for value in facets["country"].values)
    yield from (f"/regions/{region.id}" for region, _ in searcher().regions())
    yield from (f"/places/{value.value}" for value in facets["places"].values)


def _opensearch(typed: str, groups: tuple[CompletionList, ...]) -> Response:
    """Return the completions as search bars of browsers need them: four lists of one length."""
    found = [each for group in groups for each in group.values]
    body = [
        typed,
        [each.label for each in found],
        [entry_count(each.count) for each in found],
        [f"{site()}{each.address}" for each in found],
    ]
    return _json(body, "application/x-suggestions+json")


def _json(body: object, type_: str) -> Response:
    return Response(f"{json_text(body)}\n", mimetype=type_)
