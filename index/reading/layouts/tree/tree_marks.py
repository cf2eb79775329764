"""The marks that `blocks` leaves in the text of a tree, taken out of it again."""

from __future__ import annotations

import re

from index.reading.sources.addresses import is_web_address

_MARKS = re.compile("\ue001\\d|[\ue000-\ue00f]")
_VIA = re.compile("\ue005([^\ue006]*)\ue006")


def without_marks(text: str) -> str:
    """Return a text of the tree as its page has it."""
    return _MARKS.sub("", text)


def split_via(text: str) -> tuple[str, str | None, bool]:
    """Return a text of the tree without its marks, the address of its rel="via", and if it has one.

    The address is None when it is none of the web.
    """
    found = _VIA.search(text)
    if found is None:
        return without_marks(text), None, False
    via = found[1] if is_web_address(found[1]) else None
    return without_marks(_VIA.sub("", text)), via, True
