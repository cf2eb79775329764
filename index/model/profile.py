"""The archive profile: whose archive it is. All that a city's archive has of its own is here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

InLanguages = Mapping[str, str]
"""A wording in each of READING_LANGUAGES."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published the news."""

    body: InLanguages
    """The administration: City of Torino."""
    office: InLanguages
    """Its office: International Relations."""
    in_text: InLanguages
    """Both inside a sentence, with an article: "the International Relations office of …"."""
    since: int | None
    """The first year of the news, where it is earlier than the archive can tell."""

    def author(self, language: str) -> str:
        """Return whom a citation names as author.

        It has no comma: readers of RIS take what stands before a comma for a surname.
        """
        return f"{self.body[language]} – {self.office[language]}"


@dataclass(frozen=True, slots=True)
class HomeCity:
    """The city whose archive it is."""

    name: InLanguages
    spellings: tuple[str, ...]
    """Other names that texts have for it, former and misspelt ones too."""
    demonyms: tuple[str, ...]
    """Adjectives and names of its people, all forms."""
    landmarks: tuple[str, ...]
    """Places in it that are named in texts about any event."""
    country: str
    """ISO 3166-1 code. Every entry concerns that country."""
    latitude: float
    longitude: float

    @property
    def names(self) -> tuple[str, ...]:
        """Every name and spelling, each once."""
        return tuple(dict.fromkeys((*self.name.values(), *self.spellings)))


@dataclass(frozen=True, slots=True)
class Official:
    """A person of the city's administration, whatever role a text gives."""

    name: str
    spellings: tuple[str, ...]
    """How texts write it, the name itself included if they do; a surname alone only where it is
    nobody else's."""


@dataclass(frozen=True, slots=True)
class SourceRules:
    """What the address of a page says."""

    host: str
    """On which a page was, whose path is known from `folder` on only; "" when not known."""
    folder: str
    """The folder of the news on the host; "" for none."""
    folders: Mapping[str, str]
    """The language that each folder, or word of an address, declares."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, eq=False)
class ArchiveProfile:
    """Whose archive it is. Two profiles are equal when their `key` is."""

    site: InLanguages
    """The name of the site."""
    publisher: Publisher
    home: HomeCity
    officials: tuple[Official, ...]
    sources: SourceRules
    furniture: tuple[str, ...]
    """Lines that every page has, and that belong to no entry: names of the site and the office."""
    searches: Mapping[str, tuple[str, ...]]
    """Examples of searches by language; none where they are to be taken from the archive."""
    frame: MapFrame | None
    """Of the second map; None where it is fitted to the archive's places."""
    contact: str
    """A mail address; "" for none."""
    text: str
    """What it was read from; "" for the bundled profile."""
    shows_rough: bool = False
    """Whether readers see rough translations by machines without asking for them."""
    is_own_site: bool = False
    """Whether the publisher itself runs the site; else it says that it is no official one."""

    @cached_property
    def key(self) -> str:
        """A digest of all of it but the text."""
        return self._digest(*(field.name for field in fields(self) if field.name != "text"))

    @cached_property
    def reading_key(self) -> str:
        """A digest of what decides how a page is read."""
        return self._digest("home", "officials", "sources", "furniture")

    def _digest(self, *names: str) -> str:
        from hashlib import sha256  # seldom needed, and loading it takes milliseconds

        parts = {name: getattr(self, name) for name in names}
        plain = json.dumps(parts, default=_fields_of, sort_keys=True, ensure_ascii=False)
        return sha256(plain.encode()).hexdigest()[:32]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArchiveProfile) and self.key == other.key

    def __hash__(self) -> int:
        return hash((self.contact, self.furniture))  # of what `key` covers, and at once


def _fields_of(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}
