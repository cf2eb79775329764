"""How others find the way here: suggestions, OpenSearch descriptions, the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from flask import Blueprint, Response, abort, json, render_template, request
from flask.typing import ResponseReturnValue

from search.query.query import Query
from web.current_searcher import searcher
from web.routes.browse import countryless
from web.views.i18n import LANGUAGES
from web.views.query_text import counted
from web.views.suggestions import Group, suggestions
from web.views.template_globals import site

pages = Blueprint("discovery", __name__)

LONGEST = 64
"""Characters of a word that suggestions are given for."""
SHEET = 10_000
"""Entries of one sheet of the sitemap; each has an address for every language."""


@pages.get("/<any(it, en):language>/suggest.json")
def suggest(language: str) -> ResponseReturnValue:
    """Answer the countries, places and people whose names begin like the words typed."""
    typed = request.args.get("q", "")[:LONGEST]
    groups = suggestions(searcher(), typed, language)
    if request.args.get("form") == "opensearch":
        return _opensearch(typed, groups)
    body = {
        "query": typed,
        "groups": [
            {
                "name": group.name,
                "values": [
                    {"label": each.label, "count": each.count, "url": each.address}
                    for each in group.values
                ],
            }
            for group in groups
        ],
    }
    return _json(body, "application/json")


@pages.get("/opensearch.<any(it, en):language>.xml")
def opensearch(language: str) -> ResponseReturnValue:
    """Describe the search to a browser, in one of the languages."""
    page = render_template(
        "opensearch.xml",
        described=language,
        name=f"Torino nel mondo ({language})",
        words={"it": "Cerca nella cronaca internazionale di Torino, dal 2002",
               "en": "Search the international news of Torino since 2002"}[language],
    )  # fmt: skip
    return Response(page, mimetype="application/opensearchdescription+xml")


@pages.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """List the sheets of the sitemap."""
    sheets = range(1, 1 + _sheets())
    return Response(render_template("sitemap.xml", sheets=sheets), mimetype="application/xml")


@pages.get("/sitemap/<int:number>.xml")
def sitemap_sheet(number: int) -> ResponseReturnValue:
    """List a sheet's entries, and on the first the pages to browse by, in every language."""
    if not 1 <= number <= _sheets():
        abort(404)
    paths = _browsing() if number == 1 else iter(())
    entries = islice(searcher().export(Query()), (number - 1) * SHEET, number * SHEET)
    page = render_template(
        "sheet.xml",
        paths=[*paths, *(f"/e/{entry.id}" for entry in entries)],
        languages=LANGUAGES,
    )
    return Response(page, mimetype="application/xml")


def _sheets() -> int:
    """How many sheets the sitemap has; one even without entries."""
    return 1 + max(0, searcher().holdings().entries - 1) // SHEET


def _browsing() -> Iterator[str]:
    facets = searcher().search(Query(limit=1)).facets
    yield from ("/", "/years", "/countries", "/about", "/help", "/data", "/accessibility")
    if searcher().search(replace(countryless(), limit=1)).total:
        yield "/networks"
    yield from (f"/years/{value.value}" for value in facets["year"].values)
    yield from (f"/countries/{value.value}" for value in facets["country"].values)
    yield from (f"/places/{value.value}" for value in facets["places"].values)


def _opensearch(typed: str, groups: tuple[Group, ...]) -> Response:
    """The suggestions as browsers' search bars want them: four lists side by side."""
    found = [each for group in groups for each in group.values]
    body = [
        typed,
        [each.label for each in found],
        [counted(each.count) for each in found],
        [f"{site()}{each.address}" for each in found],
    ]
    return _json(body, "application/x-suggestions+json")


def _json(body: object, type_: str) -> Response:
    return Response(json.dumps(body, ensure_ascii=False) + "\n", mimetype=type_)
