"""Xapian, by its Python binding, which is Debian's python3-xapian."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from peers import FACETS, HITS, Article, Found, Peer
from questions import Question

from index.text.folding import fold

DEBIAN = Path("/usr/lib/python3/dist-packages/xapian/__init__.py")


def _imported() -> ModuleType:
    """The module, also from where Debian keeps it when the interpreter is another one."""
    if importlib.util.find_spec("xapian") is None and DEBIAN.exists():
        spec = importlib.util.spec_from_file_location(
            "xapian", DEBIAN, submodule_search_locations=[str(DEBIAN.parent)]
        )
        module = importlib.util.module_from_spec(spec)
        sys.modules["xapian"] = module
        spec.loader.exec_module(module)
        return module
    return importlib.import_module("xapian")


xapian: Any = _imported()
WEIGHTS = {"S": 2.0, "": 1.0}
"""Titles are prefixed S, as is Xapian's custom; bodies are not prefixed."""


class Xapian(Peer):
    """Titles and bodies as prefixed terms, facets as values, years and countries as terms too."""

    name: ClassVar[str] = "Xapian"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._database = xapian.Database(str(folder))
        self._size = self._database.get_doccount()

    @staticmethod
    def build(folder: Path, archive: Iterable[Article]) -> None:
        database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OVERWRITE)
        maker = xapian.TermGenerator()
        for article in archive:
            document = xapian.Document()
            maker.set_document(document)
            maker.set_termpos(0)
            maker.index_text(fold(article.title), 1, "S")
            maker.set_termpos(0)
            maker.index_text(fold(article.body))
            values = (str(article.year), article.country, article.kind)
            for slot, value in enumerate(values):
                document.add_value(slot, value)
            document.add_boolean_term(f"XY{article.year}")
            document.add_boolean_term(f"XC:{article.country}")
            document.set_data(article.card)
            database.add_document(document)
        database.commit()
        database.compact(str(folder / "compact"))
        database.close()
        for path in folder.iterdir():
            if path.is_file():
                path.unlink()
        for path in (folder / "compact").iterdir():
            path.rename(folder / path.name)
        (folder / "compact").rmdir()

    def find(self, question: Question, *, counted: bool) -> Found:
        narrowed = self.query(question, country=True)
        if not counted:
            fields: tuple[str, ...] = ()
        elif question.country:
            fields = ("year", "kind")
        else:
            fields = FACETS
        hits, total, counts = self._ask(narrowed, fields, HITS)
        if counted and question.country:
            wider = self.query(question, country=False)
            counts |= self._ask(wider, ("country",), 0)[2]
        return Found(hits, total, counts)

    def card(self, key: Any) -> str:
        return self._database.get_document(key).get_data().decode()

    def first(self) -> list[Any]:
        return list(range(1, HITS + 1))

    def total(self) -> int:
        return self._size

    def close(self) -> None:
        self._database.close()

    def _ask(
        self, query: Any, fields: tuple[str, ...], most: int
    ) -> tuple[list[tuple[int, float]], int, dict[str, list[tuple[str, int]]]]:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(query)
        spies = {field: xapian.ValueCountMatchSpy(FACETS.index(field)) for field in fields}
        for spy in spies.values():
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, most, self._size)
        hits = [(match.docid, match.weight) for match in found]
        counts = {
            field: [(one.term.decode(), one.termfreq) for one in spy.values()]
            for field, spy in spies.items()
        }
        return hits, found.get_matches_estimated(), counts

    def made(self, question: Question, *, country: bool) -> Any:
        return _narrowed(self._words(question), question, country=country)

    def _words(self, question: Question) -> Any:
        words = question.words
        match question.sort:
            case "everything":
                return xapian.Query.MatchAll
            case "one of three":
                return _any([_weighted(f"{p}{word}", p) for word in words for p in WEIGHTS])
            case "phrase":
                return _any(
                    [
                        _scaled(xapian.Query(xapian.Query.OP_PHRASE, [p + w for w in words]), p)
                        for p in WEIGHTS
                    ]
                )
            case "prefix":
                wild = xapian.Query.OP_WILDCARD
                return _any(
                    [xapian.Query(wild, p + words[0], 0, 0, xapian.Query.OP_OR) for p in WEIGHTS]
                )
            case _:
                each = [_any([_weighted(p + word, p) for p in WEIGHTS]) for word in words]
                return each[0] if len(each) == 1 else xapian.Query(xapian.Query.OP_AND, each)


def _narrowed(words: Any, question: Question, *, country: bool) -> Any:
    query = words
    if question.years:
        first, last = question.years
        years = [xapian.Query(f"XY{year}") for year in range(first, last + 1)]
        query = xapian.Query(xapian.Query.OP_FILTER, query, _any(years))
    if question.country and country:
        held = xapian.Query(f"XC:{question.country}")
        query = xapian.Query(xapian.Query.OP_FILTER, query, held)
    return query


def _any(parts: list[Any]) -> Any:
    return xapian.Query(xapian.Query.OP_OR, parts)


def _weighted(term: str, prefix: str) -> Any:
    return _scaled(xapian.Query(term), prefix)


def _scaled(query: Any, prefix: str) -> Any:
    weight = WEIGHTS[prefix]
    return query if weight == 1.0 else xapian.Query(xapian.Query.OP_SCALE_WEIGHT, query, weight)
