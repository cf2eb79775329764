"""Text as people type and paste it, cleaned of what cannot be seen and of signs of typesetting."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]")
"""Characters that nobody sees: soft hyphens, signs of no width, direction marks, controls."""
UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
"""What `clean_text` takes out of a word, as the inside of a class of a regular expression."""
_BREAKS = re.compile("[\\s\x85\u2028\u2029]")
_BULLETS = re.compile("[•‣⁃▪▫■□●○◦◆◇►▶➤✓✔·∙](?=\\s|\\Z)|(?<!\\S)[•‣⁃▪▫■□●○◦◆◇►▶➤✓✔·∙]")
_MORE_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u180e\u2066-\u206f\ufe00-\ufe0f\ufff9-\ufffb]")
_QUOTES = str.maketrans({**dict.fromkeys("„‟❝❞〝〞〟″", '"'), "−": "-", "‐": "-", "‑": "-"})
_TYPESET = ("<wide>", "<narrow>", "<font>", "<noBreak>")
"""Kinds of Unicode decompositions that change only the look of a letter."""
_LIGATURES = range(0xFB00, 0xFB07)


def clean_text(text: str) -> str:
    """Return a text in composed letters of usual width, with spaces for breaks and bullets.

    Nothing invisible is left, and no ligature. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.encode("utf-8", "replace").decode()
    text = INVISIBLE.sub("", _BREAKS.sub(" ", text))
    text = _MORE_INVISIBLE.sub("", text)
    text = "".join(c if c < "\u00a1" else _plain(c) for c in text)
    text = unicodedata.normalize("NFC", text.translate(_QUOTES))
    return _BULLETS.sub(" ", text)


def _plain(character: str) -> str:
    """Return the letter that a character is a look of, or the character."""
    if ord(character) in _LIGATURES or unicodedata.decomposition(character).startswith(_TYPESET):
        return unicodedata.normalize("NFKC", character)
    return character
