"""The address of a site, as a setting or an option gives it."""

from __future__ import annotations

import re

_SITE = re.compile(r"https?://[^\s/?#\"'<>]+/?")


def is_site_address(text: str) -> bool:
    """Return whether a text can be the address of a site: a scheme and a host, no path."""
    return _SITE.fullmatch(text) is not None
