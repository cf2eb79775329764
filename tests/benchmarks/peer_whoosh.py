"""Whoosh as it comes: its own analysis, its own searcher, its own facets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from peers import FACETS, HITS, Article, Found, Peer
from questions import Question
from whoosh import query as q
from whoosh.analysis import CharsetFilter, LowercaseFilter, RegexTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.sorting import Count, FieldFacet
from whoosh.support.charset import accent_map

WEIGHTS = {"title": 2.0, "body": 1.0}
MEMORY = 1024
"""Megabytes to index in, so that one segment comes out without merging."""


class StockWhoosh(Peer):
    """Facets by columns, in one pass with the hits."""

    name: ClassVar[str] = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._index = FileStorage(str(folder), readonly=True).open_index()
        self._searcher = self._index.searcher()
        self._groups = {field: FieldFacet(field, maptype=Count) for field in FACETS}

    @staticmethod
    def build(folder: Path, archive: Iterable[Article]) -> None:
        folded = RegexTokenizer() | LowercaseFilter() | CharsetFilter(accent_map)
        schema = Schema(
            title=TEXT(analyzer=folded),
            body=TEXT(analyzer=folded),
            year=NUMERIC(int, sortable=True),
            country=ID(sortable=True),
            kind=ID(sortable=True),
            card=STORED,
        )
        index = FileStorage(str(folder)).create_index(schema)
        codec = W3Codec(blocklimit=4096, compression=0)
        writer = index.writer(codec=codec, compound=False, limitmb=MEMORY)
        for article in archive:
            writer.add_document(
                title=article.title,
                body=article.body,
                year=article.year,
                country=article.country,
                kind=article.kind,
                card=article.card,
            )
        writer.commit(merge=False)
        index.close()

    def find(self, question: Question, *, counted: bool) -> Found:
        narrowed = self.query(question, country=True)
        if not counted:
            result = self._searcher.search(narrowed, limit=HITS)
            return Found(_first(result), len(result), {})
        fields = ("year", "kind") if question.country else FACETS
        groups = {field: self._groups[field] for field in fields}
        result = self._searcher.search(narrowed, limit=HITS, groupedby=groups)
        counts = {field: _counts(result, field) for field in fields}
        if question.country:
            wider = self.query(question, country=False)
            group = {"country": self._groups["country"]}
            counts["country"] = _counts(
                self._searcher.search(wider, limit=None, groupedby=group), "country"
            )
        return Found(_first(result), len(result), counts)

    def made(self, question: Question, *, country: bool) -> Any:
        return _narrowed(_words(question), question, country=country)

    def card(self, key: Any) -> str:
        return str(self._searcher.stored_fields(key)["card"])

    def first(self) -> list[Any]:
        return list(range(HITS))

    def total(self) -> int:
        return int(self._searcher.doc_count())

    def close(self) -> None:
        self._searcher.close()
        self._index.close()


def _first(result: Any) -> list[tuple[int, float]]:
    """The first hits: with facets Whoosh keeps all."""
    return [(number, score) for score, number in result.top_n[:HITS]]


def _counts(result: Any, field: str) -> list[tuple[str, int]]:
    return [(str(value), count) for value, count in result.groups(field).items()]


def _words(question: Question) -> q.Query:
    words = question.words
    match question.sort:
        case "everything":
            return q.Every()
        case "one of three":
            return q.Or([_term(field, word) for word in words for field in WEIGHTS])
        case "phrase":
            each = [q.Phrase(field, list(words), boost=w) for field, w in WEIGHTS.items()]
            return q.Or(each)
        case "prefix":
            return q.Or([q.Prefix(field, words[0]) for field in WEIGHTS])
        case _:
            each = [q.Or([_term(field, word) for field in WEIGHTS]) for word in words]
            return each[0] if len(each) == 1 else q.And(each)


def _term(field: str, word: str) -> q.Term:
    return q.Term(field, word, boost=WEIGHTS[field])


def _narrowed(words: q.Query, question: Question, *, country: bool) -> q.Query:
    parts = [words]
    if question.years:
        parts.append(q.NumericRange("year", *question.years, constantscore=True))
    if question.country and country:
        parts.append(q.Term("country", question.country, boost=0.0))
    return words if len(parts) == 1 else q.And(parts)
