"""news.json: the last changes of the archive, in a generation of the Whoosh engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from index.model.change import Change, change_from_json, change_to_json

NEWS = "news.json"


def write_news(folder: Path, news: Sequence[Change]) -> None:
    """Write the file into a generation that is being built, in place of one that was copied."""
    path = folder / NEWS
    path.unlink(missing_ok=True)
    path.write_text(json.dumps([change_to_json(change) for change in news]), "ascii")


def read_news(folder: Path) -> tuple[Change, ...]:
    """Return the changes, newest first; none when an earlier version of this program wrote the
    generation."""
    try:
        text = (folder / NEWS).read_text("ascii")
    except FileNotFoundError:
        return ()
    return tuple(map(change_from_json, json.loads(text)))
