"""What is mapped beside the files of Whoosh only saves time: without it, every answer is the same.

So a generation of a version that made no tables is read as before.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.indexing.engines.whoosh.card_table import CARD_ENDS_EXT, CARDS_EXT
from index.indexing.engines.whoosh.date_order import ORDER_EXT
from index.indexing.engines.whoosh.facet_table import FACETS_EXT
from index.indexing.engines.whoosh.holder_lists import (
    HOLDERS_EXT,
    LISTS_EXT,
    PLACES_EXT,
    TIMES_EXT,
)
from index.indexing.engines.whoosh.shown_words import SHOWN_EXT, SPELLINGS_EXT
from index.indexing.engines.whoosh.term_dictionary import DICTIONARY_EXT
from index.indexing.engines.whoosh.vocabulary_table import VOCABULARY
from index.indexing.generations.pointer import current_name
from search.engines.whoosh.generation import OpenGeneration
from search.query.query import Query
from search.searcher import Searcher

EXTENSIONS = (
    DICTIONARY_EXT,
    LISTS_EXT,
    HOLDERS_EXT,
    TIMES_EXT,
    PLACES_EXT,
    CARDS_EXT,
    CARD_ENDS_EXT,
    ORDER_EXT,
    SHOWN_EXT,
    SPELLINGS_EXT,
    FACETS_EXT,
)
QUERIES = (
    Query("sindaco lione", read="it"),
    Query("the mayor of lyon", read="en"),
    Query('"gemellaggio con" londra'),
    Query("delegaz*", sort="oldest"),
    Query("ambascatore", limit=50),
    Query("salonedelgusto"),
    Query("dellutri newyork", read="it"),
    Query("new york", country=("US",), read="it"),
    Query("twin cities", until="2010", sort="newest"),
    Query("cina -shenzhen", brief=True),
    Query("delegazione russa", brief=True, read="en", limit=40),
    Query("delegazione russa", brief=True, read="it", page=2),
    Query(person="fassino"),
    Query(place="germania", kind=("event",)),
    Query(),
)


class OneGeneration:
    """An engine of one open generation."""

    def __init__(self, folder: Path) -> None:
        self._open = OpenGeneration(folder.name, folder)

    @contextmanager
    def live(self) -> Iterator[OpenGeneration]:
        yield self._open

    def close(self) -> None:
        self._open.close()


@pytest.fixture(scope="module")
def searchers(sample_home, tmp_path_factory) -> Iterator[tuple[Searcher, Searcher]]:
    live = Path(sample_home.location)
    live /= current_name(live)
    bare = tmp_path_factory.mktemp("bare") / live.name
    shutil.copytree(live, bare)
    removed = [path for path in bare.iterdir() if path.suffix in EXTENSIONS]
    assert len(removed) == len(EXTENSIONS)
    for path in (*removed, bare / VOCABULARY):
        path.unlink()
    both = tuple(Searcher(OneGeneration(folder), cache_results=False) for folder in (live, bare))
    yield both
    for searcher in both:
        searcher.close()


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_same_is_found_marked_counted_and_corrected(searchers, query):
    mapped, bare = searchers

    assert mapped.search(query) == bare.search(query)


def test_names_are_completed_alike(searchers):
    mapped, bare = searchers

    for typed in ("lo", "shen", "piero fa", "rus"):
        assert mapped.autocomplete(typed, "it") == bare.autocomplete(typed, "it")
