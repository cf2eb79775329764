"""Bounds on markup: pages that the parser would read in time that grows with a square.

The parser compares each attribute of a tag with those before it, looks at all options of a list
again for each new one, and opens formatting that was never closed again in every block. A page
over a bound is refused with its reason. All bounds are many times what a real page has; they were
chosen by hand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from index.model.errors import PageError

MAX_LIST_DEPTH = 100
"""Depth of nested lists: each indents all its lines."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one tag. Those of all `html` tags count as one tag's, and so do those of `body`."""
MAX_OPTIONS = 10_000
"""Options of a page's drop-down lists."""
MAX_REOPENED = 1_000_000
"""Formatting elements that are open at a tag, summed over all tags of the page."""

_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<end>/?)(?P<name>[a-z][^\t\n\f\r />]*+)"
    r"(?P<attributes>(?:[\t\n\f\r /]++|[^\t\n\f\r />][^\t\n\f\r />=]*+"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\t\n\f\r >]*+))?+)*+)>?",
    re.IGNORECASE | re.DOTALL,
)
"""A comment or a tag. Nothing in it is tried twice, so that the walk takes linear time."""
_ATTRIBUTE = re.compile(
    r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\t\n\f\r >]*+))?+"
)
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir", "blockquote"})
_FORMATTING = frozenset({"a", "b", "big", "code", "em", "font", "i"}) | frozenset(
    {"nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_EQUAL_REOPENED = 3
"""How many equal elements a parser opens again at most (HTML standard, 13.2.4.3)."""
_MERGED = frozenset({"html", "body"})
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
"""The elements whose content has no tags, with their ends."""


def check_markup(markup: str) -> None:
    """Raise PageError for markup over one of the bounds, with the bound and what is over it."""
    depth = options = reopened = 0
    merged: Counter[str] = Counter()
    formatting = _OpenFormatting()
    at = 0
    while found := _TOKEN.search(markup, at):
        at = found.end()
        closing, written, attributes = found.groups()
        if not written:
            continue
        name = written.lower()
        if raw := _RAW.get(name):
            end = raw.search(markup, at) if not closing else None
            at = end.start() if end else at
        if name in _LISTS:
            depth = max(0, depth - 1) if closing else depth + 1
        elif name in _FORMATTING:
            formatting.note(name, attributes, closed=bool(closing))
        elif name in ("option", "optgroup"):
            options += 1
        reopened += formatting.count
        if depth > MAX_LIST_DEPTH:
            raise PageError(
                f"The page has lists within lists, over {MAX_LIST_DEPTH} deep; mend it first."
            )
        count = 0
        if name in _MERGED:
            merged[name] += _count_attributes(attributes)
            count = merged[name]
        elif len(attributes) > MAX_ATTRIBUTES:
            count = _count_attributes(attributes)
        if count > MAX_ATTRIBUTES:
            raise PageError(f"The page has a tag with over {MAX_ATTRIBUTES:,} attributes.")
        if options > MAX_OPTIONS:
            raise PageError(f"The page has over {MAX_OPTIONS:,} options to choose from.")
        if reopened > MAX_REOPENED:
            raise PageError("The page has too many bold, link or font elements that stay open.")


def _count_attributes(attributes: str) -> int:
    """Return how many attributes the rest of a tag has; each has a letter at least."""
    if len(attributes) < 2:
        return 0
    return sum(1 for _ in _ATTRIBUTE.finditer(attributes))


class _OpenFormatting:
    """The formatting elements that are open, as a parser opens them again in the next block."""

    def __init__(self) -> None:
        self.count = 0
        self._open: defaultdict[str, list[str]] = defaultdict(list)
        self._equal: Counter[tuple[str, str]] = Counter()

    def note(self, name: str, attributes: str, *, closed: bool) -> None:
        """Take in a tag of a formatting element."""
        if not closed:
            self._open[name].append(attributes)
            self._equal[name, attributes] += 1
            self.count += self._equal[name, attributes] <= _EQUAL_REOPENED
        elif opened := self._open[name]:
            key = name, opened.pop()
            self.count -= self._equal[key] <= _EQUAL_REOPENED
            self._equal[key] -= 1
