"""What an index in OpenSearch is made of: its settings, its fields, and an entry as its source.

The terms of a field go there as text, joined by blanks in the order of their positions, which the
analyzer takes apart again. Characters of the private use area, which no term can hold, join the
terms of one position, stand for positions without a term, and replace blanks within a term.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.indexing.fields import DAY_FIELDS, FIELDS, UNDATED, Occurrences, Values
from index.text.analysis import POSITION_GAP

FORMAT = 1
"""The version of all that is in this module."""
SAME_POSITION, NO_TERM, BLANK = "\ue000", "\ue001", "\ue002"
ENTRIES: Mapping[str, Any] = {"exists": {"field": "id"}}
"""The query for all entries; a generation's texts are no entries."""
NEVER = "\ue003"
"""A value that no field holds."""
SCORING = (
    "long n = (long) Math.min(doc.freq, 1000000.0); long w = (long) query.boost; "
    "return (w * 44L * n + 10L * n + 12L) / (2L * (10L * n + 12L));"
)
"""`search.plan.weighing.saturated` in OpenSearch's language; the boost of a clause is its worth.

OpenSearch tries it with the greatest float for a frequency, which must not overflow.
"""
_FACETS = frozenset({"year", "country", "kind", "written", "people", "places"})
"""The fields whose values are counted; their ordinals are loaded before the first search."""
_GAP = 100
"""Positions that OpenSearch leaves between two texts of a field."""


def index_body(shards: int, replicas: int) -> dict[str, Any]:
    """Return the settings and the mapping of a generation's index of entries."""
    terms = {
        "type": "text",
        "analyzer": "terms",
        "similarity": "whole",
        "norms": False,
        "index_options": "positions",
        "position_increment_gap": _GAP,
        "fielddata": True,  # loaded only for the field whose terms are completed
    }
    properties: dict[str, Any] = {}
    for field in FIELDS:
        match field.kind:
            case "terms":
                properties[field.name] = terms
            case "tags":
                properties[field.name] = {
                    "type": "keyword",
                    "norms": False,
                    "eager_global_ordinals": field.name in _FACETS,
                }
            case "day":
                properties[field.name] = {"type": "integer"}
            case "stored":
                properties[field.name] = {"type": "keyword", "index": False, "doc_values": False}
    return {
        "settings": {
            "number_of_shards": shards,
            "auto_expand_replicas": f"0-{replicas}",
            "refresh_interval": "-1",
            "similarity": {"whole": {"type": "scripted", "script": {"source": SCORING}}},
            "analysis": {
                "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": 32_000}},
                "filter": {
                    "same_position": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{SAME_POSITION}]+)"],
                    },
                    "no_term": {"type": "stop", "stopwords": [NO_TERM]},
                },
                "analyzer": {
                    "terms": {
                        "type": "custom",
                        "tokenizer": "blanks",
                        "filter": ["same_position", "no_term"],
                    }
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"includes": ["entry", "text", "parts"]},
            "properties": {
                **properties,
                "text": {"type": "keyword", "index": False, "doc_values": False},
                "parts": {"type": "integer", "index": False, "doc_values": False},
            },
        },
    }


def source_of(values: Values) -> dict[str, Any]:
    """Return what is sent of an entry. An undated one has no days, and is last in every order."""
    return {
        **{name: texts_of(found) for name, found in values.occurrences.items()},
        **{name: list(tags) for name, tags in values.tags.items()},
        **{name: values.days[name] for name in DAY_FIELDS if values.days[name] != UNDATED},
        "entry": values.stored,
    }


def texts_of(found: Occurrences) -> list[str]:
    """Return terms and positions as the texts from which the analyzer gets them back.

    A new text begins where the positions leap; how far does not matter, for no phrase goes so far.
    """
    terms: dict[int, list[str]] = {}
    for term, position in zip(found.terms, found.positions, strict=True):
        terms.setdefault(position, []).append(written(term))
    texts: list[list[str]] = [[]]
    before = None
    for position in sorted(terms):
        step = 1 if before is None else position - before
        if step >= POSITION_GAP:
            texts.append([])
        else:
            texts[-1] += [NO_TERM] * (step - 1)
        texts[-1].append(SAME_POSITION.join(terms[position]))
        before = position
    return [" ".join(words) for words in texts]


def written(term: str) -> str:
    """Return a term as the index has it: without blanks."""
    return "".join(BLANK if one.isspace() else one for one in term)


def read_back(term: str) -> str:
    """Return the term that `written` was given."""
    return term.replace(BLANK, " ")


def control_body() -> Mapping[str, Any]:
    """Return the settings and the mapping of the control index: every node has a copy."""
    return {
        "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-all"},
        "mappings": {"enabled": False},
    }
