"""What a page of results costs in the process that serves it: new, the same again, and unchanged.

    pip install datasette                       # to have it beside the others
    python tests/benchmarks/results_page.py INDEX --older CLONE-OF-OLDER-CODE ITS-INDEX

Addresses are drawn from the texts of the index as questions are (see questions.py). Each site is
asked for all of them, once and then again, and then with the ETag it gave, in turns: this code and
older code each in a process of its own, a small page of Flask and Datasette over the same entries
in this one. Times are processor time, p50 and p95. Nobody knows an address before; this code keeps
whole pages, older code and Datasette none.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from flask import Flask, render_template_string
from questions import Question, drawn

from index.model.entry import Entry
from search.open_searcher import open_searcher
from search.query.query import Query

HERE = Path(__file__).parent
CODE = HERE.parents[1]
Site = Callable[[str, str], Sequence[Any]]
"""Gives, for an address and an ETag, the milliseconds, the status, the bytes and the ETag."""
_SMALL = """<!doctype html><html lang="en"><title>{{ asked }}</title><h1>{{ asked }}</h1>
<ol>{% for title in titles %}<li><a href="/{{ loop.index }}">{{ title }}</a></li>{% endfor %}</ol>
</html>"""
_TABLES = """
CREATE TABLE entry (id TEXT PRIMARY KEY, title TEXT, body TEXT, year TEXT, kind TEXT, country TEXT);
CREATE VIRTUAL TABLE entry_fts USING fts5(title, body, content="entry");
"""


def main() -> None:
    """Ask, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("index", type=Path, help="an index of this code")
    parser.add_argument("--older", type=Path, nargs=2, help="a clone, and an index of its code")
    parser.add_argument("--questions", type=int, default=200)
    given = parser.parse_args()
    searcher = open_searcher(str(given.index))
    entries = list(searcher.export(Query()))
    searcher.close()
    asked = drawn(entries, given.questions)
    with ExitStack() as stack:
        sites = {"this": stack.enter_context(_Process(CODE, given.index))}
        if given.older:
            sites["older"] = stack.enter_context(_Process(*given.older))
        every: dict[str, tuple[Site, Callable[[Question], str]]] = {
            name: (site, _address) for name, site in sites.items()
        }
        every["Flask, a small page"] = _flask([one.original.title for one in entries]), _address
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        if datasette := _datasette(Path(folder) / "archive.db", entries):
            every["Datasette"] = datasette, _address_in_datasette
        _report(f"{len(entries):,} entries", _measure(every, asked))


class _Process:
    """A site in a process of its own; see one_site.py."""

    def __init__(self, code: Path, index: Path) -> None:
        command = [sys.executable, str(HERE / "one_site.py"), str(code.resolve())]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            [*command, str(index.resolve())], stdin=pipe, stdout=pipe, text=True, cwd=code
        )

    def __call__(self, address: str, etag: str) -> Sequence[Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([address, etag]) + "\n")
        self._process.stdin.flush()
        answer: Sequence[Any] = json.loads(self._process.stdout.readline())
        return answer

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def _address(question: Question) -> str:
    years = question.years or ("", "")
    fields = {"q": question.text, "from": years[0], "to": years[1], "country": question.country}
    given = {name: value for name, value in fields.items() if value}
    return f"/en/search?{urlencode(given)}"


def _address_in_datasette(question: Question) -> str:
    """The same words, twenty rows and three facets, by the addresses that Datasette has."""
    words = " ".join(question.words)
    filters = [("_search", f'"{words}"' if question.sort == "phrase" else words)]
    if question.sort == "prefix":
        filters = [("_search", f"{words}*"), ("_searchmode", "raw")]
    if question.years:
        first, last = map(str, question.years)
        filters += [("year__gte", first), ("year__lte", last), ("country", question.country)]
    facets = [("_facet", name) for name in ("year", "country", "kind")]
    return f"/archive/entry?{urlencode([*filters, ('_size', '20'), *facets])}"


def _flask(titles: Sequence[str]) -> Site:
    """A page of twenty titles that are drawn, by Flask and a template."""
    app, chance = Flask(__name__), random.Random(3)

    @app.get("/en/search")
    def search() -> str:
        return render_template_string(_SMALL, asked="torino", titles=chance.sample(titles, 20))

    client = app.test_client()

    def ask(address: str, _: str) -> Sequence[Any]:
        begun = time.process_time()
        answer = client.get(address)
        body = answer.get_data()
        return 1e3 * (time.process_time() - begun), answer.status_code, len(body), ""

    return ask


def _datasette(path: Path, entries: Iterable[Entry]) -> Site | None:
    """Datasette over the entries with a full-text index; None where it is not installed."""
    try:
        from datasette.app import Datasette
    except ImportError as error:
        print(f"left out: {error}", file=sys.stderr)
        return None
    with sqlite3.connect(path) as database:
        database.executescript(_TABLES)
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", map(_row, entries))
        database.execute("INSERT INTO entry_fts(entry_fts) VALUES ('rebuild')")
    database.close()
    loop = asyncio.new_event_loop()
    client = Datasette([str(path)]).client

    def ask(address: str, _: str) -> Sequence[Any]:
        begun = time.process_time()
        answer = loop.run_until_complete(client.get(address))
        spent = 1e3 * (time.process_time() - begun)
        return spent, answer.status_code, len(answer.content), ""

    return ask


def _row(entry: Entry) -> tuple[str, ...]:
    title = " / ".join(version.title for version in entry.versions)
    body = "\n".join(version.text for version in entry.versions)
    start, country = entry.dates.start, (*entry.countries, "")[0]
    return entry.id, title, body, str(start.year) if start else "", entry.kind, country


def _measure(
    sites: dict[str, tuple[Site, Callable[[Question], str]]], asked: Sequence[Question]
) -> dict[str, list[list[float]]]:
    """Return, for each site, the milliseconds of every address: new, again, with its ETag."""
    chance = random.Random(1)
    times: dict[str, list[list[float]]] = {name: [[], [], []] for name in sites}
    tags: dict[tuple[str, str], str] = {}
    for site, address_of in sites.values():  # what a process does once
        site(address_of(asked[0]), "")
    for turn in range(3):
        order = list(asked[1:])
        chance.shuffle(order)
        for question in order:
            for name in chance.sample(list(sites), len(sites)):
                site, address_of = sites[name]
                address = address_of(question)
                etag = tags.get((name, address), "") if turn == 2 else ""
                spent, status, _, tags[name, address] = site(address, etag)
                if status not in (200, 304, 400):
                    raise SystemExit(f"{name} answers {status} to {address}")
                if status != 400 and (turn < 2 or etag):  # 400: too many words begin so
                    times[name][turn].append(spent)
    return times


def _report(title: str, times: dict[str, list[list[float]]]) -> None:
    print(f"| {title}; ms, p50 / p95 | new | the same again | unchanged (304) |\n|---|---|---|---|")
    for name, turns in times.items():
        cells = [_spread(each) if each else "–" for each in turns]
        print(f"| {name} | {' | '.join(cells)} |")
    mine = [median(each) for each in times["this"]]
    for name, turns in times.items():
        if name != "this":
            cells = [
                f"{own / median(each):.2f}" if each else "–"
                for own, each in zip(mine, turns, strict=True)
            ]
            print(f"| this : {name} | {' | '.join(cells)} |")


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{median(ordered):.2f} / {ordered[len(ordered) * 95 // 100]:.2f}"


if __name__ == "__main__":
    main()
