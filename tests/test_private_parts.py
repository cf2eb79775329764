"""What the code uses of other packages beyond their documented interface is still there.

A package named here has an upper bound in pyproject.toml. When a test fails, a new version of the
package has dropped or renamed what it names: mend the code that uses it, then raise the bound.
"""

import importlib
import inspect
import io
import socket
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from pypdf.generic import DictionaryObject, NameObject
from requests import Response
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from waitress import create_server
from waitress.adjustments import Adjustments
from waitress.buffers import ReadOnlyFileBasedBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.wasyncore import close_all, loop

SERVER = (
    "active_channels",
    "channel_class",
    "del_channel",
    "effective_host",
    "effective_port",
    "handle_accept",
    "pull_trigger",
    "socket",
    "task_dispatcher",
)
CHANNEL = (
    "addr",
    "creation_time",
    "handle_close",
    "last_activity",
    "received",
    "request",
    "requests",
    "requests_lock",
    "send",
    "service",
    "total_outbufs_len",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    opened: dict[int, Any] = {}
    made = create_server(lambda *_: [], map=opened, host="127.0.0.1", port=0, threads=1)
    yield made
    made.task_dispatcher.shutdown()
    close_all(opened)


@pytest.fixture
def channel(server: Any) -> Iterator[Any]:
    """waitress's side of a connection."""
    with closing(socket.create_connection(server.socket.getsockname())):
        server.handle_accept()
        (made,) = server.active_channels.values()
        yield made
        made.handle_close()


@pytest.mark.parametrize("name", SERVER)
def test_waitress_has_this_attribute_of_a_server(server: Any, name: str) -> None:
    assert isinstance(server, BaseWSGIServer)
    assert hasattr(server, name)


@pytest.mark.parametrize("name", CHANNEL)
def test_waitress_has_this_attribute_of_a_channel(channel: Any, name: str) -> None:
    assert hasattr(channel, name)


def test_waitress_forgets_a_channel_that_is_closed(server: Any, channel: Any) -> None:
    assert channel in server.active_channels.values()
    channel.handle_close()
    assert channel not in server.active_channels.values()


def test_waitress_makes_connections_of_the_class_that_a_server_names(server: Any) -> None:
    made: list[Any] = []

    class Connection(HTTPChannel):  # type: ignore[misc]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            made.append(self)

    server.channel_class = Connection
    with closing(socket.create_connection(server.socket.getsockname())):
        server.handle_accept()
        assert list(server.active_channels.values()) == made
        made[0].handle_close()
    del server.channel_class
    inspect.signature(HTTPChannel.send).bind(made[0], b"", do_close=False)


def test_waitress_closes_after_a_request_that_says_so() -> None:
    request = HTTPRequestParser(Adjustments())
    request.received(b"GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n")
    assert request.headers["CONNECTION"] == "keep-alive"
    request.close()


def test_waitress_knows_how_much_of_a_file_is_not_sent_yet() -> None:
    wrapped = ReadOnlyFileBasedBuffer(io.BytesIO(b"12345"))
    wrapped.prepare(4)
    assert wrapped.remain == 4
    wrapped.skip(3)
    assert wrapped.remain == 1


def test_waitress_runs_its_loop_a_number_of_times_on_a_map_of_sockets(server: Any) -> None:
    inspect.signature(loop).bind(timeout=1.0, use_poll=True, map={}, count=1)
    inspect.signature(close_all).bind({})
    inspect.signature(server.task_dispatcher.shutdown).bind(timeout=0.5)


def test_requests_takes_a_body_that_was_read_before() -> None:
    response = Response()
    assert not response._content_consumed
    response._content, response._content_consumed = b"body", True
    assert response.content == b"body"


@pytest.mark.parametrize("kind", [HTTPConnection, HTTPSConnection])
def test_urllib3_connects_by_a_method_that_can_be_extended(kind: type) -> None:
    assert callable(getattr(kind, "_new_conn", None))
    assert {"http", "https"} <= PoolManager().pool_classes_by_scheme.keys()


@pytest.mark.parametrize(
    "module", ["deepl", "google", "libre", "microsoft", "mymemory", "papago", "pons", "yandex"]
)
def test_deep_translator_asks_by_a_module_that_can_be_replaced(module: str) -> None:
    assert hasattr(importlib.import_module(f"deep_translator.{module}"), "requests")


def test_deep_translator_asks_for_the_languages_of_microsoft_in_a_method() -> None:
    microsoft = importlib.import_module("deep_translator.microsoft")
    assert hasattr(microsoft.MicrosoftTranslator, "_get_supported_languages")


def test_pypdf_knows_what_the_codes_of_a_font_mean_and_how_wide_they_are() -> None:
    resource = DictionaryObject()
    resource[NameObject("/BaseFont")] = NameObject("/Helvetica-Bold")
    resource[NameObject("/Subtype")] = NameObject("/Type1")
    font = importlib.import_module("pypdf.generic._font").Font.from_font_resource(resource)
    assert font.name == "Helvetica-Bold"
    assert font.encoding[65] == "A"
    assert font.character_map == {}
    assert font.character_widths["A"] == 722
    assert (font.space_char, font.space_width) == (" ", 278)


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn is not for this system")
def test_gunicorn_has_a_name_for_itself_that_can_be_replaced() -> None:
    assert isinstance(importlib.import_module("gunicorn.http.wsgi").SERVER, str)


@pytest.mark.parametrize(
    "package", ["deep-translator", "gunicorn", "pypdf", "requests", "urllib3", "waitress"]
)
def test_a_package_with_private_parts_in_use_has_an_upper_bound(package: str) -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    (asked,) = (r for r in map(Requirement, lines) if r.name == package)
    assert "<" in {each.operator for each in asked.specifier}
