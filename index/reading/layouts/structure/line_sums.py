"""Sums over the lines of a page, by which any range of them is counted in constant time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from index.reading.layouts.line.date_lines import is_time
from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.marked_run_in import lead_title
from index.reading.layouts.signs.signed_line import SignedLine

_LONGEST_TITLE = 120
"""Letters of the longest bold line that may be a title; chosen by hand."""


class LineSums:
    """Of each kind of sign, how many lines before each line have it, and one number for all.

    The difference of two numbers is what the lines between them have.
    """

    def __init__(self, signed: Sequence[SignedLine]) -> None:
        self.letters = _sums(
            0 if one.sign in ("furniture", "footer", "year") else len(one.line.text)
            for one in signed
        )
        self.date_letters = _sums(len(one.date) for one in signed)
        self.posted = _sums(one.sign == "date" and one.role == "published" for one in signed)
        self.weak = _sums(one.sign == "heading date" for one in signed)
        self.headed = _sums(one.sign == "heading date" and one.has_title for one in signed)
        self.markup = _sums(sum(date.kind != "end" for date in one.line.dates) for one in signed)
        self.is_time = [is_time(one.line.text) for one in signed]
        self.times = _sums(self.is_time)
        self.years = _sums(one.sign == "year" for one in signed)
        self.months = _sums(one.sign == "month" for one in signed)
        self.strong = _sums(_is_bold_title(one) for one in signed)
        self.leads = _sums(
            one.sign == "text" and lead_title(one.line) is not None for one in signed
        )
        self._is_date = [one.sign == "date" for one in signed]
        self._dates = _sums(
            is_date and not (n and self._is_date[n - 1] and not signed[n].rest)
            for n, is_date in enumerate(self._is_date)
        )
        self._levels = [
            _sums(
                one.sign not in ("date", "month", "year") and one.line.level == level
                for one in signed
            )
            for level in range(1, 7)
        ]

    def dates(self, first: int, end: int) -> int:
        """Return how many dates some lines have; several in a row are one, but not with one
        before the lines."""
        is_cut = first < end and self._dates[first + 1] == self._dates[first]
        return self._dates[end] - self._dates[first] + (is_cut and self._is_date[first])

    def is_dated(self, first: int, end: int) -> bool:
        """Return whether some lines have a date: one apart, in a title, or in the markup."""
        sums = (self.headed, self.markup)
        return self.dates(first, end) > 0 or any(each[end] > each[first] for each in sums)

    def text(self, first: int, end: int) -> int:
        """Return how many letters some lines have beside their dates."""
        dates = self.date_letters[end] - self.date_letters[first]
        return self.letters[end] - self.letters[first] - dates

    def titles(self, first: int, end: int) -> int:
        """Return how many headings of the highest level some lines have."""
        counts = (sums[end] - sums[first] for sums in self._levels)
        return next((number for number in counts if number), 0)


def _sums(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def _is_bold_title(one: SignedLine) -> bool:
    """Return whether a line, or what it opens with, is bold or a link and may be a title."""
    line = one.line
    if one.sign == "text" and lead_title(line) is not None:
        return True
    is_bold = one.sign == "text" and line.strong and not line.level
    return is_bold and len(line.text) <= _LONGEST_TITLE and not ends_sentence(line.text)
