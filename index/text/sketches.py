"""Sketches: a few hashes of a text, from which its similarity to another text is estimated.

The hashes are the smallest of those of all shingles, as in the bottom-k sketches of Broder ("On the
resemblance and containment of documents", 1997). A text with fewer shingles has all in its sketch,
so that its similarity is exact.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from heapq import nsmallest
from struct import pack, unpack
from zlib import crc32

from index.text.folding import fold

Sketch = tuple[int, ...]
"""Ascending 32-bit hashes; empty for a text without letters and digits."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_SHINGLE = 5
"""Characters of a shingle. With 5, texts about different events share few; chosen by hand."""
_SIZE = 64
"""Hashes of a sketch: the standard error of a similarity of 0.5 is then 0.06."""
_ODD = 2654435761
"""Spreads the bits of CRC-32, whose neighbours are alike, over the whole range."""


def sketch_of(text: str) -> Sketch:
    """Return the sketch of a text; case, accents, signs and white space do not count."""
    words = f" {_BETWEEN_WORDS.sub(' ', fold(text)).strip()} "
    if words.isspace():
        return ()
    last = max(1, len(words) - _SHINGLE + 1)
    if not words.isascii():
        return sketch_of_words(words[start : start + _SHINGLE] for start in range(last))
    letters = words.encode()  # a byte each, so that each shingle is encoded already
    return _smallest(
        {crc32(letters[start : start + _SHINGLE]) * _ODD & 0xFFFFFFFF for start in range(last)}
    )


def sketch_of_words(words: Iterable[str]) -> Sketch:
    """Return the sketch of some words, whatever their order."""
    return _smallest({crc32(each.encode()) * _ODD & 0xFFFFFFFF for each in words})


def _smallest(hashes: set[int]) -> Sketch:
    return tuple(sorted(hashes)[:_SIZE])


def similarity(one: Sketch, other: Sketch) -> float:
    """Estimate the Jaccard similarity of two texts, 0 to 1; 0 when one of them is empty."""
    if not one or not other:
        return 0.0
    first, second = set(one), set(other)
    both = first | second
    are_complete = max(len(one), len(other)) < _SIZE
    union = both if are_complete else nsmallest(_SIZE, both)
    return sum(each in first and each in second for each in union) / len(union)


def united(one: Sketch, other: Sketch) -> Sketch:
    """Return the sketch of two texts as one, but for the shingles where they meet."""
    return tuple(nsmallest(_SIZE, {*one, *other}))


def share_within(part: Sketch, whole: Sketch) -> float:
    """Estimate which share of one text is in another, 0 to 1; 0 when one of them is empty."""
    if not part or not whole:
        return 0.0
    last = whole[-1] if len(whole) == _SIZE else part[-1]
    known = [each for each in part if each <= last]
    return len(set(known) & set(whole)) / len(known) if known else 0.0


def sketch_to_text(sketch: Sketch) -> str:
    """Return the sketch as letters; `sketch_from_text` reads it back."""
    return b64encode(pack(f">{len(sketch)}I", *sketch)).decode("ascii")


def sketch_from_text(text: str) -> Sketch:
    """Return the sketch that `sketch_to_text` wrote."""
    content = b64decode(text)
    return unpack(f">{len(content) // 4}I", content)
