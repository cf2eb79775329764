"""The comparison of search engines runs, and the product finds what another engine finds."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("search_speed.py")


def test_the_product_and_sqlite_agree_on_all_sixty_questions(tmp_path):
    command = [sys.executable, SCRIPT, "--sizes", "800", "--rounds", "1", "--folder", tmp_path]
    done = subprocess.run(
        [*command, "--only", "torino,fts5"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "| 800 | two words |" in (tmp_path / "results.md").read_text("utf-8")
    drawing = ElementTree.parse(tmp_path / "speed.svg").getroot()
    assert "SQLite FTS5" in "".join(drawing.itertext())
