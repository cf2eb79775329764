"""What readers of a generation are shown of its statistics."""

from __future__ import annotations

import json
from typing import Any

from index.indexing.statistics.index_statistics import NAMED, OF_WORDS
from index.indexing.statistics.keyed_json import KeyedJsonLines, WrittenJson, split


def shown_statistics(
    facts: WrittenJson, words: WrittenJson, changes: WrittenJson | None
) -> tuple[dict[str, Any], KeyedJsonLines]:
    """Return what readers are shown, from the texts of FACTS, WORDS and, if any, CHANGES."""
    spelt = KeyedJsonLines(words)
    if changes is None:
        return json.loads(facts[:]), spelt
    heads, changed = split(changes, (OF_WORDS, *NAMED))
    _, shown = split(facts, NAMED)
    for name, labels in shown.items():
        labels.amend(changed[name])
    spelt.amend(changed[OF_WORDS])
    return {**heads["figures"], **{name: dict(shown[name].items()) for name in NAMED}}, spelt
