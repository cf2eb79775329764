"""The edition: one digest for one state of the reading code, another for any other."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from index.reading.fingerprint import code_fingerprint

SOURCE = Path(code_fingerprint.__wrapped__.__code__.co_filename).parent
TELL = (
    "import sys; sys.path.insert(0, sys.argv[1]); from index.reading.fingerprint import edition; "
)
TELL += "import index; print(index.__file__, edition())"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A package with the module and a little beside it."""
    package = tmp_path / "tree" / "index"
    (package / "data").mkdir(parents=True)
    shutil.copy(SOURCE / "edition.py", package)
    (package / "__init__.py").write_text("")
    (package / "dates.py").write_text("JUNE = 6\n")
    (package / "data" / "cities.csv").write_text("Turku\n")
    return package


def told(path: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-I", "-c", TELL, path], capture_output=True, text=True, check=True
    )
    where, digest = run.stdout.rsplit(" ", 1)
    assert where.startswith(str(path))
    return digest.strip()


def test_the_same_code_is_the_same_edition(copy: Path) -> None:
    first = told(copy.parent)  # the second finds bytecode beside the sources
    assert told(copy.parent) == first
    assert len(first) == 32


@pytest.mark.parametrize("name", ["dates.py", "data/cities.csv"])
def test_code_and_data_that_changed_are_another_edition(copy: Path, name: str) -> None:
    first = told(copy.parent)
    (copy / name).write_text((copy / name).read_text().replace("6", "7").replace("u", "v"))
    assert told(copy.parent) != first


def test_a_file_more_is_another_edition(copy: Path) -> None:
    first = told(copy.parent)
    (copy / "people.py").write_text("")
    assert told(copy.parent) != first


@pytest.mark.parametrize("folder", [".mypy_cache", "__pycache__"])
def test_what_tools_leave_in_the_tree_is_no_other_edition(copy: Path, folder: str) -> None:
    before = told(copy.parent)
    (copy / "data" / folder).mkdir()
    (copy / "data" / folder / "dates.json").write_text("{}")
    assert told(copy.parent) == before


def test_a_package_in_a_zip_has_the_edition_of_its_files(copy: Path, tmp_path: Path) -> None:
    archive = tmp_path / "index.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for file in sorted(copy.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                out.write(file, f"index/{file.relative_to(copy)}")
    assert told(archive) == told(copy.parent)


def test_this_packages_edition_is_known() -> None:
    assert importlib.util.find_spec("index") is not None
    assert len(code_fingerprint()) == 32
