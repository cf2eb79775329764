"""The start of a profile that `torino profile` writes, and what of it stands in a profile still."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from index.model.package_data import package_data

_LEFT_OUT = re.compile(r"^# (?=\w+ = )", re.MULTILINE)
"""Before a line of the start that is given as a comment."""
_PLACE = ("home.latitude", "home.longitude")
_MAY_STAY = re.compile(
    r"publisher[.](?:office[.]\w+|since)|home[.]country|sources[.]folders[.]\w+|sources[.]folder"
    r"|map[.]frame|searches[.]\w+|show_rough_translations|run_by_publisher"
)
"""Keys whose values in the start are right for many a city."""


def profile_start() -> str:
    """Return a commented profile to fill in."""
    return (package_data() / "profile_start.toml").read_text("utf-8")


def unfilled(toml: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of a profile that have an example of the start, each with that example.

    The coordinates count only together. Of TOML that cannot be read there are none.
    """
    try:
        values = list(_values(tomllib.loads(toml)))
    except tomllib.TOMLDecodeError:
        return ()
    found = {key: value for key, value in values if value in _examples().get(key, ())}
    if not found.keys() >= {*_PLACE}:
        found = {key: value for key, value in found.items() if key not in _PLACE}
    return tuple((key, f"{value}") for key, value in found.items())


@cache
def _examples() -> Mapping[str, frozenset[object]]:
    start = tomllib.loads(_LEFT_OUT.sub("", profile_start()))
    found: dict[str, frozenset[object]] = {}
    for key, value in _values(start):
        if not _MAY_STAY.fullmatch(key):
            found[key] = found.get(key, frozenset()) | {value}
    return found


def _values(value: Any, key: str = "") -> Iterator[tuple[str, object]]:
    """Yield the single values, each with its key; those of lists with the key of the list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _values(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, key)
    else:
        yield key, value
