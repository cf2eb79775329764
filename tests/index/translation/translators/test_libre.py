"""LibreTranslate on one's own machine, by its documented protocol: well, slow, wrong and silent.

https://docs.libretranslate.com: GET /languages; POST /translate with q, source, target and format
gives {"translatedText": …}, or a status from 400 on with {"error": …}.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner

from index.cli.translate import translate
from index.commands.add import add_sources
from index.model.errors import TranslationError
from index.store.home import Home
from index.translation import run as run_module
from index.translation.translators import check_translator, deep_translator, open_translator
from index.translation.translators.translator import Answer, UnusableError
from index.translation.translators.transport import Timeouts

pytestmark = pytest.mark.slow

PAGE = """International Relations

2007 June

  • June 27th 2007 - Visit of gardeners

    Gardeners of a school visited the parks along the river and planted three trees.
"""
ITALIAN = {
    "Visit of gardeners": "Visita di giardinieri",
    "Gardeners of a school visited the parks along the river and planted three trees.": (
        "Giardinieri di una scuola hanno visitato i parchi lungo il fiume e piantato tre alberi."
    ),
}
LANGUAGES = [{"code": code, "name": code, "targets": ["en", "it"]} for code in ("en", "it")]


class Libre(ThreadingHTTPServer):
    """A server; `mood` is how it is: well, slow, wrong, silent, mute (only when translating),
    other (another program), small (without Italian), refusing (an error of its own)."""

    daemon_threads = True

    def __init__(self, mood: str) -> None:
        self.mood = mood
        self.over = threading.Event()
        self.asked: Counter[str] = Counter()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Libre

    def log_message(self, *args: object) -> None:
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        assert self.path == "/languages"
        if self.server.mood == "silent":
            self.server.over.wait(10)
        elif self.server.mood == "other":
            self.reply(200, "<!doctype html><html>Welcome</html>")
        else:
            self.reply(200, json.dumps(LANGUAGES[: 1 if self.server.mood == "small" else 2]))

    def do_POST(self) -> None:
        assert self.path == "/translate"
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {key: values[0] for key, values in parse_qs(body).items()}
        assert asked["format"] == "text"
        assert (asked["source"], asked["target"]) == ("en", "it")
        assert "api_key" not in asked
        self.server.asked[asked["q"]] += 1
        if self.server.mood == "mute":
            self.server.over.wait(10)
        elif self.server.mood == "refusing":
            self.reply(400, json.dumps({"error": "Invalid request: missing q parameter"}))
        elif self.server.mood == "wrong":
            self.reply(200, json.dumps({"translatedText": "La ciutat amb els jardiners " * 4}))
        else:
            self.server.over.wait(0.3 if self.server.mood == "slow" else 0)
            self.reply(200, json.dumps({"translatedText": ITALIAN[asked["q"]]}))

    def reply(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Libre]:
    made = Libre(request.param)
    thread = threading.Thread(target=made.serve_forever, args=(0.02,))
    thread.start()
    yield made
    made.over.set()
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("libre")
    (folder / "page.txt").write_text(PAGE)
    home = Home(folder / "home")
    add_sources(home, [str(folder / "page.txt")])
    return home


def translated(home: Home, server: Libre):
    words = ["--translator", "libre", "--server", server.url, "--into", "it", "--again"]
    return CliRunner().invoke(translate, words, obj=home)


@pytest.mark.parametrize("server", ["well", "slow"], indirect=True)
def test_it_is_asked_as_its_documentation_says(server: Libre) -> None:
    libre = open_translator("libre", {}, server=server.url)
    for source, target in ITALIAN.items():
        assert libre.translate((source,), "en", "it") == (Answer(target),)


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("silent", "did not answer in time"),
        ("other", "is no LibreTranslate"),
        ("small", "--load-only en,it"),
    ],
    indirect=["server"],
)
def test_a_server_that_cannot_be_used_is_told_before_a_text_is_sent(
    server: Libre, words: str, monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    assert deep_translator.PROBE.total < 20
    if words.startswith("did"):
        monkeypatch.setattr(deep_translator, "PROBE", Timeouts(connect=1, read=0.3, total=0.5))
    with pytest.raises(UnusableError, match=words):
        check_translator(open_translator("libre", {}, server=server.url))
    result = translated(home, server)
    assert isinstance(result.exception, UnusableError)
    assert not server.asked


@pytest.mark.parametrize("server", ["mute"], indirect=True)
def test_a_server_that_falls_silent_later_is_told_while_it_is_waited_for(
    server: Libre, monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    assert run_module._SILENCE < 20
    monkeypatch.setattr(run_module, "_SILENCE", 0.3)
    threading.Timer(2, server.over.set).start()
    began = time.monotonic()
    result = translated(home, server)
    assert "libre: no answer for 0 s; still waiting" in result.stderr
    assert time.monotonic() - began < 60
    assert "translated      2" not in result.stdout


@pytest.mark.parametrize("server", ["refusing"], indirect=True)
def test_a_server_that_fails_is_told_at_once(server: Libre, home: Home) -> None:
    result = translated(home, server)
    assert "libre: the service does not take the request (status 400)" in result.stderr
    assert "failed          2" in result.stdout


@pytest.mark.parametrize("server", ["wrong"], indirect=True)
def test_wrong_answers_are_never_shown(server: Libre, home: Home) -> None:
    result = translated(home, server)
    assert result.exit_code == 0
    assert "rejected        2" in result.stdout


@pytest.mark.parametrize("server", ["well"], indirect=True)
def test_good_answers_are_shown(server: Libre, home: Home) -> None:
    result = translated(home, server)
    assert "translated      2  (100%)" in result.stdout
    assert "in Italian      1 of 1 entries\n" in result.stdout
    assert not isinstance(result.exception, TranslationError)
