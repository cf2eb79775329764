"""Lookup tables: what was made of the tables of words and names is what they say now."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.data.make_lookup import lookup_files
from index.text.key_places import KeyPlaces, slots_of
from index.text.lookup_table import FOLDER, LookupTable, key_places, lookup_table
from index.text.sorted_lines import SortedLines, after_heading
from index.text.term_list import SOURCES, TABLE

KEYS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=6)


def test_the_files_are_what_make_lookup_makes_of_the_tables() -> None:
    folder = files("index") / "data" / FOLDER
    stale = [name for name, content in lookup_files() if (folder / name).read_bytes() != content]
    assert stale == [], "run python index/data/make_lookup.py"


def test_a_table_that_has_changed_since_is_read_itself() -> None:
    assert "it sindaco" in lookup_table(TABLE, SOURCES, dict)
    changed = lookup_table(TABLE, ("people_aliases.csv", *SOURCES), lambda: {"it sindaco": ["new"]})
    assert list(changed.find("it sindaco")) == ["new"]


def test_a_table_that_was_never_made_is_read_itself() -> None:
    assert list(lookup_table("none.tsv", SOURCES, lambda: {"a": [1]}).find("a")) == [1]


@given(st.dictionaries(KEYS, st.lists(st.text(max_size=3), min_size=1)), KEYS)
def test_any_key_is_found_with_its_values_and_no_other(
    values: dict[str, list[str]], other: str
) -> None:
    table = LookupTable.of(values)
    assert sorted(table) == sorted(values)
    for key in (*values, other):
        assert list(table.find(key)) == values.get(key, [])
        assert (key in table) == (key in values)


@given(st.lists(st.text("ab,è", min_size=1, max_size=4)), st.text("ab,è", min_size=1, max_size=3))
def test_sorted_lines_are_found_by_how_they_begin_and_by_what_they_hold(
    lines: list[str], part: str
) -> None:
    ordered = sorted(lines, key=str.encode)
    text = "".join(f"{line}\n" for line in ("heading", *ordered)).encode()
    found = SortedLines(text, after_heading(text))
    assert list(found) == ordered
    assert list(found.starting(part)) == [line for line in ordered if line.startswith(part)]
    assert found.has(part) == any(line.startswith(part) for line in ordered)
    assert list(found.holding(part)) == [line for line in ordered if part in line]


KEYED = st.text("ab c", min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.dictionaries(KEYED, st.integers(1, 3), min_size=1), KEYED)
def test_lines_are_found_by_the_places_of_their_keys_as_without(
    numbers: dict[str, int], other: str
) -> None:
    lines = [f"{key},{n}" for key, number in numbers.items() for n in range(number)]
    ordered = sorted(lines, key=str.encode)
    text = "".join(f"{line}\n" for line in ("heading", *ordered)).encode()
    begin = after_heading(text)
    plain = SortedLines(text, begin)
    placed = SortedLines(text, begin, KeyPlaces(slots_of(text, begin, b",")))
    for key in (*numbers, other):
        assert list(placed.of_key(f"{key},")) == list(plain.starting(f"{key},"))
        assert placed.has_key(f"{key},") == plain.has(f"{key},")
        if " " not in key:
            assert placed.has_key(f"{key} ") == plain.has(f"{key} ")


def test_places_of_a_file_that_has_changed_since_are_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert key_places("spellings.csv") is not None
    monkeypatch.setattr("index.text.lookup_table.places_file", lambda name: "lookup/cities.places")
    assert key_places("spellings.csv") is None
