"""Make the lookup tables of index/data/lookup/ anew, after a change of a table or of a lexicon.

    python index/data/make_lookup.py

Until it is done, `tests/index/text/test_lookup_table.py` fails, and the program makes them in each
process. `index/text/lookup_table.py` says what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.gazetteer import city_table, gazetteer_tables, regions
from index.text import concept_list, lexicon, term_list
from index.text.lookup_table import FOLDER, lookup_file, places_content, places_file

HERE = Path(__file__).parent


def lookup_files() -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file in the folder, and its content."""
    for name, content in _tables():
        yield name, content
        yield _places(f"{FOLDER}/{name}", content, b"\t")
    for name in (city_table.CITIES, city_table.SPELLINGS):
        yield _places(name, (HERE / name).read_bytes(), b",")


def _places(name: str, content: bytes, separator: bytes) -> tuple[str, bytes]:
    return Path(places_file(name)).name, places_content(name, content, separator)


def _tables() -> Iterator[tuple[str, bytes]]:
    yield lexicon.TABLE, lookup_file(lexicon.SOURCES, lexicon.package_lexicons())
    terms = term_list.values_of(term_list.package_rows())
    yield term_list.TABLE, lookup_file(term_list.SOURCES, terms)
    for name, values in concept_list.package_values().items():
        yield name, lookup_file(concept_list.SOURCES, values)
    yield regions.TABLE, lookup_file(regions.SOURCES, regions.package_values())
    cities = city_table.CityTable(
        (HERE / city_table.CITIES).read_bytes(), (HERE / city_table.SPELLINGS).read_bytes()
    )
    for name, values in gazetteer_tables.package_values(cities).items():
        yield name, lookup_file(gazetteer_tables.SOURCES, values)


def main() -> None:
    """Write the files."""
    (HERE / FOLDER).mkdir(exist_ok=True)
    for name, content in lookup_files():
        (HERE / FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
