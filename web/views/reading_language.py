"""The language in which a page shows the texts of entries: the one chosen, else the page's own.

What a reader chooses is in the address (`read=`) and in no cookie, so every link to another page
of the site carries it along.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast
from urllib.parse import parse_qs

from flask import g, request

from search.query.query import READS, Query, ReadingLanguage
from web.views.i18n import page_language

_LINK = re.compile(r'(href="/(?:it|en)/[^"?#]*)(\?[^"#]*)?')
"""The address of a link to a page in either language, and its parameters."""

_HAS_CHOICE = re.compile(r"[?&;]read=|[?&;]from=[^&]*read%3D")
"""In the parameters of a page, or in those of the search that an entry was found by."""


def chosen_read() -> ReadingLanguage:
    """Return the reading language that the address chooses; "" when it chooses none."""
    if "read" not in g:
        g.read = _choice_of(request.args.getlist("read")) or _choice_of(
            parse_qs(request.args.get("from", "")).get("read", [])
        )
    return cast(ReadingLanguage, g.read)


def page_read() -> ReadingLanguage:
    """Return the reading language of the page: the one chosen, else its own language."""
    return chosen_read() or cast(ReadingLanguage, page_language())


def in_page_language(query: Query) -> Query:
    """Return the query with the page's reading language, unless it has one."""
    return query if query.read else replace(query, read=page_read())


def carry_choice(html: str, read: ReadingLanguage) -> str:
    """Return the page with the choice in each of its links to pages of the site.

    A link that makes a choice itself keeps it.
    """
    return _LINK.sub(lambda found: with_choice(found[0], read, "&amp;"), html) if read else html


def with_choice(address: str, read: ReadingLanguage, separator: str = "&") -> str:
    """Return an address that ends with its parameters, if any, and the choice."""
    if not read or _HAS_CHOICE.search(address):
        return address
    return f"{address}{separator if '?' in address else '?'}read={read}"


def _choice_of(values: list[str]) -> ReadingLanguage:
    """Return the last value that is not empty if it can be chosen, as `query_of` does."""
    last = next((value.strip() for value in reversed(values) if value.strip()), "")
    return next((read for read in READS if read == last), "")
