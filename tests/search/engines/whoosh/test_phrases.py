"""Phrases by the places of their words are what a reader of the texts finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.phrases import Placed, phrase_matches

TEXTS = st.lists(st.lists(st.sampled_from("abc"), max_size=8), min_size=1, max_size=30)
PHRASES = st.lists(st.sampled_from("abc"), min_size=2, max_size=3).map("".join)


def placed(word: str, offset: int, texts: list[list[str]]) -> Placed:
    held = [(n, [p for p, own in enumerate(text) if own == word]) for n, text in enumerate(texts)]
    held = [(n, places) for n, places in held if places]
    return Placed(
        np.array([n for n, _ in held], np.uint32),
        np.array([len(places) for _, places in held], np.uint8),
        np.array([p for _, places in held for p in places], np.uint16),
        offset,
    )


@given(TEXTS, PHRASES)
def test_a_phrase_is_found_as_often_as_it_stands_there(texts, phrase):
    terms = [placed(word, offset, texts) for offset, word in enumerate(phrase)]
    counts = {
        n: sum("".join(text[at:]).startswith(phrase) for at in range(len(text)))
        for n, text in enumerate(texts)
    }

    found = phrase_matches(terms, len(texts))

    numbers = zip(found.entries.tolist(), found.scores.tolist(), strict=True)
    assert dict(numbers) == {n: count for n, count in counts.items() if count}
