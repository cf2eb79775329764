"""Names of territories in the languages of CLDR, for those that the tables have no label in."""

from __future__ import annotations

from functools import cache


@cache
def territory_names(language: str) -> dict[str, str]:
    """Return the names of CLDR by code, {} for a language that it has not."""
    from babel import Locale, UnknownLocaleError  # takes megabytes, which a search does not need

    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}
