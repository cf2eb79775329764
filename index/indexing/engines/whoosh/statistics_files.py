"""The statistics of a generation in its files.

COUNTS, FACTS and WORDS are written with all that is counted, and shared by the generations that
come after, each of which has its own CHANGES beside them.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.indexing.statistics.index_statistics import (
    CHANGES,
    COUNTS,
    FACTS,
    WORDS,
    IndexStatistics,
)
from index.indexing.statistics.keyed_json import KeyedJsonLines
from index.indexing.statistics.shown_statistics import shown_statistics

SHARED = frozenset({COUNTS, FACTS, WORDS})
"""The files that several generations may have in common."""
_MAX_CHANGED_SHARE = 0.1
"""Share of the bytes of the shared files. A publication writes half of that on average, a reader
reads it, and writing all anew costs each of the publications until then a little."""
_FEW_BYTES = 1 << 16
"""So many bytes are changes whatever their share: to write them costs nothing."""


def read_statistics(folder: Path, format_fingerprint: str) -> IndexStatistics:
    """Return the statistics of a generation, mapped.

    Raises AmendError when another version of the program wrote them.
    """
    return IndexStatistics.of_texts(lambda name: _mapped(folder / name), format_fingerprint)


def read_shown(folder: Path) -> tuple[dict[str, Any], KeyedJsonLines]:
    """Return what FACTS has, and the spelling and number of entries of each word, mapped."""
    changes = _mapped(folder / CHANGES) if (folder / CHANGES).exists() else None
    return shown_statistics(_mapped(folder / FACTS), _mapped(folder / WORDS), changes)


def write_statistics(
    folder: Path,
    statistics: IndexStatistics,
    withdrawn: Iterable[str],
    format_fingerprint: str,
    *,
    whole: bool,
) -> bool:
    """Write what differs from the shared files of the folder, or all anew, and return whether.

    All is written if `whole`, and where too much has changed. `withdrawn` are the ids that readers
    are to call withdrawn.
    """
    if not whole:
        changes = statistics.changes(withdrawn).encode()
        written = sum((folder / name).stat().st_size for name in SHARED)
        whole = len(changes) > max(_FEW_BYTES, _MAX_CHANGED_SHARE * written)
    texts = (
        {CHANGES: changes}
        if not whole
        else {
            name: text.encode()
            for name, text in statistics.texts(withdrawn, format_fingerprint).items()
        }
    )
    (folder / CHANGES).unlink(missing_ok=True)
    for name, text in texts.items():
        (folder / name).unlink(missing_ok=True)  # other generations have the file
        (folder / name).write_bytes(text)
    return whole


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
