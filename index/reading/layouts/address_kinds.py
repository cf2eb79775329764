"""What the address of a page says of its layout.

The patterns are searched for in an address in lower case, its signs decoded.
"""

from __future__ import annotations

import re

from index.text.current_profile import current_profile
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns

_STATIC = re.compile(rf"/(?:{patterns(lambda words: words.addresses.static)})(?:/|\.|$)")
_FRONT = re.compile(r"/([^/]*)/(?:index\.\w+)?$")
LIST_ADDRESS = re.compile(
    rf"(?:{alternation(union(lambda words: words.addresses.archives))})"
    r"\W+\d{4}\W+[a-z]+(?:\W+index|\.|/?$)"
    rf"|(?:{alternation(union(lambda words: words.addresses.visits))})"
    r"\W+[a-z]+\W+[a-z]*\d{4}(?:\W+index)?(?:\.|/?$)"
)
ENTRY_ADDRESS = re.compile(
    rf"/(?:{alternation(union(lambda words: words.addresses.entries))})/.*[^/]$"
    r"|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/[^/]+/?$"
)
DAY_ADDRESS = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?=/|$)")
INDEX_ADDRESS = re.compile(r"\bindex\b|/$")
_EVENTS = alternation(union(lambda words: words.addresses.events))
EVENTS_ADDRESS = re.compile(rf"\b(?:{_EVENTS})\W+index")


def is_static(url: str) -> bool:
    """Return whether an address is that of a page about the site, or the first one of a folder."""
    sources, front = current_profile().sources, _FRONT.search(url)
    if front and front[1] and front[1] in (sources.folder, *sources.folders):
        return True
    return bool(_STATIC.search(url))
