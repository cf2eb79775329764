"""Texts in pieces that a service takes."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def pieces_of(text: str, longest: int) -> list[str]:
    """Cut a text at sentence ends, or else between words, into pieces of at most `longest`."""
    pieces: list[str] = []
    for sentence in _SENTENCE.split(text):
        for part in _short(sentence, longest):
            if pieces and len(pieces[-1]) + 1 + len(part) <= longest:
                pieces[-1] += f" {part}"
            else:
                pieces.append(part)
    return pieces


def _short(sentence: str, longest: int) -> list[str]:
    parts: list[str] = []
    while len(sentence) > longest:
        cut = sentence.rfind(" ", 1, longest + 1)
        cut = cut if cut > 0 else longest
        parts.append(sentence[:cut].rstrip())
        sentence = sentence[cut:].lstrip()
    return [*parts, sentence]
