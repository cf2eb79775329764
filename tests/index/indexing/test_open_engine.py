"""The form of a location says which engine keeps the index."""

import pytest

from index.indexing.open_engine import is_on_server, open_engine
from index.model.errors import ConfigError


@pytest.mark.parametrize("location", ["/srv/archive/index", "index", "C:\\archive", "a:b"])
def test_a_path_is_a_folder(location):
    assert not is_on_server(location)


@pytest.mark.parametrize("location", ["https://host:9200/torino", "HTTP://host/x"])
def test_an_address_is_a_cluster(location):
    assert is_on_server(location)


@pytest.mark.parametrize("location", ["ftp://x", "htps://host:9200/torino", "file:///srv", "://"])
def test_any_other_address_is_refused(location):
    with pytest.raises(ConfigError, match="name a folder, or a cluster"):
        open_engine(location)
