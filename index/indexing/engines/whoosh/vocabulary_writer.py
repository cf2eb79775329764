"""The writer of VOCABULARY, and of what has changed since that was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.gazetteer.named_things import (
    SHORTEST_WORD,
    NamedThing,
    named_countries,
    named_things,
    words_of_regions,
    words_of_terms,
)
from index.indexing.engines.whoosh.mapped_arrays import (
    Arrays,
    Texts,
    open_arrays,
    rows_arrays,
    text_arrays,
    write_arrays,
)
from index.indexing.engines.whoosh.vocabulary_table import (
    VOCABULARY,
    VOCABULARY_CHANGES,
    hashes_of,
    letters_of,
)
from index.indexing.statistics.index_statistics import IndexStatistics
from index.text.sounds import phonetic_keys


def write_vocabulary(folder: Path, statistics: IndexStatistics, *, whole: bool) -> None:
    """Write the whole table, or beside the one that lies there what has changed since.

    That is what has to be added: what no entry has any more stays in the table until all is
    written.
    """
    (folder / VOCABULARY_CHANGES).unlink(missing_ok=True)
    if whole:
        things = [*named_countries(), *named_things(*statistics.names())]
        words = {*statistics.words(), *words_of_terms(), *words_of_regions()}
        (folder / VOCABULARY).unlink(missing_ok=True)  # other generations have the file
        write_arrays(folder / VOCABULARY, _table(words, words_of_regions(), things))
        return
    known = Texts(open_arrays(folder / VOCABULARY), "words")
    words = {word for word in statistics.changed_words() if known.find(word) < 0}
    things = list(named_things(*statistics.changed_names()))
    if words or things:
        write_arrays(folder / VOCABULARY_CHANGES, _table(words, (), things))


def _table(
    words: Iterable[str],
    other_names: Collection[str],
    things: Sequence[NamedThing],
) -> Arrays:
    """Return the arrays of a table of the words and things, and the words of their names."""
    by_word = _by_word(things, lambda thing: thing.words)
    glued = _by_word(things, lambda thing: thing.glued)
    corrected = sorted(
        (word for word in {*words, *by_word} if len(word) >= SHORTEST_WORD and not word.isdigit()),
        key=str.encode,
    )
    keys = phonetic_keys(corrected)
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    of_word = np.fromiter(map(numbers.__getitem__, keys), np.uint32, len(keys))
    order = np.argsort(of_word, kind="stable").astype(np.uint32)
    is_name = np.fromiter(
        (word in by_word or word in other_names for word in corrected), np.bool_, len(keys)
    )
    names = np.flatnonzero(is_name).astype(np.uint32)
    hashes, owners = _deletions(list(numbers))
    return {
        **text_arrays("words", corrected),
        **text_arrays("sounds", list(numbers)),
        "sound_of_word": of_word,
        "words_by_sound": order,
        "sound_ends": np.cumsum(np.bincount(of_word, minlength=len(numbers)), dtype=np.uint32),
        "hashes": hashes,
        "hashed_sounds": owners,
        "names": names,
        "name_letters": letters_of([corrected[number] for number in names.tolist()]),
        "name_lengths": np.fromiter(
            (min(len(corrected[number]), 255) for number in names.tolist()),
            np.uint8,
            len(names),
        ),
        **text_arrays("things", [f"{thing.field} {thing.value}" for thing in things]),
        **text_arrays("name_words", list(by_word)),
        **rows_arrays("named", by_word.values()),
        **text_arrays("glued", list(glued)),
        **rows_arrays("glued_things", glued.values()),
    }


def _by_word(
    things: Sequence[NamedThing], words_of: Callable[[NamedThing], Sequence[str]]
) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        for word in words_of(thing):
            found[word].append(number)
    return dict(sorted(found.items(), key=lambda item: item[0].encode()))


def _deletions(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the hashes of texts, whole and less one letter, ascending, and whose each is."""
    hashes, owners = hashes_of(texts)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], owners[order]
