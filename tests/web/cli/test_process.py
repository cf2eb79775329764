"""The process of `torino`: interrupted at any moment, and with standard streams that are closed."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from index.commands.add import add_sources
from index.store.home import Home

PAGE = """International Relations

2007 June

  • June 8th 2007 - Delegation from Turku - Finland

    A delegation of the City of Turku met the Mayor of Torino and visited a cooperative of the area.
"""
RUN = "from web.cli.process import main; main()"
TELL_AND_RUN = f"import os, web.cli.interrupts; os.write(1, b'.'); {RUN}"
"""Tell that Python has started, and what handles Ctrl-C is there; nearly all is imported later."""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "relint-inglese-2007.txt"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def environment(tmp_path, page):
    add_sources(Home(tmp_path / "home"), [str(page)])
    return {**os.environ, "TORINO_HOME": str(tmp_path / "home")}


@pytest.mark.slow
@pytest.mark.parametrize("tries", [6, pytest.param(200, marks=pytest.mark.soak)])
def test_ctrl_c_at_any_moment_is_exit_130_in_silence(environment, tries):
    chance = random.Random(2007)
    usual, codes = 1.0, []
    for number in range(tries):
        child = subprocess.Popen(
            [sys.executable, "-c", TELL_AND_RUN, "search", "turku"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        assert child.stdout.read(1) == b"."
        began = time.monotonic()
        if number:  # the first shows how long it takes
            time.sleep(chance.uniform(0, usual))
            child.send_signal(signal.SIGINT)
        _, said = child.communicate()
        if number == 0:
            usual = time.monotonic() - began
        assert said.strip() == b""
        codes.append(child.returncode)
    assert codes[0] == 0
    assert set(codes) <= {0, 130, -signal.SIGINT}  # the last: while Python itself comes to its end
    assert 130 in codes


def test_ctrl_c_that_falls_into_a_callback_ends_the_command_all_the_same():
    code = """
import os, signal, sys, time
import web.cli.main

class Callback:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.001)  # here it is raised, and Python only prints it

def run():
    Callback()
    signal.pause()

web.cli.main.main = run
from web.cli.process import main
main()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, "")


@pytest.mark.parametrize(
    ("words", "closed", "code"),
    [
        ("export", ">&-", 1),
        ("check --csv", ">&-", 1),
        ("add PAGE", ">&- 2>&-", 1),
        ("add -", "<&-", 1),
        ("search turku", "<&- 2>&-", 0),
        ("export", ">/dev/full", 1),
    ],
)
def test_a_closed_stream_is_a_message_or_silence(environment, page, words, closed, code):
    line = f'"{sys.executable}" -c "{RUN}" {words} {closed}'
    ran = subprocess.run(
        ["sh", "-c", line.replace("PAGE", str(page))],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr
    if closed == ">&-":
        assert ran.stderr == "torino: standard output is closed; nothing was done\n"
