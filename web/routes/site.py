"""The root, the pages about the site, health checks, openapi.json and robots.txt."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, Response, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from index.model.errors import ArchiveError
from index.text.output_characters import escaped_json
from web.current_searcher import profile, searcher
from web.views.i18n import gettext, page_language
from web.views.template_globals import site

pages = Blueprint("site", __name__)

DESCRIPTION = Path(__file__).parents[1] / "openapi.json"

ROBOTS = """\
User-agent: *
Disallow: /it/search
Disallow: /en/search
Disallow: /*?from=
Disallow: /*read=
Allow: /
"""


@pages.get("/")
def root() -> ResponseReturnValue:
    """Redirect to the home page in the language that the browser prefers."""
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
    """Answer that the process is alive."""
    return jsonify(status="alive")


@pages.get("/readyz")
def ready() -> ResponseReturnValue:
    """Answer whether there is an index to search, and which."""
    try:
        held = searcher().holdings()
    except ArchiveError as error:
        return jsonify(status="not ready", reason=type(error).__name__), 503
    return jsonify(status="ready", generation=held.generation, entries=held.entries)


@pages.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """Send the description of the site's API, in OpenAPI 3.1."""
    described = json.loads(DESCRIPTION.read_bytes())
    its, info = profile(), described["info"]
    info["title"] = its.site["en"]
    info["description"] = info["description"].replace("a city", its.publisher.body["en"], 1)
    response = Response(escaped_json(json.dumps(described)) + "\n", mimetype="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@pages.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Send robots.txt, which keeps crawlers out of the endless combinations of filters."""
    return Response(f"{ROBOTS}Sitemap: {site()}/sitemap.xml\n", mimetype="text/plain")
