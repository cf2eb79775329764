"""Titles of entries, those included whose heading was lost."""

from __future__ import annotations

from index.model.entry import Version

_LETTERS = 90
"""Letters of the longest opening; chosen by hand."""


def title_of(version: Version) -> str:
    """Return the version's title, or the first words of its text; empty when it has neither."""
    return version.title or opening(version.text)


def opening(text: str) -> str:
    """Return the first words of a text, with an ellipsis when its first paragraph continues."""
    first = " ".join(text.split("\n\n", 1)[0].split())
    if len(first) <= _LETTERS:
        return first
    cut = first.rfind(" ", 0, _LETTERS)
    return first[: cut if cut > 0 else _LETTERS].rstrip(" ,;:.–-") + "…"


def with_own_quote(title: str, whole: str) -> str:
    """Return a title with the » that closes a quotation of its own, which was taken for a sign.

    `whole` is what the title was cut out of.
    """
    if title.count("«") <= title.count("»"):
        return title
    rest = whole[whole.find(title) + len(title) :]
    closing = rest[: len(rest) - len(rest.lstrip(" \u00a0\u202f"))] + "»"
    return title + closing if rest.startswith(closing) else title
