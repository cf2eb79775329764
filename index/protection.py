"""Names, dates, numbers and acronyms: hidden from a machine that translates, and looked for after.

What must survive is replaced by a token that no dictionary has (`Zzka`, `Zzkb`, …), or by a name
that the translator knows and can put into a sentence, and put back after: places and dates in the
other language's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.date_phrases import find_dates
from index.entry import Entry
from index.folding import fold
from index.gazetteer import Gazetteer, Sense
from index.mentions import Mention, Words, find_mentions
from index.person_mentions import mentions_of
from index.translators.translator import Terms

_ADDRESS = re.compile(r"https?://\S+[\w/]|www\.\S+[\w/]|[\w.+-]+@[\w-]+\.[\w.-]*\w")
_ACRONYM = re.compile(
    r"(?<!\w)(?:(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?|[A-Z]+\d+\w*|[A-Z]{2,}[a-z]?\b|[A-Z]{4,}\w+"
    r"|[A-Z]-[A-Z]{2,}|[A-Za-z]*[a-z][A-Z]{2,}\w*)"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:st\b|nd\b|rd\b|th\b|[°º])?")
_GROUPED = {
    "en": re.compile(
        r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<![\d.,])\d+\.\d+(?![\d.])"
    ),
    "it": re.compile(
        r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.])|(?<![\d.,])\d+,\d+(?![\d,])"
    ),
}
"""Numbers with a mark for thousands or decimals, which the two languages write the other way."""
_SWAPPED = str.maketrans(".,", ",.")
_SPECIAL = re.compile(r"[*#@^$~\\{}<>|\[\]]+")
"""Signs that mean something to some translator."""
_GLUE = "\ue000"
"""Where a blank was put between a token and what stands beside it."""
_GLUED = re.compile(r"[\w*#@^$~\\{}<>|\[\]]")
_OWNER = re.compile(r"['’](?:s\b|(?=\s))")
_ARTICLE = "([Ii]l|[DdNn]el|[Dd]al|[Aa]l|[Ss]ul)"
_VOWEL = re.compile("[aeiouàèéìòù][a-zàèéìòù]{2}", re.IGNORECASE)
_TORINO = frozenset({"torino", "turin"})


@dataclass(frozen=True, slots=True)
class Names:
    """What an entry is known to name: people as they are called, places' ids, countries' codes."""

    people: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


def names_of(entry: Entry) -> Names:
    """The names of an entry."""
    return Names(
        people=tuple(person.name for person in entry.people),
        places=frozenset(place.id for place in entry.places),
        countries=frozenset(entry.countries),
    )


@dataclass(frozen=True, slots=True)
class Protected:
    """A text made safe. `text` is what a translator is given."""

    text: str
    words: tuple[tuple[str, str], ...]
    """Each token, and what stands for it in the translation."""
    countries: frozenset[str]
    """Codes of the countries that the translator itself has to name."""

    @property
    def bare(self) -> str:
        """What is left to translate when the tokens are taken off."""
        return self.bare_of(self.text)

    def bare_of(self, answer: str) -> str:
        """An answer without the tokens."""
        return " ".join(self.tokens.sub(" ", answer).split())

    @property
    def tokens(self) -> re.Pattern[str]:
        """Finds the tokens, and what looks like one."""
        known = "|".join(re.escape(token) for token, _ in self.words if token[:3] != "Zzk")
        return re.compile(
            rf"(?i:zzk[a-y]+)|(?<!\w)(?:{known})(?!\w)" if known else "(?i:zzk[a-y]+)"
        )


@dataclass(frozen=True, slots=True)
class Restored:
    """A translation with its names put back, and what did not survive, in words."""

    text: str
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    written: str
    kind: Literal["person", "place", "other"] = "other"


def has_words(text: str) -> bool:
    """Say whether there is anything in a text to translate."""
    return any(letter.isalpha() for letter in text)


def protect(
    text: str,
    source: str,
    target: str,
    names: Names,
    gazetteer: Gazetteer,
    terms: Terms,
    *,
    strictly: bool,
) -> Protected:
    """Hide what must survive. `strictly` hides countries and all numbers as well.

    Not strictly, a translator sees these itself and can inflect what stands around them.
    """
    text = text.replace(_GLUE, "")
    spans: list[_Span] = []
    countries: set[str] = set()

    def take(found: Iterable[_Span]) -> None:
        for span in found:
            if not any(span.start < other.end and other.start < span.end for other in spans):
                spans.append(span)

    take(_Span(f.start(), f.end(), f[0]) for f in _ADDRESS.finditer(text))
    take(_Span(f.start, f.end, f.written) for f in find_dates(text, source, target))
    take(_people(text, source, names))
    take(_wordings(text, target, terms))
    for span, country in _places(text, target, names, gazetteer):
        if country and not strictly and not _is_short(text[span.start : span.end]):
            countries.add(country)
        else:
            take([span])
    if not _shouts(text):
        take(_Span(f.start(), f.end(), f[0]) for f in _ACRONYM.finditer(text))
    grouped = _GROUPED.get(source)
    if grouped and {source, target} == {"it", "en"}:
        take(_Span(f.start(), f.end(), f[0].translate(_SWAPPED)) for f in grouped.finditer(text))
    if strictly:
        take(_Span(f.start(), f.end(), _ordinal(f[0], target)) for f in _NUMBER_WORD.finditer(text))
    take(_Span(f.start(), f.end(), f[0]) for f in _SPECIAL.finditer(text))
    return _hidden(text, spans, frozenset(countries), terms, turned=7 if strictly else 0)


def _hidden(
    text: str, spans: list[_Span], countries: frozenset[str], terms: Terms, *, turned: int
) -> Protected:
    parts: list[str] = [""]
    words: list[tuple[str, str]] = []
    end = 0
    taken = frozenset(re.findall(r"\w+", text.lower()))
    tokens = _free(_tokens(), taken)
    stand_ins = {
        "person": _free(_turned(terms.people, turned), taken),
        "place": _free(_turned(terms.places, turned), taken),
    }
    for span in sorted(spans, key=lambda span: span.start):
        kind = span.kind
        if kind == "other" and _OWNER.match(text, span.end):
            kind = "person"  # no dictionary's word cannot own anything
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


def _turned(words: tuple[str, ...], by: int) -> tuple[str, ...]:
    return words[by:] + words[:by]


def restore(answer: str, given: Protected, target: str, gazetteer: Gazetteer) -> Restored:
    """Put the names back into a translator's answer, and say which are missing or doubled."""
    words = {token.lower(): written for token, written in given.words}
    seen = Counter(found[0].lower() for found in given.tokens.finditer(answer))
    lost = [written.strip(_GLUE) for token, written in words.items() if seen[token] != 1]
    text = " ".join(answer.split())
    if target == "it":
        text = _elided(text, given.tokens, words)
    text = given.tokens.sub(lambda found: words.get(found[0].lower(), found[0]), text)
    text = re.sub(rf"\s*{_GLUE}\s*", "", text)
    text = re.sub(r"\s+([,.;:!?])(?=\s|$)", r"\1", text)
    text = re.sub(r"\b(the) the\b", r"\1", text, flags=re.IGNORECASE)  # the + the Netherlands
    if text[:1].islower() and given.text[:1].isupper():
        text = text[0].upper() + text[1:]
    before, after = _numbers(given.bare), _numbers(given.bare_of(answer))
    lost += [*(before - after), *(f"+{number}" for number in after - before)]
    if given.countries:
        named = {
            sense.country
            for mention in find_mentions(Words.of("", text), gazetteer)
            for sense in mention.senses
            if sense.kind in ("country", "demonym")
        }
        lost += [gazetteer.country_name(code, target) for code in given.countries - named]
    return Restored(text, tuple(lost))


def _elided(text: str, tokens: re.Pattern[str], words: dict[str, str]) -> str:
    """Italian articles before a token as the word that will stand there wants them."""

    def elide(found: re.Match[str]) -> str:
        word = words.get(found[2].lower(), "")
        if not _VOWEL.match(word):
            return found[0]
        article = found[1]
        stem = article[:-1] if article.lower() == "il" else article
        return f"{'l' if stem == 'i' else 'L' if stem == 'I' else stem + 'l'}’{found[2]}"

    return re.sub(rf"\b{_ARTICLE}\s({tokens.pattern})", elide, text)


def _tokens() -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxy"
    for first in ("", *letters):
        for second in letters:
            yield f"Zzk{first}{second}"


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text without the marks for thousands and decimals, and leading zeros."""
    return Counter(
        re.sub(r"\D", "", found[0]).lstrip("0") or "0" for found in _NUMBER.finditer(text)
    )


def _people(text: str, language: str, names: Names) -> Iterator[_Span]:
    known = {tuple(name.split()) for name in names.people}
    known |= {mention.words for mention in mentions_of(text, language)}
    # The whole name first, then its words alone: "Mayor Chiamparino".
    alone = {(word,) for name in known for word in name if _is_name_word(word)}
    for words in (*sorted(known, key=len, reverse=True), *sorted(alone)):
        pattern = r"\s+".join(
            re.escape(word).replace("’", "'").replace("'", "['’´]") for word in words
        )
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
            yield _Span(found.start(), found.end(), found[0], "person")


def _wordings(text: str, target: str, terms: Terms) -> Iterator[_Span]:
    pairs = terms.wordings if target == "en" else tuple((en, it) for it, en in terms.wordings)
    said: dict[str, str] = {}
    for wording, meant in pairs:
        said.setdefault(wording.lower(), meant)
    if target not in ("it", "en") or not said:
        return
    longest_first = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    for found in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text, re.IGNORECASE):
        meant = said[found[0].lower()]
        cased = meant if found[0][0].isupper() else meant.lower()
        yield _Span(found.start(), found.end(), cased)


def _ordinal(number: str, target: str) -> str:
    bare = re.match(r"[\d.,]*\d", number)
    if bare is None or bare[0] == number or target != "it":
        return number
    return f"{bare[0]}º"


def _is_name_word(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and fold(word) not in _TORINO


def _places(
    text: str, target: str, names: Names, gazetteer: Gazetteer
) -> Iterator[tuple[_Span, str]]:
    """Each place, region or country with its name in the other language; a country's code too."""
    words = Words.of("", text)
    for mention in find_mentions(words, gazetteer):
        start = sum(map(len, words.gaps[: mention.start + 1] + words.texts[: mention.start]))
        end = start + len(words.slice(mention.start, mention.end))
        written = text[start:end]
        if mention.phrase in _TORINO:
            yield _Span(start, end, "Torino", "place"), ""
            continue
        sense = _sense(mention, names, gazetteer)
        if sense is None:
            continue
        yield (
            _Span(start, end, _label(sense, written, target, gazetteer), "place"),
            (sense.country if sense.kind == "country" else ""),
        )


def _label(sense: Sense, written: str, target: str, gazetteer: Gazetteer) -> str:
    """What the other language calls it; as written, where that is no plain name of today."""
    if sense.kind == "country":
        name = gazetteer.country_name(sense.country, target)
        return written if _is_short(written) else name
    place = gazetteer.place(sense.place) if sense.place else None
    if place is None:
        return written
    labels = {fold(name) for name in place.names.values()}
    return place.names.get(target, written) if fold(written) in labels else written


def _sense(mention: Mention, names: Names, gazetteer: Gazetteer) -> Sense | None:
    """What a name means here: what the entry is about, else what stands in the hand-made table."""
    for sense in mention.senses:
        if sense.place in names.places:
            return sense
    if mention.has("demonym"):
        return None
    for sense in mention.senses:
        if sense.kind == "country":
            return sense
    for sense in mention.senses:
        if sense.kind == "region":
            return sense
        if sense.place and (gazetteer.is_chosen(sense.place) or sense.country in names.countries):
            return sense
        if sense.country == "IT" and gazetteer.guard(mention.phrase) is None:
            return sense
    return None


def _is_short(written: str) -> bool:
    """U.S.A. and UK are the same in both languages."""
    letters = written.replace(".", "")
    return len(letters) <= 4 and letters.isupper()


def _shouts(text: str) -> bool:
    """Say whether a text is all capitals, in which acronyms cannot be told."""
    words = re.findall(r"[^\W\d_]{2,}(?![\w-])", text)
    loud = sum(word.isupper() for word in words)
    return loud > 2 and loud > len(words) / 2
