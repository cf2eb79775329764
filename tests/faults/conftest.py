"""Verbs that can be stopped anywhere: in processes of their own, on disks that fail or fill."""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from index.model.entry import TranslationOrigin
from index.store.database import Store
from index.store.home import Home
from index.translation.tmx import Unit, write_tmx
from search.open_searcher import open_searcher
from search.query.query import Query
from web.cli.check import check

FAULTS = Path(__file__).parent
PAGE = """International Relations

2007 June

  • June {day}th 2007 - Garden number {number} of the school

    The garden number {number} of the school is open. {more}

"""
MORE = "It was made by people of the quarter who wanted a place where their children can play."
ITALIAN = "Il giardino numero {} della scuola è aperto."
ITALIAN_MORE = "Lo hanno fatto le persone che volevano un posto dove i bambini giocano."


SERVING = "(Ctrl-C stops)"
"""What `torino serve` says when it can be asked."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a verb ended."""

    code: int
    """Its exit code; negative: the signal that killed it; 70: a traceback."""
    changes: int
    """Changes of the disk that were seen; 0 when it was killed, or the disk is an ordinary one."""
    said: str


class Verbs:
    """Runs verbs one after another, each in a child of one worker process."""

    def __init__(self, folder: Path, command: list[str], environment: dict[str, str]) -> None:
        self._folder = folder
        self._log = folder / "log"
        self._served: int | None = None
        """The process of the site that was started."""
        self._worker = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(folder), **environment},
        )

    def await_warmth(self, verbs: int) -> None:
        assert [self._answer() for _ in range(verbs)] == [0] * verbs

    def start(self, *argv: object, **asked: Any) -> int:
        """Start a verb; its process id."""
        asked |= {"argv": [str(one) for one in argv], "log": str(self._log)}
        self._log.write_text("")
        print(json.dumps(asked), file=self._worker.stdin, flush=True)
        child: int = self._answer()
        self._served = child if argv[0] == "serve" else None
        return child

    def temporary_files(self) -> frozenset[Path]:
        """What is in the folder for temporary files now."""
        return frozenset(self._folder.iterdir())

    @property
    def has_ended(self) -> bool:
        """Whether the verb that was started has ended; `end` has its outcome."""
        return bool(select.select([self._worker.stdout], [], [], 0)[0])

    def end(self) -> Ended:
        """Wait for the verb that was started. A site is stopped as soon as it can be asked."""
        while self._served is not None and not self.has_ended:
            if SERVING in self._log.read_text(errors="replace"):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._served, signal.SIGTERM)
                break
            time.sleep(0.01)
        self._served = None
        code, changes = self._answer()
        return Ended(code, changes, self._log.read_text(errors="replace"))

    def run(self, *argv: object, **asked: Any) -> Ended:
        """Run a verb to its end."""
        self.start(*argv, **asked)
        return self.end()

    def close(self) -> None:
        self._worker.stdin.close()
        self._worker.wait(60)
        self._worker.stdout.close()

    def _answer(self) -> Any:
        return json.loads(self._worker.stdout.readline())


class Interpreter(ThreadingHTTPServer):
    """Speaks LibreTranslate's way on this machine, and knows what it was asked for."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Interpreting)
        self.asked: Counter[str] = Counter()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def translated(self, text: str) -> str:
        number = re.search(r"\d+", text)
        return " ".join(
            [ITALIAN.format(number[0] if number else ""), *[ITALIAN_MORE] * (len(text) > 100)]
        )


class _Interpreting(BaseHTTPRequestHandler):
    server: Interpreter

    def log_message(self, *args: object) -> None:
        """Keep the tests' output clean."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        fields = parse_qs(urlsplit(self.path).query) | parse_qs(body)
        text = fields["q"][0]
        with self.server.lock:
            self.server.asked[text] += 1
        self._reply({"translatedText": self.server.translated(text)})

    def do_GET(self) -> None:
        """Say which languages there are, as it is asked before any text."""
        self._reply([{"code": "en"}, {"code": "it"}, {"code": "fr"}])

    def _reply(self, thing: object) -> None:
        answer = json.dumps(thing).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


@pytest.fixture(scope="session")
def interpreter() -> Iterator[Interpreter]:
    server = Interpreter()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def faulty_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes a disk fail; see faults/faulty_disk.c."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("needs Linux and a C compiler")
    built = tmp_path_factory.mktemp("disk") / "faulty_disk.so"
    source = FAULTS / "faulty_disk.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"], check=True)
    return built


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Write a page about the garden of a number, with one entry."""
    folder = tmp_path_factory.mktemp("pages")

    def write(number: int) -> Path:
        path = folder / f"relint-inglese-{number}.txt"
        text = PAGE.format(day=4 + number % 17, number=number, more=MORE)
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def tmx(
    tmp_path_factory: pytest.TempPathFactory, interpreter: Interpreter
) -> Callable[[int, TranslationOrigin], Path]:
    """Write the translation of a page, by a person or by the interpreter, as TMX."""
    folder = tmp_path_factory.mktemp("tmx")

    def write(number: int, origin: TranslationOrigin) -> Path:
        title = f"Garden number {number} of the school"
        text = f"The garden number {number} of the school is open. {MORE}"
        engine = "libre" if origin == "machine" else None
        path = folder / f"{origin}-{number}.tmx"
        with path.open("wb") as out:
            write_tmx(
                [
                    Unit("en", source, "it", interpreter.translated(source), origin, engine)
                    for source in (title, text)
                ],
                out,
            )
        return path

    return write


@pytest.fixture(scope="session")
def translating(interpreter: Interpreter) -> tuple[str, ...]:
    """The words of `torino translate` into Italian, by the interpreter here."""
    return ("translate", "--into", "it", "--translator", "libre", "--server", interpreter.url)


@pytest.fixture(scope="session")
def start_verbs(
    tmp_path_factory: pytest.TempPathFactory,
    page: Callable[[int], Path],
    translating: tuple[str, ...],
) -> Iterator[Callable[..., Verbs]]:
    """Start a worker that has run every verb once, on an ordinary disk."""
    with ExitStack() as stack:

        def start(environment: dict[str, str], before: tuple[str, ...] = ()) -> Verbs:
            folder = tmp_path_factory.mktemp("worker")
            warm = ("--home", str(folder / "home"))
            first = [
                ("add", str(page(1)), *warm),
                ("index", *warm),
                (*translating, *warm),
                ("search", "garden", *warm),
                ("check", *warm),
                ("info", *warm),
                ("export", *warm),
                ("translations", "export", *warm),
                ("translations", "review", *warm),
                ("backup", str(folder / "saved.zip"), *warm),
                ("restore", str(folder / "saved.zip"), "--home", str(folder / "restored")),
            ]
            command = [*before, sys.executable, str(FAULTS / "worker.py"), json.dumps(first)]
            verbs = Verbs(folder, command, environment)
            stack.callback(verbs.close)
            verbs.await_warmth(len(first))
            return verbs

        yield start


@pytest.fixture(scope="session")
def verbs(start_verbs: Callable[..., Verbs], faulty_disk: Path) -> Verbs:
    """A worker on a disk that fails where it is told to."""
    return start_verbs({"LD_PRELOAD": str(faulty_disk)})


NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


@pytest.fixture(scope="session")
def small_disks(
    tmp_path_factory: pytest.TempPathFactory, start_verbs: Callable[..., Verbs]
) -> tuple[Verbs, Path] | None:
    """A worker that may mount small disks, and where; None where the system forbids that."""
    disk = tmp_path_factory.mktemp("disk")
    mount = (*NAMESPACE, "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk))
    try:
        subprocess.run(mount, capture_output=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    return start_verbs({}, NAMESPACE), disk


def bytes_of(folder: Path) -> int:
    """The bytes of a tmpfs that a folder takes up: whole blocks, and one for each name."""
    blocks = (1 + -(-path.lstat().st_size // 4096) for path in folder.rglob("*"))
    return 4096 * (2 + sum(blocks))


def keep_all_of(home: Path, shadow: Path) -> None:
    """Take everything that is there now as synced."""
    for number, folder in enumerate([home, *(p for p in home.rglob("*") if p.is_dir())]):
        lines = [str(folder.stat().st_ino)]
        for path in folder.iterdir():
            info = path.stat()
            lines.append(f"{info.st_ino} {int(path.is_dir())} {path.name}")
            if path.is_file():
                shutil.copyfile(path, shadow / f"file-{info.st_ino}")
        (shadow / f"folder-!{number:06}").write_text("\n".join(lines) + "\n")


def lose_power_of(home: Path, shadow: Path, left: Path) -> None:
    """Make in `left` what the syncs promise of `home`, and nothing more."""
    listings: dict[str, list[list[str]]] = {}
    for path in sorted(shadow.glob("folder-*")):
        folder, *names = path.read_text().splitlines()
        listings[folder] = [line.split(" ", 2) for line in names]

    def build(folder: str, target: Path) -> None:
        target.mkdir()
        for inode, is_folder, name in listings.get(folder, []):
            if is_folder == "1":
                build(inode, target / name)
            else:
                (target / name).touch()
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(shadow / f"file-{inode}", target / name)

    build(str(home.stat().st_ino), left)


def answers_of(home: Path) -> tuple[tuple[str, ...], ...]:
    """All that a reader is given: each entry's id, and its titles and texts in each language."""
    with closing(open_searcher(Home(home).location)) as searcher:
        answered = searcher.search(Query(limit=100))
        found = tuple(
            (entry.id, *(f"{v.language} {v.origin} {v.title} {v.text}" for v in entry.versions))
            for entry in searcher.export(Query(sort="oldest"))
        )
        assert answered.total == len(found)
        assert {hit.id for hit in answered.hits} <= {id for id, *_ in found}
        return found


def pages_of(home: Path) -> frozenset[str]:
    """The addresses of the pages that archive.db holds."""
    with Store(home / "archive.db") as store:
        return frozenset(each.url for each in store.pages.all())


def check_of(home: Path) -> tuple[int, dict[str, Any]]:
    """The exit code of `torino check`, and its report."""
    ran = CliRunner().invoke(check, ["--json"], obj=Home(home))
    return (0 if ran.exception is None else 1), json.loads(ran.stdout)


@pytest.fixture(scope="session")
def answers() -> Callable[[Path], tuple[tuple[str, ...], ...]]:
    return answers_of


@pytest.fixture(scope="session")
def pages() -> Callable[[Path], frozenset[str]]:
    return pages_of


@pytest.fixture(scope="session")
def checked() -> Callable[[Path], tuple[int, dict[str, Any]]]:
    return check_of


@pytest.fixture(scope="session")
def occupied() -> Callable[[Path], int]:
    return bytes_of


@pytest.fixture(scope="session")
def keep_all() -> Callable[[Path, Path], None]:
    return keep_all_of


@pytest.fixture(scope="session")
def lose_power() -> Callable[[Path, Path, Path], None]:
    return lose_power_of
