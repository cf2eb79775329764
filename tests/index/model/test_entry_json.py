"""Entries as JSON, those of earlier versions too."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from index.indexing.cards import card_of
from index.model.entry import Version
from index.model.entry_json import entry_from_json, entry_to_json


def test_a_translator_of_an_earlier_version_is_read(make_entry: Any) -> None:
    made = Version("it", "Visita", "Una visita.", "machine", translator="x", model=None, day=None)
    entry = make_entry()
    entry = replace(entry, versions=(*entry.versions, made), traces=())
    shape = entry_to_json(entry)
    assert shape["versions"][-1]["translator"] == "x"
    card = card_of(json.dumps(shape))
    for version in shape["versions"]:
        version["engine"] = version.pop("translator")
    assert entry_from_json(shape) == entry
    assert card_of(json.dumps(shape)) == card
