"""The sample archive, indexed once, for tests on real entries."""

from collections.abc import Iterator

import pytest

from index.commands.sample import add_sample
from index.store.home import Home
from search.open_searcher import open_searcher
from search.searcher import Searcher


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("sample"))
    add_sample(home)
    return home


@pytest.fixture(scope="session")
def sample(sample_home) -> Iterator[Searcher]:
    searcher = open_searcher(sample_home.location)
    yield searcher
    searcher.close()
