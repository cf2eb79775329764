"""What the mentions of an entry were taken for, as far as they have been judged."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass

from index.reading.places.cues import Cues

HOME = "IT"


@dataclass(frozen=True, slots=True)
class Found:
    """What a mention was taken for. A weak one counts only where no other does."""

    country: str
    place: str | None = None
    weak: bool = False


class Findings:
    """Mentions accepted so far, by their number."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._found: dict[int, Found] = {}
        self.starts: dict[str, tuple[list[int], list[int]]] = {}
        """Where each country accepted so far stands: in the title, in the text."""
        self._in_company: set[int] = set()
        """The first mentions of the lists in which a place was accepted."""

    def accept(self, number: int, found: Found) -> None:
        """Take a mention for what was found."""
        self._found[number] = found
        start = self._cues.mentions[number].start
        starts = self.starts.setdefault(found.country, ([], []))
        insort(starts[not self._cues.in_title(number)], start)
        if found.place is not None:
            self._in_company.add(self._cues.first[number])

    def has_company(self, number: int) -> bool:
        """Say whether a place of the same list was accepted."""
        return self._cues.first[number] in self._in_company

    def abroad(self) -> dict[int, Found]:
        """What was found outside Italy, in the order of the text."""
        return {n: one for n, one in sorted(self._found.items()) if one.country != HOME}
