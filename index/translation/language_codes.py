"""Codes of languages, in the forms that translators' tools write them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from index.text.folding import fold
from index.text.lexicon import lexicons


@cache
def language_code(written: str) -> str:
    """Return the code of a language as the archive has it: "en" for EN-US, en_us, eng and English.

    A name is known in the languages of the lexicons. What is not known comes back in small letters
    without its region; "" for nothing.
    """
    folded = fold(written.strip())
    code = folded.replace("_", "-").partition("-")[0]
    if len(code) == 2:
        return code
    return _by_name().get(folded) or _short(code)


def _short(code: str) -> str:
    """Return the code of two letters for one of three, where ISO 639 has one."""
    from babel.core import get_global  # takes megabytes, which codes of two letters do not need

    known = get_global("language_aliases").get(code)
    return str(known).partition("_")[0] if known else code


@cache
def _by_name() -> Mapping[str, str]:
    from babel import Locale

    return {
        fold(name): code
        for lexicon in lexicons()
        for code, name in Locale(lexicon.tag).languages.items()
        if "_" not in code
    }
