"""The measure of a page of results runs on an index of the sample."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.commands.sample import add_sample
from index.store.home import Home

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("results_page.py")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("sample"))
    add_sample(home)
    return home


def test_a_page_is_timed_new_the_same_again_and_unchanged(sample_home):
    command = [sys.executable, SCRIPT, sample_home.location, "--questions", "12"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("| this |")]
    new, again, unchanged = (
        float(cell.split(" / ")[0]) for cell in row.strip("| ").split(" | ")[1:]
    )
    assert min(new, again, unchanged) > 0
