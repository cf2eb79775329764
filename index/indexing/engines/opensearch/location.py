"""Where a cluster is and how it is spoken to: the location, and settings from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from index.model.errors import ConfigError

PREFIX = "TORINO_OPENSEARCH_"
SETTINGS: Mapping[str, str] = {
    "OPENSEARCH_USER": "the user of the cluster",
    "OPENSEARCH_PASSWORD": "that user's password",
    "OPENSEARCH_API_KEY": "a key of the cluster, in place of a user",
    "OPENSEARCH_CA": "a PEM file with the authority of the cluster's certificates",
    "OPENSEARCH_TIMEOUT": "seconds in which a node has to answer (default 10)",
    "OPENSEARCH_SHARDS": "shards of a new index (default 1)",
    "OPENSEARCH_REPLICAS": "further copies of each shard, as far as there are nodes (default 1)",
}
"""Each setting, without what all settings begin with, and what it is for."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
"""What an alias may be called; lower case, as OpenSearch wants it."""
_RESERVED = re.compile(r"-(?:g[0-9]{6,}|control|denied-[0-9a-f]+)\Z")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a cluster is spoken to, and how its indices are made."""

    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca: str = ""
    """The path of a PEM file with the authorities to trust; "" for those of the system."""
    timeout: float = 10.0
    """Seconds in which a node has to answer a search; then another one is asked."""
    shards: int = 1
    replicas: int = 1
    """At most so many copies of each shard beside the first, as far as there are nodes."""


@dataclass(frozen=True, slots=True)
class Location:
    """The nodes of a cluster, and the alias of an archive in it."""

    scheme: Literal["http", "https"]
    nodes: tuple[tuple[str, int], ...]
    """Host and port of each."""
    path: str
    """What stands before the alias in the url, as behind a proxy; mostly ""."""
    name: str
    """The alias."""

    def __str__(self) -> str:
        listed = ",".join(f"{host}:{port}" for host, port in self.nodes)
        return f"{self.scheme}://{listed}/{self.path}{'/' if self.path else ''}{self.name}"


def parse_location(url: str) -> Location:
    """Return the parts of `https://host:9200,other:9200/torino`.

    Raises ConfigError, which says what is wrong.
    """
    parts = urlsplit(url)
    example = "write it as https://host:9200/torino"
    if parts.username or parts.password or "@" in parts.netloc:
        raise ConfigError(
            f"the engine's address holds a user; give it in {PREFIX}USER and {PREFIX}PASSWORD"
        )
    if parts.query or parts.fragment:
        raise ConfigError(f"the engine's address {url} ends in more than a name; {example}")
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    nodes = tuple(_node(one, scheme, url) for one in parts.netloc.split(","))
    path, _, name = parts.path.strip("/").rpartition("/")
    if not _NAME.fullmatch(name) or _RESERVED.search(name):
        raise ConfigError(
            f"the engine's address {url} ends in no name that OpenSearch allows; {example}"
        )
    return Location(scheme, nodes, path, name)


def _node(text: str, scheme: str, url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or port == 0:
        raise ConfigError(f"the engine's address {url} names no host in {text!r}")
    return host, port or (443 if scheme == "https" else 80)


def settings_of(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in the environment. Raises ConfigError, which names the wrong one."""
    given = {
        name: environment.get(PREFIX + name, "").strip()
        for name in (each.removeprefix("OPENSEARCH_") for each in SETTINGS)
    }
    if bool(given["USER"]) != bool(given["PASSWORD"]):
        raise ConfigError(f"{PREFIX}USER and {PREFIX}PASSWORD go together; one of them is not set")
    if given["USER"] and given["API_KEY"]:
        raise ConfigError(f"{PREFIX}USER and {PREFIX}API_KEY are both set; choose one")
    return Settings(
        given["USER"],
        given["PASSWORD"],
        given["API_KEY"],
        given["CA"],
        _number("TIMEOUT", given["TIMEOUT"] or "10", 1, 600),
        int(_number("SHARDS", given["SHARDS"] or "1", 1, 1024)),
        int(_number("REPLICAS", given["REPLICAS"] or "1", 0, 20)),
    )


def _number(name: str, given: str, least: int, most: int) -> float:
    if not re.fullmatch(r"[0-9]{1,4}", given) or not least <= int(given) <= most:
        raise ConfigError(
            f"{PREFIX}{name} is {given!r}; it must be a number from {least} to {most}"
        )
    return float(given)
