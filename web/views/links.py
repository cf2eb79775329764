"""Addresses of searches that differ from one in a parameter or two, as a page has dozens.

A search's address is put together from parts, one for each parameter; a variation is made by
exchanging some of the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from urllib.parse import urlencode

from search.query.query import Query
from search.query.url_parameters import parameters_of

ORDER = (
    "q", "person", "place", "phrase", "year", "from", "to", "country", "not_country", "kind",
    "written", "people", "places", "read", "expand", "drop", "sort", "brief", "page", "limit",
)  # fmt: skip
"""The parameters in their canonical order, which `parameters_of` gives them in."""

UNSAID = {"read": "orig", "expand": "1", "sort": "relevance", "brief": "0", "page": "1"}
"""The values that an address leaves out."""


class Addresses:
    """The address of a query in one language, and those of its variations, always canonical."""

    def __init__(self, query: Query, language: str) -> None:
        self._query = query
        self._entries = f"/{language}/e/"
        self._path = f"/{language}/search"
        self._parts = dict.fromkeys(ORDER, "")
        for name, pairs in groupby(parameters_of(query), itemgetter(0)):
            self._parts[name] = "&".join([_part(*pair) for pair in pairs])
        found_by = "&".join(filter(None, self._parts.values()))
        self._trail = f"?{urlencode({'from': found_by})}" if found_by else ""

    def of(self, form: str = "", **exchanged: str | int) -> str:
        """The address with other values for some single parameters; `form` is like ".json"."""
        parts = self._parts
        if exchanged:
            parts = {**parts, **{n: _part(n, str(value)) for n, value in exchanged.items()}}
        return self._joined(parts, form)

    def toggling(self, field: str) -> Callable[[str], str]:
        """What gives the first page with a facet's value put in, or taken out if it was in."""
        chosen = {str(one) for one in getattr(self._query, field)}
        parts = {**self._parts, "page": ""}
        place = ORDER.index(field)
        before, after = (
            "&".join(filter(None, some))
            for some in (
                [parts[name] for name in ORDER[:place]],
                [parts[name] for name in ORDER[place + 1 :]],
            )
        )

        def toggled(value: str) -> str:
            words = "&".join(filter(None, (before, _every(field, chosen ^ {value}), after)))
            return f"{self._path}?{words}" if words else self._path

        return toggled

    def choosing(self, field: str, values: Iterable[str]) -> str:
        """The first page with exactly these values of a repeatable parameter."""
        return self._joined({**self._parts, field: _every(field, values), "page": ""})

    def excluding(self, country: str) -> str:
        """The first page without what concerns a country, which is no longer asked for either."""
        asked = {*self._query.country} - {country}
        left_out = {*self._query.not_country, country}
        exchanged = {
            "country": _every("country", asked),
            "not_country": _every("not_country", left_out),
            "page": "",
        }
        return self._joined({**self._parts, **exchanged})

    def entry(self, id: str) -> str:
        """The page of an entry, with this search to come back to."""
        return f"{self._entries}{id}{self._trail}"

    def _joined(self, parts: dict[str, str], form: str = "") -> str:
        words = "&".join(filter(None, parts.values()))
        return f"{self._path}{form}?{words}" if words else f"{self._path}{form}"


def _every(name: str, values: Iterable[str]) -> str:
    return "&".join([_part(name, value) for value in sorted(values)])


@lru_cache(maxsize=4096)
def _part(name: str, value: str) -> str:
    return "" if not value or UNSAID.get(name) == value else urlencode(((name, value),))
