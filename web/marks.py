"""Stored text as safe HTML: marks from offsets, everything else escaped; links by allow-list."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup, escape

from search.results import Snippet

_OPEN, _SHUT = "<mark>", "</mark>"


def marked(snippet: Snippet) -> Markup:
    """The snippet escaped, its marks in `<mark>`."""
    parts: list[str] = []
    end = 0
    for start, stop in snippet.marks:
        parts += (escape(snippet.text[end:start]), _OPEN, escape(snippet.text[start:stop]), _SHUT)
        end = stop
    parts.append(escape(snippet.text[end:]))
    return Markup("".join(parts))  # every part is escaped; Markup's own join would look again


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a stored text, which stand a blank line apart."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def web_address(url: str | None) -> str | None:
    """The url when it is an http(s) address with a host, else None: the only ones to link to."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def host(url: str) -> str:
    """The host of an address, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def breakable(address: str) -> Markup:
    """The address escaped, with a place to break the line after every slash."""
    return Markup("/<wbr>").join(address.split("/"))
