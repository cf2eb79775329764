import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
TABLE = TESTS.parent / "web" / "docs" / "FEATURES.md"


def rows() -> list[list[str]]:
    if not TABLE.exists():
        pytest.skip("the installed package comes without its documents")
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.strip("|").split("|") for line in lines if re.match(r"\| \d", line)]


def test_the_table_has_every_feature_once_in_order() -> None:
    assert [int(row[0]) for row in rows()] == list(range(1, 45))
    assert {len(row) for row in rows()} == {11}


def test_every_feature_names_tests_that_exist() -> None:
    written = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.M)
    }
    for row in rows():
        named = re.findall(r"`(test_\w+)`", row[-1])
        assert named, row[1]
        assert set(named) <= written, row[1]
