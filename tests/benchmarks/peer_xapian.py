"""Xapian, by its Python binding, which is Debian's python3-xapian."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from peers import FACETS, Found, Peer, articles, write_names
from questions import LIMITS, Mode, Question

from index.model.entry import Entry
from index.text.folding import fold
from search.highlight.snippets import LENGTH

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
    """Titles and bodies as prefixed terms, years and countries as terms too.

    Facets are counted by lists in memory, as beside FTS5: values in slots hold one value each.
    """

    name: ClassVar[str] = "Xapian"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._database = xapian.Database(str(folder / "index"))
        self._size = self._database.get_doccount()
        held = json.loads((folder / "facets.json").read_text("utf-8"))
        self._columns = {field: [(), *(one[field] for one in held)] for field in FACETS}

    @staticmethod
    def build(folder: Path, archive: Sequence[Entry]) -> None:
        made = str(folder / "made")
        database = xapian.WritableDatabase(made, xapian.DB_CREATE_OR_OVERWRITE)
        maker = xapian.TermGenerator()
        facets = []
        for article in articles(archive):
            document = xapian.Document()
            maker.set_document(document)
            maker.set_termpos(0)
            maker.index_text(fold(article.title), 1, "S")
            maker.set_termpos(0)
            maker.index_text(fold(article.body))
            document.add_boolean_term(f"XY{article.facets['year'][0]}")
            for country in article.facets["country"]:
                document.add_boolean_term(f"XC:{country}")
            document.set_data(json.dumps([article.card, article.body], ensure_ascii=False))
            database.add_document(document)
            facets.append(article.facets)
        database.commit()
        database.compact(str(folder / "index"))
        database.close()
        (folder / "facets.json").write_text(json.dumps(facets), "utf-8")
        write_names(folder, archive)

    def find(self, question: Question, mode: Mode) -> Found:
        mset, within = self._ask(self.query(question, country=True), LIMITS[mode])
        wide = within
        if question.country:
            _, wide = self._ask(self.query(question, country=False), 0)
        counts = {
            field: list(
                Counter(
                    chain.from_iterable(
                        map(column.__getitem__, wide if field == "country" else within)
                    )
                ).items()
            )
            for field, column in self._columns.items()
        }
        snippets: list[Any] = []
        if mode == "page":
            for match in mset:
                body = json.loads(match.document.get_data())[1]
                snippets.append(mset.snippet(body, LENGTH))
        return Found([match.docid for match in mset], len(within), counts, snippets)

    def card(self, key: Any) -> str:
        return str(json.loads(self._database.get_document(key).get_data())[0])

    def close(self) -> None:
        self._database.close()

    def _ask(self, query: Any, most: int) -> tuple[Any, list[int]]:
        """The first hits, and the numbers of all."""
        enquire = xapian.Enquire(self._database)
        enquire.set_query(query)
        first = enquire.get_mset(0, most, self._size)
        enquire.set_weighting_scheme(xapian.BoolWeight())
        return first, [match.docid for match in enquire.get_mset(0, self._size)]

    def made(self, question: Question, *, country: bool) -> Any:
        return _narrowed(self._words(question), question, country=country)

    def _words(self, question: Question) -> Any:
        words = question.words
        match question.sort:
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
