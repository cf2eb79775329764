"""Lexicons: the words of each language that the archive is read in, from index/data/languages/.

The one home of all words of a language that code decides by. A language is added by adding its
file. Read `sections` for what a file has, then `lexicons`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from index.model.errors import ArchiveError
from index.model.package_data import package_data
from index.text.folding import fold
from index.text.lexicon.sections import SECTIONS, Lexicon, Section, Words
from index.text.lookup_table import lookup_table

__all__ = [
    "Lexicon",
    "LexiconError",
    "lexicons",
    "read_lexicon",
    "small_words",
    "split_pair",
    "union",
]


class LexiconError(ArchiveError):
    """A file of a language is not as it must be; the message names the file and the key."""


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """Return the lexicons of the package in their order. Raises LexiconError."""
    table = lookup_table(TABLE, SOURCES, package_lexicons)
    found = [_lexicon(value) for tag in table for value in table.find(tag)]
    return tuple(sorted(found, key=lambda each: (each.order, each.tag)))


TABLE = "lexicons.tsv"
"""The lookup table of the package's lexicons, by tag."""
SOURCES = ("languages/",)
"""What it is made of."""


def package_lexicons() -> Mapping[str, list[Any]]:
    """Return the keys of each lexicon by its tag, words in lists. Raises LexiconError."""
    found = [
        read_lexicon(file.name, file.read_text(encoding="utf-8"))
        for file in (package_data() / "languages").iterdir()
        if file.name.endswith(".toml")
    ]
    return {each.tag: [_values(each)] for each in found}


def _values(lexicon: Lexicon) -> dict[str, Any]:
    def listed(section: Section) -> dict[str, Any]:
        words = {name: getattr(section, name) for name in section.list_types}
        return {
            name: sorted(each) if isinstance(each, frozenset) else each
            for name, each in words.items()
            if each
        }

    sections = {name: listed(getattr(lexicon, name)) for name in SECTIONS}
    others = {name: getattr(lexicon, name) for name in ("tag", "order", "stemmer")}
    return {**others, **{name: lists for name, lists in sections.items() if lists}}


def _lexicon(values: Mapping[str, Any]) -> Lexicon:
    def words(kind: str, value: Any) -> Any:
        if kind == "bool":
            return value
        return frozenset(value) if kind in ("Words", "Phrases") else tuple(value)

    sections = {
        name: section(
            **{key: words(section.list_types[key], value) for key, value in lists.items()}
        )
        for name, section in SECTIONS.items()
        if (lists := values.get(name))
    }
    return Lexicon(**{**values, **sections})


def union(words_of: Callable[[Lexicon], Iterable[str]]) -> Words:
    """Return the words of all languages that `words_of` gives of each."""
    return frozenset().union(*map(words_of, lexicons()))


def split_pair(line: str) -> tuple[str, tuple[str, ...]]:
    """Return what stands before the colon of a line, and the words after it."""
    key, _, words = line.partition(":")
    return key.strip(), tuple(words.split())


@cache
def small_words() -> Words:
    """Return the small words with which no heading or sentence ends, elided ones left out."""
    return union(
        lambda words: (
            (
                words.grammar.articles
                | words.grammar.indefinite
                | words.grammar.joined
                | words.grammar.of
                | words.grammar.origin
                | words.grammar.place
                | words.grammar.goal
                | words.grammar.purpose
                | words.grammar.company
                | words.grammar.topic
                | words.grammar.conjunction
                | frozenset(words.grammar.agent)
            )
            - words.grammar.elided
        )
    )


def read_lexicon(name: str, text: str) -> Lexicon:
    """Return the lexicon of a file, given its name and content. Raises LexiconError."""
    import tomllib  # the lookup table spares it

    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name} is not TOML ({error}): mend that line") from error
    values: dict[str, Any] = {"tag": name.removesuffix(".toml")}
    for key, value in content.items():
        section = SECTIONS.get(key)
        if section is not None:
            values[key] = _section(name, key, section, value)
        elif type(value) is _OTHER_KEYS.get(key):
            values[key] = value
        else:
            raise LexiconError(f"{name}: there is no {key!r} with such a value; {_SEE}")
    if "order" not in values:
        raise LexiconError(f"{name}: 'order' is missing; {_SEE}")
    return Lexicon(**values)


_LENGTHS = {
    ("calendar", "months"): 12,
    ("calendar", "short_months"): 12,
    ("calendar", "slug_months"): 12,
    ("calendar", "weekdays"): 7,
}
_OTHER_KEYS: dict[str, type] = {"order": int, "stemmer": str}
_SEE = "what a file has is said in index/text/lexicon/sections/"


def _section(file: str, name: str, section: type[Section], content: Any) -> Section:
    known = section.list_types
    if not isinstance(content, dict):
        raise LexiconError(f"{file}: {name!r} must be a table, [{name}]; {_SEE}")
    values = {}
    for key, value in content.items():
        if key not in known:
            raise LexiconError(f"{file}: {name!r} has no list {key!r}; {_SEE}")
        if type(value) is not (bool if known[key] == "bool" else str):
            raise LexiconError(f"{file}: {name}.{key} has a value of another type; {_SEE}")
        words = _value(known[key], value)
        length = _LENGTHS.get((name, key))
        if length and isinstance(words, tuple) and len(words) != length:
            raise LexiconError(
                f"{file}: {name}.{key} has {len(words)} words in place of {length}; {_SEE}"
            )
        values[key] = words
    return section(**values)


def _value(kind: str, text: Any) -> bool | frozenset[str] | tuple[str, ...]:
    """Return the words of a list by its type; see `sections`."""
    if kind == "bool":
        return bool(text)
    if kind == "Patterns":
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    if kind == "Phrases":
        pieces = fold(text).replace("\n", "|").split("|")
        return frozenset(" ".join(piece.split()) for piece in pieces if piece.strip())
    if kind == "Written":
        return tuple(text.lower().split())
    return tuple(fold(text).split()) if kind == "Ordered" else frozenset(fold(text).split())
