"""The permanent address of an entry on a site, and the id in one that somebody gives."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

_ADDRESS = re.compile(r"(?:.*/)?e/([^/?#.]+)(?:\.[a-z]+)?/?\Z", re.IGNORECASE)


def entry_url(id: str) -> str:
    """Return the path of an entry on a site."""
    return f"/e/{quote(id)}"


def id_in(name: str) -> str:
    """Return the id in an entry's address on a site, that of any of its files too.

    What is no such address is taken for an id.
    """
    try:
        path = urlsplit(name.strip()).path
    except ValueError:
        return name.strip()
    address = _ADDRESS.match(unquote(path))
    return address[1] if address else name.strip()
