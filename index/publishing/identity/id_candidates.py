"""Id candidates: the entries that an id may lead to with which none is read, and which it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from index.publishing.identity.assignment import assign, likely_pairs
from index.publishing.identity.entry_likeness import SAME_TEXT, is_within, title_likeness
from index.publishing.identity.entry_traits import Traits, traits_from_text
from index.store.published_ids import PublishedId
from index.text.page_keys import page_key


@dataclass(frozen=True, slots=True)
class IdCandidate:
    """An entry that an id may lead to."""

    ids: tuple[str, ...]
    """The ids it is read with; the first names it."""
    names: frozenset[str]
    """Its published ids, before anything is assigned."""
    keys: Set[str]
    """Of the pages of such ids that it is on."""
    led_to: Set[str]
    """Such ids to which its ids led: it was published as a copy of their entries."""
    versions: tuple[Traits, ...]
    titles: Set[str]
    """Folded."""
    is_new: bool
    """Whether no entry was published under any of its names."""


def find_new(
    orphans: Sequence[PublishedId], candidates: Mapping[str, IdCandidate]
) -> dict[str, str]:
    """Return which new entry each orphan is, by its id: one to one.

    A copy that was published under it says more than a place on its page: lists move on.
    """
    new = {first: each for first, each in candidates.items() if each.is_new}
    found = _find_copies(orphans, new)
    left = [old for old in orphans if old.id not in found]
    for first in found.values():
        del new[first]
    return found | _find_on_pages(left, new)


def _find_copies(
    orphans: Iterable[PublishedId], candidates: Mapping[str, IdCandidate]
) -> dict[str, str]:
    copies: defaultdict[str, dict[str, tuple[Traits, ...]]] = defaultdict(dict)
    for first, each in candidates.items():
        for id in each.led_to:
            copies[id][first] = each.versions
    scores: dict[tuple[str, str], float] = {}
    for old in orphans:
        if old.traits:
            traits = {old.id: traits_from_text(old.traits)[0]}
            scores |= likely_pairs(traits, copies[old.id])
    return assign(scores)


def _find_on_pages(
    orphans: Iterable[PublishedId], new: Mapping[str, IdCandidate]
) -> dict[str, str]:
    old_on: defaultdict[str, dict[str, Traits]] = defaultdict(dict)
    new_on: defaultdict[str, dict[str, tuple[Traits, ...]]] = defaultdict(dict)
    scores: dict[tuple[str, str], float] = {}
    for first, each in new.items():
        for key in each.keys:
            new_on[key][first] = each.versions
    for old in orphans:
        if old.traits:
            old_on[page_key(old.url)][old.id] = traits_from_text(old.traits)[0]
        elif (same := _same_name(old, new)) is not None:
            scores[old.id, same] = 1.0
        elif old.state != "gone":  # else any later entry with such a title would be taken for it
            for first, versions in new_on[page_key(old.url)].items():
                score = max(title_likeness(old.title, day_of(old.id), each) for each in versions)
                if score:
                    scores[old.id, first] = score
    for key, traits in old_on.items():
        scores |= likely_pairs(traits, new_on[key])
    return assign(scores)


def find_same(old: PublishedId, candidates: Mapping[str, IdCandidate]) -> str | None:
    """Return the one entry of an orphan's page, or of its copies, that it may lead to.

    None for none or several.
    It has the dates and the text of the id's entry, or else the text within a longer one; of an id
    of which no more is known, its suffix or its title.
    """
    if not old.traits:
        return _same_name(old, candidates)
    key, traits = page_key(old.url), traits_from_text(old.traits)[0]
    on_page = {
        first: each.versions
        for first, each in candidates.items()
        if key in each.keys or old.id in each.led_to
    }
    dated = {
        first: [each for each in versions if each.dates == traits.dates]
        for first, versions in on_page.items()
    }
    found = likely_pairs({old.id: traits}, dated)
    same = [first for (_, first), score in found.items() if score >= SAME_TEXT] or [
        first
        for first, versions in on_page.items()
        if any(is_within(traits, each) for each in versions)
    ]
    return same[0] if len(same) == 1 else None


def day_of(id: str) -> str:
    """Return the day that an id begins with, or "undated"."""
    return id.rpartition("-")[0]


def _same_name(old: PublishedId, candidates: Mapping[str, IdCandidate]) -> str | None:
    """Return the one entry of the id's page with its suffix, else with its title.

    Archives of earlier versions have no traits; nothing more is known of their ids.
    """
    key, suffix = page_key(old.url), _suffix(old.id)
    on_page = {first: each for first, each in candidates.items() if key in each.keys}
    for found in (
        [first for first, each in on_page.items() if suffix in map(_suffix, each.names)],
        [first for first, each in on_page.items() if old.title in each.titles],
    ):
        if len(found) == 1:
            return found[0]
    return None


def _suffix(id: str) -> str:
    return id.rpartition("-")[2]
