"""Thousands of requests made to do harm, against a real app in process: what fails, what is slow.

    python tests/benchmarks/hostile_requests.py --requests 5000 --entries 30000

Every route with good and hostile values in every part: paths, parameters, headers, methods,
encodings, huge values, control characters. The same seed gives the same requests. Prints how often
each status was answered, each answer of 500 and above (503 by admission control apart), and each
request that took more than half a second of processor time. Exits with 1 when there is one.
Named apart, because their cost is that of the entries they send: the first request for a file that
is kept, and exports of searches, which are streamed under the share of a client.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_from_bytes

from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder, run_wsgi_app

from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query
from search.query.url_parameters import REPEATED, TEXTS
from web import create_app
from web.http.file_cache import FILE_CACHE_KEY, FileCache

sys.path.insert(0, str(Path(__file__).parent))
import costs
import load

MOST_SECONDS = 0.5
"""Processor time that a request may take."""

NAMES = (
    *TEXTS, *REPEATED, "from", "to", "read", "expand", "drop", "exactly", "sort", "brief",
    "page", "limit",
    "by", "keep", "find", "form", "v", "lang", "q", "q", "q", "", "__proto__", "x" * 300,
)  # fmt: skip

WORDS = (
    "", " ", "*", "a*", "tra*", "tra* des*", "t* u*", "(", ")", '"', '"""', '"water', "AND", "OR",
    "NOT NOT", "-", "--", "-a -b", "~9", "water~2", "q:mayor", "title:x", "[2007 TO 2009]", "\\",
    "the", "il", "a", "water", "visited", "water schools", '"water schools"', costs.LONGEST,
    f'"{costs.LONGEST}"', " OR ".join(costs.LONGEST.split()), costs.MISSPELT, "Lyon", "Lione",
    "watrr", "Rosseti Duppont", "mayor chambery 2007", "june 2007", "dal 3 al 9 maggio 2011",
    "word " * 50, "x" * 256, "x" * 257, "x" * 4000, "ab " * 85, "a " * 128, "9" * 4000, "1" * 11,
    "zqxkwv" * 40, "aeiou" * 51, "- " * 100, '" ' * 100, "*" * 200, "aaa* " * 60, "١٢", "²", "½",
    "0", "-1", "1e9", "NaN", "Infinity", "00001", "2007", "0000", "9999", "10000", "2147483648",
    "99999999999999999999", "9999-99-99", "2007-02-30", "2007-05/2008", "2007-13", "0001-01-01",
    "9999-12-31", "XX", "FR", "fr", "und", "it-IT-x-y", "lyon-fr", "chambery-fr", "anna-rossetti",
    "../../etc/passwd", "javascript:alert(1)", "<script>alert(1)</script>", "{{7*7}}", "${7*7}",
    "%", "%25", "%00", "' OR 1=1--", "\r\nSet-Cookie: a=b", "q=1&q=2", "q=water&page=2&limit=1",
    "page=500&limit=20", "http://evil.example/", "//evil.example", "\x00", "\x7f", "\x1b[31m",
    "\ue000x\ue001", "\u202e", "\ufeff", "\ufffe", "\ud7ff", "\U0010ffff", "\U0001f600" * 40,
    "a\nb", "a\tb", "e\u0301" * 40, "a" + "\u0300" * 250, "ﬃ" * 80, "İ" * 120, "ß" * 200, "ǆ" * 99,
    "漢字" * 60, "ا" * 200, "ก" * 200, "\u200d" * 200, "\u1100" * 200, "Å" * 200, "ſ" * 200,
)  # fmt: skip

HEADERS = (
    "Accept-Language", "If-None-Match", "Accept-Encoding", "Accept", "Host", "Cookie", "Range",
    "If-Range", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "Authorization", "Origin",
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded",
    "User-Agent", "Referer", "Content-Type", "Content-Length", "Transfer-Encoding", "Expect",
    "X-Http-Method-Override", "Proxy", "Connection", "TE", "Upgrade",
)  # fmt: skip

VALUES = (
    "", " ", "*", "gzip", "gzip;q=0", "br, gzip;q=\x00", "gzip;q=1e999", "it", "it;q=2,en;q=-1",
    "xx-" * 400, "en," * 2000, '"' * 500, 'W/"x"', '"a", ' * 800, "*/*;" * 500, "bytes=0-1",
    "bytes=0-", "bytes=-0", "bytes=-99999999999", "bytes=5-2", "bytes=" + "0-1," * 500, "bytes=x",
    "lines=1-2", "yesterday", "Sat, 99 Foo 2026 99:99:99 GMT", "Sat, 28 Nov 2026 00:00:00 GMT",
    "a.example", "a.example:99999", "[::1]", "[::1", "a b", "a/../b", "@evil", "evil.example:80:80",
    "x" * 9000, "\xff" * 50, "\x00", "\x7f", "\x01\x02", "é", "203.0.113.9", "1.2.3.4, 5.6.7.8",
    "2001:db8::1", "unknown", "https", "javascript", "-1", "0", "5", "99999999999999999999", "1e5",
    "chunked", "gzip, chunked", "100-continue", "PUT", "text/html; charset=\xff",
    "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
    "close", "h2c",
)  # fmt: skip

METHODS = (
    "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "x", "",
    "get", "GET ", "G\x00T", "X" * 300,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as WSGI gives it: bytes as Latin-1 characters."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __str__(self) -> str:
        said = f"{self.method[:20]!r} {self.path[:120]!r} ?{self.query[:200]!r}"
        return said + "".join(f" {name}: {value[:40]!r}" for name, value in self.headers)


class Requests:
    """A generator of hostile requests over the routes of a site."""

    def __init__(self, rules: Sequence[Rule], ids: Sequence[str], seed: int) -> None:
        self._rules, self._ids = list(rules), list(ids)
        self._chance = random.Random(seed)

    def next(self) -> Asked:
        """Make a request."""
        chance = self._chance
        method = chance.choice(METHODS) if chance.random() < 0.08 else "GET"
        body = b"" if chance.random() < 0.95 else b"x" * chance.choice((1, 100, 16_384, 20_000))
        headers = {
            chance.choice(HEADERS): self._header() for _ in range(chance.choice((0, 0, 1, 3)))
        }
        return Asked(method, self._path(), self._query(), tuple(headers.items()), body)

    def _path(self) -> str:
        chance = self._chance
        if chance.random() < 0.1:
            return "/" + self._bytes(chance.choice(WORDS))
        rule = chance.choice(self._rules)
        path = re.sub(r"<(?:[^<>:]*:)?(\w+)>", lambda found: self._value(found[1]), rule.rule)
        if chance.random() < 0.05:
            path += chance.choice(("/", "//", "/..", ";x", "%00", "\x00", ".json", "x" * 2000, "?"))
        return path

    def _value(self, name: str) -> str:
        chance = self._chance
        if chance.random() < 0.2:
            return self._bytes(chance.choice(WORDS)).replace("/", "_") or "_"
        good = {
            "language": ("it", "en"),
            "page": ("about", "help", "accessibility", "data"),
            "form": ("jsonl", "csv", "ris", "bib", "json", "txt", "atom"),
            "facet": ("year", "country", "kind", "written", "people", "places"),
            "year": ("2007", "2012", "1", "9999", "0"),
            "code": ("FR", "CN", "XX", "fr"),
            "number": ("1", "2", "3", "0", "99999"),
            "filename": ("style.css", "suggest.js", "../web/wsgi.py"),
        }
        return chance.choice(good.get(name, ("lyon-fr", *self._ids)))

    def _query(self) -> str:
        chance = self._chance
        kind = chance.random()
        if kind < 0.15:
            return ""
        if kind < 0.25:  # one name many times
            name = chance.choice(NAMES)
            return "&".join(self._pair(name) for _ in range(chance.choice((5, 60, 400))))
        if kind < 0.35:  # no parameters at all
            return "".join(chance.choice("&=%?+;a0\xff\x00\x01 é\t") for _ in range(60))
        if kind < 0.38:
            return "q=" + "x" * chance.choice((4000, 4094, 4095, 100_000))
        return "&".join(
            self._pair(chance.choice(NAMES)) for _ in range(chance.choice((1, 2, 3, 8)))
        )

    def _pair(self, name: str) -> str:
        chance = self._chance
        value = chance.choice(WORDS)
        if chance.random() < 0.2:
            value += " " + chance.choice(WORDS)
        form = chance.random()
        if form < 0.75:
            return f"{name}={quote(value)}"
        if form < 0.85:  # as it is, without escapes
            return f"{name}={self._bytes(value)}"
        if form < 0.95:  # in another encoding, or in none
            other = value.encode(chance.choice(("latin-1", "utf-16", "cp1252")), "replace")
            return f"{name}={quote_from_bytes(other)}"
        return f"{name}={quote_from_bytes(chance.randbytes(chance.randint(1, 60)))}"

    def _header(self) -> str:
        chance = self._chance
        if chance.random() < 0.2:
            return chance.randbytes(chance.randint(1, 200)).decode("latin-1")
        return chance.choice((*VALUES, *map(self._bytes, chance.choices(WORDS, k=3))))

    @staticmethod
    def _bytes(text: str) -> str:
        return text.encode("utf-8").decode("latin-1")


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a request; `is_busy`: no place was free. Seconds are of processor time.

    `makes`: a file was made that is kept. `streams`: the answer is an export of a search.
    """

    asked: Asked
    status: int
    seconds: float
    is_busy: bool = False
    makes: bool = False
    streams: bool = False


def answered(app: Any, asked: Asked) -> Answered:
    """Ask; an exception that leaves the site counts as status 599."""
    environ = EnvironBuilder(method="GET").get_environ()
    environ |= {
        "REQUEST_METHOD": asked.method,
        "PATH_INFO": asked.path,
        "QUERY_STRING": asked.query,
    }
    environ |= {"wsgi.input": io.BytesIO(asked.body), "REMOTE_ADDR": "203.0.113.9"}
    environ["CONTENT_LENGTH"] = str(len(asked.body))
    for name, value in asked.headers:
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    cache: FileCache = app.extensions[FILE_CACHE_KEY]
    made = cache.made
    began = time.process_time()
    body, line, headers = run_wsgi_app(app, environ, buffered=True)
    status, retry = int(line.split()[0]), headers.get("Retry-After")
    took = time.process_time() - began
    if close := getattr(body, "close", None):
        close()
    return Answered(
        asked,
        status,
        took,
        is_busy=status == 503 and retry is not None,
        makes=cache.made > made,
        streams=status == 200 and "Content-Length" not in headers,
    )


def run(home: Home, requests: int, seed: int) -> list[Answered]:
    """Ask so many hostile requests of two apps, with and without a proxy."""
    searcher = open_searcher(home.location)
    apps = [create_app(searcher, config={"PROXIES": proxies}) for proxies in (0, 1)]
    ids = [hit.id for hit in searcher.search(Query(limit=20)).hits]
    made = Requests(list(apps[0].url_map.iter_rules()), ids, seed)
    apps[1].extensions[FILE_CACHE_KEY] = apps[0].extensions[FILE_CACHE_KEY]
    found = [answered(apps[n % 2], made.next()) for n in range(requests)]
    searcher.close()
    return found


def main() -> None:
    """Run from the command line."""
    asked = argparse.ArgumentParser(description="Ask what does harm.")
    asked.add_argument("--requests", type=int, default=5000)
    asked.add_argument("--entries", type=int, default=30_000)
    asked.add_argument("--seed", type=int, default=2007)
    asked.add_argument("--folder", type=Path, help="where to keep the archive for the next run")
    chosen = asked.parse_args()
    with load.archive_in(chosen.folder, chosen.entries) as home:
        found = run(home, chosen.requests, chosen.seed)
    failed = [one for one in found if one.status >= 500 and not one.is_busy]
    slow = [one for one in found if one.seconds > MOST_SECONDS]
    apart = [one for one in slow if one.makes or one.streams]
    slow = [one for one in slow if not (one.makes or one.streams)]
    statuses = sorted(Counter(one.status for one in found).items())
    ordered = sorted(one.seconds * 1000 for one in found)
    print(f"{len(found)} requests, seed {chosen.seed}: statuses {dict(statuses)}")
    print(f"503 by admission control: {sum(one.is_busy for one in found)}")
    print(
        f"milliseconds of processor time: p50 {ordered[len(ordered) // 2]:.1f}, "
        f"p99 {ordered[int(len(ordered) * 0.99)]:.1f}, most {ordered[-1]:.0f}"
    )
    for what, those in (
        ("failed", failed),
        ("slow", slow),
        ("slow because they make a file that is kept", [one for one in apart if one.makes]),
        ("slow exports of searches", [one for one in apart if not one.makes]),
    ):
        print(f"{what}: {len(those)}")
        for one in sorted(those, key=lambda one: -one.seconds)[:40]:
            print(f"  {one.status} {one.seconds * 1000:.0f} ms {one.asked}")
    sys.exit(1 if failed or slow else 0)


if __name__ == "__main__":
    main()
