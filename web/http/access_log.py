"""The access log: a line for each request and each event, as JSON or text, on stderr.

A line has the time, the path and the outcome. It never has the words searched (the query string),
the visitor (address, browser) or the referring page.
"""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import quote

from index.text.output_characters import json_text, text_for

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LogFormat = Literal["json", "text"]
LOG_FORMATS: tuple[LogFormat, ...] = get_args(LogFormat)

REQUEST_ID = "torino.request"
"""The key of the request's id in the WSGI environment."""

MAX_LOGGED_PATH = 200
"""Characters of a path that are logged."""

log = logging.getLogger(__name__)


def configure_logging(form: LogFormat | None) -> None:
    """Log to stderr from now on; without a format only warnings and errors, as text."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(logging.INFO if form else logging.WARNING)


def with_access_log(site: WSGIApplication) -> WSGIApplication:
    """Wrap the site: each request gets an id, and a line in the log when it has been answered."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[REQUEST_ID] = secrets.token_hex(4)
        if not log.isEnabledFor(logging.INFO):
            return site(environ, start_response)
        line = _RequestLine(environ)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            line.status = int(status[:3])
            line.length = next((int(v) for k, v in headers if k.lower() == "content-length"), 0)
            return start_response(status, headers, exc_info)

        body = site(environ, start)
        if isinstance(body, environ.get("wsgi.file_wrapper", ())):
            return _logged_at_end(body, line)
        return _CountedBody(body, line)

    return answered


class JsonLines(logging.Formatter):
    """One JSON object on each line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return time and level, then the fields of a request, or a message with its stack."""
        fields: dict[str, Any] = {"time": _time(record), "level": record.levelname.lower()}
        if isinstance(request := getattr(record, "request", None), dict):
            fields |= request
        else:
            fields |= {"logger": record.name, "message": record.getMessage()}
            if request_id := getattr(record, "id", None):
                fields["id"] = request_id
            if record.exc_info:
                fields["stack"] = self.formatException(record.exc_info)
        return json_text(fields)


class TextLines(logging.Formatter):
    """Time, level and message; for a request, time and fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of text."""
        if isinstance(request := getattr(record, "request", None), dict):
            words = "{method} {path} {status} {ms} ms {bytes} B {id}".format_map(request)
            return text_for("terminal", f"{_time(record)} {words}")
        words = f"{_time(record)} {record.levelname} {record.name}: {_one_line(record)}"
        if record.exc_info:
            words += f"\n{self.formatException(record.exc_info)}"
        return text_for("terminal", words)


class _RequestLine:
    """The fields of one request."""

    def __init__(self, environ: WSGIEnvironment) -> None:
        self._environ = environ
        self._began = perf_counter()
        self.status = self.bytes = self.length = 0

    def write(self) -> None:
        fields = {
            "id": self._environ[REQUEST_ID],
            "method": _plain(self._environ.get("REQUEST_METHOD", ""), 16),
            "path": _plain(self._environ.get("PATH_INFO", ""), MAX_LOGGED_PATH),
            "status": self.status,
            "ms": round((perf_counter() - self._began) * 1000, 1),
            "bytes": self.bytes,
        }
        log.info("request", extra={"request": fields})


class _CountedBody:
    """The body, counted while it is sent; closing it writes the line."""

    def __init__(self, body: Iterable[bytes], line: _RequestLine) -> None:
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


def _logged_at_end(file: Any, line: _RequestLine) -> Iterable[bytes]:
    """Return the server's own wrapper of a file, which it sends itself; closing it writes the line.

    `remain` of waitress are the bytes that have not been sent.
    """
    close = getattr(file, "close", None)

    def closed() -> None:
        line.bytes = line.length - getattr(file, "remain", 0)
        try:
            if close:
                close()
        finally:
            line.write()

    file.close = closed
    wrapped: Iterable[bytes] = file
    return wrapped


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _plain(text: str, longest: int) -> str:
    """Return the text cut and percent-encoded, so that nobody can forge a line.

    WSGI passes bytes as Latin-1 characters.
    """
    return quote(text[:longest], safe="/:@!$&'()*+,;=", encoding="latin-1", errors="replace")


def _one_line(record: logging.LogRecord) -> str:
    return record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
