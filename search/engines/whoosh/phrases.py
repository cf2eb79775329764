"""Phrases: which entries hold terms at fixed distances, by the places where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.match_arrays import NO_MATCHES, EntryNumbers, Matches, isin, lasts_of

_PLACE_BITS = 32
"""The low bits of a place hold the position in a text, the higher ones the number of its entry."""


class Placed(NamedTuple):
    """The entries that hold a term, ascending, how often each does, and all its positions."""

    entries: NDArray[np.unsignedinteger]
    times: NDArray[np.unsignedinteger]
    positions: NDArray[np.unsignedinteger]
    """Those of the first entry first."""
    offset: int
    """Where the term stands in the phrase."""


def phrase_matches(terms: Sequence[Placed], size: int) -> Matches:
    """Return the entries that hold all terms at their offsets from one word, and how often.

    `size` is the number of entries in the archive.
    """
    rarest, *others = sorted(terms, key=lambda term: len(term.entries))
    common = rarest.entries.astype(np.intp)
    for term in others:
        common = common[isin(common, term.entries, size)]  # type: ignore[arg-type]
    if not len(common):
        return NO_MATCHES
    starts = _starts(rarest, common)
    for term in others:
        found = _starts(term, common)
        places = found.searchsorted(starts)
        places[places == len(found)] = 0
        starts = starts[found[places] == starts]
        if not len(starts):
            return NO_MATCHES
    entries = starts >> _PLACE_BITS
    lasts = lasts_of(entries).nonzero()[0]
    return Matches(entries[lasts], np.diff(lasts, prepend=-1).astype(np.int32))


def _starts(term: Placed, common: EntryNumbers) -> NDArray[np.int64]:
    """Return the places in these entries where the phrase begins if the term stands there."""
    if len(common) == len(term.entries):
        holders, positions = common.repeat(term.times), term.positions
    else:
        at = term.entries.searchsorted(common)
        holders = common
        if len(term.positions) > len(term.entries):
            sizes = term.times[at].astype(np.intp)
            ends = sizes.cumsum()
            firsts = term.times.cumsum(dtype=np.intp)[at] - sizes
            holders = common.repeat(sizes)
            at = (firsts - ends + sizes).repeat(sizes) + np.arange(len(holders))
        positions = term.positions[at]
    return (holders << _PLACE_BITS | positions.astype(np.int64)) - term.offset
