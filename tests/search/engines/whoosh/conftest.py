"""The stock path: an index as Whoosh's own reader reads it, evaluated entry by entry."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest
from naive_engine import Indexed, NaiveEngine, NaiveReader, Store
from whoosh.index import open_dir

from index.indexing.fields import DAY_FIELDS, TAG_FIELDS, stored_entry, values_of
from index.indexing.generations import live_generation
from search.searcher import Searcher


def read_by_whoosh(location: str) -> list[Indexed]:
    """Every entry with the terms and positions that Whoosh's matchers give, posting by posting."""
    terms: defaultdict[int, defaultdict[str, dict[str, tuple[int, ...]]]]
    terms = defaultdict(lambda: defaultdict(dict))
    tags: defaultdict[int, defaultdict[str, tuple[str, ...]]]
    tags = defaultdict(lambda: defaultdict(tuple))
    index = open_dir(live_generation(Path(location)).path)
    with closing(index), closing(index.reader()) as reader:
        for field, term in reader.all_terms():
            matcher = reader.postings(field, term)
            while matcher.is_active():
                document, text = matcher.id(), term.decode()
                if field in TAG_FIELDS:
                    tags[document][field] += (text,)
                else:
                    terms[document][field][text] = tuple(matcher.value_as("positions"))
                matcher.next()
        stored = {number: stored_entry(fields["entry"]) for number, fields in reader.iter_docs()}
        days = {
            number: {field: int(reader.column_reader(field)[number]) for field in DAY_FIELDS}
            for number in stored
        }
    return [
        Indexed(entry, terms[number], tags[number], days[number], values_of(entry).spelt)
        for number, entry in stored.items()
    ]


@pytest.fixture(scope="session")
def stock_path():
    """Make a searcher of the stock path over the index of a location."""

    def open_stock_path(location: str) -> Searcher:
        store = Store([NaiveReader("stock", read_by_whoosh(location), frozenset(), "", ())])
        return Searcher(NaiveEngine(store), cache_results=False)

    return open_stock_path
