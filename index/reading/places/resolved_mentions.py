"""Resolved mentions: which country or place each mention of an entry refers to."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass

from index.reading.places.mention_context import MentionContext
from index.text.current_profile import current_profile


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """The country, and perhaps the place, that a mention refers to.

    A weak one counts only in an entry that has no other.
    """

    country: str
    place: str | None = None
    is_weak: bool = False


class ResolvedMentions:
    """The mentions accepted so far, by their number."""

    def __init__(self, context: MentionContext) -> None:
        self._context = context
        self._home = current_profile().home.country
        self._found: dict[int, ResolvedPlace] = {}
        self.rules: dict[int, str] = {}
        """For each mention the name of the rule that decided it."""
        self.starts: dict[str, tuple[list[int], list[int]]] = {}
        """For each accepted country the words where it is named, in the title and in the text."""
        self.peoples: dict[str, list[int]] = {}
        """By country the mentions of its people, whether or not one says where the entry is."""
        self._lists_with_place: set[int] = set()
        """The first mention of each list in which a place was accepted."""

    def accept(self, number: int, found: ResolvedPlace, rule: str) -> None:
        """Record what a mention refers to, and the name of the rule that says so."""
        self._found[number] = found
        self.rules[number] = rule
        start = self._context.mentions[number].start
        starts = self.starts.setdefault(found.country, ([], []))
        insort(starts[not self._context.in_title(number)], start)
        if found.place is not None or found.country == self._home:
            self._lists_with_place.add(self._context.list_first[number])

    def reject(self, number: int, rule: str) -> None:
        """Record that a mention refers to no place, and the name of the rule that says so."""
        self.rules[number] = rule

    def decision(self, number: int) -> tuple[str, str | None, str | None]:
        """Return the rule that decided a mention, its country and its place; None for neither."""
        found = self._found.get(number)
        rule = self.rules[number]
        return (rule, found.country, found.place) if found else (rule, None, None)

    def has_listed_place(self, number: int) -> bool:
        """Return whether a place of the same list was accepted."""
        return self._context.list_first[number] in self._lists_with_place

    def abroad(self) -> dict[int, ResolvedPlace]:
        """Return the mentions that refer to a country abroad, in order of the text."""
        return {n: one for n, one in sorted(self._found.items()) if one.country != self._home}
