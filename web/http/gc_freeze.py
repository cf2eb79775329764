"""The garbage collector of a process that serves the site."""

from __future__ import annotations

import gc

from index.gazetteer import load_gazetteer
from index.text.term_list import load_terms

_NEW_OBJECTS = 10_000
"""Objects after which the collector looks at the new ones; Python's own number is 700."""


def freeze_gc() -> None:
    """Exclude all objects made so far, with gazetteer and term list, from garbage collection.

    A full collection stops all threads and takes half as long without them. Call this before an
    index is opened, because an index must be freed when the next replaces it.

    A page makes thousands of objects that are gone with it: looking for cycles less often takes a
    third less time, and mistakes fewer of them for lasting ones.
    """
    load_gazetteer()
    load_terms()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
