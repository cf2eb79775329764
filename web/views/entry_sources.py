"""The pages that an entry was read from, as its page names them."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from index.model.entry import Entry
from web.views.html import breakable, host, web_address


def shown_sources(entry: Entry) -> list[dict[str, Any]]:
    """Return the address of each source, how it is written, and when it was read."""
    return [
        {
            "address": web_address(source.url),
            "words": breakable(_page_name(source.url)),
            "fetched": source.fetched,
        }
        for source in entry.sources
    ]


def _page_name(url: str) -> str:
    """Return a URL as text: host and path, without "www." and an index page; of a file its name."""
    if url.startswith("file:"):
        return unquote(url.removeprefix("file:"))
    bare = url.split("://", 1)[-1].removeprefix("www.")
    for tail in ("/index.shtml", "/index.html", "/"):
        bare = bare.removesuffix(tail)
    return bare or host(url)
