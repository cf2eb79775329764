"""Phrases: names as the gazetteer compares them, folded words with one blank between."""

from __future__ import annotations

import re

from index.text.folding import fold

_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_WORD = re.compile(r"[^\W_]+")


def phrase_of(text: str) -> str:
    """Return the folded words of a name, with dotted initials joined: "U.S.A." is "usa".

    "Île-de-France" is "ile de france", "Costa d’Avorio" is "costa d avorio".
    """
    folded = text.lower() if text.isascii() else fold(text)
    if folded.isalnum():
        return folded
    if "." in folded:
        folded = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), folded)
    return " ".join(_WORD.findall(folded))
