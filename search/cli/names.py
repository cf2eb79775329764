"""Names that are looked up in the archive itself: entries, people and places."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Literal

import click

from index.cli.empty_home import how_to_begin
from index.cli.verbs import near_names
from index.gazetteer import load_gazetteer
from index.model.entry import Entry
from index.model.errors import ArchiveError, IndexMissingError
from index.store.home import Home
from index.text.folding import fold
from search.open_searcher import open_searcher
from search.query.entry_address import id_in
from search.query.query import Query
from search.searcher import Searcher

_MOST_NAMED = 5
"""Entries that a message names."""


@contextmanager
def live_searcher(home: Home) -> Iterator[Searcher]:
    """Open the searcher of a home, for the block.

    Raises IndexMissingError, which says how to begin when the home is empty.
    """
    with closing(open_searcher(home.location)) as searcher:
        try:
            searcher.holdings()
        except IndexMissingError as error:
            raise IndexMissingError(_what_is_missing(home, error)) from error
        yield searcher


def _what_is_missing(home: Home, error: IndexMissingError) -> str:
    if home.engine or (home.path.exists() and not os.access(home.path, os.X_OK)):
        return str(error)  # what hinders is in it
    if not home.database.exists():
        return how_to_begin(home)
    return f"the archive in {home.path} has no usable index; build it with `torino index`"


def find_entry(searcher: Searcher, name: str) -> Entry:
    """Return the entry of an id, of its address on a site, or of the one page that it is on.

    Raises ArchiveError, which names near ids, or all those of the page.
    """
    id = id_in(name)
    if found := searcher.get(id) or searcher.get(id.lower()):
        return found
    for each in dict.fromkeys((id, id.lower())):
        if searcher.is_withdrawn(each):
            raise ArchiveError(_ended(searcher, each))
    page = _page_of(name.strip())
    ids: list[str] = []
    of_page: list[Entry] = []
    for entry in searcher.export(Query()):
        ids.append(entry.id)
        if page in (_page_of(source.url) for source in entry.sources):
            of_page.append(entry)
    if len(of_page) == 1:
        return of_page[0]
    if of_page:
        listed = ", ".join(entry.id for entry in of_page[:_MOST_NAMED])
        more = f" and {len(of_page) - _MOST_NAMED} more" if len(of_page) > _MOST_NAMED else ""
        raise ArchiveError(f"{name} has {len(of_page)} entries: {listed}{more}; name one of them")
    near = _near_ids(id, ids)
    remedy = f"near: {', '.join(near)}" if near else f"look for ids with `torino search {id}`"
    if "://" in name and id == name.strip():
        raise ArchiveError(f"no page {name} in the archive; `torino search` shows ids of entries")
    raise ArchiveError(f"entry {id} does not exist; {remedy}")


def _ended(searcher: Searcher, id: str) -> str:
    """Return what has become of an entry; of an erased one nothing but that it was erased."""
    ending = searcher.ending(id)
    if ending is None:
        return f"entry {id} was withdrawn or erased"
    if ending.kind == "erased":
        return f"entry {id} was erased; nothing of it is kept"
    why = f": {ending.why}" if ending.why else ""
    return f"entry {id} was withdrawn{why}; `torino log {id}` says when"


def _page_of(address: str) -> str:
    """Return an address without what often differs: the scheme, `www.`, a slash at the end."""
    return re.sub(r"\A(?:https?://)?(?:www\.)?|/\Z", "", address)


def _near_ids(id: str, ids: list[str]) -> list[str]:
    same_day = [other for other in ids if len(id) >= 10 and other.startswith(id[:10])]
    return same_day[:_MOST_NAMED] or near_names(id, ids, 3, cutoff=0.8)


def with_known_names(query: Query, searcher: Searcher) -> Query:
    """Return the query with the ids of people and places that were given by name.

    Raises UsageError for a person or place that the archive does not know, with near names.
    """
    query = searcher.with_ids(query)
    for id in query.people:
        _refuse_unknown_id("people", id, searcher)
    for id in query.places:
        _refuse_unknown_id("places", id, searcher)
    if query.person:
        _refuse_unknown("person", query.person, searcher)
    if query.place and not _is_on_the_map(query.place):
        _refuse_unknown("place", query.place, searcher)
    return query


def _refuse_unknown_id(field: Literal["people", "places"], id: str, searcher: Searcher) -> None:
    """Raise UsageError, with near names, when no entry has the person or place of this id."""
    query = Query(people=(id,), limit=1) if field == "people" else Query(places=(id,), limit=1)
    if searcher.search(query).total:
        return
    ids = searcher.names(field)
    near = dict.fromkeys(ids[name] for name in near_names(id, ids, 2))
    box = "person" if field == "people" else "place"
    remedy = (
        f"did you mean {' or '.join(near)}?"
        if near
        else f"`torino search --{box} NAME` searches by words of a name"
    )
    raise click.UsageError(
        f"no {box} {id!r} among the ids of --{field}; {remedy}",
        click.get_current_context(silent=True),
    )


def _refuse_unknown(box: Literal["person", "place"], name: str, searcher: Searcher) -> None:
    """Raise UsageError when no entry has a person or place of this name."""
    query = Query(person=name, limit=1) if box == "person" else Query(place=name, limit=1)
    results = searcher.search(query)
    unknown = any(note.code == f"unknown-{box}" for note in results.understood.notes)
    if results.total and not results.without and not results.did_you_mean and not unknown:
        return
    near = results.did_you_mean
    remedy = f"did you mean {near.text}? " if near else ""
    raise click.UsageError(
        f"no {box} {name!r} in the archive; {remedy}--lenient searches the texts for the name",
        click.get_current_context(silent=True),
    )


def _is_on_the_map(name: str) -> bool:
    """Return whether the gazetteer knows the place: then it is no slip, though no entry has it."""
    return bool(load_gazetteer().senses(fold(name)))
