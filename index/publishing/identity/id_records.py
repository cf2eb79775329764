"""Id records: the rows of `archive.db` that say what a resolution has found of an entry's ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.model.entry import Entry
from index.publishing.identity.entry_traits import traits_of, traits_to_text
from index.publishing.identity.id_placement import IdPlacement, ReadIds
from index.store.published_ids import PublishedId
from index.text.folding import fold


def records_of(entry: Entry, ids: ReadIds, placement: IdPlacement) -> Iterator[PublishedId]:
    """Yield the rows of all ids of an entry, those of a hidden one too."""
    if ids[0] in placement.hidden:
        yield from _records_of_hidden(entry, ids, placement)
        return
    names, own = placement.names(ids), placement.own[ids[0]]
    url, title = _page_and_title(entry)
    read_as = {name: id for id, name in zip(ids, names, strict=True) if id != name}
    yield PublishedId(own, url, title, "live", None, _traits(entry), read_as.get(own))
    for id in dict.fromkeys((*names, *ids)):
        if id != own:
            yield PublishedId(id, url, title, "moved", own, read_as=read_as.get(id))


def _records_of_hidden(entry: Entry, ids: ReadIds, placement: IdPlacement) -> Iterator[PublishedId]:
    hider = placement.hider(ids)
    if hider is None:
        return
    url, title = _page_and_title(entry)
    before = placement.before[hider]
    found = replace(before, url=url, title=title, traits=_traits(entry), missing=False)
    if hider in ids:
        yield replace(found, read_as=None)
    elif hider not in placement.everything:
        at = placement.stands_for(ids, before)
        if at in ids:
            yield replace(found, read_as=at)
    for id in dict.fromkeys((*placement.names(ids), *ids)):
        if id not in placement.before:
            yield PublishedId(id, url, title, "moved", hider)


def _page_and_title(entry: Entry) -> tuple[str, str]:
    return entry.sources[0].url, fold(entry.original.title)


def _traits(entry: Entry) -> str:
    return traits_to_text(traits_of(entry))
