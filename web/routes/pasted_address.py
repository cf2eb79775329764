"""Pasted addresses: what mail, print and hand add to the address of a page."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

_AROUND = " \t\r\n\u00a0\u200b\u2060\ufeff.,;:!?\"'`«»“”‘’()[]<>/"
"""Signs that stand around an address in a text; no address of the site begins or ends with one."""
_BLANK = re.compile(r"\s*/\s*")
_SMALL = re.compile(r"\A/[a-z]{2}(?=/|\Z)|(?<=/e/)[^/]+", re.IGNORECASE)
"""The language of a page and the id of an entry, which have small letters."""


def pasted_address() -> str | None:
    """Return the path that is meant by one that leads nowhere; None when there is no such page.

    It is percent-encoded and begins with one slash: another host's address, or a line of a header,
    cannot be made of it.
    """
    path = _BLANK.sub("/", "/" + request.path.strip(_AROUND))
    path = _SMALL.sub(lambda found: found[0].lower(), path)
    if path == request.path:
        return None
    try:
        current_app.url_map.bind("").match(path)
    except RequestRedirect:  # to the same address with a slash
        pass
    except HTTPException:
        return None
    query = request.query_string.decode("ascii", "replace")
    return f"{quote(path)}?{query}" if query else quote(path)
