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
_INDEX = re.compile(r"/(?:index|default)\.(?:x?html?|shtml|php|aspx?|jsp)$", re.I)
_DEFAULT_PORTS = (None, 80, 443)
_PRINTED = re.compile(r"(?:print|stampa|printable)(?:=(?:1|true|yes|si|on)?)?|view=print", re.I)
_TRACKED = re.compile(r"(?:utm_[a-z]+|fbclid|gclid|phpsessid|jsessionid)=.*", re.I)
_KEYS = 1 << 16
"""Keys that are cached."""


@lru_cache(_KEYS)
def page_key(url: str) -> str:
    """Return the key of an address; an address that is not http or https is its own.

    Scheme, `www.`, default port, fragment, the name of an index file, a slash at the end, the
    parameters of printing, of sessions and of advertising, and the prefix of the Wayback Machine
    do not count.
    """
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
