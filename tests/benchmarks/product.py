"""The product itself, asked as anybody asks it: `Searcher.search`, no answer ever kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from questions import Question

from index.indexing.open_engine import open_writer
from index.model.entry import Entry
from search.answer import run_search
from search.engines.whoosh.engine import WhooshEngine
from search.query.errors import QueryError
from search.query.query import FACETS
from search.results.results import Results
from search.searcher import Searcher


class Product:
    """torino-archive over an index in a folder."""

    name = "torino-archive"

    def __init__(self, folder: Path) -> None:
        self._searcher = Searcher(WhooshEngine(str(folder)), cache_results=False)

    @staticmethod
    def build(folder: Path, archive: Iterable[Entry]) -> None:
        """Index the entries in the folder."""
        with open_writer(str(folder)) as writer:
            writer.add(archive)

    def search(self, question: Question, *, counted: bool = True) -> Results:
        """The whole answer. Facets are always part of it; without them it is cut short here."""
        if counted:
            return self._asked(question)
        run_search.FACETS = ()
        try:
            return self._asked(question)
        finally:
            run_search.FACETS = FACETS

    def _asked(self, question: Question) -> Results:
        """The answer to what was typed, as its peers give it, with no correction in its place;
        asked for again when a starved machine let the two seconds pass."""
        query = replace(question.query, exactly=True)
        while True:
            try:
                return self._searcher.search(query)
            except QueryError as error:
                if error.code != "too-slow":
                    raise

    def close(self) -> None:
        """Let go of all files."""
        self._searcher.close()
