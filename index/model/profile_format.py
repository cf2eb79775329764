"""The archive profile as TOML: how profile.toml is read, and everything that is wrong with one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from math import isfinite
from typing import Any

from index.model.entry import READING_LANGUAGES
from index.model.errors import ProfileError
from index.model.package_data import package_data
from index.model.profile import (
    ArchiveProfile,
    HomeCity,
    InLanguages,
    MapFrame,
    Official,
    Publisher,
    SourceRules,
)

MAX_SEARCHES = 8
"""Examples of searches in a language; more do not fit below the search box. Chosen by hand."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}")
_MAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+\.[^\s@<>\"',;:]+")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TAG = re.compile(r"[a-z]{2,3}")


@cache
def bundled_profile() -> ArchiveProfile:
    """Return the profile of the archive that this program was made for."""
    return _parse((package_data() / "profile.toml").read_text("utf-8"), "profile.toml", text="")


@lru_cache(maxsize=8)
def profile_of(text: str, name: str) -> ArchiveProfile:
    """Return the profile that a text in TOML says; the bundled one for "".

    `name` is that of its file, for messages. Raises ProfileError, which names every problem with
    its line and key.
    """
    return _parse(text, name, text=text) if text else bundled_profile()


def _parse(toml: str, name: str, *, text: str) -> ArchiveProfile:
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(name, [f"it is not TOML: {error}"]) from error
    problems: list[tuple[int, str]] = []
    lines = _lines_of_keys(toml)

    def note(path: str, problem: str) -> None:
        line = lines.get(path) or lines.get(path.rpartition(".")[0])
        problems.append((line or 0, f"{f'line {line}: ' if line else ''}{path} {problem}"))

    top = _Table("", data, note)
    site = top.languages("site")
    searches = top.table("searches", required=False)
    parts: dict[str, Any] = {
        "site": site,
        "publisher": _publisher(top.table("publisher")),
        "home": _home(top.table("home")),
        "officials": _officials(top),
        "sources": _sources(top.table("sources", required=False)),
        "furniture": top.texts("furniture"),
        "searches": {each: searches.texts(each, most=MAX_SEARCHES) for each in READING_LANGUAGES},
        "frame": _frame(top.table("map", required=False)),
        "contact": top.text("contact", _MAIL.fullmatch, "a mail address: office@example.org"),
        "shows_rough": top.switch("show_rough_translations"),
        "is_own_site": top.switch("run_by_publisher"),
    }
    searches.refuse_others()
    top.refuse_others()
    if problems:
        raise ProfileError(name, [problem for _, problem in sorted(problems)])
    return ArchiveProfile(**parts, text=text)


def _publisher(table: _Table) -> Publisher:
    body, office = table.languages("body"), table.languages("office")
    for part in ("body", "office"):
        for language, words in (body if part == "body" else office).items():
            if "," in words:  # see Publisher.author
                table.note(f"{part}.{language}", 'has a comma; write "–" or leave it out')
    since = table.number("since", 1000, 2999, required=False)
    in_text = table.languages("in_text")
    table.refuse_others()
    return Publisher(body, office, in_text, None if since is None else int(since))


def _home(table: _Table) -> HomeCity:
    home = HomeCity(
        name=table.languages("name"),
        spellings=table.texts("spellings"),
        demonyms=table.texts("demonyms"),
        landmarks=table.texts("landmarks"),
        country=table.text(
            "country",
            re.compile("[A-Z]{2}").fullmatch,
            'two capitals of ISO 3166-1: "IT"',
            required=True,
        ),
        latitude=table.number("latitude", -90, 90) or 0.0,
        longitude=table.number("longitude", -180, 180) or 0.0,
    )
    table.refuse_others()
    return home


def _officials(top: _Table) -> tuple[Official, ...]:
    officials: list[Official] = []
    for number, each in enumerate(top.list("officials"), 1):
        names = [each] if isinstance(each, str) else each
        if not _is_texts(names) or not names:
            top.note("officials", f'no. {number} is not a name, or names in brackets: ["Ada Neri"]')
        elif " " not in names[0].strip():
            top.note("officials", f"no. {number}, {names[0]!r}, has no given name; put that first")
        else:
            officials.append(Official(names[0], tuple(names)))
    return tuple(officials)


def _sources(table: _Table) -> SourceRules:
    folders = table.table("folders", required=False)
    declared: dict[str, str] = {}
    for folder in folders.data:
        if not _WORD.fullmatch(folder):
            folders.note(folder, "is no folder: use small letters without accents, and hyphens")
        declared[folder] = folders.text(folder, _TAG.fullmatch, 'a language: "it"')
    rules = SourceRules(
        host=table.text("host", _HOST.fullmatch, "the name of a host: www.example.org"),
        folder=table.text(
            "folder", _WORD.fullmatch, "one folder: small letters without accents, and hyphens"
        ),
        folders=declared,
    )
    table.refuse_others()
    return rules


def _frame(table: _Table) -> MapFrame | None:
    table.known.add("frame")
    value = table.data.get("frame")
    table.refuse_others()
    if value is None:
        return None
    if not (isinstance(value, list) and len(value) == 4 and all(map(_is_number, value))):
        table.note("frame", "is not four numbers: [west, south, east, north], in degrees")
        return None
    frame = MapFrame(*map(float, value))
    if not (-180 <= frame.west < frame.east <= 180 and -90 <= frame.south < frame.north <= 90):
        table.note(
            "frame", f"is {value}; west must be less than east, south than north, within the world"
        )
    return frame


class _Table:
    """A table of the file. What is wrong with a value is noted, and an empty one taken for it."""

    def __init__(
        self, path: str, data: Mapping[str, Any], note: Callable[[str, str], None]
    ) -> None:
        self.data = data
        self.known: set[str] = set()
        self._path = path
        self._note = note

    def note(self, key: str, problem: str) -> None:
        self._note(f"{self._path}.{key}" if self._path else key, problem)

    def text(
        self,
        key: str,
        is_right: Callable[[str], object] = bool,
        wanted: str = "a text in quotation marks",
        *,
        required: bool = False,
    ) -> str:
        self.known.add(key)
        value = self.data.get(key, "")
        if isinstance(value, str) and _is_line(value) and (is_right(value) or value == ""):
            if required and not value:
                self.note(key, f"is missing; it is {wanted}")
            return value.strip()
        self.note(key, f"is {value!r}; it must be {wanted}")
        return ""

    def languages(self, key: str) -> InLanguages:
        table = self.table(key)
        found = {language: table.text(language, required=True) for language in READING_LANGUAGES}
        table.refuse_others()
        return found

    def list(self, key: str) -> list[Any]:
        self.known.add(key)
        value = self.data.get(key, [])
        if isinstance(value, list):
            return value
        self.note(key, f"is {value!r}; it must be a list in brackets")
        return []

    def texts(self, key: str, *, most: int = 0) -> tuple[str, ...]:
        found = self.list(key)
        if not _is_texts(found):
            self.note(key, f'is {found!r}; it must be a list of texts: ["one", "two"]')
            return ()
        if most and len(found) > most:
            self.note(key, f"has {len(found)} texts; {most} is the most")
        return tuple(each.strip() for each in found)

    def number(self, key: str, least: float, most: float, *, required: bool = True) -> float | None:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self.note(key, f"is missing; it is a number from {least} to {most}")
            return None
        if _is_number(value) and least <= value <= most:
            return float(value)
        self.note(key, f"is {value!r}; it must be a number from {least} to {most}")
        return None

    def switch(self, key: str) -> bool:
        self.known.add(key)
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        self.note(key, f"is {value!r}; it must be true or false")
        return False

    def table(self, key: str, *, required: bool = True) -> _Table:
        self.known.add(key)
        path = f"{self._path}.{key}" if self._path else key
        value = self.data.get(key)
        if value is None and required:
            self.note(key, "is missing; `torino profile` shows what it says")
        if value is None or isinstance(value, dict):
            quiet = value is None
            return _Table(path, value or {}, _ignore if quiet else self._note)
        self.note(key, f"is {value!r}; it must be a table: [{path}]")
        return _Table(path, {}, _ignore)

    def refuse_others(self) -> None:
        """Note the keys that nothing asked for."""
        for key in self.data.keys() - self.known:
            from difflib import get_close_matches  # a profile without a slip needs none

            near = get_close_matches(key, sorted(self.known), 1)
            self.note(
                key,
                f"is unknown; did you mean {near[0]}?"
                if near
                else f"is unknown; known are {', '.join(sorted(self.known))}",
            )


def _ignore(path: str, problem: str) -> None:
    """Note nothing about a table that is missing, which was noted as a whole."""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_line(value: str) -> bool:
    return not value or (bool(value.strip()) and value.isprintable())


def _is_texts(values: object) -> bool:
    return isinstance(values, list) and all(
        isinstance(each, str) and each.strip() and _is_line(each) for each in values
    )


def _lines_of_keys(toml: str) -> dict[str, int]:
    """Return the line on which each key or table is written, for messages only.

    tomllib does not tell it. A key inside braces is on the line of its table.
    """
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(toml.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([\w.\"-]+)\s*\]+\s*(?:#.*)?$", line):
            table = header[1].replace('"', "")
            found.setdefault(table, number)
        elif key := re.match(r"\s*([\w.\"-]+)\s*=", line):
            path = ".".join(filter(None, (table, key[1].replace('"', ""))))
            found.setdefault(path, number)
            for inner in _inner_keys(line):
                found.setdefault(f"{path}.{inner}", number)
    return found


def _inner_keys(line: str) -> Iterable[str]:
    return re.findall(r"[{,]\s*([\w-]+)\s*=", line)
