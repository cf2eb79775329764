"""What needs no entry: the way in, the pages about the site, and what machines ask first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from index.model.errors import ArchiveError
from web.current_searcher import searcher
from web.views.i18n import gettext, page_language
from web.views.template_globals import site

pages = Blueprint("site", __name__)

DESCRIPTION = Path(__file__).parents[1] / "openapi.json"

ROBOTS = """\
User-agent: *
Disallow: /it/search
Disallow: /en/search
Disallow: /*?from=
Allow: /
"""


@pages.get("/")
def root() -> ResponseReturnValue:
    """Lead to the first page in the reader's language."""
    response = redirect(f"/{page_language()}/", 302)
    response.vary.add("Accept-Language")
    return response


@pages.get("/<any(it, en):language>/<any(about, help, accessibility, data):page>")
def prose(language: str, page: str) -> ResponseReturnValue:
    """Show one of the pages about the site."""
    titles = {
        "about": gettext("About"),
        "help": gettext("Help"),
        "accessibility": gettext("Accessibility"),
        "data": gettext("Data"),
    }
    return render_template("prose.html", page=page, title=titles[page])


@pages.get("/healthz")
def alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(status="alive")


@pages.get("/readyz")
def ready() -> ResponseReturnValue:
    """Say whether there is an index to answer from, and which."""
    try:
        held = searcher().holdings()
    except ArchiveError as error:
        said: dict[str, Any] = {"status": "not ready", "reason": type(error).__name__}
        return jsonify(said), 503
    return jsonify(status="ready", generation=held.generation, entries=held.entries)


@pages.get("/openapi.json")
def described() -> ResponseReturnValue:
    """Describe the site's data to programs, in OpenAPI 3.1."""
    response = Response(DESCRIPTION.read_bytes(), mimetype="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@pages.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Keep crawlers out of the endless combinations of filters."""
    return Response(f"{ROBOTS}Sitemap: {site()}/sitemap.xml\n", mimetype="text/plain")
