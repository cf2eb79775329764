"""Stem rules where Snowball gives one stem to different words, or two stems to one word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from index.text.lexicon import lexicons, split_pair


@dataclass(frozen=True, slots=True)
class RuleStems:
    """The stems that rules give a word; () when none applies."""

    stems: tuple[str, ...] = ()
    replaces_snowball: bool = False
    """Whether Snowball's stems are left out; else they are indexed as well."""


_NO_STEMS = RuleStems()


@dataclass(frozen=True, slots=True)
class _Rules:
    """The stem rules of one language, from its lexicon."""

    same: Mapping[str, str] = field(default_factory=dict)
    """The stem of each word that the lexicon gives one."""
    own: re.Pattern[str] | None = None
    cut: tuple[tuple[re.Pattern[str], bool], ...] = ()
    """Words with what is cut off as their group, and whether that replaces Snowball's stem."""


@cache
def _rules_of(language: str) -> _Rules:
    for lexicon in lexicons():
        if lexicon.tag == language:
            stems = lexicon.stems
            return _Rules(
                {word: stem for stem, words in map(split_pair, stems.same) for word in words},
                re.compile("|".join(stems.own)) if stems.own else None,
                (
                    *((re.compile(pattern), True) for pattern in stems.cut),
                    *((re.compile(pattern), False) for pattern in stems.cut_too),
                ),
            )
    return _Rules()


def apply_stem_rules(word: str, folded: str, language: str) -> RuleStems:
    """Return the stems that rules give a word in small letters; `folded` is its folded form."""
    rules = _rules_of(language)
    stem = rules.same.get(folded)
    if stem is not None:
        return RuleStems((stem,), replaces_snowball=True)
    own = rules.own
    if own and (own.fullmatch(folded) or (word != folded and own.fullmatch(word))):
        return RuleStems((folded,), replaces_snowball=True)
    for pattern, is_only in rules.cut:
        if found := pattern.fullmatch(folded):
            return RuleStems((folded[: found.start(1)],), replaces_snowball=is_only)
    return _NO_STEMS
