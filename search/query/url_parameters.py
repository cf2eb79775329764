"""The parameters of a search: read into a query and written in one canonical order.

The web pages and the command line use the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from index.gazetteer import load_gazetteer
from index.model.entry import KINDS
from search.query.date_bounds import canonical_date, days_of
from search.query.errors import QueryError
from search.query.limits import check_length, check_page
from search.query.notes import Note, NoteCode
from search.query.query import READS, SORTS, FilterField, Query

TEXTS = ("q", "person", "place", "phrase")
REPEATED: tuple[FilterField, ...] = (
    "year", "country", "not_country", "kind", "written", "people", "places",
)  # fmt: skip
"""The parameters that may be repeated, in their canonical order."""
YEARS = range(1000, 2201)
"""Years that an archive could hold."""
MAX_VALUES = 50
"""Values of one filter."""

Choice = TypeVar("Choice", bound=str)
_UNKNOWN: dict[str, NoteCode] = {
    "year": "unknown-year",
    "country": "unknown-country",
    "not_country": "unknown-country",
    "kind": "unknown-kind",
    "written": "unknown-written",
    "read": "unknown-read",
    "sort": "unknown-sort",
}
"""The note on a value that a parameter cannot have. Other parameters take any value."""
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*\Z")
_DEFAULT = Query()


def query_of(params: Mapping[str, Sequence[str]]) -> tuple[Query, tuple[Note, ...]]:
    """Return the query that the parameters ask for, and a note for each value that was dropped.

    Unknown names are ignored; empty values count as absent; of a parameter that may not be
    repeated, the last value counts. An unknown country, kind, year, language, order or reading
    language is dropped with a note. Raises QueryError for a malformed date or number and past any
    limit.
    """
    notes: list[Note] = []
    params = {name: tuple(map(_without_surrogates, values)) for name, values in params.items()}
    text, person, place, phrase = (_single(params, name) for name in TEXTS)
    for name, value in zip(TEXTS[1:], (person, place, phrase), strict=True):
        check_length(name, value)
    since = canonical_date(_single(params, "from"), "from")
    until = canonical_date(_single(params, "to"), "to")
    days_of(since, until)
    page, limit = _number(params, "page", 1), _number(params, "limit", _DEFAULT.limit)
    check_page(page, limit)
    query = Query(
        text=text,
        person=person,
        place=place,
        phrase=phrase,
        year=tuple(sorted({int(year) for year in _known_values(params, "year", _year, notes)})),
        since=since,
        until=until,
        country=_known_values(params, "country", _country, notes),
        not_country=_known_values(params, "not_country", _country, notes),
        kind=_known_values(params, "kind", _kind, notes),
        written=_known_values(params, "written", _language, notes),
        people=_known_values(params, "people", _id, notes),
        places=_known_values(params, "places", _id, notes),
        by_people=_single(params, "by_people") == "1",
        read=_one_of(params, "read", ("", *READS), notes),
        expand=_single(params, "expand") != "0",
        drop=_known_values(params, "drop", _id, notes),
        exactly=_single(params, "exactly") == "1",
        sort=_one_of(params, "sort", SORTS, notes),
        brief=_single(params, "brief") == "1",
        page=page,
        limit=limit,
    )
    return query, tuple(notes)


def parameters_of(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the query as parameters in canonical order, without defaults and empty values."""
    pairs = [
        ("q", query.text),
        ("person", query.person),
        ("place", query.place),
        ("phrase", query.phrase),
        *(("year", str(year)) for year in sorted(query.year)),
        ("from", query.since),
        ("to", query.until),
    ]
    for name in REPEATED[1:]:
        pairs += [(name, value) for value in sorted(getattr(query, name))]
    pairs += [
        ("by_people", "1" if query.by_people else ""),
        ("read", query.read),
        ("expand", "" if query.expand else "0"),
        *(("drop", term) for term in sorted(query.drop)),
        ("exactly", "1" if query.exactly else ""),
        ("sort", "" if query.sort == _DEFAULT.sort else query.sort),
        ("brief", "1" if query.brief else ""),
        ("page", "" if query.page == _DEFAULT.page else str(query.page)),
        ("limit", "" if query.limit == _DEFAULT.limit else str(query.limit)),
    ]
    return tuple((name, value) for name, value in pairs if value)


def _without_surrogates(value: str) -> str:
    """Return the value with `?` for each byte that is not UTF-8, as a shell may pass it."""
    return value.encode("utf-8", "replace").decode()


def _single(params: Mapping[str, Sequence[str]], name: str) -> str:
    values = [" ".join(value.split()) for value in params.get(name, ())]
    return next((value for value in reversed(values) if value), "")


def _known_values(
    params: Mapping[str, Sequence[str]],
    name: str,
    read: Callable[[str], str],
    notes: list[Note],
) -> tuple[str, ...]:
    values = [value.strip() for value in params.get(name, ()) if value.strip()]
    if len(values) > MAX_VALUES:
        raise QueryError(
            f"{name}: {len(values)} values are too many; use at most {MAX_VALUES}",
            code="too-many-values",
            value=name,
        )
    kept = set()
    for value in values:
        check_length(name, value)
        known = read(value)
        if known:
            kept.add(known)
        else:
            notes.append(Note(_UNKNOWN[name], value))
    return tuple(sorted(kept))


def _year(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,5}", text):
        raise QueryError(
            f"{text[:30]!r} is not a year; write it as 2007", code="not-a-year", value=text
        )
    return text if int(text) in YEARS else ""


def _country(text: str) -> str:
    """Return the code of a country given by code or by name in any language, or ""."""
    return next(iter(load_gazetteer().countries_named(text)), "")


def _kind(text: str) -> str:
    return text.lower() if text.lower() in KINDS else ""


def _language(text: str) -> str:
    return text.lower() if _TAG.match(text.lower()) else ""


def _id(text: str) -> str:
    return text


def _one_of(
    params: Mapping[str, Sequence[str]], name: str, allowed: Sequence[Choice], notes: list[Note]
) -> Choice:
    """Return the value if it is allowed, else the first allowed one, with a note."""
    value = _single(params, name)
    for choice in allowed:
        if choice == value:
            return choice
    if value:
        notes.append(Note(_UNKNOWN[name], value))
    return allowed[0]


def _number(params: Mapping[str, Sequence[str]], name: str, default: int) -> int:
    value = _single(params, name)
    if not value:
        return default
    if not re.fullmatch(r"-?[0-9]{1,12}", value):
        raise QueryError(
            f"{name}: {value[:30]!r} is not a number", code="not-a-number", value=value
        )
    return int(value)
