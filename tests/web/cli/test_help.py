"""The help of every verb: short, its own, and with examples that work on the sample."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from pathlib import Path

import click
import pytest

from index.store.stored_translation import Translation
from web.cli.main import COMMANDS, SUMMARIES, torino

RUN = "import sys; sys.argv[0] = 'torino'; from web.cli.process import main; main()"


ALL_HELPS = """
import contextlib, io, json, sys
from web.cli.main import main

def said(words):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["torino", *words]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()

print(json.dumps([[said(words.split() + [name]) for name in ("-h", "--help")]
                  for words in json.loads(sys.argv[1])]))
"""
"""A process of its own, since click keeps the names of a help option from its first use."""


def verbs() -> Iterator[tuple[str, ...]]:
    """Every verb and sub-verb, as typed after `torino`."""
    context = click.Context(torino, info_name="torino")
    for name in sorted(COMMANDS):
        command = torino.get_command(context, name)
        yield (name,)
        if isinstance(command, click.Group):
            yield from ((name, part) for part in sorted(command.commands))


VERBS = [(), *verbs()]


def help_of(verb: tuple[str, ...]) -> str:
    context = click.Context(torino, info_name="torino")
    command: click.Command = torino
    for name in verb:
        assert isinstance(command, click.Group)
        command = command.get_command(context, name)
        context = click.Context(command, info_name=name, parent=context)
    return command.get_help(context)


def examples_of(verb: tuple[str, ...]) -> list[str]:
    """The lines below "Examples:" in a help."""
    block = re.search(r"^ *Examples:\n((?: +\S.*\n)+)", help_of(verb) + "\n", re.MULTILINE)
    return [line.strip() for line in block[1].splitlines()] if block else []


EXAMPLES = sorted({line for verb in VERBS for line in examples_of(verb)})


def test_every_command_has_a_summary_in_the_list_of_all():
    assert SUMMARIES.keys() == COMMANDS.keys()


def test_the_list_of_all_commands_imports_none_of_them():
    program = (
        "import sys, click; from web.cli.main import torino; "
        "torino.get_help(click.Context(torino)); "
        "print(*(name for name in sys.modules if 'numpy' in name or name == 'search.searcher'))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    assert printed.stdout.split() == []


def test_dash_h_prints_the_help_of_the_verb_alone():
    words = json.dumps([" ".join(verb) for verb in VERBS])
    ran = subprocess.run(
        [sys.executable, "-c", ALL_HELPS, words], capture_output=True, check=True, text=True
    )
    for verb, (short, long) in zip(VERBS, json.loads(ran.stdout), strict=True):
        assert short == long
        code, said, errors = short
        assert (code, errors) == (0, ""), verb
        assert said.startswith(f"Usage: {' '.join(('torino', *verb))} [OPTIONS]")
        assert "Examples:" in said
        assert "Exit code:" in " ".join(said.split())
        assert [line for line in said.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_no_line_of_a_list_of_verbs_is_cut_off(verb):
    commands = help_of(verb).partition("Commands:")[2].partition("Examples:")[0]
    assert "..." not in commands


def test_every_verb_has_examples_of_its_own():
    for verb in VERBS[1:]:
        assert any(shlex.split(line)[1 : len(verb) + 1] == list(verb) or "--home" in line
                   or "| torino" in line for line in examples_of(verb)), verb  # fmt: skip


class _Libre(BaseHTTPRequestHandler):
    """A translator that is there, and refuses: `translate` reports that and ends well."""

    def do_GET(self) -> None:
        self.reply(b'[{"code": "en"}, {"code": "it"}]')

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.reply(b'{"translatedText": ""}')

    def reply(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def libre() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Libre)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def folder(copied_home, tmp_path, monkeypatch):
    """A folder with what the examples name, and the environment of a shell there."""
    place = tmp_path / "folder"
    place.mkdir()
    monkeypatch.chdir(place)
    shutil.copytree(str(files("index") / "data/sample/www.comune.torino.it"),
                    place / "www.example.org")  # fmt: skip
    (place / "page.html").write_text("<html><body><h1>About</h1><p>Nothing.</p></body></html>")
    shutil.copytree(copied_home.path, place / "archive")
    (place / "project").mkdir()
    return place


PREPARED = {
    "torino --home restored restore archive.zip": ["backup archive.zip"],
    "torino correct --undo 2012-05-16-86sr people": ["correct 2012-05-16-86sr people Ada"],
    "torino remove --undo 2012-05-16-86sr": ["remove 2012-05-16-86sr"],
    "torino translations import memory.tmx": ["translations export memory.tmx"],
    "torino translations import fixes.csv": ["translations review --csv > fixes.csv"],
    "torino translations import project --rest rest.tmx": [
        "translations export project/memory.tmx"
    ],
}
"""What has to be done before an example, as the help of that verb says."""


@pytest.mark.parametrize("line", EXAMPLES, ids=str)
def test_each_example_of_a_help_works_on_the_sample(run, folder, copied_home, libre, line):
    line = line.partition(" #")[0].strip()
    if (
        line.startswith("torino translate ")
        and "libre" not in line
        and not shutil.which("apertium")
    ):
        pytest.skip("apertium is not installed")
    if "drop" in line or "fixes" in line or "--omegat" in line:
        with copied_home.open_store() as store, store.change():
            known = next(store.memory.attempts("ok"))
            if "--omegat" in line:
                store.memory.erase(lambda source, target: True)
            by_machine = known.source_language, known.source, known.target_language, "One"
            store.memory.remember(Translation(*by_machine, "machine", "apertium"))
            store.touch()
    for before in PREPARED.get(line, []):
        assert typed(run, copied_home, f"torino {before}").code == 0
    if "fixes" in line:  # somebody fills in the last cell
        table = Path("fixes.csv")
        table.write_text(f"{table.read_text('utf-8').rstrip()}Two\n", "utf-8")
    if line.startswith(("torino serve", "torino desk")):
        assert served(copied_home, line) == 0
    else:
        outcome = typed(run, copied_home, line.replace("http://127.0.0.1:5000", libre))
        assert outcome.code == 0, outcome.stderr


def typed(run, home, line: str):
    """Run a line of a shell, which may read from a file or write to one."""
    given = b""
    if line.startswith("cat "):
        source, _, line = line.removeprefix("cat ").partition(" | ")
        given = Path(source).read_bytes()
    line, _, target = line.partition(" > ")
    outcome = run(home, *shlex.split(line)[1:], given=given)
    if target:
        Path(target).write_text(outcome.stdout, "utf-8", newline="")
    return outcome


def served(home, line: str) -> int:
    """Run the site or the desk, stop when its address is printed, and return the exit code."""
    words = [word for word in shlex.split(line, comments=True)[1:] if word not in ("--port", "0")]
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, *words, "--port", "0"], stderr=subprocess.PIPE, text=True,
        env={**os.environ, "TORINO_HOME": str(home.path), "BROWSER": "true"},
    )  # fmt: skip
    with child:
        for said in child.stderr:
            if "Ctrl-C" in said:
                child.send_signal(signal.SIGINT)
    return child.returncode
