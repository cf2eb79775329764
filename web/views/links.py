"""URLs of searches that differ from a given one in a parameter or two.

A page has dozens. A URL is joined from parts, one for each parameter, and a variation replaces
some of the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Literal
from urllib.parse import urlencode

from search.query.query import FacetField, FilterField, Query
from search.query.url_parameters import parameters_of

ORDER = (
    "q", "person", "place", "phrase", "year", "from", "to", "country", "not_country", "kind",
    "written", "people", "places", "by_people", "read", "expand", "drop", "exactly", "sort",
    "brief", "page", "limit",
)  # fmt: skip
"""The parameters in their canonical order, that of `parameters_of`."""

_POSITIONS = {name: position for position, name in enumerate(ORDER)}

DEFAULTS = {
    "expand": "1",
    "exactly": "0",
    "by_people": "0",
    "sort": "relevance",
    "brief": "0",
    "page": "1",
    "limit": "20",
}
"""The values that a canonical URL leaves out."""


class QueryAddresses:
    """The URL of a query in one language, and those of its variations, always canonical."""

    def __init__(self, query: Query, language: str) -> None:
        self._query = query
        self._entries = f"/{language}/e/"
        self._path = f"/{language}/search"
        self._parts = {
            name: "&".join([_part(*pair) for pair in pairs])
            for name, pairs in groupby(parameters_of(query), itemgetter(0))
        }
        """Those that the query has, in their order."""
        found_by = "&".join(self._parts.values())
        self._found_by = f"?{urlencode({'from': found_by})}" if found_by else ""

    def of(self, form: str = "", **replaced: str | int) -> str:
        """Return the URL with other values for some single parameters; `form` is like ".json"."""
        return self.of_forms((form,), **replaced)[0]

    def of_forms(self, forms: Iterable[str], **replaced: str | int) -> tuple[str, ...]:
        """Return the URL in several forms; see `of`."""
        words = self._words({name: _part(name, str(value)) for name, value in replaced.items()})
        return tuple([f"{self._path}{form}{words}" for form in forms])

    def toggling(self, field: FacetField) -> Callable[[str], str]:
        """Return a function that adds a value of a facet, or removes it if it was there.

        It returns the URL of the first page.
        """
        chosen = {str(one) for one in getattr(self._query, field)}
        position = _POSITIONS[field]
        others = [(_POSITIONS[n], part) for n, part in self._parts.items() if n != "page"]
        before = "&".join([part for place, part in others if place < position])
        after = "&".join([part for place, part in others if place > position])

        start = f"{self._path}?{before}&" if before else f"{self._path}?"
        rest = f"&{after}" if after else ""

        def toggled(value: str) -> str:
            if not chosen:
                return f"{start}{_part(field, value)}{rest}"
            words = "&".join(filter(None, (before, _parts_of(field, chosen ^ {value}), after)))
            return f"{self._path}?{words}" if words else self._path

        return toggled

    def choosing(self, field: FilterField | Literal["drop"], values: Iterable[str]) -> str:
        """Return the first page with exactly these values of a repeatable parameter."""
        return self._path + self._words({field: _parts_of(field, values), "page": ""})

    def excluding(self, country: str) -> str:
        """Return the first page with a country excluded, and no longer asked for."""
        included = {*self._query.country} - {country}
        excluded = {*self._query.not_country, country}
        replaced = {
            "country": _parts_of("country", included),
            "not_country": _parts_of("not_country", excluded),
            "page": "",
        }
        return self._path + self._words(replaced)

    def entry(self, id: str) -> str:
        """Return the page of an entry, with this search to come back to."""
        return f"{self._entries}{id}{self._found_by}"

    def _words(self, replaced: Mapping[str, str]) -> str:
        """Return the parameters after a question mark, some parts replaced; "" for none."""
        parts = self._parts
        if replaced:
            parts = {**parts, **replaced}
            parts = {name: parts[name] for name in sorted(parts, key=_POSITIONS.__getitem__)}
        words = "&".join(filter(None, parts.values()))
        return f"?{words}" if words else ""


def _parts_of(name: str, values: Iterable[str]) -> str:
    return "&".join([_part(name, value) for value in sorted(values)])


@lru_cache(maxsize=4096)
def _part(name: str, value: str) -> str:
    return "" if not value or DEFAULTS.get(name) == value else urlencode(((name, value),))
