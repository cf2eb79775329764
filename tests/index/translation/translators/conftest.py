"""A translation service on this machine that can fail in every way a real one does."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import parse_qs, urlsplit

import pytest

MORE = "Lo hanno fatto le persone del quartiere che volevano un posto dove i bambini giocano."
GERMAN = (
    "Der Garten Nummer {} ist offen. Die Stadt hat am Ende des Jahres eine neue Schule und einen "
    "Garten für die Kinder eröffnet, und viele Leute sind gekommen."
)


def translated(text: str) -> str:
    """What the service answers when it is well: Italian of about the length, numbers kept."""
    numbers = " ".join(word for word in text.split() if word.isdigit())
    said = f"Il giardino numero {numbers} della scuola è aperto."
    return f"{said} {MORE}" if len(text) > 100 else said


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]


class Service:
    """Plays the part that a word of the text asks for: see `_Handler.play`."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.elsewhere = 0
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.lock = threading.Lock()
        self.over = threading.Event()
        service = self

        class Handler(_Handler):
            pass

        Handler.service = service
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def log_message(self, *args: object) -> None:
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        self.answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        is_json = body.startswith("[")
        fields = {"q": [json.loads(body)[0]["text"]]} if is_json else parse_qs(body)
        self.answer(fields)

    def answer(self, fields: dict[str, list[str]]) -> None:
        text = (fields.get("q") or fields.get("text") or [""])[0]
        service = self.service
        with service.lock:
            if "elsewhere" in self.path:
                service.elsewhere += 1
            service.asked[text] += 1
            service.requests.append((self.command, self.path, dict(self.headers)))
            times = service.asked[text]
        try:
            self.play(text, times)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def play(self, text: str, times: int) -> None:
        words = set(text.lower().replace(".", "").split())
        if "silent" in words:
            self.service.over.wait(5)
            self.close_connection = True
        elif "dripping" in words:
            self.send_response(200)
            self.end_headers()
            while not self.service.over.wait(0.05):
                self.wfile.write(b" ")
                self.wfile.flush()
        elif "slow" in words:
            self.service.over.wait(0.15)
            self.tell(text, translated(text))
        elif "busy" in words and times == 1:
            self.reply(429, "busy", {"Retry-After": "0"})
        elif "overrun" in words:
            self.reply(429, "busy")
        elif "away" in words:
            self.reply(503, "away", {"Retry-After": "86400"})
        elif "broken" in words or ("stumbling" in words and times == 1):
            self.reply(500, "broken")
        elif "page" in words:
            self.reply(200, "<!doctype html><html><body>Are you a robot?</body></html>")
        elif "cut" in words:
            self.send_response(200)
            self.send_header("Content-Length", "500")
            self.end_headers()
            self.wfile.write(b'{"translatedText": "Il giar')
            self.close_connection = True
        elif "halved" in words:
            self.tell(text, translated(text)[:-30])
        elif "quota" in words:
            self.tell(text, "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.")
        elif "german" in words:
            self.tell(text, GERMAN.format(next(filter(str.isdigit, text.split()), "")))
        elif "dropped" in words:
            self.close_connection = True
            self.connection.close()
        elif "redirected" in words:
            self.reply(302, "", {"Location": "/elsewhere?q=x"})
        elif "empty" in words:
            self.tell(text, "  ")
        elif "forbidden" in words:
            self.reply(403, "no")
        elif "endless" in words:
            self.reply(200, " " * 3_000_000)
        else:
            self.tell(text, translated(text))

    def tell(self, text: str, answer: str) -> None:
        if self.path.startswith("/translate"):
            if "DeepL" in self.headers.get("Authorization", ""):
                self.reply(200, json.dumps({"translations": [{"text": answer}]}))
            else:
                self.reply(200, json.dumps({"translatedText": answer}))
        elif self.path.startswith("/mymemory"):
            found = {"responseData": {"translatedText": answer}, "matches": []}
            self.reply(200, json.dumps(found))
        elif self.path.startswith("/microsoft"):
            self.reply(200, json.dumps([{"translations": [{"text": answer}]}]))
        elif self.path.startswith("/echo"):
            self.reply(200, f'<div class="result-container">({text})</div>')
        else:
            self.reply(200, f'<div class="result-container">{answer}</div>')

    def reply(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


@pytest.fixture
def service():
    """A service that is up until the test is over."""
    service = Service()
    yield service
    service.close()
