"""Names of the sample archive, misspelt in the ways people misspell them, by a fixed chance."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from index.text.folding import fold
from search.query.query import Query

REACHED = 0.97
SOUNDS = (
    ("ch", "k"), ("c", "k"), ("k", "ch"), ("gh", "g"), ("ph", "f"), ("f", "ph"), ("y", "i"),
    ("i", "y"), ("w", "v"), ("v", "w"), ("sh", "sc"), ("sc", "sh"), ("z", "s"), ("s", "z"),
    ("th", "t"), ("h", ""), ("ou", "u"), ("u", "ou"), ("j", "g"), ("qu", "k"), ("tz", "z"),
    ("ck", "k"), ("eau", "o"), ("x", "ks"), ("ae", "e"), ("oe", "e"), ("cz", "c"), ("gn", "ny"),
)  # fmt: skip
"""Spellings of one sound in Italian, English or French."""


def swapped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def doubled(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place] + word[place:]


def undoubled(word: str, chance: random.Random) -> str:
    return re.sub(r"(.)\1", r"\1", word, count=1)


def shortened(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def lengthened(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + chance.choice("aeioulnrst") + word[place:]


def mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return (
        word[:place]
        + chance.choice("aeiou" if word[place] in "aeiou" else "dlmnprst")
        + (word[place + 1 :])
    )


def as_heard(word: str, chance: random.Random) -> str:
    sounds = [(one, other) for one, other in SOUNDS if one in word[1:]]
    one, other = chance.choice(sounds) if sounds else ("", "")
    return word[0] + word[1:].replace(one, other, 1) if one else word


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (
    swapped, doubled, undoubled, shortened, lengthened, mistyped, as_heard,
)  # fmt: skip


def _typed(name: str, chance: random.Random) -> Iterator[str]:
    """Searches for a name: its surname misspelt, alone and with other words, both words, glued."""
    words = [word for word in fold(name).split() if word.isalpha()]
    if len(words) < 2 or len(words[-1]) < 5:
        return
    first, last = words[0], words[-1]
    one, other, third = chance.sample(SLIPS, 3)
    yield one(last, chance)
    yield f"{first} {other(last, chance)}"
    yield f"{third(last, chance)} {first}"
    yield f"meeting with {other(last, chance)} in Torino"
    yield f"qual era la visita di {one(last, chance)}"
    yield "".join(words)
    yield f"{first[0]}. {last}"
    if len(first) > 4:
        yield f"{one(first, chance)} {other(last, chance)}"


@pytest.mark.slow
def test_a_misspelt_name_is_answered_with_its_entries_on_the_first_page(sample):
    chance = random.Random(29)
    named = defaultdict(set)
    for entry in sample.export(Query()):
        for person in entry.people:
            named[person.name].add(entry.id)
    missed, asked = [], 0
    for name, ids in sorted(named.items()):
        for typed in _typed(name, chance):
            hits = {hit.id for hit in sample.search(Query(text=typed)).hits}
            asked += 1
            if len(hits & ids) < min(10, len(ids)):
                missed.append(f"{typed} ({name})")

    assert asked >= 500
    assert len(missed) <= (1 - REACHED) * asked, missed
