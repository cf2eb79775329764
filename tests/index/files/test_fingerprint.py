"""Fingerprints of the code: the same for the same code, another for what decides the outcome."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from index.files import fingerprint

SCRIPT = """
import sys
sys.path[:0] = sys.argv[1:]
from index.files.fingerprint import indexing_fingerprint, joining_fingerprint, reading_fingerprint
import index
print(index.__file__, reading_fingerprint(), joining_fingerprint(), indexing_fingerprint())
"""
ROOMS = ("gazetteer", "model", "reading", "text", "joining", "publishing", "indexing", "store")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A package with the module, and a file in each room."""
    package = tmp_path / "tree" / "index"
    for room in (*ROOMS, "translation", "cli", "data", "data/sample", "data/thesaurus"):
        (package / room).mkdir(parents=True)
        (package / room / "dates.py").write_text("JUNE = 6\n")
    (package / "data" / "cities.csv").write_text("Turku\n")
    (package / "data" / "sample" / "page.html").write_text("<h1>June 6th</h1>\n")
    (package / "files").mkdir()
    shutil.copy(fingerprint.__file__, package / "files")
    for folder in (package, package / "files"):
        (folder / "__init__.py").write_text("")
    return package


def fingerprints(path: Path, *more: Path) -> tuple[str, str, str]:
    """Those of reading, joining and indexing, as a process of its own finds them."""
    run = subprocess.run(
        [sys.executable, "-I", "-c", SCRIPT, path, *more],
        capture_output=True,
        text=True,
        check=True,
    )
    where, reading, joining, indexing = run.stdout.rsplit(" ", 3)
    assert where.startswith(str(path))
    return reading, joining, indexing.strip()


def changed(copy: Path, name: str) -> tuple[bool, bool, bool]:
    """Which of the three another letter in this file changes."""
    before = fingerprints(copy.parent)
    text = (copy / name).read_text()
    (copy / name).write_text(text.replace("6", "7").replace("u", "v"))
    after = fingerprints(copy.parent)
    return before[0] != after[0], before[1] != after[1], before[2] != after[2]


def test_the_same_code_has_the_same_fingerprints(copy: Path) -> None:
    first = fingerprints(copy.parent)  # the second run finds bytecode beside the sources
    assert fingerprints(copy.parent) == first
    assert [len(one) for one in first] == [32, 32, 32]
    assert len(set(first)) == 3


@pytest.mark.parametrize(
    "name", ["reading/dates.py", "text/dates.py", "gazetteer/dates.py", "data/cities.csv"]
)
def test_code_and_data_that_read_change_all_of_them(copy: Path, name: str) -> None:
    assert changed(copy, name) == (True, True, True)


@pytest.mark.parametrize("name", ["joining/dates.py", "publishing/dates.py"])
def test_code_that_joins_reads_no_page_again(copy: Path, name: str) -> None:
    assert changed(copy, name) == (False, True, True)


@pytest.mark.parametrize(
    "name",
    ["indexing/dates.py", "store/dates.py", "translation/dates.py", "data/thesaurus/dates.py"],
)
def test_code_that_indexes_joins_nothing_again(copy: Path, name: str) -> None:
    assert changed(copy, name) == (False, False, True)


@pytest.mark.parametrize("name", ["cli/dates.py", "files/__init__.py", "data/sample/page.html"])
def test_other_code_and_the_sample_change_none(copy: Path, name: str) -> None:
    (copy / name).write_text("# u6\n")
    assert changed(copy, name) == (False, False, False)


@pytest.mark.parametrize(
    ("library", "expected"),
    [("ftfy", (True, True, True)), ("pystemmer", (False, False, True))],
)
def test_another_version_of_a_library_changes_what_relies_on_it(
    copy: Path, tmp_path: Path, library: str, expected: tuple[bool, bool, bool]
) -> None:
    before = fingerprints(copy.parent)
    metadata = tmp_path / "other" / f"{library}-0.0.1.dist-info" / "METADATA"
    metadata.parent.mkdir(parents=True)
    metadata.write_text(f"Metadata-Version: 2.1\nName: {library}\nVersion: 0.0.1\n")
    assert version(library) != "0.0.1"
    after = fingerprints(copy.parent, tmp_path / "other")
    assert tuple(one != other for one, other in zip(before, after, strict=True)) == expected


def test_a_new_file_changes_them(copy: Path) -> None:
    first = fingerprints(copy.parent)
    (copy / "reading" / "people.py").write_text("")
    assert not set(first) & set(fingerprints(copy.parent))


@pytest.mark.parametrize("folder", [".mypy_cache", "__pycache__"])
def test_what_tools_leave_in_the_tree_changes_none(copy: Path, folder: str) -> None:
    before = fingerprints(copy.parent)
    (copy / "data" / folder).mkdir()
    (copy / "data" / folder / "dates.json").write_text("{}")
    assert fingerprints(copy.parent) == before


def test_a_package_in_a_zip_has_the_fingerprints_of_its_files(copy: Path, tmp_path: Path) -> None:
    archive = tmp_path / "index.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for file in sorted(copy.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                out.write(file, f"index/{file.relative_to(copy)}")
    assert fingerprints(archive) == fingerprints(copy.parent)


def test_every_room_of_this_package_is_covered_or_left_out_on_purpose() -> None:
    package = Path(fingerprint.__file__).parents[1]
    rooms = {each.name for each in package.iterdir() if each.is_dir()} - {"__pycache__"}
    assert rooms - set(fingerprint._INDEXING) == {"cli", "commands", "files"}
