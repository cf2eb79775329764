"""What the mentions of an entry were taken for, as far as they have been judged."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass

from index.reading.places.cues import MentionContext

HOME_COUNTRY = "IT"


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """What a mention was taken for. A weak one counts only where no other does."""

    country: str
    place: str | None = None
    is_weak: bool = False


class ResolvedMentions:
    """Mentions accepted so far, by their number."""

    def __init__(self, context: MentionContext) -> None:
        self._context = context
        self._found: dict[int, ResolvedPlace] = {}
        self.starts: dict[str, tuple[list[int], list[int]]] = {}
        """Where each country accepted so far stands: in the title, in the text."""
        self._lists_with_place: set[int] = set()
        """The first mentions of the lists in which a place was accepted."""

    def accept(self, number: int, found: ResolvedPlace) -> None:
        """Take a mention for what was found."""
        self._found[number] = found
        start = self._context.mentions[number].start
        starts = self.starts.setdefault(found.country, ([], []))
        insort(starts[not self._context.in_title(number)], start)
        if found.place is not None:
            self._lists_with_place.add(self._context.list_first[number])

    def has_listed_place(self, number: int) -> bool:
        """Say whether a place of the same list was accepted."""
        return self._context.list_first[number] in self._lists_with_place

    def abroad(self) -> dict[int, ResolvedPlace]:
        """What was found outside Italy, in the order of the text."""
        return {n: one for n, one in sorted(self._found.items()) if one.country != HOME_COUNTRY}
