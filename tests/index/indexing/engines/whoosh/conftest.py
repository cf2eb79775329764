"""Entries to write, Whoosh's own writer to compare with, and all that an index holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.indexing.engines.whoosh.schema import schema
from index.indexing.fields import DAY_FIELDS, values_of
from index.model.entry import KINDS, UNDATED, DateSpan, Entry, Person, Place, Source, Version
from index.model.page import Page
from index.reading.sources import read_pages

PEOPLE = [
    Person("ana-ruiz", "Ana Ruiz", "", "visitor"),
    Person("ana-ruiz", "Ana RUIZ", "mayor", "visitor"),
    Person("marco-dell-utri", "Marco Dell'Utri", "mayor", "city"),
    Person("marco-dell-utri", "Marco Dell’Utri", "", "visitor"),
]
PLACES = [
    Place("lyon-fr", "FR", {"it": "Lione", "en": "Lyon"}, "Lyon", 45.75, 4.85),
    Place("lyon-fr", "FR", {"it": "Lione", "en": "Lyons"}, "Lyons", 45.75, 4.85),
    Place("zlin-cz", "CZ", {"it": "Zlín", "en": "Zlin"}, "Zlìn", None, None),
]
SOME_WORDS = (
    "the THE mayors mayor Sindaco sindaci città citta Città dell'Utri Dell'Utri U.S.A. perché "
    "l'acqua museo's Zlín zlin 2007 œuvre ΑΘΗΝΑ 北京 ʼʼ ªº ﬁne straße a — «x»"
)
WORDS = st.sampled_from(SOME_WORDS.split())
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=12).map(" ".join)


@st.composite
def small_entries(draw: st.DrawFn, id: str) -> Entry:
    """Any entry of this id, with few words out of few."""
    languages = draw(st.lists(st.sampled_from(["it", "en", "fr", "und"]), min_size=1, max_size=3))
    origins = ["published", *draw(st.permutations(["published", "human", "machine"]))]
    days = draw(st.lists(st.dates(date(2006, 12, 1), date(2007, 2, 1)), max_size=2).map(sorted))
    dates = DateSpan(days[0], days[-1], "day", "then") if days else UNDATED
    return Entry(
        id=id,
        dates=dates,
        kind=draw(st.sampled_from(KINDS[:3])),
        countries=tuple(draw(st.lists(st.sampled_from(["FR", "CZ", "IT"]), max_size=3))),
        places=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2))),
        people=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=3))),
        versions=tuple(
            Version(language, draw(TEXTS), draw(TEXTS), origin, "http://example.org/")
            for language, origin in zip(languages, origins, strict=False)
        ),
        doubts=(),
        aliases=tuple(draw(st.lists(st.sampled_from(["old-1", "old-2"]), max_size=2))),
        sources=(Source("http://example.org/", datetime(2026, 11, 22, tzinfo=UTC)),),
    )


def archives(most: int = 6) -> st.SearchStrategy[tuple[Entry, ...]]:
    """Some entries of different ids."""
    ids = st.lists(st.sampled_from([f"2007-01-01-{n:04}" for n in range(12)]), unique=True)
    return ids.flatmap(lambda ids: st.tuples(*(small_entries(id) for id in ids[:most])))


@pytest.fixture(scope="session")
def sample_entries(read: Callable[..., tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """The entries of the bundled sample, not joined."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    sample = Path(str(files("index"))) / "data" / "sample"
    pages = [page for page in read_pages(str(sample), fetched=now) if isinstance(page, Page)]
    return read(pages)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(
        entries,
        key=lambda entry: (-entry.dates.end.toordinal() if entry.dates.end else 0, entry.id),
    )


def write_by_whoosh(folder: Path, entries: Iterable[Entry], block: int = 4096) -> None:
    """Write the entries in this order with Whoosh's own writer."""
    index = FileStorage(str(folder)).create_index(schema())
    codec = W3Codec(blocklimit=block, compression=0)
    writer = index.writer(codec=codec, compound=False)
    for entry in entries:
        values = values_of(entry)
        writer.add_document(**values.terms, **values.tags, **values.days, entry=values.stored)
    writer.commit(merge=False)
    index.close()


def held_in(folder: Path) -> dict[str, Any]:
    """All that Whoosh's own reader finds in an index without deletions."""
    index = FileIndex(FileStorage(str(folder), readonly=True))
    with closing(index), closing(index.reader()) as reader:
        fields = sorted(reader.indexed_field_names())
        return {
            "schema": [(name, type(field)) for name, field in index.schema.items()],
            "count": (reader.doc_count(), reader.doc_count_all(), len(list(reader.leaf_readers()))),
            "stored": list(reader.iter_docs()),
            "fields": {
                field: (
                    reader.field_length(field),
                    [reader.doc_field_length(n, field) for n in range(reader.doc_count_all())],
                    list(reader.lexicon(field)),
                )
                for field in fields
            },
            "days": {
                field: list(reader.column_reader(field))
                for field in DAY_FIELDS
                if reader.doc_count_all()
            },
            "infos": {term: _noted(info) for term, info in reader},
            "postings": {
                (field, term): _postings(reader, field, term) for field, term in reader.all_terms()
            },
        }


def _noted(info: Any) -> tuple[Any, ...]:
    return (
        info.weight(),
        info.doc_frequency(),
        info.min_length(),
        info.max_length(),
        info.max_weight(),
        info.min_id(),
        info.max_id(),
    )


def _postings(reader: Any, field: str, term: bytes) -> list[tuple[Any, ...]]:
    matcher = reader.postings(field, term)
    found = []
    while matcher.is_active():
        places = matcher.value_as("positions") if matcher.supports("positions") else None
        block = (
            matcher.block_min_length(),
            matcher.block_max_length(),
            matcher.block_max_weight(),
            matcher.block_min_id(),
            matcher.block_max_id(),
        )
        found.append((matcher.id(), matcher.weight(), places, block))
        matcher.next()
    return found


@pytest.fixture(scope="session")
def stock() -> Callable[..., None]:
    return write_by_whoosh


@pytest.fixture(scope="session")
def held() -> Callable[[Path], dict[str, Any]]:
    return held_in


@pytest.fixture(scope="session")
def in_order() -> Callable[[Iterable[Entry]], list[Entry]]:
    return newest_first


@pytest.fixture(scope="session")
def any_archive() -> st.SearchStrategy[tuple[Entry, ...]]:
    return archives()
