"""The answer 503 for a request that cannot be answered now."""

from __future__ import annotations

from flask import Response, current_app, json

from web.current_searcher import profile
from web.http.admission import RETRY_AFTER


def busy(path: str, style: str) -> Response:
    """Return the 503 in both languages, made without any search.

    It needs an application context, but no request context.
    """
    if path.endswith(".json"):
        words = "Too many requests at once; ask again in a few seconds."
        body = json.dumps({"error": {"status": 503, "title": words, "message": words}})
        response = Response(body + "\n", 503, mimetype="application/json")
    else:
        page = current_app.jinja_env.get_template("busy.html").render(
            style=style, site_title=profile().site["it"]
        )
        response = Response(page, 503, mimetype="text/html")
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response
