"""Long texts in pieces that a service accepts."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def split_text(text: str, max_length: int) -> list[str]:
    """Cut a text into pieces of at most `max_length` characters, in order.

    It is cut between sentences, else between words, else anywhere; blanks at a cut are dropped.
    """
    pieces: list[str] = []
    for sentence in _SENTENCE.split(text):
        for part in _split_sentence(sentence, max_length):
            if pieces and len(pieces[-1]) + 1 + len(part) <= max_length:
                pieces[-1] += f" {part}"
            else:
                pieces.append(part)
    return pieces


def _split_sentence(sentence: str, max_length: int) -> list[str]:
    parts: list[str] = []
    while len(sentence) > max_length:
        cut = sentence.rfind(" ", 1, max_length + 1)
        cut = cut if cut > 0 else max_length
        parts.append(sentence[:cut].rstrip())
        sentence = sentence[cut:].lstrip()
    return [*parts, sentence]
