"""Tantivy, by tantivy-py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import tantivy
from peers import FACETS, Article, Counts, Found, Peer, articles, write_names
from questions import LIMITS, Mode, Question
from tantivy import Occur, Query

from index.model.entry import Entry
from search.answer.facets import MAX_VALUES
from search.highlight.snippets import LENGTH

WEIGHTS = {"title": 2.0, "body": 1.0}
HEAP = 512_000_000
"""Bytes of memory to index in, so that one segment comes out."""
_TERMS = {
    field: {"terms": {"field": field, "size": MAX_VALUES, "order": {"_count": "desc"}}}
    for field in FACETS
}


class Tantivy(Peer):
    """One segment, newest first, so that the address of a document is its place in time.

    Facets are numbers in the index: Tantivy counts those faster than words.
    """

    name: ClassVar[str] = "Tantivy"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._index = tantivy.Index.open(str(folder / "index"))
        _register(self._index)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    @staticmethod
    def build(folder: Path, archive: Sequence[Entry]) -> None:
        builder = tantivy.SchemaBuilder()
        for field in WEIGHTS:
            builder.add_text_field(
                field, stored=True, tokenizer_name="folded", index_option="position"
            )
        for field in FACETS:
            builder.add_unsigned_field(field, indexed=True, fast=True)
        builder.add_bytes_field("card", stored=True)
        (folder / "index").mkdir()
        index = tantivy.Index(builder.build(), path=str(folder / "index"))
        _register(index)
        numbers = write_names(folder, archive)
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for article in articles(archive):
            writer.add_document(_document(article, numbers))
        writer.commit()
        writer.wait_merging_threads()

    def find(self, question: Question, mode: Mode) -> Found:
        narrowed = self.query(question, country=True)
        result = self._searcher.search(narrowed, limit=LIMITS[mode], count=True)
        hits = [(one.segment_ord, one.doc) for _, one in result.hits]
        counts = self._counts(narrowed, FACETS)
        if question.country:
            counts |= self._counts(self.query(question, country=False), ("country",))
        snippets: list[Any] = []
        if mode == "page":
            made = tantivy.SnippetGenerator.create(self._searcher, narrowed, self._schema, "body")
            made.set_max_num_chars(LENGTH)
            for _, address in result.hits:
                snippet = made.snippet_from_doc(self._searcher.doc(address))
                marks = [(one.start, one.end) for one in snippet.highlighted()]
                snippets.append((snippet.fragment(), marks))
        return Found(hits, result.count, counts, snippets)

    def card(self, key: Any) -> str:
        document = self._searcher.doc(tantivy.DocAddress(*key))
        return bytes(document.get_first("card")).decode()

    def close(self) -> None:
        """Tantivy closes its files with the searcher."""

    def _counts(self, query: Query, fields: Sequence[str]) -> Counts:
        found = self._searcher.aggregate(query, {field: _TERMS[field] for field in fields})
        return {
            field: [
                (self._values[field][int(one["key"])], one["doc_count"])
                for one in found[field]["buckets"]
            ]
            for field in fields
        }

    def _words(self, question: Question) -> Query:
        match question.sort:
            case "phrase":
                words = list(question.words)
                return _any(
                    Query.boost_query(Query.phrase_query(self._schema, field, words), weight)
                    for field, weight in WEIGHTS.items()
                )
            case "prefix":
                begun = question.words[0]
                return _any(
                    Query.fuzzy_term_query(self._schema, field, begun, 0, prefix=True)
                    for field in WEIGHTS
                )
            case _:
                parts = [_any(self._anywhere(word)) for word in question.words]
                return parts[0] if len(parts) == 1 else _all(parts)

    def _anywhere(self, word: str) -> Iterator[Query]:
        for field, weight in WEIGHTS.items():
            term = Query.term_query(self._schema, field, word, index_option="freq")
            yield Query.boost_query(term, weight)

    def made(self, question: Question, *, country: bool) -> Query:
        parts = [self._words(question)]
        if question.years:
            held = self._numbers["year"]
            inside = [held[year] for year in map(str, range(*question.years)) if year in held]
            inside.append(held.get(str(question.years[1]), max(held.values())))
            sort = tantivy.FieldType.Unsigned
            years = Query.range_query(self._schema, "year", sort, min(inside), max(inside))
            parts.append(Query.const_score_query(years, 0.0))
        if question.country and country:
            number = self._numbers["country"][question.country]
            held_by = Query.term_query(self._schema, "country", number, "basic")
            parts.append(Query.const_score_query(held_by, 0.0))
        return parts[0] if len(parts) == 1 else _all(parts)


def _document(article: Article, numbers: dict[str, dict[str, int]]) -> tantivy.Document:
    document = tantivy.Document(title=article.title, body=article.body)
    for field, values in article.facets.items():
        for value in values:
            document.add_unsigned(field, numbers[field][value])
    document.add_bytes("card", article.card.encode())
    return document


def _register(index: tantivy.Index) -> None:
    folded = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    index.register_tokenizer("folded", folded)


def _any(parts: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, part) for part in parts])


def _all(parts: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, part) for part in parts])
