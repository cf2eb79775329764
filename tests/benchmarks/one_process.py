"""A search in a process of its own, with the code of any edition, asked by lines of JSON.

    python one_process.py CODE INDEX

CODE is the folder of the code, INDEX that of the index. Each line of the input is a list: ["build",
FILE], ["ask", FIELDS OF A QUERY], ["publish", FILE] (amend with the file's first entry) or
["memory"]. Each line of the output is what that took: seconds of processor time, the number of
hits, or megabytes of private memory.

The older edition is 58bed62, whose modules have other names.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

from private_memory import private_megabytes

CODE, INDEX = sys.argv[1:3]
sys.path[:] = [CODE, *(path for path in sys.path if path != str(Path(__file__).parent))]

try:
    from index.indexing.open_engine import open_writer
    from index.model import entry as model
    from search.engines.whoosh.engine import WhooshEngine
    from search.query.query import Query
    from search.searcher import Searcher

    def opened() -> Any:
        """A searcher that keeps no answers."""
        return Searcher(WhooshEngine(INDEX), cache_results=False)

except ImportError:
    from index.writer import open_writer  # type: ignore[import-not-found, no-redef]

    from index import entry as model  # type: ignore[attr-defined, no-redef]
    from search.engines.whoosh import WhooshSearcher  # type: ignore[attr-defined]
    from search.query import Query  # type: ignore[attr-defined, no-redef]

    def opened() -> Any:
        """A searcher that keeps no answers."""
        return WhooshSearcher(INDEX, keep_answers=False)


def entry_of(plain: dict[str, Any]) -> Any:
    """The entry that search_speed.py wrote."""
    start, end, precision, written = plain["dates"]
    return model.Entry(
        id=plain["id"],
        dates=model.DateSpan(
            date.fromisoformat(start), date.fromisoformat(end), precision, written
        ),
        kind=plain["kind"],
        countries=tuple(plain["countries"]),
        places=tuple(model.Place(*one) for one in plain["places"]),
        people=tuple(model.Person(*one) for one in plain["people"]),
        versions=tuple(model.Version(*one) for one in plain["versions"]),
        doubts=(),
        aliases=(),
        sources=tuple(
            model.Source(url, datetime.fromisoformat(day)) for url, day in plain["sources"]
        ),
    )


def publish(path: str, *, amend: bool) -> float:
    """Index the entries of a file; with `amend` add the first to the live ones."""
    begun = time.process_time()
    with Path(path).open(encoding="utf-8") as lines, open_writer(INDEX, amend=amend) as writer:
        every = (entry_of(json.loads(line)) for line in lines)
        writer.add([next(every)] if amend else every)
    return time.process_time() - begun


def ask(searcher: Any, given: dict[str, Any]) -> tuple[float, int]:
    """Ask once more where a starved machine let the time of a search pass."""
    query = Query(**{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()})
    begun = time.process_time()
    found = searcher.search(query)
    return time.process_time() - begun, found.total


def main() -> None:
    """Answer line by line."""
    searcher = opened()
    for line in sys.stdin:
        match json.loads(line):
            case ["build", path]:
                answer: Any = publish(path, amend=False)
            case ["publish", path]:
                answer = publish(path, amend=True)
            case ["ask", given]:
                answer = ask(searcher, given)
            case _:
                answer = private_megabytes()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
