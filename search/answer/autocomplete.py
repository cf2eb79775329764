"""Autocomplete: names of countries, regions, places, people and kinds, and titles of entries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

from index.indexing.fields import EXACT, text_field
from index.text.analysis import fold_word, tokenize
from search.answer.completions import NamedValue, word_suffixes
from search.answer.live_index import LiveIndex
from search.answer.vocabulary import NAMED_FACETS
from search.engines.engine import Request
from search.plan.tree import AllOf, AnyOf, Term
from search.plan.weighing import weigh
from search.query.query import MAX_CHARACTERS, ReadingLanguage
from search.results.completion import Completion

MIN_CHARACTERS = 2
"""Letters below which there are no completions."""
MAX_OF_GROUP = 4
"""Completions of each group."""
_MAX_NAMES = 500
"""Names with the prefix that are ranked."""
_MAX_WORDS = 50
"""Words with the prefix by which titles are found."""


def autocomplete(
    text: str, language: str, read: ReadingLanguage, index: LiveIndex
) -> tuple[Completion, ...]:
    """Return names and titles that begin with the text, at most MAX_OF_GROUP of each group.

    Names match from any of their words on. Those that begin with the text come first, then the
    commonest. Empty when the text has fewer than MIN_CHARACTERS letters.
    """
    words = [fold_word(token.text) for token in tokenize(text[:MAX_CHARACTERS])]
    typed = " ".join(word for word in words if word)
    if len(typed) < MIN_CHARACTERS:
        return ()
    names = sorted(_names(typed, index), key=lambda found: found[0])
    completions: list[Completion] = []
    for group in NAMED_FACETS:
        seen: set[str] = set()
        for _, one in names:
            if one.field == group and one.value not in seen and len(seen) < MAX_OF_GROUP:
                seen.add(one.value)
                label = one.labels.get(language, one.value)
                completions.append(Completion(group, one.value, label, one.count))
        if group == "country":
            completions += islice(_regions(typed, language, index), MAX_OF_GROUP)
    return (*completions, *_entries(typed.split(), read or language, index))


def _regions(typed: str, language: str, index: LiveIndex) -> Iterator[Completion]:
    """Yield the regions of which a name has a word from which on it begins with the text."""
    found = []
    for region, count in index.regions:
        begins = [
            n
            for name in region.names
            for n, suffix in enumerate(word_suffixes(name.text))
            if suffix.startswith(typed)
        ]
        if begins:
            label = region.labels.get(language, region.id)
            found.append((min(begins) > 0, -count, Completion("region", region.id, label, count)))
    yield from (one for *_, one in sorted(found, key=itemgetter(0, 1)))


def _names(typed: str, index: LiveIndex) -> Iterator[tuple[tuple[bool, int, str, str], NamedValue]]:
    completions = index.completions
    first = bisect_left(completions.suffixes, (typed, 0, ""))
    for suffix, number, name in completions.suffixes[first : first + _MAX_NAMES]:
        if not suffix.startswith(typed):
            return
        one = completions.values[number]
        begins = word_suffixes(name)[0].startswith(typed)
        yield (not begins, -one.count, one.value, name), one


def _entries(words: list[str], read: str, index: LiveIndex) -> Iterator[Completion]:
    """Yield the newest entries whose titles hold the words, the last one as a prefix."""
    field = text_field("title", EXACT, "published")
    terms = index.reader.terms(field, words[-1], _MAX_WORDS)
    if not terms:
        return
    unfinished = AnyOf(tuple([Term(field, term, 1) for term in terms]), constant=True)
    others = [Term(field, word, 1) for word in dict.fromkeys(words[:-1])]
    tree = weigh(AllOf((unfinished, *others)), lambda _: 1, 1)  # their scores do not matter
    found = index.reader.run(Request(tree, order="newest", limit=MAX_OF_GROUP))
    for entry, _ in found.entries:
        version = entry.readable(read)
        shown = version if version and version.title else entry.original
        yield Completion("entry", entry.id, shown.title, 1, shown.language)
