"""The garbage collector of a process that serves the site."""

from __future__ import annotations

import gc

from index.gazetteer import load_gazetteer
from index.text.term_list import load_terms


def freeze_gc() -> None:
    """Exclude all objects made so far, with gazetteer and term list, from garbage collection.

    A full collection stops all threads and takes half as long without them. Call this before an
    index is opened, because an index must be freed when the next replaces it.
    """
    load_gazetteer()
    load_terms()
    gc.collect()
    gc.freeze()
