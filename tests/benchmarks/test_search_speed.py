"""The comparison of search engines runs, on words that are not those of an open vocabulary."""

import random
import string
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("search_speed.py")


def test_the_product_and_sqlite_are_asked_the_same_in_turns(tmp_path):
    for language in ("it", "en"):
        chance = random.Random(language)
        words = ("".join(chance.choices(string.ascii_lowercase, k=8)) for _ in range(40_000))
        (tmp_path / f"{language}.txt").write_text("\n".join(words), "utf-8")
    command = [sys.executable, SCRIPT, "--sizes", "200", "--rounds", "1", "--questions", "30"]
    command += ["--folder", tmp_path / "speed", "--words", tmp_path, "--only", "this,fts5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    tables = [line for line in done.stdout.splitlines() if line.startswith("| fts5 |")]
    assert len(tables) == 4  # two modes, each whole and by kind of question
    assert "first page of a generation" in done.stdout
