"""Edits of the sample's pages, written by hand: small ones lose nothing, others hand on nothing.

Those in `edits_by_others.jsonl` are by somebody who had seen neither code nor tests.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


@pytest.mark.soak
@pytest.mark.parametrize("name", ["edits.jsonl", "edits_by_others.jsonl"])
def test_no_edit_of_the_file_is_a_fault(name: str) -> None:
    words = [FOLDER / "edits.py", FOLDER / "data" / name, "--rotations", "1"]
    run = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert run.stdout.endswith("\n0 faults\n"), run.stdout + run.stderr
    assert run.returncode == 0
