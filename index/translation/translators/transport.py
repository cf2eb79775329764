"""HTTP for libraries without limits of their own: time-outs, a deadline, a maximum size, no
redirects."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests  # type: ignore[import-untyped,unused-ignore]
from requests import adapters
from requests import exceptions as faults
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError, ReadTimeoutError

from index.translation.translators.translator import (
    QuotaError,
    TextRefusedError,
    TryLaterError,
    UnreachableError,
    UnusableError,
)

_AGENT = "torino-archive"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long a call may take, in seconds, and how large its answer may be, in bytes."""

    connect: float = 5
    read: float = 30
    """Between two pieces of the answer."""
    total: float = 45
    """From connecting to the last byte; then the connection is closed."""
    max_bytes: int = 1 << 20


class Transport:
    """A replacement for the `requests` module in a library that calls its `get` and `post`.

    Every failure is raised as an error of `translator`, without the address in its message:
    addresses contain texts, and some contain keys.
    """

    exceptions = faults
    ConnectionError = faults.ConnectionError

    def __init__(
        self,
        timeouts: Timeouts,
        moved: Mapping[str, str] | None = None,
        left_out: Collection[str] = (),
    ) -> None:
        """`moved` has parameters that go into the Authorization header: {"auth_key": "Key {}"}.

        Parameters in `left_out` are not sent at all.
        """
        self._timeouts = timeouts
        self._moved = dict(moved or {})
        self._left_out = frozenset(left_out)

    def get(self, url: str, **given: Any) -> requests.Response:
        """Do as `requests.get`; with a key among the parameters send a POST with them as body."""
        if self._moved.keys() & (given.get("params") or {}).keys():
            return self._send("POST", url, **given)
        return self._send("GET", url, **given)

    def post(self, url: str, **given: Any) -> requests.Response:
        """Do as `requests.post`; without another body the parameters are the body."""
        return self._send("POST", url, **given)

    def _send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Any = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        headers = {"User-Agent": _AGENT, **(headers or {})}
        fields = {k: v for k, v in (params or {}).items() if k not in self._left_out}
        for name, form in self._moved.items():
            if name in fields:
                headers["Authorization"] = form.format(fields.pop(name))
        if method == "POST" and data is None and json is None:
            fields, data = {}, fields
        with _Deadline(self._timeouts) as deadline, closing(_session(url, deadline)) as session:
            try:
                response = session.request(
                    method,
                    url,
                    params=fields,
                    data=data,
                    json=json,
                    headers=headers,
                    proxies=dict(proxies or {}),
                    timeout=(self._timeouts.connect, self._timeouts.read),
                    allow_redirects=False,
                    stream=True,
                )
                with closing(response):
                    _check(response)
                    response._content = _body(response, deadline)
                    response._content_consumed = True
                return response
            except (faults.Timeout, TimeoutError):
                raise TryLaterError("the service did not answer in time") from None
            except (faults.InvalidURL, faults.InvalidSchema, faults.MissingSchema):
                raise UnusableError("the service's address is no http or https address") from None
            except (faults.RequestException, HTTPError, OSError) as error:
                if deadline.is_expired or _is_late(error):
                    raise TryLaterError("the service did not answer in time") from None
                if (obstacle := _obstacle(error)) is not None:
                    raise UnreachableError(obstacle) from None
                raise TryLaterError(_fault(error)) from None


class _Deadline:
    """Watches the sockets of one call and shuts them down when its total time is over."""

    def __init__(self, timeouts: Timeouts) -> None:
        self.timeouts = timeouts
        self.end = time.monotonic() + timeouts.total
        self.is_expired = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(timeouts.total, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, end: socket.socket) -> None:
        with self._lock:
            self._sockets.append(end)
            if self.is_expired:
                _shut(end)

    def _expire(self) -> None:
        with self._lock:
            self.is_expired = True
            for end in self._sockets:
                _shut(end)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


class _Adapter(adapters.HTTPAdapter):
    """Registers each socket with the call's deadline."""

    def __init__(self, deadline: _Deadline) -> None:
        self._line = deadline
        super().__init__(max_retries=0)

    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        super().init_poolmanager(*given, **named)
        self.poolmanager.pool_classes_by_scheme = _pools(self._line)

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **named)
        manager.pool_classes_by_scheme = _pools(self._line)
        return manager


def _pools(deadline: _Deadline) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            end = super()._new_conn()
            deadline.watch(end)
            return end

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            end = super()._new_conn()
            deadline.watch(end)
            return end

        def connect(self) -> None:
            super().connect()
            if isinstance(self.sock, socket.socket):
                deadline.watch(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _session(url: str, deadline: _Deadline) -> requests.Session:
    session = requests.Session()
    adapter = _Adapter(deadline)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    session.auth = lambda request: request  # without it, passwords come from ~/.netrc
    session.trust_env = not _is_own_machine(urlsplit(url).hostname or "")
    return session


def _is_own_machine(host: str) -> bool:
    """Return whether a host is this machine, for which no proxy is used."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check(response: requests.Response) -> None:
    status = response.status_code
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        raise TextRefusedError("the service sends elsewhere (redirect)")
    if status in (401, 403):
        raise UnusableError(f"the service refuses the key or this address (status {status})")
    if status == 456:  # DeepL's own
        raise QuotaError("the service's quota is used up (status 456)")
    if status in (408, 425, 429) or status >= 500:
        words = "too many requests" if status == 429 else f"the service failed (status {status})"
        raise TryLaterError(words, _wait(response.headers.get("Retry-After")))
    raise TextRefusedError(f"the service does not take the request (status {status})")


def _wait(written: str | None) -> float | None:
    """Return a Retry-After (a number or a date) as seconds from now; None when it is neither."""
    if not written:
        return None
    if written.strip().isdecimal():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _body(response: requests.Response, deadline: _Deadline) -> bytes:
    body = b""
    for part in response.iter_content(1 << 14):
        body += part
        if len(body) > deadline.timeouts.max_bytes:
            raise TryLaterError("the service's answer has no end")
        if time.monotonic() > deadline.end:
            raise TryLaterError("the service did not answer in time")
    if deadline.is_expired:
        raise TryLaterError("the service did not answer in time")
    return body


def _is_late(error: Exception) -> bool:
    """Return whether the body stopped coming, which requests reports as a failed connection."""
    return any(isinstance(cause, ReadTimeoutError) for cause in error.args)


def _obstacle(error: Exception) -> str | None:
    """Return why no connection was made; None when one was."""
    if isinstance(error, faults.SSLError):
        return "the service's certificate is not trusted"
    if isinstance(error, faults.ProxyError):
        return "the proxy does not answer"
    causes = (getattr(cause, "reason", None) for cause in error.args)
    is_unmade = any(isinstance(cause, NewConnectionError) for cause in causes)
    return "the service cannot be reached" if is_unmade else None


def _fault(error: Exception) -> str:
    if isinstance(error, faults.ChunkedEncodingError):
        return "the service's answer broke off"
    return "the connection failed or was dropped"
