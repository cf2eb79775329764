"""Tantivy, by tantivy-py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import tantivy
from peers import FACETS, HITS, Article, Found, Peer
from questions import Question
from tantivy import Occur, Query

from index.gazetteer import load_gazetteer
from index.model.entry import KINDS

WEIGHTS = {"title": 2.0, "body": 1.0}
HEAP = 512_000_000
"""Bytes of memory to index in, so that one segment comes out."""
_VALUES = {
    "year": [str(year) for year in range(1900, 2100)],
    "country": list(load_gazetteer().countries()),
    "kind": list(KINDS),
}
"""Facets are numbers in the index: Tantivy counts those faster than words."""
_NUMBERS = {field: {v: n for n, v in enumerate(values)} for field, values in _VALUES.items()}
_TERMS = {
    field: {"terms": {"field": field, "size": 1000, "order": {"_key": "asc"}}} for field in FACETS
}


class Tantivy(Peer):
    """One segment, newest first, so that the address of a document is its place in time."""

    name: ClassVar[str] = "Tantivy"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._index = tantivy.Index.open(str(folder))
        _register(self._index)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    @staticmethod
    def build(folder: Path, archive: Iterable[Article]) -> None:
        builder = tantivy.SchemaBuilder()
        for field in WEIGHTS:
            builder.add_text_field(field, tokenizer_name="folded", index_option="position")
        for field in FACETS:
            builder.add_unsigned_field(field, indexed=True, fast=True)
        builder.add_bytes_field("card", stored=True)
        index = tantivy.Index(builder.build(), path=str(folder))
        _register(index)
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for article in archive:
            document = tantivy.Document(title=article.title, body=article.body)
            for field in FACETS:
                document.add_unsigned(field, _NUMBERS[field][str(getattr(article, field))])
            document.add_bytes("card", article.card.encode())
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def find(self, question: Question, *, counted: bool) -> Found:
        narrowed = self.query(question, country=True)
        result = self._searcher.search(narrowed, limit=HITS, count=not counted)
        hits = [((one.segment_ord, one.doc), score) for score, one in result.hits]
        if not counted:
            return Found(hits, result.count, {})
        if question.country:
            counts = self._counts(narrowed, ("year", "kind"))
            counts |= self._counts(self.query(question, country=False), ("country",))
        else:
            counts = self._counts(narrowed, FACETS)
        return Found(hits, sum(count for _, count in counts["kind"]), counts)

    def card(self, key: Any) -> str:
        document = self._searcher.doc(tantivy.DocAddress(*key))
        return bytes(document.get_first("card")).decode()

    def first(self) -> list[Any]:
        return [(0, number) for number in range(HITS)]

    def total(self) -> int:
        return self._searcher.num_docs

    def _counts(self, query: Query, fields: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        found = self._searcher.aggregate(query, {field: _TERMS[field] for field in fields})
        return {
            field: [
                (_VALUES[field][int(one["key"])], one["doc_count"])
                for one in found[field]["buckets"]
            ]
            for field in fields
        }

    def _words(self, question: Question) -> Query:
        match question.sort:
            case "everything":
                return Query.all_query()
            case "one of three":
                return _any(part for word in question.words for part in self._anywhere(word))
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
            first, last = question.years
            sort = tantivy.FieldType.Unsigned
            numbers = (_NUMBERS["year"][str(first)], _NUMBERS["year"][str(last)])
            years = Query.range_query(self._schema, "year", sort, *numbers)
            parts.append(Query.const_score_query(years, 0.0))
        if question.country and country:
            number = _NUMBERS["country"][question.country]
            held = Query.term_query(self._schema, "country", number, "basic")
            parts.append(Query.const_score_query(held, 0.0))
        return parts[0] if len(parts) == 1 else _all(parts)


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
