"""The lists of holders tell who holds a term, how often and where."""

import numpy as np

from index.indexing.engines.whoosh.holder_lists import HolderLists, HolderListsWriter
from index.indexing.engines.whoosh.inversion import PostingsBatch

Postings = dict[str, dict[int, list[int]]]
"""By term and document, the positions."""


def batch(postings: Postings) -> PostingsBatch:
    rows = [(d, places) for held in postings.values() for d, places in held.items()]
    sizes = [len(held) for held in postings.values()]
    return PostingsBatch(
        list(postings),
        np.cumsum([0, *sizes[:-1]]),
        np.array([document for document, _ in rows]),
        np.array([len(places) for _, places in rows]),
        np.array([place for _, places in rows for place in places]),
    )


def lists(folder, *batches: tuple[Postings, bool]) -> HolderLists:
    with HolderListsWriter(folder, "one") as writer:
        for postings, has_positions in batches:
            writer.note(batch(postings), has_positions=has_positions)
        writer.finish()
    return HolderLists(folder, "one")


def held(found: HolderLists, number: int) -> tuple[list[int], list[int]] | None:
    both = found.holders(number)
    return both and (both[0].tolist(), both[1].tolist())


def test_terms_are_numbered_through_in_the_order_of_writing(tmp_path):
    found = lists(
        tmp_path,
        ({"mayor": {0: [3], 7: [1, 4]}, "water": {2: [9]}}, True),
        ({"2007": {0: [0], 2: [0]}}, False),
        ({"visit": {1: [0]}}, True),
    )

    assert [held(found, number) for number in range(4)] == [
        ([0, 7], [1, 2]), ([2], [1]), ([0, 2], [1, 1]), ([1], [1]),
    ]  # fmt: skip
    assert found.positions(0).tolist() == [3, 1, 4]
    assert found.positions(1).tolist() == [9]
    assert found.positions(2) is None, "of tags nobody asks where they stand"
    assert found.positions(3).tolist() == [0]


def test_what_does_not_fit_is_not_noted_and_spoils_no_other_list(tmp_path):
    often, far = {4: list(range(255))}, {5: [2, 1 << 16]}
    found = lists(tmp_path, ({"often": often, "far": far, "mayor": {6: [8]}}, True))

    assert held(found, 0) is None
    assert found.positions(0) is None
    assert held(found, 1) == ([5], [2])
    assert found.positions(1) is None
    assert held(found, 2) == ([6], [1])
    assert found.positions(2).tolist() == [8]
