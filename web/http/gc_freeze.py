"""What a process that serves the site makes once and keeps for good."""

from __future__ import annotations

import gc

from index.gazetteer import load_gazetteer
from index.text.bilingual_terms import load_terms


def freeze_gc() -> None:
    """Take all that is there by now out of the rounds of the garbage collector.

    Each of them looks at every object, code and gazetteer too, while all readers wait: with these
    left out it takes half as long. To be called before an index is opened, which must be able to
    go when the next takes its place.
    """
    load_gazetteer()
    load_terms()
    gc.collect()
    gc.freeze()
