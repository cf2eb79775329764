"""The answer for an id that has no entry any more."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import Response
from werkzeug.exceptions import NotFound

from index.model.change import Change
from search.results.hit import Hit
from web.current_searcher import searcher
from web.routes.errors import error_page
from web.views.i18n import gettext
from web.views.related import MAX_RELATED, near_in_time


def gone(language: str, id: str) -> Response:
    """Answer for an id without entry: 410 with entries near in time, or raise NotFound."""
    if not searcher().is_withdrawn(id):
        raise NotFound
    near: tuple[Hit, ...] = ()
    with suppress(ValueError):  # an undated id
        day = date.fromisoformat(id[:10])
        near = near_in_time(day, day, MAX_RELATED)
    ending = searcher().ending(id)
    is_erased = ending is not None and ending.kind == "erased"
    title = gettext("This entry has been erased") if is_erased else ""
    message = _how_it_ended(ending)
    if near:
        message += " " + gettext("These entries are from around the same time.")
    return error_page(410, title=title, message=message, near=near)


def _how_it_ended(ending: Change | None) -> str:
    """Return how an entry came to be gone; of an erased one nothing but that it was erased."""
    if ending and ending.kind == "erased":
        return gettext("Nothing of it is kept.")
    if ending and ending.why:
        return gettext("The archive has withdrawn it. Reason: %(why)s.", why=ending.why.rstrip("."))
    return gettext("The archive has withdrawn it, or the page that had it.")
