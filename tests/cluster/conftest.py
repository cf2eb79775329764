"""Archives in a cluster, asked on the terminal and on the site."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from opensearch_cluster import OpenSearchNodes
from opensearch_jars import skip_unless_installed
from werkzeug.test import TestResponse

from search.open_searcher import open_searcher
from web import create_app


@pytest.fixture(autouse=True, scope="session")
def library() -> None:
    """Skip where the package for OpenSearch is missing."""
    pytest.importorskip("opensearchpy")


@dataclass(frozen=True)
class Terminal:
    """What `torino` printed, and its exit code."""

    code: int
    out: str
    said: str


@pytest.fixture
def torino(tmp_path) -> Callable[..., Terminal]:
    """Run `torino` in a process of its own on the index at a location."""

    def run(location: str, *words: str, **environment: str) -> Terminal:
        ran = subprocess.run(
            [sys.executable, "-c", "from web.cli.process import main; main()", *words],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(map(str, (Path.cwd(), *sys.path))),
                "TORINO_HOME": str(tmp_path / "home"),
                "TORINO_ENGINE": location,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        return Terminal(ran.returncode, ran.stdout, ran.stderr)

    return run


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., OpenSearchNodes]]:
    """Start a cluster of so many nodes, with these settings besides."""
    skip_unless_installed()
    with ExitStack() as stack:
        count = iter(range(10))

        def begin(nodes: int, **settings: object) -> OpenSearchNodes:
            made = OpenSearchNodes(tmp_path / f"cluster{next(count)}", nodes, settings=settings)
            return stack.enter_context(made)

        yield begin


@contextmanager
def site(location: str) -> Iterator[Callable[[str], TestResponse]]:
    """Ask the site of the index at a location."""
    with closing(open_searcher(location)) as searcher:
        yield create_app(searcher).test_client().get
