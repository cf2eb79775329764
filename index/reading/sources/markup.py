"""Markup without parsing: whether bytes are HTML, and the language they declare."""

from __future__ import annotations

import re

_OPENING = re.compile(rb"<(?:!doctype|!--|\?xml|/?[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_LANG = re.compile(rb"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([a-z]{2,3})\b""", re.IGNORECASE)


def looks_like_markup(body: bytes) -> bool:
    """Return whether `body` begins as HTML does."""
    start = body[:2048].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    return bool(_OPENING.match(start.lstrip()))


def has_markup(body: bytes) -> bool:
    """Return whether `body` has a tag in its first 65,536 bytes."""
    return bool(_OPENING.search(body[:65_536].replace(b"\x00", b"")))


def markup_language(body: bytes) -> str | None:
    """Return the primary language subtag of the `html` element's `lang`, or None."""
    found = _LANG.search(body[:4096].replace(b"\x00", b""))
    return found[1].decode("ascii").lower() if found else None
