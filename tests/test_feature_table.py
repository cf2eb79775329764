import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TABLE = TESTS.parent / "web" / "docs" / "FEATURES.md"


def rows() -> tuple[list[list[str]], list[list[str]]]:
    """The features and the complaints, each row as its cells."""
    if not TABLE.exists():
        pytest.skip("the installed package comes without its documents")
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.strip("|").split("|") for line in lines if re.match(r"\| \d", line)]
    return [row for row in cells if len(row) == 11], [row for row in cells if len(row) == 4]


def test_the_tables_have_every_feature_and_complaint_once_in_order() -> None:
    features, complaints = rows()
    assert [int(row[0]) for row in features] == list(range(1, 51))
    assert [int(row[0]) for row in complaints] == list(range(1, 22))


def test_every_feature_and_complaint_names_tests_that_exist() -> None:
    written = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.M)
    }
    features, complaints = rows()
    for row in (*features, *complaints):
        named = re.findall(r"`(test_\w+)`", row[-1])
        assert named, row[1]
        assert set(named) <= written, row[1]
