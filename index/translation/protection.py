"""Protection of names, dates, numbers and acronyms while a machine translates.

Each protected span is replaced by a token that no dictionary has (`Zzka`, `Zzkb`, …), or by a name
that the translator knows and can inflect around. In the answer the token is replaced by the span's
own translation, and a token that is missing or doubled makes the answer unusable.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, product

from index.gazetteer import Gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.text.tokens import Text
from index.translation.agreement import with_articles_agreed, without_second_article
from index.translation.protected_spans import (
    NUMBER,
    EntryNames,
    ProtectedSpan,
    find_protected_spans,
)
from index.translation.translators.translator import ServiceLimits

_GLUE = "\ue000"
"""Marks a blank that was inserted between a token and its neighbour, to be removed again."""
_GLUED = re.compile(r"[\w*#@^$~\\{}<>|\[\]]")
_OWNER = re.compile(r"['’](?:s\b|(?=\s))")


@dataclass(frozen=True, slots=True)
class Protected:
    """A text in which spans are replaced by tokens. `text` is what a translator is given."""

    text: str
    words: tuple[tuple[str, str], ...]
    """Each token, and what replaces it in the translation; in text order."""
    countries: frozenset[str]
    """Codes of the unprotected countries, which the translation has to name."""

    @property
    def bare(self) -> str:
        """The text without tokens: what there is to translate."""
        return self.without_tokens(self.text)

    def without_tokens(self, answer: str) -> str:
        """Return an answer without the tokens, white space folded."""
        return " ".join(self.tokens.sub(" ", answer).split())

    @property
    def tokens(self) -> re.Pattern[str]:
        """Matches the tokens, and everything that looks like one."""
        known = "|".join(re.escape(token) for token, _ in self.words if token[:3] != "Zzk")
        return re.compile(
            rf"(?i:zzk[a-y]+)|(?<!\w)(?:{known})(?!\w)" if known else "(?i:zzk[a-y]+)"
        )


@dataclass(frozen=True, slots=True)
class Restored:
    """A translation with its protected spans, and a list of those that were lost or added."""

    text: str
    lost: tuple[str, ...]


def has_words(text: str) -> bool:
    """Return whether a text has letters, so that there is something to translate."""
    return any(letter.isalpha() for letter in text)


def protect(
    text: str,
    source: str,
    target: str,
    names: EntryNames,
    gazetteer: Gazetteer,
    limits: ServiceLimits,
    *,
    strict: bool,
) -> Protected:
    """Replace everything that must not change by tokens.

    `strict` protects countries and all numbers as well; otherwise the translator sees them, and
    can inflect the words around them.
    """
    text = text.replace(_GLUE, "")
    spans, countries = find_protected_spans(
        text, source, target, names, gazetteer, limits, strict=strict
    )
    return _hidden(text, spans, countries, limits, turned=7 if strict else 0)


def _hidden(
    text: str,
    spans: list[ProtectedSpan],
    countries: frozenset[str],
    limits: ServiceLimits,
    *,
    turned: int,
) -> Protected:
    parts: list[str] = [""]
    words: list[tuple[str, str]] = []
    end = 0
    taken = frozenset(re.findall(r"\w+", text.lower()))
    tokens = _free(_tokens(), taken)
    stand_ins = {
        "person": _free(_rotated(limits.people, turned), taken),
        "place": _free(_rotated(limits.places, turned), taken),
    }
    for span in sorted(spans, key=lambda span: span.start):
        kind = span.kind
        if kind == "other" and _OWNER.match(text, span.end):
            kind = "person"  # a token that no dictionary has cannot take a possessive
        token = next(stand_ins[kind], "") if kind in stand_ins else ""
        token = token or next(tokens)
        before, after = text[end : span.start], text[span.end : span.end + 1]
        written = span.written
        if _GLUED.match((before or parts[-1])[-1:]):
            before, written = before + " ", _GLUE + written
        if _GLUED.match(after):
            token, written = token + " ", written + _GLUE
        parts += [before, token]
        words.append((token.strip(), written))
        end = span.end
    return Protected("".join([*parts, text[end:]]), tuple(words), countries)


def _free(words: Iterable[str], taken: frozenset[str]) -> Iterator[str]:
    return (word for word in words if word.lower() not in taken)


def _rotated(words: tuple[str, ...], by: int) -> tuple[str, ...]:
    return words[by:] + words[:by]


def restore(answer: str, given: Protected, target: str, gazetteer: Gazetteer) -> Restored:
    """Put the protected spans back into an answer, and list those that are missing or doubled.

    Numbers and countries that were not protected must be the same as in the source, too.
    """
    words = {token.lower(): written for token, written in given.words}
    seen = Counter(found[0].lower() for found in given.tokens.finditer(answer))
    lost = [written.strip(_GLUE) for token, written in words.items() if seen[token] != 1]
    text = " ".join(answer.split())
    found_tokens = {
        found[0]: words.get(found[0].lower(), "") for found in given.tokens.finditer(text)
    }
    text = with_articles_agreed(text, found_tokens, target)
    text = given.tokens.sub(lambda found: words.get(found[0].lower(), found[0]), text)
    text = re.sub(rf"\s*{_GLUE}\s*", "", text)
    text = re.sub(r"\s+([,.;:!?])(?=\s|$)", r"\1", text)
    text = without_second_article(text, target)
    if text[:1].islower() and given.text[:1].isupper():
        text = text[0].upper() + text[1:]
    before, after = _numbers(given.bare), _numbers(given.without_tokens(answer))
    lost += [*(before - after), *(f"+{number}" for number in after - before)]
    if given.countries:
        named = {
            sense.country
            for mention in find_place_mentions(Text.of("", text), gazetteer)
            for sense in mention.senses
            if sense.kind in ("country", "demonym")
        }
        lost += [gazetteer.country_name(code, target) for code in given.countries - named]
    return Restored(text, tuple(lost))


def _tokens() -> Iterator[str]:
    for length in count(1):
        for letters in product("abcdefghijklmnopqrstuvwxy", repeat=length):
            yield "Zzk" + "".join(letters)


def _numbers(text: str) -> Counter[str]:
    """Count the numbers of a text, without separators and leading zeros."""
    return Counter(
        re.sub(r"\D", "", found[0]).lstrip("0") or "0" for found in NUMBER.finditer(text)
    )
