"""What each address of the site costs: processor time of its first answer and of the next.

    python tests/benchmarks/costs.py --entries 30000 --folder /tmp/torino-30000

Asks a real app in process over a synthetic archive; the costliest addresses that are known, and one
of each other kind. Prints a line for each, the costliest first, with the milliseconds of processor
time of all threads, the status and the bytes.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from index.store.home import Home
from search.open_searcher import open_searcher
from web import create_app

sys.path.insert(0, str(Path(__file__).parent))
import load

LONGEST = (
    "visited workshops transport water schools museums design research industry discussed "
    "officials districts factories libraries parks markets"
)
"""Sixteen words, most of them in most entries."""
MISSPELT = " ".join(f"{word[:2]}{word[3]}{word[2]}{word[4:]}" for word in LONGEST.split())

FORMS = ("jsonl", "csv", "ris", "bib")
"""The formats of whole exports."""

WORDS: dict[str, dict[str, str]] = {
    "everything": {},
    "one common word": {"q": "water"},
    "sixteen words": {"q": LONGEST},
    "sixteen misspelt words": {"q": MISSPELT},
    "one misspelt word": {"q": "watrr"},
    "a misspelt name": {"q": "Rosseti Duppont"},
    "two prefixes": {"q": "tra* des*"},
    "a phrase": {"q": '"water schools"'},
    "a phrase of sixteen": {"q": f'"{LONGEST}"'},
    "many exclusions": {"q": "water " + " ".join(f"-{w}" for w in LONGEST.split()[1:8])},
    "any of": {"q": " OR ".join(LONGEST.split()[:8])},
    "person and place": {"person": "Anna Rossetti", "place": "Lyon", "q": "water"},
    "a misspelt place": {"place": "Barzelona", "person": "Anxa Rosetti"},
    "long nonsense": {"q": " ".join(f"zqx{n:02}kwv{n:02}wq" for n in range(16))},
    "letters apart": {"q": " ".join("abcdefghilmnopqr")},
}


def addresses() -> dict[str, str]:
    """The addresses asked, by what they are."""
    found: dict[str, str] = {}
    for name, words in WORDS.items():
        found[name] = f"/en/search?{urlencode(words)}"
        found[f"{name}, JSON"] = f"/en/search.json?{urlencode({**words, 'limit': 100})}"
        found[f"{name}, Atom"] = f"/en/search.atom?{urlencode(words)}"
    for form in FORMS:
        found[f"whole archive, {form}"] = f"/en/search.{form}"
    return found | {
        "export of a common word": "/en/search.csv?q=water",
        "deep page": "/en/search?page=500",
        "deep page of a word, oldest": "/en/search?q=water&page=500&sort=oldest",
        "deep JSON": "/en/search.json?q=water&page=100&limit=100",
        "deep Atom": "/en/search.atom?page=200",
        "all filters": "/en/search?q=water&year=2007&year=2008&country=FR&country=CN&kind=meeting"
        "&not_country=JP&from=2003&to=2020&sort=oldest",
        "sixty years": "/en/search?" + "&".join(f"year={year}" for year in range(1990, 2050)),
        "facet of people": "/en/search/people",
        "facet of people, of a word": "/en/search/people?q=water",
        "facet of people, looked for": "/en/search/people?find=a",
        "facet of places": "/en/search/places?by=name",
        "facet of years": "/en/search/year",
        "autocomplete of a letter": "/en/suggest.json?q=a",
        "autocomplete of t": "/it/suggest.json?q=t",
        "autocomplete of a common beginning": "/en/suggest.json?q=the",
        "autocomplete of two words": "/en/suggest.json?q=del+com",
        "autocomplete of 64 letters": "/en/suggest.json?q=" + "a+" * 32,
        "home": "/en/",
        "years": "/en/years",
        "a year": "/en/years/2007",
        "countries": "/en/countries",
        "a country": "/en/countries/FR",
        "networks": "/en/networks",
        "networks, deep": "/en/networks?page=500",
        "sitemap": "/sitemap.xml",
        "sitemap, first sheet": "/sitemap/1.xml",
        "sitemap, last sheet": "/sitemap/3.xml",
        "no such entry": "/en/e/2007-01-01-none",
        "about": "/en/about",
        "data": "/en/data",
        "health": "/readyz",
        "nothing": "/nothing",
    }


@dataclass(frozen=True, slots=True)
class Cost:
    """What an address costs: milliseconds of processor time of its first answer, and of the next.

    The size is in bytes.
    """

    what: str
    first: float
    next: float
    status: int
    size: int


def costs(home: Home) -> list[Cost]:
    """Ask every address twice; the costliest first."""
    searcher = open_searcher(home.location)
    app = create_app(searcher)
    client = app.test_client()
    client.get("/it/search?q=sindaca", buffered=True)  # what is read once is nobody's cost
    found = []
    every = addresses()
    entry = searcher.search(load.Query(limit=1)).hits[0].id
    every |= {"entry": f"/en/e/{entry}", "entry with words": f"/en/e/{entry}?from=q%3Dwater"}
    every |= {"entry as JSON": f"/e/{entry}.json", "entry as RIS": f"/e/{entry}.ris"}
    for what, address in every.items():
        took = []
        for _ in range(2):
            began = time.process_time()
            answer = client.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True)
            took.append((time.process_time() - began) * 1000)
        found.append(Cost(what, took[0], took[1], answer.status_code, len(answer.data)))
    searcher.close()
    return sorted(found, key=lambda cost: -cost.first)


def main() -> None:
    """Run from the command line."""
    asked = argparse.ArgumentParser(description="Measure what each address costs.")
    asked.add_argument("--entries", type=int, default=30_000)
    asked.add_argument("--folder", type=Path, help="where to keep the archive for the next run")
    chosen = asked.parse_args()
    with load.archive_in(chosen.folder, chosen.entries) as home:
        print("first ms   next ms  status      bytes")
        for cost in costs(home):
            print(
                f"{cost.first:8.0f}  {cost.next:8.1f}  {cost.status:6}  {cost.size:9}  {cost.what}"
            )


if __name__ == "__main__":
    main()
