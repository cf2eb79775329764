"""derived.db: what is put is found again, and what is damaged was never there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model.errors import CacheError, StoreError
from index.store.cache import DerivedCache

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "derived.db"


@pytest.fixture
def derived(path: Path) -> Iterator[DerivedCache]:
    with DerivedCache(path) as opened:
        yield opened


@given(value=JSON, key=st.text())
@settings(max_examples=25)
def test_a_value_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, value: object, key: str
) -> None:
    key = key.encode(errors="replace").decode()
    with DerivedCache(tmp_path_factory.mktemp("derived") / "derived.db") as derived:
        derived.put("name", key, value)
        assert derived.get("name", key) == value


def test_a_value_outlives_the_process(path: Path) -> None:
    for value in (1, 2):
        with DerivedCache(path) as derived:
            derived.put("name", "words", value)
    with DerivedCache(path) as derived:
        assert derived.get("name", "words") == 2
        assert derived.names() == ("name",)


def test_what_was_made_of_something_else_is_not_there(derived: DerivedCache) -> None:
    derived.put("name", "words", 1)
    assert derived.get("name", "other words") is None
    assert derived.get("other name", "words") is None


def test_a_value_dropped_is_gone(derived: DerivedCache) -> None:
    derived.put("name", "words", 1)
    derived.drop("name")
    assert derived.get("name", "words") is None
    assert derived.names() == ()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE derived SET body = substr(body, 2)",
        "UPDATE derived SET body = 'text'",
        "UPDATE derived SET body = NULL",
        "UPDATE derived SET seal = zeroblob(16)",
        "UPDATE derived SET seal = NULL, body = NULL",
        "UPDATE derived SET body = (SELECT body FROM derived WHERE name = 'other')",
        "UPDATE derived SET name = 'was ' || name; UPDATE derived SET name = 'name'"
        " WHERE name = 'was other'",
    ],
)
def test_a_damaged_value_is_not_there(path: Path, derived: DerivedCache, damage: str) -> None:
    derived.put("name", "words", [1, 2])
    derived.put("other", "words", [3, 4])
    with closing(sqlite3.connect(path)) as db:
        db.executescript(damage)
    assert derived.get("name", "words") is None


def test_each_bit_flipped_gives_the_value_or_nothing_or_is_told(path: Path) -> None:
    with DerivedCache(path) as derived:
        derived.put("name", "words", "a value")
    whole = path.read_bytes()
    for place in range(0, len(whole), 61):
        path.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :]
        )
        try:
            with DerivedCache(path) as derived:
                assert derived.get("name", "words") in ("a value", None)
                derived.put("another", "words", 1)
        except (CacheError, StoreError):
            DerivedCache.delete(path)
            with DerivedCache(path) as derived:
                derived.put("name", "words", "anew")
                assert derived.get("name", "words") == "anew"
        DerivedCache.delete(path)


def test_a_file_that_is_no_database_is_told_as_damage(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 300)
    with pytest.raises(CacheError, match=r"derived\.db"):
        DerivedCache(path)


def test_a_table_of_another_shape_is_told_as_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE derived (other TEXT)")
    with DerivedCache(path) as derived, pytest.raises(CacheError):
        derived.get("name", "words")


def test_a_folder_in_its_place_is_the_disks_fault(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreError):
        DerivedCache(path)
