"""The plan of a text that is an id of an entry, its address on a site, or that of its page."""

from __future__ import annotations

import re
from itertools import product
from urllib.parse import quote, unquote

from search.plan.plan import Clause, Plan
from search.plan.tree import AnyOf, Tag
from search.query.entry_address import id_in
from search.query.notes import Note
from search.query.query import Query

_ID = re.compile(r"(?:\d{4}-\d\d-\d\d|undated)-[0-9a-z]{4,}\Z")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AROUND = "<>()[]{}\"'“”‘’«».,;: "
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+(?::\d+)?/[^\s#]*)", re.IGNORECASE
)


def named_entry_plan(query: Query) -> Plan | None:
    """Return the plan of the entry that the text names, if it is an id or an address, else None.

    Of an address, what often differs does not count: the scheme, `www.`, a slash at the end, the
    part after `#`.
    """
    text = query.text.strip(_AROUND)
    if not text or " " in text or query.person or query.place or query.phrase:
        return None
    tags = _tags_of(text)
    if not tags:
        return None
    clause = Clause(text, AnyOf(tags, constant=True))
    return Plan((clause,), notes=(Note("entry-named", text),))


def _tags_of(text: str) -> tuple[Tag, ...]:
    id = id_in(text).translate(_DASHES).lower()
    if _ID.match(id):
        return Tag("id", id, 1.0), Tag("alias", id, 1.0)
    address = _ADDRESS.match(text)
    if address is None:
        return ()
    bare = address[1].rstrip("/")
    spellings = dict.fromkeys((bare, unquote(bare), quote(bare, safe="/:?&=%~+,;@!$'()*")))
    variants = product(("http://", "https://"), ("", "www."), spellings, ("", "/"))
    return tuple(Tag("page", "".join(parts), 1.0) for parts in variants)
