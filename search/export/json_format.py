"""Results as JSON, the same from the command line and the site; every key is always present."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from index.model.entry_json import dates_to_json, source_to_json
from search.plan.weighing import UNIT
from search.query.entry_address import entry_url
from search.query.notes import Note
from search.query.query import Query
from search.query.transforms import excluding, narrowed, toggled
from search.query.url_parameters import REPEATED, parameters_of
from search.results.facet_values import Facet
from search.results.hit import Hit, Snippet
from search.results.labels import meaning_name, place_name
from search.results.results import Results, Tier
from search.results.score_explanation import Explanation
from search.results.understood import AmbiguousName, ExpansionNote


def results_json(results: Results, language: str) -> dict[str, Any]:
    """Return results as JSON; labels and addresses are those of the interface language."""
    query = results.query
    return {
        "query": query_json(query),
        "understood": {
            "as": results.understood.how,
            "also": [_expansion_json(a, query, language) for a in results.understood.also],
            "notes": [_note_json(note) for note in results.understood.notes],
            "ambiguous": [
                _ambiguous_json(a, query, language) for a in results.understood.ambiguous
            ],
        },
        "did_you_mean": _correction_json(results, language),
        "tiers": [_tier_json(tier) for tier in results.tiers],
        "total": results.total,
        "total_without_filters": results.total_without_filters,
        "page": query.page,
        "pages": results.pages,
        "generation": results.generation,
        "facets": {
            name: _facet_json(facet, query, language) for name, facet in results.facets.items()
        },
        "hits": [_hit_json(hit, language) for hit in results.hits],
        "related": [_hit_json(hit, language) for hit in results.related],
    }


def query_json(query: Query) -> dict[str, Any]:
    """Return the canonical parameters: repeatable ones as lists, numbers as numbers."""
    pairs = parameters_of(query)
    asked: dict[str, Any] = {}
    for name, value in pairs:
        if name in REPEATED or name == "drop":
            asked.setdefault(name, []).append(int(value) if name == "year" else value)
        else:
            asked[name] = (
                int(value)
                if name in ("page", "limit", "expand", "exactly", "brief", "by_people")
                else value
            )
    return asked


def search_url(query: Query, language: str, form: str = "") -> str:
    """Return the canonical path of a search on the site; `form` is "" or like ".json"."""
    words = urlencode(parameters_of(query))
    return f"/{language}/search{form}{'?' if words else ''}{words}"


def _expansion_json(note: ExpansionNote, query: Query, language: str) -> dict[str, Any]:
    without = replace(query, drop=tuple(sorted({*query.drop, note.term})), page=1)
    return {
        "word": note.word,
        "term": note.term,
        "why": note.why,
        "size": note.size,
        "remove": search_url(without, language),
    }


def _ambiguous_json(name: AmbiguousName, query: Query, language: str) -> dict[str, Any]:
    return {
        "word": name.word,
        "meanings": [
            {
                "label": meaning_name(one, language),
                "count": one.count,
                "url": search_url(narrowed(query, one.field, one.values), language),
            }
            for one in name.meanings
        ],
    }


def _note_json(note: Note) -> dict[str, str]:
    return {"code": note.code, "value": note.value}


def _tier_json(tier: Tier) -> dict[str, Any]:
    return {"kind": tier.kind, "without": list(tier.without), "total": tier.total}


def _correction_json(results: Results, language: str) -> dict[str, Any] | None:
    correction = results.did_you_mean
    if correction is None:
        return None
    return {
        "query": correction.text,
        "total": correction.total,
        "url": search_url(correction.applied(results.query), language),
        "is_applied": correction.is_applied,
    }


def _facet_json(facet: Facet, query: Query, language: str) -> dict[str, Any]:
    return {
        "total_values": facet.total_values,
        "values": [
            {
                "value": value.value,
                "label": value.labels.get(language, value.value),
                "count": value.count,
                "selected": value.selected,
                "toggle_url": search_url(toggled(query, facet.field, value.value), language),
                "exclude_url": search_url(excluding(query, value.value), language)
                if facet.field == "country"
                else None,
            }
            for value in facet.values
        ],
    }


def _hit_json(hit: Hit, language: str) -> dict[str, Any]:
    return {
        "id": hit.id,
        "url": entry_url(hit.id),
        "date": dates_to_json(hit.dates),
        "kind": hit.kind,
        "countries": list(hit.countries),
        "places": [{"id": p.id, "label": place_name(p, language)} for p in hit.places],
        "people": [{"id": person.id, "name": person.name} for person in hit.people],
        "title": {
            "text": hit.shown.title.text,
            "language": hit.shown.language,
            "origin": hit.shown.origin,
            "outdated": hit.shown.outdated,
        },
        "snippet": snippet_json(hit.shown.text),
        "original": {"title": hit.original.title.text, "language": hit.original.language},
        "doubts": hit.doubts,
        "source": source_to_json(hit.source),
    }


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation of a score, with its parts in order."""
    return {
        "node": explanation.node,
        "score": explanation.score / UNIT,
        "chosen": explanation.chosen,
        "optional": explanation.optional,
        "parts": [explanation_json(part) for part in explanation.parts],
    }


def snippet_json(snippet: Snippet) -> list[dict[str, Any]]:
    """Return the text split at its marks, in order; `mark` says which pieces matched."""
    pieces: list[dict[str, Any]] = []
    end = 0
    for start, stop in snippet.marks:
        if start > end:
            pieces.append({"text": snippet.text[end:start], "mark": False})
        pieces.append({"text": snippet.text[start:stop], "mark": True})
        end = stop
    if end < len(snippet.text):
        pieces.append({"text": snippet.text[end:], "mark": False})
    return pieces
