"""Who asks: an IPv4 address, or a network of IPv6, since one line has a whole /64 of addresses."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, IPv6Network, ip_address

UNKNOWN = ""
"""The client of every request whose address is missing or is none."""

_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+")


def client_of(address: str | None) -> str:
    """Return the client that an address belongs to; a port after it is ignored.

    What is no address is UNKNOWN, so that nobody gets more by inventing names.
    """
    text = (address or "").strip()
    if found := _WITH_PORT.fullmatch(text):
        text = found[1] or found[2]
    try:
        parsed = ip_address(text.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((parsed, 64), strict=False))
    return str(parsed)
