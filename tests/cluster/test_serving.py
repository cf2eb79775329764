"""`torino serve` beside a cluster."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import urllib3

from index.indexing.open_engine import open_writer

pytestmark = [pytest.mark.slow, pytest.mark.cluster]


def test_an_empty_home_sends_no_sample_to_a_cluster(new_location, tmp_path, make_entry):
    location = new_location()
    home = tmp_path / "home"
    path = os.pathsep.join(map(str, (Path.cwd(), *sys.path)))
    with subprocess.Popen(
        [sys.executable, "-c", "from web.cli.process import main; main()", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": path,
            "TORINO_HOME": str(home),
            "TORINO_ENGINE": location,
            "TORINO_LOG": "text",
        },
    ) as served:
        assert served.stderr
        said = []
        for line in served.stderr:
            said.append(line)
            if "Ctrl-C" in line:
                break
        address = said[-1].split()[0]
        before = urllib3.request("GET", f"{address}en/search?q=mayor", retries=False)
        with open_writer(location) as writer:
            writer.add([make_entry()])
        after = urllib3.request("GET", f"{address}en/search?q=mayor", retries=False)
        served.terminate()
        assert served.wait(30) == 0

    told = "".join(said)
    assert "no generation has the alias" in told
    assert f"{home} has no archive to publish there: the site answers 503 until" in told
    assert (before.status, after.status) == (503, 200)
    assert not (home / "archive.db").exists()
