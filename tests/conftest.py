"""What several rooms' tests share."""

from __future__ import annotations

import html
import json
import os
import secrets
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from html.entities import codepoint2name
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from index.model.entry import DateSpan, Entry, Source, Version
from index.model.profile_format import bundled_profile
from index.text.current_profile import using_profile

settings.register_profile(
    "torino",
    max_examples=60,
    deadline=None,  # a busy machine is no failure
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("patient", settings.get_profile("torino"), max_examples=150)
settings.load_profile("torino")

PAGE = "relint-inglese-archivio-2007-maggiogiugno.txt"


_MEMORY_DISK = Path("/dev/shm")
_ROOM = 1 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Let the tests' files lie in memory where the system offers that: they sync without end.

    Where long soaks are not left out (`-m ""`), rules of infinitely many cases are tried on more.
    """
    if "not soak" not in config.option.markexpr:
        settings.load_profile("patient")
    profile = using_profile(bundled_profile())  # for tests of stages by themselves
    profile.__enter__()
    config.add_cleanup(lambda: profile.__exit__(None, None, None))
    is_worker = hasattr(config, "workerinput")
    if is_worker or config.option.basetemp or not os.access(_MEMORY_DISK, os.W_OK):
        return
    if shutil.disk_usage(_MEMORY_DISK).free >= _ROOM:
        folder = tempfile.mkdtemp(prefix="torino-tests-", dir=_MEMORY_DISK)
        config.option.basetemp = str(Path(folder) / "tests")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def real_page() -> Path:
    """A real page of the archive; it is not ours to ship, so its tests skip where it is absent."""
    path = Path(__file__).parents[2] / "shared" / "archive" / PAGE
    if not path.exists():
        pytest.skip("the real page of the archive is not here")
    return path


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory) -> Iterator[str]:
    """The address of an OpenSearch node, of which all processes of a run have one.

    TORINO_TEST_OPENSEARCH names another cluster to use.
    """
    pytest.importorskip("opensearchpy")
    if given := os.environ.get("TORINO_TEST_OPENSEARCH"):
        yield given.rstrip("/")
        return
    from opensearch_cluster import shared_node
    from opensearch_jars import skip_unless_installed

    skip_unless_installed()

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with shared_node(folder / "opensearch") as address:
        yield address


@pytest.fixture
def new_location(opensearch) -> Iterator[Callable[[], str]]:
    """Make locations in OpenSearch that nothing has been published to; they are gone afterwards."""
    import urllib3

    made: list[str] = []

    def make() -> str:
        made.append(f"test-{secrets.token_hex(6)}")
        return f"{opensearch}/{made[-1]}"

    yield make
    with urllib3.PoolManager() as pool:
        for name in made:
            pool.request("DELETE", f"{opensearch}/{name}-*")


@pytest.fixture
def make_entry():
    """Make an entry; what is not given is plain and harmless."""

    def make(id: str = "2007-06-27-k3f9", **given: Any) -> Entry:
        day = date(2007, 6, 27)
        language = given.pop("language", "en")
        title = given.pop("title", "Consul of Elsewhere")
        text = given.pop("text", "The mayor met the consul and spoke of trade fairs and schools.")
        url = given.pop("url", "http://www.example.org/relint/index.shtml")
        defaults: dict[str, Any] = {
            "id": id,
            "dates": DateSpan(day, day, "day", "June 27th 2007"),
            "kind": "consul",
            "countries": (),
            "places": (),
            "people": (),
            "versions": (Version(language, title, text, "published", url),),
            "doubts": (),
            "aliases": (),
            "sources": (Source(url, datetime(2026, 11, 22, tzinfo=UTC)),),
        }
        return Entry(**(defaults | given))

    return make


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything that the tests need is there, a skipped test is a failed run."""
    if not os.environ.get("TORINO_TESTS_NO_SKIP"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    # A network that fails is no fault of what is tested.
    skipped = [s for s in skipped if "cannot be downloaded here" not in str(s.longrepr)]
    if os.environ.get("TORINO_TESTS_INSTALLED"):  # the wheel leaves documents and tools out
        skipped = [
            s for s in skipped if "the installed package comes without" not in str(s.longrepr)
        ]
    if skipped:
        for report in skipped:
            reporter.write_line(f"must not be skipped here: {report.nodeid} {report.longrepr}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _forms_of(text: str) -> Iterator[bytes]:
    """The bytes of a text in every form in which a file may have it."""
    for each in dict.fromkeys((text, text.casefold(), text.casefold().replace("ì", "i"))):
        named = "".join(f"&{n};" if (n := codepoint2name.get(ord(c))) else c for c in each)
        numbered = "".join(c if c.isascii() and c.isalnum() else f"&#{ord(c)};" for c in each)
        partly = "".join(c if c.isascii() else f"&#{ord(c)};" for c in each)
        for form in (each, html.escape(each), named, numbered, partly, json.dumps(each)[1:-1]):
            yield form.encode()
            yield form.encode("latin-1", "replace")
            yield form.encode("utf-16-le")
            yield form.encode("utf-16-be")


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes of a file, and whatever in it zlib can unpack."""
    yield content
    for header in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"):
        at = content.find(header)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(content[at:])
            at = content.find(header, at + 1)


def _traces_in(folder: Path, words: Iterable[str]) -> set[tuple[str, bytes]]:
    """The files below a folder that hold one of the words, each with what it holds."""
    forms = set(chain.from_iterable(map(_forms_of, words)))
    return {
        (path.relative_to(folder).as_posix(), form)
        for path in folder.rglob("*")
        if path.is_file()
        for content in _unpacked(path.read_bytes())
        for form in forms
        if form in content
    }


@pytest.fixture(scope="session")
def traces_in() -> Callable[[Path, Iterable[str]], set[tuple[str, bytes]]]:
    """Find the files that hold a text, in any form that this program or a page may write."""
    return _traces_in
