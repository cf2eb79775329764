"""Page keys: what all spellings of the address of one page have in common.

A page may be captured under http and https, with and without `www.`, as a folder or as its index
file. Its address in the archive is the one that it was first read from; the key is only compared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_WAYBACK = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)", re.I)
"""The Internet Archive's prefix of an address that it has captured."""
_INDEX = re.compile(r"/(index\.(?:x?html?|shtml|php|aspx?|jsp))$", re.I)
_DEFAULT_PORTS = (None, 80, 443)
_PRINTED = re.compile(r"(?:print|stampa|printable)(?:=(?:1|true|yes|si|on)?)?|view=print", re.I)
_TRACKED = re.compile(r"(?:utm_[a-z]+|fbclid|gclid|phpsessid|jsessionid)=.*", re.I)
_KEYS = 1 << 16
"""Keys that are cached."""
_PLAIN = re.compile(r"https?://(?!web\.archive\.)([a-z0-9-][a-z0-9.-]*)((?:/[\w.~%-]*)*)", re.ASCII)
"""An address in which nothing is to be left out between its host and its last name."""


@lru_cache(_KEYS)
def page_key(url: str) -> str:
    """Return the key of an address; an address that is not http or https is its own.

    Scheme, `www.`, default port, fragment, the name of an index file, a slash at the end, the
    parameters of printing, of sessions and of advertising, and the prefix of the Wayback Machine
    do not count.
    """
    if plain := _PLAIN.fullmatch(url):
        return plain[1].removeprefix("www.") + _INDEX.sub("/", plain[2]).rstrip("/")
    bare = _WAYBACK.sub("", url.strip())
    try:
        split = urlsplit(bare)
        host, port = split.hostname, split.port
    except ValueError:
        return url
    if split.scheme.lower() not in ("http", "https") or not host:
        return url
    if port not in _DEFAULT_PORTS:
        host = f"{host}:{port}"
    path = _INDEX.sub("/", split.path).rstrip("/")
    query = "&".join(
        each
        for each in split.query.split("&")
        if each and not _PRINTED.fullmatch(each) and not _TRACKED.fullmatch(each)
    )
    return f"{host.removeprefix('www.')}{path}{f'?{query}' if query else ''}"


def is_same_page(one: str, other: str) -> bool:
    """Return whether two addresses are spellings of one page's.

    A folder is the page of its index file; two index files of one folder are two pages.
    """
    if page_key(one) != page_key(other):
        return False
    names = {_index_name(one), _index_name(other)} - {""}
    return len(names) < 2


def without_wayback(url: str) -> str:
    """Return the address that the Wayback Machine captured, for one of its own; else `url`."""
    return _WAYBACK.sub("", url)


def _index_name(url: str) -> str:
    try:
        found = _INDEX.search(urlsplit(url).path)
    except ValueError:
        return ""
    return found[1].lower() if found else ""
