"""Cards: what a list shows of an entry, without its texts, in a form that is read in a moment.

Marshal reads it in a third of the time of JSON. Its form never differs within an index, because a
fingerprint of an index names the version of Python; and every version reads this old form.
"""

from __future__ import annotations

import json
import marshal
from typing import Any

_FORM = 2
"""The last form of marshal in which a value is never a reference to another."""


Card = tuple[
    str,  # id
    str | None,  # first day
    str | None,  # last day
    Any,  # precision
    str,  # the date as written
    Any,  # kind
    tuple[str, ...],  # countries
    tuple[tuple[Any, ...], ...],  # the fields of each `Place`
    tuple[tuple[Any, ...], ...],  # the fields of each `Person`
    tuple[tuple[Any, ...], ...],  # of each version, see `card_of`; the original is the first
    int,  # doubts
    str,  # address of the first source
    str,  # when it was read there
    tuple[dict[str, Any], ...],  # changes
]
"""The parts of an entry's JSON that a list shows; see `index.model.entry_json`."""


def card_of(stored: str) -> bytes:
    """Return the card of an entry, from its text as an index stores it."""
    entry = json.loads(stored)
    dates, source = entry["date"], entry["sources"][0]
    card: Card = (
        entry["id"],
        dates["start"],
        dates["end"],
        dates["precision"],
        dates["as_written"],
        entry["kind"],
        tuple(entry["countries"]),
        tuple(
            (p["id"], p["country"], p["names"], p["as_written"], p["latitude"], p["longitude"])
            for p in entry["places"]
        ),
        tuple((p["id"], p["name"], p["role"], p["side"]) for p in entry["people"]),
        tuple(
            (
                v["language"],
                v["origin"],
                v["title"],
                v["translator"] if "translator" in v else v["engine"],
                v["day"],
                v["outdated"],
                v.get("rough", False),
            )
            for v in entry["versions"]
        ),
        len(entry["doubts"]),
        source["url"],
        source["fetched"],
        tuple(entry.get("history", ())),
    )
    return marshal.dumps(card, _FORM)


def read_card(card: memoryview | bytes) -> Card:
    """Return the card that `card_of` wrote, from an index that has been verified."""
    read: Card = marshal.loads(card)
    return read
