"""Two local files of one name: is one the other after a change, or another page?

A file whose address on the web is not known is called by its name, so that the same name in another
folder, or a second page on standard input, would take the place of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model.entry import Entry
from index.text.folding import fold

LOCAL = "file:"
"""What the addresses of such files begin with."""
REMEDY = (
    "another page of this name, with other events, is in the archive; give it as a file of another "
    "name, or add the folder that holds both folders"
)


def is_other_page(held: Iterable[Entry], given: Iterable[Entry]) -> bool:
    """Return whether both pages tell of events, and of no event in common.

    An event is known again by its day or by its title: whoever mends a page seldom changes both.
    """
    before, after = set(_known_by(held)), set(_known_by(given))
    return bool(before and after) and before.isdisjoint(after)


def _known_by(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.dates.start:
            yield str(entry.dates.start)
        yield from (fold(version.title) for version in entry.versions if version.title)
