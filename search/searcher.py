"""The searcher: answers from the live generation of any engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from index.gazetteer.regions import Region
from index.model.change import ENDINGS, Change
from index.model.entry import Entry
from index.model.profile import ArchiveProfile
from index.model.profile_format import profile_of
from search.answer.live_index import PROFILE_NAME, LiveIndex
from search.answer.run_search import export_entries, highlight_entry, run_search
from search.answer.similar import similar_to
from search.answer.warming import warm
from search.answer.whole_names import NameField, names_of, with_ids
from search.engines.engine import Engine, IndexReader
from search.query.query import Query, ReadingLanguage
from search.results.clause_reasons import SearchReasons
from search.results.completion import Completion
from search.results.hit import Hit, MarkedVersion
from search.results.holdings import Holdings
from search.results.news import NewsItem
from search.results.people import NamedPerson
from search.results.results import Results
from search.results.score_explanation import Explanation


class Searcher:
    """A search over the live generation, also after a new one has been published.

    Safe to share between threads. Every method but `close` raises IndexMissingError when there is
    no index, and EngineUnavailableError when its server does not answer. What it returns is
    complete and does not change when a new generation is published.
    """

    def __init__(self, engine: Engine, *, cache_results: bool = True) -> None:
        self._engine = engine
        self._cache_results = cache_results
        self._lock = threading.Lock()
        self._index: LiveIndex | None = None
        self._prepared: LiveIndex | None = None
        """What is derived from a generation that was prepared before it is asked."""

    def warm(self) -> None:
        """Do what the first searches of the live generation would wait for."""
        with self._engine.live() as reader:
            warm(self._index_of(reader))

    def prepare(self, reader: IndexReader) -> None:
        """Do what the first searches of a generation would wait for, before it is the live one."""
        index = LiveIndex(reader)
        warm(index)
        self._prepared = index

    def search(self, query: Query) -> Results:
        """Return the results of a query, one page of hits.

        Hits are in the order `query.sort`: by score, then newest first; or by date, with undated
        entries last; equal ones by id. Raises QueryError when the query passes a limit, also that
        of time.
        """
        with self._engine.live() as reader:
            index = self._index_of(reader)
            if not self._cache_results:
                return run_search(query, index)
            return index.results.get(query, lambda: run_search(query, index))

    def explain(self, query: Query) -> dict[str, Explanation]:
        """Return why each hit of the query's page has its score, by entry id.

        Empty for a query without words, whose hits have no score. Raises QueryError as `search`.
        """
        with self._engine.live() as reader:
            from search.answer.explanation import explain_page

            return explain_page(query, self._index_of(reader))

    def reasons(self, query: Query) -> SearchReasons:
        """Return how the words of the query were used. Raises QueryError as `search`."""
        with self._engine.live() as reader:
            from search.answer.reasons import reasons_of

            return reasons_of(query, self._index_of(reader))

    def get(self, id: str) -> Entry | None:
        """Return the entry of this id or alias, or None; its `id` tells which of them it was."""
        with self._engine.live() as reader:
            return reader.entry(id)

    def is_withdrawn(self, id: str) -> bool:
        """Return whether the entry of this id has been withdrawn; False for unknown ids."""
        with self._engine.live() as reader:
            return id in reader.facts.withdrawn and reader.entry(id) is None

    def ending(self, id: str) -> Change | None:
        """Return how an entry came to be withdrawn or erased, and why, as the news tell; None when
        they do not go back as far, for an unknown id, and for one that an entry has."""
        with self._engine.live() as reader:
            facts = reader.facts
            if id not in facts.withdrawn or reader.entry(id) is not None:
                return None
            last = next((change for change in facts.news if change.id == id), None)
            return last if last and last.kind in ENDINGS else None

    def with_ids(self, query: Query) -> Query:
        """Return the query with ids in place of whole names in its filters of people and places;
        what is neither an id nor a name is kept."""
        if not (query.people or query.places):
            return query
        with self._engine.live() as reader:
            return with_ids(query, self._index_of(reader))

    def names(self, field: NameField) -> dict[str, str]:
        """Return the ids of all people or places by folded name, and by id; the city's too."""
        with self._engine.live() as reader:
            return dict(names_of(field, self._index_of(reader)))

    def export(self, query: Query) -> Iterator[Entry]:
        """Yield every entry that a query matches, in its order; page and limit are ignored.

        All entries are of the generation that was live at the first one. Raises QueryError at the
        first one when the query passes a limit.
        """
        with self._engine.live() as reader:
            yield from export_entries(query, self._index_of(reader))

    def highlight(self, entry: Entry, query: Query) -> tuple[MarkedVersion, ...]:
        """Return each version of an entry with the words of a query marked, in their order.

        Raises QueryError as `search`.
        """
        with self._engine.live() as reader:
            return highlight_entry(entry, query, self._index_of(reader))

    def autocomplete(
        self, text: str, language: str, read: ReadingLanguage = ""
    ) -> tuple[Completion, ...]:
        """Return names, then entries, that begin with the text.

        Names are labelled in the language, entries in the reading language, which is the same when
        none is given.
        """
        with self._engine.live() as reader:
            from search.answer.autocomplete import autocomplete

            return autocomplete(text, language, read, self._index_of(reader))

    def similar(self, id: str, limit: int = 5, read: ReadingLanguage = "") -> tuple[Hit, ...]:
        """Return other entries with the same people, places, countries and words, best first.

        Empty for an unknown id.
        """
        with self._engine.live() as reader:
            entry = reader.entry(id)
            return () if entry is None else similar_to(entry, limit, read, self._index_of(reader))

    def regions(self) -> tuple[tuple[Region, int], ...]:
        """Return the regions that some entry is about, each with the number of its entries."""
        with self._engine.live() as reader:
            return self._index_of(reader).regions

    def people(self) -> tuple[NamedPerson, ...]:
        """Return everybody whom an entry names, by id; the city's officials too."""
        with self._engine.live() as reader:
            return self._index_of(reader).people

    def holdings(self) -> Holdings:
        """Return what the live generation holds."""
        with self._engine.live() as reader:
            return reader.facts.holdings

    def news(self) -> tuple[NewsItem, ...]:
        """Return the last changes of the archive, newest first: what each publication changed of
        each entry. None of an entry that is withdrawn, but that it was."""
        with self._engine.live() as reader:
            return self._index_of(reader).news

    def profile(self) -> ArchiveProfile:
        """Return the profile that the pages of the live generation were read with. Raises
        ProfileError when another version of this program wrote it and this one cannot read it."""
        with self._engine.live() as reader:
            return profile_of(reader.facts.profile, PROFILE_NAME)

    def archive(self) -> str:
        """Return the identity of the archive, the same in all its generations; "" when it was not
        noted."""
        with self._engine.live() as reader:
            return reader.facts.archive

    def close(self) -> None:
        """Close all files and connections once those who are still reading are done."""
        self._engine.close()
        with self._lock:
            self._index = self._prepared = None

    def _index_of(self, reader: IndexReader) -> LiveIndex:
        """Return what is derived from this generation: made once, and dropped with it."""
        index = self._index
        if index is not None and index.reader is reader:
            return index
        with self._lock:
            if self._index is None or self._index.reader is not reader:
                prepared = self._prepared
                is_prepared = prepared is not None and prepared.reader is reader
                self._index = prepared if prepared and is_prepared else LiveIndex(reader)
            return self._index
