"""The name of a page, as its head has it."""

from __future__ import annotations

from resiliparse.parse.html import HTMLTree


def page_name(tree: HTMLTree) -> str:
    """Return what the head of a page calls it, "" for nothing."""
    if tree.head is None:
        return ""
    meta = tree.head.query_selector("meta[property='og:title']")
    named = meta.getattr("content") if meta is not None else ""
    return named or tree.title or ""
