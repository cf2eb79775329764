"""Suggestions while typing: countries, places, people, kinds and entries, each with its count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from index.indexing.fields import EXACT, text_field
from index.text.analysis import fold_word, tokenize
from search.evaluate.index_reader import IndexReader
from search.evaluate.match_arrays import among, union
from search.evaluate.vocabulary import NAMED, Named
from search.query.query import MAX_CHARACTERS
from search.results.results import Suggestion

LEAST = 2
"""Letters before anything is suggested."""
EACH = 4
"""Suggestions of a group."""
_LOOKED_AT = 500
"""Names that begin as typed which are ranked."""
_PREFIXES = 50
"""Words that begin as typed which entries are suggested by."""


def suggest(text: str, language: str, archive: IndexReader) -> tuple[Suggestion, ...]:
    """What the text may be the beginning of: a few of each group, the commonest first.

    Names match from any of their words on; a name that begins with the text comes first.
    """
    words = [fold_word(token.text) for token in tokenize(text[:MAX_CHARACTERS])]
    typed = " ".join(word for word in words if word)
    if len(typed) < LEAST:
        return ()
    names = sorted(_names(typed, archive), key=lambda found: found[0])
    suggestions: list[Suggestion] = []
    for group in NAMED:
        seen: set[str] = set()
        for _, one in names:
            if one.field == group and one.value not in seen and len(seen) < EACH:
                seen.add(one.value)
                label = one.labels.get(language, one.value)
                suggestions.append(Suggestion(group, one.value, label, one.count))
    return (*suggestions, *_entries(typed.split(), language, archive))


def _names(typed: str, archive: IndexReader) -> Iterator[tuple[tuple[bool, int, str, str], Named]]:
    vocabulary = archive.vocabulary
    first = bisect_left(vocabulary.completions, (typed, 0, ""))
    for ending, number, name in vocabulary.completions[first : first + _LOOKED_AT]:
        if not ending.startswith(typed):
            return
        one = vocabulary.named[number]
        begins = " ".join(fold_word(token.text) for token in tokenize(name)).startswith(typed)
        yield (not begins, -one.count, one.value, name), one


def _entries(words: list[str], language: str, archive: IndexReader) -> Iterator[Suggestion]:
    """The newest entries whose title has the words, the last one perhaps unfinished."""
    field = text_field("title", EXACT, "published")
    size = archive.entries()
    terms = archive.beginning(field, words[-1], _PREFIXES)
    newest = union([archive.term(field, term).entries for term in terms], size)
    for word in words[:-1]:
        newest = newest[among(newest, archive.term(field, word).entries, size)]
    for number in newest[:EACH].tolist():  # entries are numbered newest first
        entry = archive.entry(number)
        title = (entry.version(language) or entry.original).title
        yield Suggestion("entry", entry.id, title, 1)
