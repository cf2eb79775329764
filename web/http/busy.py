"""TODO module."""

from __future__ import annotations

from flask import Response, current_app, json

from web.http.admission import RETRY_AFTER as SOON


def busy(path: str, style: str) -> Response:
    """The answer for one who cannot be answered now: in both languages, made without any search.

    It needs an app, but no request.
    """
    if path.endswith(".json"):
        words = "Too many requests at once; ask again in a few seconds."
        body = json.dumps({"error": {"status": 503, "title": words, "message": words}})
        response = Response(body + "\n", 503, mimetype="application/json")
    else:
        page = current_app.jinja_env.get_template("busy.html").render(style=style)
        response = Response(page, 503, mimetype="text/html")
    response.headers["Retry-After"] = SOON
    response.headers["Cache-Control"] = "no-store"
    return response
