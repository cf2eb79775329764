"""Which engines are servers."""

from __future__ import annotations

from index.model.errors import ConfigError


def is_on_server(location: str) -> bool:
    """Return whether the index at a location is kept by a server, which others may use as well.

    Raises ConfigError for the address of anything else.
    """
    scheme, is_address, _ = location.partition("://")
    if is_address and scheme.lower() not in ("http", "https"):
        raise ConfigError(
            f"no index can be at {location!r}; name a folder, or a cluster as in"
            " https://host:9200/archive"
        )
    return bool(is_address)
