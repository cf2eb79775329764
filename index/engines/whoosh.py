"""The writing half of the Whoosh engine: one fresh index folder a generation.

Entries lie in the index newest first, as they are shown when nothing else decides.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence, Positions

from index.analysis import fold_word, tokenize
from index.entry import Entry
from index.errors import AmendError
from index.fields import FIELDS, Field, stored_entry, stored_text, values_of
from index.generations import build_generation
from index.writer import Told, untold

FACTS = "facts.json"
"""What a generation holds in figures, withdrawn ids included."""
WORDS = "words.json"
"""Every published word: folded, to how it is mostly spelt and how many entries hold it."""

_BLOCK = 4096
"""Postings a block: long blocks without compression decode fastest."""
_MEMORY = 64
"""Megabytes of postings before Whoosh writes them out."""


class TermField(FieldType):  # type: ignore[misc]
    """Terms with their positions, as index.analysis made them; Whoosh analyses nothing."""

    indexed = True
    scorable = True

    def __init__(self) -> None:
        self.format = Positions()
        self.analyzer = None
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None

    def index(
        self, value: Mapping[str, tuple[int, ...]], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term with its frequency, its weight and its positions."""
        for term, positions in value.items():
            yield (
                term.encode(),
                len(positions),
                float(len(positions)),
                self.format.encode(positions),
            )


class TagField(FieldType):  # type: ignore[misc]
    """Whole values, to filter and count by."""

    indexed = True
    scorable = False

    def __init__(self) -> None:
        self.format = Existence()
        self.analyzer = None
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None

    def index(self, value: tuple[str, ...], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each value once."""
        for tag in dict.fromkeys(value):
            yield tag.encode(), 1, 1.0, b""


def schema() -> Schema:
    """Whoosh's schema, from the table of fields."""
    return Schema(**{field.name: _field_type(field) for field in FIELDS})


def _field_type(field: Field) -> Any:
    match field.sort:
        case "terms":
            return TermField()
        case "tags":
            return TagField()
        case "day":
            return COLUMN(NumericColumn("i"))
        case _:
            return STORED


class WhooshWriter:
    """Builds one generation in the folder `location`; see index.writer.Writer.

    Entries wait in a nameless file until the block is left, so that the last of several with one
    id wins and the whole can be written newest first.
    """

    def __init__(self, location: str, told: Told = untold, *, amend: bool = False) -> None:
        self._root = Path(location)
        self._told = told
        self._amend = amend
        self._stack = ExitStack()
        self._withdrawn: set[str] = set()
        self._waiting: dict[str, tuple[int, int]] = {}
        """Id to end date and place in the file."""

    def __enter__(self) -> Self:
        if self._amend:
            raise AmendError("this version only builds anew")
        with ExitStack() as stack:
            self._folder = stack.enter_context(build_generation(self._root))
            self._file: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
            self._stack = stack.pop_all()
        return self

    def add(self, entries: Iterable[Entry]) -> int:
        """Add the entries and say how many. The last of several with one id wins."""
        count = 0
        for entry in entries:
            end = entry.dates.end.toordinal() if entry.dates.end else 0
            self._waiting[entry.id] = (end, self._file.tell())
            self._file.write(stored_text(entry).encode() + b"\n")
            count += 1
        return count

    def remove(self, ids: Iterable[str]) -> None:
        """Take the entries of these ids out; unknown ids are let be. An id may be added after."""
        for id in ids:
            self._waiting.pop(id, None)

    def withdraw(self, ids: Iterable[str]) -> None:
        """Remember ids that are gone, so that a searcher can say so."""
        self._withdrawn.update(ids)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._stack.__exit__(kind, error, trace)
            return
        with self._stack:
            self._write()

    def _write(self) -> None:
        facts = _Facts()
        index = FileStorage(str(self._folder)).create_index(schema())
        codec = W3Codec(blocklimit=_BLOCK, compression=0)
        writer = index.writer(codec=codec, compound=False, limitmb=_MEMORY)
        try:
            for number, entry in enumerate(self._ordered(), 1):
                values = values_of(entry)
                writer.add_document(
                    **values.terms, **values.tags, **values.days, entry=values.stored
                )
                facts.take(entry)
                self._told(number, len(self._waiting))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)
        index.close()
        withdrawn = sorted(self._withdrawn - self._waiting.keys())
        self._dump(FACTS, {**facts.figures(), "withdrawn": withdrawn})
        self._dump(WORDS, facts.words())

    def _ordered(self) -> Iterator[Entry]:
        for _, (_, place) in sorted(self._waiting.items(), key=lambda one: (-one[1][0], one[0])):
            self._file.seek(place)
            yield stored_entry(self._file.readline().decode())

    def _dump(self, name: str, data: object) -> None:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (self._folder / name).write_text(text, "utf-8")


class _Facts:
    """The figures of a generation, taken entry by entry."""

    def __init__(self) -> None:
        self._words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._entries = 0
        self._languages: Counter[str] = Counter()
        self._countries: set[str] = set()
        self._years: set[int] = set()
        self._people: dict[str, tuple[str, str]] = {}
        self._places: dict[str, dict[str, str]] = {}

    def take(self, entry: Entry) -> None:
        self._entries += 1
        self._languages[entry.original.language] += 1
        self._countries.update(entry.countries)
        for day in (entry.dates.start, entry.dates.end):
            if day:
                self._years.add(day.year)
        for person in entry.people:
            name, side = self._people.get(person.id, (person.name, person.side))
            self._people[person.id] = (name, "city" if "city" in (side, person.side) else side)
        for place in entry.places:
            self._places.setdefault(place.id, {**place.names, "country": place.country})
        said: dict[str, str] = {}
        for version in entry.versions:
            if version.origin == "published":
                for token in tokenize(f"{version.title}\n{version.text}"):
                    said.setdefault(fold_word(token.text), token.text)
        for word, spelt in said.items():
            self._words[word][spelt] += 1

    def words(self) -> dict[str, tuple[str, int]]:
        """Every published word: folded, to how it is mostly spelt and how many entries hold it."""
        return {
            word: (spelt.most_common(1)[0][0], spelt.total())
            for word, spelt in sorted(self._words.items())
            if word
        }

    def figures(self) -> dict[str, object]:
        return {
            "format": 1,
            "built": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "entries": self._entries,
            "languages": dict(self._languages.most_common()),
            "countries": len(self._countries),
            "years": [min(self._years), max(self._years)] if self._years else None,
            "people": {id: list(person) for id, person in sorted(self._people.items())},
            "places": dict(sorted(self._places.items())),
        }
