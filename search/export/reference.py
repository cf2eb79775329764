"""An entry as a reference: what every form of citation says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.model.entry import UNDETERMINED, DateSpan, Entry
from index.model.profile import ArchiveProfile
from index.text.folding import fold
from index.text.titles import title_of
from search.results.labels import label_of, place_name

_SPACES = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
"""Spaces and whatever some reader takes for the end of a line; not the no-break space."""
_EXACT = {"day": 10, "month": 7, "year": 4, "unknown": 0}
"""How many characters of an ISO 8601 date are known, by precision."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry as a published work; every text is in one line."""

    id: str
    title: str
    """Of the original; the id when it has neither title nor text."""
    translated_titles: tuple[str, ...]
    author: str
    """The office, in the language of the original if that is Italian, else in English."""
    site: str
    """The name of the site, and with `place` in the language of the author."""
    place: str
    """Where the news are published."""
    key: str
    """A word for the archive: the city's English name in small letters."""
    dates: tuple[str, ...]
    """As `iso_dates` gives them."""
    language: str
    """The BCP 47 tag of the original; empty when it is not known."""
    keywords: tuple[str, ...]
    """In English."""
    text: str
    address: str
    sources: tuple[str, ...]
    accessed: date


def reference_of(entry: Entry, address: str, accessed: date, profile: ArchiveProfile) -> Reference:
    """Return the reference of an entry that is read at the address on the day `accessed`."""
    original = entry.original
    language = "it" if original.language == "it" else "en"
    return Reference(
        id=entry.id,
        title=one_line(title_of(original)) or entry.id,
        translated_titles=tuple(
            title
            for version in entry.readable_versions[1:]
            if (title := one_line(title_of(version)))
        ),
        author=profile.publisher.author(language),
        site=profile.site[language],
        place=profile.home.name[language],
        key=slug(profile.home.name["en"]),
        dates=iso_dates(entry.dates),
        language="" if original.language == UNDETERMINED else original.language,
        keywords=tuple(map(one_line, keywords(entry, "en"))),
        text=one_line(original.text),
        address=one_line(address),
        sources=tuple(one_line(source.url) for source in entry.sources),
        accessed=accessed,
    )


def iso_dates(dates: DateSpan) -> tuple[str, ...]:
    """Return the first and the last date in ISO 8601, as exact as they are known.

    One date when both are the same ("2007-06-27", "2006-09", "2006"), none when undated.
    """
    exact = _EXACT[dates.precision]
    if not dates.start or not exact:
        return ()
    ends = (dates.start, dates.end or dates.start)
    return tuple(dict.fromkeys(end.isoformat()[:exact] for end in ends))


def keywords(entry: Entry, language: str) -> tuple[str, ...]:
    """Return kind, countries, places and people, in words."""
    return (
        entry.kind,
        *(label_of("country", code)[language] for code in entry.countries),
        *(place_name(place, language) for place in entry.places),
        *(person.name for person in entry.people),
    )


def slug(name: str) -> str:
    """Return a name in small ASCII letters, figures and hyphens, for file names and keys."""
    return re.sub("[^a-z0-9]+", "-", fold(name)).strip("-") or "archive"


def one_line(text: str) -> str:
    """Return the text in one line, spaces collapsed; no-break spaces inside it stay."""
    return _SPACES.sub(" ", text).strip()
