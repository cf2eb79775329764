"""What an entry is called: its title, or the first words of one whose heading was lost."""

from __future__ import annotations

from index.model.entry import Version

_LETTERS = 90


def title_of(version: Version) -> str:
    """The version's title, or the first words of its text; empty when it has neither."""
    return version.title or opening(version.text)


def opening(text: str) -> str:
    """The first words of the text, whole, with an ellipsis where it goes on."""
    first = " ".join(text.split("\n\n", 1)[0].split())
    if len(first) <= _LETTERS:
        return first
    cut = first.rfind(" ", 0, _LETTERS)
    return first[: cut if cut > 0 else _LETTERS].rstrip(" ,;:.–-") + "…"
