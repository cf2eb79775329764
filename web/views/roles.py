"""What entries say of a person: roles with their years, and the countries that are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.model.entry import Entry
from index.text.folding import fold


@dataclass(frozen=True, slots=True)
class RolePeriod:
    """A role as entries print it, the years of those entries, and how many they are."""

    role: str
    language: str
    """BCP 47, of the words of the role."""
    years: str
    """"2004–2009" or "2007"; "" when none of the entries has a date."""
    entries: int


def roles_of(entries: Iterable[Entry], id: str) -> tuple[RolePeriod, ...]:
    """Return the roles that the entries give to the person, the latest first.

    Spellings that differ only in case and accents are one role.
    """
    first: dict[str, tuple[str, str]] = {}
    years: dict[str, list[int]] = {}
    counts: Counter[str] = Counter()
    for entry in entries:
        for person in entry.people:
            if person.id == id and person.role:
                key = fold(person.role)
                first.setdefault(key, (person.role, role_language(entry, person.role)))
                days = (entry.dates.start, entry.dates.end)
                years.setdefault(key, []).extend(day.year for day in days if day)
                counts[key] += 1
    periods = [
        (max(years[key], default=0), RolePeriod(*first[key], _span(years[key]), counts[key]))
        for key in first
    ]
    return tuple(period for _, period in sorted(periods, key=lambda pair: -pair[0]))


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
