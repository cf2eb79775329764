"""A title for an entry whose heading was lost."""

from __future__ import annotations

_LETTERS = 90


def title_of(text: str) -> str:
    """The first words of the text, whole, with an ellipsis where it goes on."""
    first = " ".join(text.split("\n\n", 1)[0].split())
    if len(first) <= _LETTERS:
        return first
    cut = first.rfind(" ", 0, _LETTERS)
    return first[: cut if cut > 0 else _LETTERS].rstrip(" ,;:.–-") + "…"
