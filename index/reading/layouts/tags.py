"""Tags and classes: which elements are inline, and which belong to no entry."""

from __future__ import annotations

import re

from resiliparse.parse.html import ElementNode

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRONG = frozenset({"a", "b", "strong"})
INLINE = STRONG | frozenset(
    {"abbr", "acronym", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i"}
    | {"img", "ins", "kbd", "label", "link", "mark", "meta", "nobr", "o:p", "q", "s", "samp"}
    | {"small", "span", "strike", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
"""Elements that begin no line."""
_SKIPPED = frozenset(
    {"aside", "button", "footer", "form", "head", "iframe", "nav", "noscript", "object", "script"}
    | {"select", "style", "svg", "template", "title"}
)
_FURNITURE = frozenset(
    {"nota", "comments", "comment-list", "commentlist", "comment-respond", "respond", "breadcrumb"}
    | {"breadcrumbs", "pagination", "pager", "sidebar", "widget", "related-posts", "cookie"}
    | {"social", "share", "addtoany_share_save", "visually-hidden", "sr-only"}
    | {"screen-reader-text"}
)
"""Classes and ids, as content management systems name them, of what belongs to no entry."""
_ALTERNATING = frozenset({"odd", "even", "first", "last", "active"})


def is_skipped(node: ElementNode, tag: str) -> bool:
    """Return whether an element is hidden, or belongs to no entry: a menu, a form, comments."""
    if tag in _SKIPPED:
        return True
    names = node.attrs
    if not names:
        return False
    if "hidden" in names or ("aria-hidden" in names and node.getattr("aria-hidden") == "true"):
        return True
    if "id" in names and node.getattr("id") in _FURNITURE:
        return True
    return "class" in names and not _FURNITURE.isdisjoint((node.getattr("class") or "").split())


def class_of(node: ElementNode) -> str:
    """Return the first class that does not number or alternate items, "" for none."""
    for name in (node.getattr("class") or "").split():
        if not re.search(r"\d", name) and name not in _ALTERNATING:
            return name
    return ""
