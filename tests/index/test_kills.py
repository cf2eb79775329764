"""`torino add` killed at any moment: what was live stays live, archive.db stays whole."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from index.generations import damage_of, live_generation
from index.store import Store

PAGE = """International Relations

2007 June

  • June {day}th 2007 - Delegation number {number} from Turku - Finland

    A delegation of the City of Turku met the Mayor of Torino and visited cooperative {number}.

"""

ADDER = """
import os, sys
from pathlib import Path
from index.archive import add_sources
from index.gazetteer import load_gazetteer
from index.home import Home
load_gazetteer()
home = Home(Path(sys.argv[1]))
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        add_sources(home, [line.strip()])
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Warm: forks a child for each add, so that a kill falls into the work and not into imports."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kills", [50, pytest.param(300, marks=pytest.mark.soak)])
def test_a_kill_at_any_moment_loses_nothing(tmp_path, kills):
    home = tmp_path / "home"
    adder = subprocess.Popen(
        [sys.executable, "-c", ADDER, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert adder.stdin is not None
    assert adder.stdout is not None

    def start(number):
        path = tmp_path / f"relint-inglese-{number}.txt"
        path.write_text(PAGE.format(day=4 + number % 17, number=number), "utf-8")
        print(path, file=adder.stdin, flush=True)
        return int(adder.stdout.readline())

    def end():
        return int(adder.stdout.readline())

    usual = 60.0
    for number in range(2):
        began = time.monotonic()
        start(number)
        assert end() == 0
        usual = min(usual, time.monotonic() - began)
    chance = random.Random(2007)
    killed, before = 0, 2
    for number in range(2, 4 * kills):
        child = start(number)
        time.sleep(chance.uniform(0, usual))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        killed += end() != 0
        live = live_generation(home / "index")
        assert not live.fell_back
        assert damage_of(live.path) == ()
        with Store(home / "archive.db") as store:
            assert store.damage() == ()
            pages = store.count_pages()
            assert pages in (before, before + 1)
            before = pages
        if killed == kills:
            break
    start(4 * kills)
    assert end() == 0
    with Store(home / "archive.db") as store:
        assert store.is_published
        assert store.count_pages() == before + 1
    adder.stdin.close()
    adder.wait(10)
    adder.stdout.close()
    assert killed == kills
