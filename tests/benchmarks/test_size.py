"""A large archive goes through `torino add` whole, in bounded memory."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SYNTHETIC = Path(__file__).parent / "synthetic.py"
MEGABYTES = 600


@pytest.mark.parametrize("entries", [400, pytest.param(100_000, marks=pytest.mark.soak)])
def test_every_entry_of_a_web_archive_is_read_in_bounded_memory(tmp_path, entries):
    archive = tmp_path / "archive.warc.gz"
    subprocess.run([sys.executable, SYNTHETIC, str(entries), archive], check=True)
    command = "from web.cli.main import main; main()"
    added = subprocess.run(
        [sys.executable, "-c", command, "add", archive, "--home", tmp_path / "home", "--timings"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert added.returncode == 0, added.stderr
    assert f"entries on them {entries}" in added.stdout
    assert "places" in added.stderr
    print(added.stdout, added.stderr)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert peak < MEGABYTES
