"""What entries say of a person: roles with their years, and the countries that are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.model.entry import Entry
from index.text.folding import fold
from search.results.roles import role_in
from web.current_searcher import profile


@dataclass(frozen=True, slots=True)
class ShownRole:
    """A role in the language of the page, else as printed."""

    words: str
    language: str
    """BCP 47, of the words."""
    printed: str = ""
    """The words of the entry, when those above are others."""


@dataclass(frozen=True, slots=True)
class RolePeriod:
    """A role, the years of the entries that give it, and how many they are."""

    role: ShownRole
    years: str
    """"2004–2009" or "2007"; "" when none of the entries has a date."""
    entries: int


def roles_of(entries: Iterable[Entry], id: str, language: str) -> tuple[RolePeriod, ...]:
    """Return the roles that the entries give to the person, the latest first.

    Roles that are shown with the same words are one, apart from case and accents.
    """
    first: dict[str, ShownRole] = {}
    years: dict[str, list[int]] = {}
    counts: Counter[str] = Counter()
    for entry in entries:
        for person in entry.people:
            if person.id == id and person.role:
                shown = shown_role(entry, person.role, language)
                key = fold(shown.words)
                first.setdefault(key, shown)
                days = (entry.dates.start, entry.dates.end)
                years.setdefault(key, []).extend(day.year for day in days if day)
                counts[key] += 1
    periods = [
        (max(years[key], default=0), RolePeriod(first[key], _span(years[key]), counts[key]))
        for key in first
    ]
    return tuple(period for _, period in sorted(periods, key=lambda pair: -pair[0]))


def shown_role(entry: Entry, role: str, language: str) -> ShownRole:
    """Return a role that an entry gives, in the language of the page if it can be said in it."""
    written = role_language(entry, role)
    words = role_in(role, written, language, profile())
    return ShownRole(words, language, role) if words else ShownRole(role, written)


def role_language(entry: Entry, role: str) -> str:
    """Return the language of the first version with these words; else that of the original."""
    words = " ".join(role.split()).casefold()
    for version in entry.versions:
        if words in " ".join(f"{version.title} {version.text}".split()).casefold():
            return version.language
    return entry.original.language


def countries_of(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return the codes of the countries of the entries, and how many have each; most first."""
    counts = Counter(code for entry in entries for code in set(entry.countries))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _span(years: list[int]) -> str:
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
