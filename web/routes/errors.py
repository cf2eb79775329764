"""Error pages: each error gets a status and a page in both languages, never a stack trace."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from index.model.errors import ArchiveError, EngineUnavailableError, IndexMissingError
from index.text.output_characters import json_text
from search.query.errors import QueryError
from web.http.access_log import REQUEST_ID
from web.http.admission import ALWAYS_OPEN
from web.routes.pasted_address import pasted_address
from web.routes.site import alive, ready
from web.views.i18n import gettext, gettext_noop
from web.views.query_errors import reason

log = logging.getLogger(__name__)

RETRY_AFTER = "30"
"""Seconds until a page may be asked for again while the index is being built."""

TITLES = {
    400: gettext_noop("This search cannot be answered"),
    404: gettext_noop("Page not found"),
    405: gettext_noop("This address is read-only"),
    410: gettext_noop("This entry has been withdrawn"),
    413: gettext_noop("The request is too large"),
    500: gettext_noop("Something went wrong on our side"),
}

ADVICE = {
    400: gettext_noop("Part of the address is not valid. Start again from the search box above."),
    404: gettext_noop(
        "The address may be misspelt or out of date. "
        "The entry may be found by its words, its place or its year."
    ),
    405: gettext_noop("The archive is read-only: it accepts no forms and stores nothing."),
    413: gettext_noop("The archive is read-only: it accepts no files."),
    500: gettext_noop("The error is ours. Try again in a moment; the rest of the site works."),
}


def handle_errors(app: Flask) -> None:
    """Register the error handlers on the app."""
    app.register_error_handler(QueryError, _bad_query)
    app.register_error_handler(IndexMissingError, _not_ready)
    app.register_error_handler(EngineUnavailableError, _unreachable)
    app.register_error_handler(ArchiveError, _failed)
    app.register_error_handler(InternalServerError, _failed)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(SecurityError, _unknown_host)


def error_page(
    status: int,
    *,
    title: str = "",
    message: str = "",
    cause: QueryError | None = None,
    **more: object,
) -> Response:
    """Return the page of an error, or its JSON for a path that ends in .json.

    `more` are variables of the template.
    """
    title = title or gettext(TITLES.get(status, TITLES[400]))
    message = message or gettext(ADVICE.get(status, ADVICE[400]))
    if request.path.endswith(".json"):
        response = _error_json(status, title, message, cause)
    else:
        page = render_template("error.html", status=status, title=title, message=message, **more)
        response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept-Language")
    return response


def _error_json(status: int, title: str, message: str, cause: QueryError | None = None) -> Response:
    error = {
        "status": status,
        "title": title,
        "message": message,
        "code": cause.code if cause else None,
        "value": cause.value if cause else None,
    }
    return Response(f"{json_text({'error': error})}\n", status, mimetype="application/json")


def _bad_query(error: QueryError) -> ResponseReturnValue:
    return error_page(400, message=reason(error), cause=error)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    if error.code == 404 and (meant := pasted_address()) is not None:
        return redirect(meant, 301)
    response = error_page(error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _unknown_host(_: SecurityError) -> ResponseReturnValue:
    """Refuse a host name that is not the site's, because a page would contain links to it.

    Health checks ask by IP address and are answered.
    """
    if request.path in ALWAYS_OPEN:
        return alive() if request.path == "/healthz" else ready()
    return Response("This site has another name.\n", 400, mimetype="text/plain")


def _not_ready(error: IndexMissingError) -> ResponseReturnValue:
    log.warning("not ready: %s", error)
    message = gettext("The index is being built. Try again in half a minute.")
    return _later(message, "unready.html")


def _unreachable(error: EngineUnavailableError) -> ResponseReturnValue:
    log.error("the index cannot be asked (%s): %s", error.fault, error)
    message = gettext("The index cannot be reached just now. Try again in half a minute.")
    return _later(message, "unreachable.html", fault=error.fault)


def _later(message: str, template: str, **more: object) -> Response:
    """Ask to come back, on a page of both languages that asks the index for nothing."""
    if request.path.endswith(".json"):
        response = _error_json(503, message, message)
    else:
        g.failed = True
        response = make_response(render_template(template, **more), 503)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response


def _failed(error: ArchiveError | InternalServerError) -> ResponseReturnValue:
    number = request.environ.get(REQUEST_ID) or secrets.token_hex(4)
    cause = getattr(error, "original_exception", None) or error
    log.error("error %s at %s", number, request.path, exc_info=cause, extra={"id": number})
    g.failed = True  # the page must not use the searcher
    return error_page(500, number=number)
