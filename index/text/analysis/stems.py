"""Stem rules where Snowball gives one stem to different words, or two stems to one word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from index.text.lexicon import lexicons, split_pair

_INVARIABLE_NOUN = re.compile(
    r"(?:bil|al|il|iv|os|ic|ar|er|or|rs|mun|tun|gnit|eg|ual|ian|ttiv|ntit|chit|ond|ann|rt)it(?:a|à)$"
)
"""Nouns in -ità, with or without the accent, whose plural is the same."""

_AMBIGUOUS_ENDINGS = ("are", "ere", "ire", "ano", "ana", "ani", "ane")
"""Endings of verbs, which Snowball removes, and of nouns, which change only the last vowel."""


@cache
def _same_stems(language: str) -> Mapping[str, str]:
    """Return the stem of each word that a lexicon gives one."""
    return {
        word: stem
        for lexicon in lexicons()
        if lexicon.tag == language
        for stem, words in map(split_pair, lexicon.stems.same)
        for word in words
    }


@dataclass(frozen=True, slots=True)
class RuleStems:
    """The stems that rules of this module give a word; () when none applies."""

    stems: tuple[str, ...] = ()
    replaces_snowball: bool = False
    """Whether Snowball's stems are left out; else they are indexed as well."""


def apply_stem_rules(word: str, folded: str, language: str) -> RuleStems:
    """Return the stems that rules give a word in small letters; `folded` is its folded form."""
    stem = _same_stems(language).get(folded)
    if stem is not None:
        return RuleStems((stem,), replaces_snowball=True)
    return _italian(word, folded) if language == "it" else RuleStems()


def _italian(word: str, folded: str) -> RuleStems:
    if word.endswith(("tà", "tù")) or (len(folded) > 6 and _INVARIABLE_NOUN.search(folded)):
        return RuleStems((folded,), replaces_snowball=True)
    if len(folded) > 5 and folded.endswith(("aio", "aia", "aie", "ai")):
        return RuleStems((re.sub("ai[oae]?$", "ai", folded),), replaces_snowball=True)
    if len(folded) > 5 and folded.endswith(_AMBIGUOUS_ENDINGS):
        return RuleStems((folded[:-1],))
    if len(folded) > 4 and folded.endswith(("chi", "che", "ghi", "ghe")):
        return RuleStems((folded[:-2],))
    return RuleStems()
