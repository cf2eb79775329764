"""The facts that a generation has of itself, from the JSON that its publisher wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from index.model.change import Change
from index.text.thesaurus import read_families
from search.engines.engine import IndexFacts
from search.results.holdings import Holdings


def index_facts(
    name: str, facts: Mapping[str, Any], *, archive: str, profile: str, news: Sequence[Change]
) -> IndexFacts:
    """Return the facts of a generation, as `IndexStatistics` writes them for any engine.

    `archive` and `profile` are those of its provenance, empty when it has none.
    """
    return IndexFacts(
        name=name,
        holdings=Holdings(
            generation=name,
            built=datetime.fromisoformat(facts["built"]),
            entries=facts["entries"],
            languages=facts["languages"],
            countries=facts["countries"],
            years=tuple(facts["years"]) if facts["years"] else None,
        ),
        withdrawn=frozenset(facts["withdrawn"]),
        places=facts["places"],
        people={id: (person, side) for id, (person, side) in facts["people"].items()},
        archive=archive,
        profile=profile,
        news=tuple(news),
        families=read_families(facts.get("families", "")),
    )
