"""The log: a line a request and a line an event, as JSON or as text, on stderr.

A line tells when, what path, what came of it. It never holds what was searched for (the part of
an address after the question mark), who asked (address, browser) or where they came from.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FORMS = ("json", "text")

ID = "torino.request"
"""The key of the request's own number in the WSGI environment."""

LONGEST = 200
"""Characters of a path that are logged."""

log = logging.getLogger(__name__)


def keep_log(form: str) -> None:
    """Log to stderr from now on, in one of FORMS; with "", warnings and errors alone, as text."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(logging.INFO if form else logging.WARNING)


def logged(site: WSGIApplication) -> WSGIApplication:
    """The site, with a number for each request and a line in the log when it has been answered."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[ID] = secrets.token_hex(4)
        if not log.isEnabledFor(logging.INFO):
            return site(environ, start_response)
        line = _Line(environ)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            line.status = int(status[:3])
            return start_response(status, headers, exc_info)

        return _Counted(site(environ, start), line)

    return answered


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level and either what is told of a request or what was said, and a stack."""
        told: dict[str, Any] = {"time": _time(record), "level": record.levelname.lower()}
        if isinstance(request := getattr(record, "request", None), dict):
            told |= request
        else:
            told |= {"logger": record.name, "message": record.getMessage()}
            if number := getattr(record, "id", None):
                told["id"] = number
            if record.exc_info:
                told["stack"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class TextLines(logging.Formatter):
    """Time, level, words; a request's line without level."""

    def format(self, record: logging.LogRecord) -> str:
        """The same for people."""
        if isinstance(request := getattr(record, "request", None), dict):
            words = "{method} {path} {status} {ms} ms {bytes} B {id}".format_map(request)
            return f"{_time(record)} {words}"
        words = f"{_time(record)} {record.levelname} {record.name}: {_one_line(record)}"
        if record.exc_info:
            words += f"\n{self.formatException(record.exc_info)}"
        return words


class _Line:
    """What is told of one request."""

    def __init__(self, environ: WSGIEnvironment) -> None:
        self._environ = environ
        self._began = perf_counter()
        self.status = self.bytes = 0

    def write(self) -> None:
        told = {
            "id": self._environ[ID],
            "method": _plain(self._environ.get("REQUEST_METHOD", ""), 16),
            "path": _plain(self._environ.get("PATH_INFO", ""), LONGEST),
            "status": self.status,
            "ms": round((perf_counter() - self._began) * 1000, 1),
            "bytes": self.bytes,
        }
        log.info("request", extra={"request": told})


class _Counted:
    """The body, counted while it is sent; closing it writes the line."""

    def __init__(self, body: Iterable[bytes], line: _Line) -> None:
        self._body, self._line = body, line

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._line.bytes += len(part)
            yield part

    def close(self) -> None:
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            self._line.write()


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _plain(text: str, longest: int) -> str:
    """The text as an address writes it, so that nobody can forge a line, and cut.

    WSGI holds bytes as Latin-1 letters.
    """
    return quote(text[:longest], safe="/:@!$&'()*+,;=", encoding="latin-1", errors="replace")


def _one_line(record: logging.LogRecord) -> str:
    return record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
