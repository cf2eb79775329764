"""A date heading: the year and the month that stand above lines of a page which lack them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.months import month_number

_SECOND_HALF = 8
"""The month from which a day is of the first of two years, as those of schools; by hand."""


@dataclass(frozen=True, slots=True)
class DateHeading:
    """The year and the month above a line, as written; "" for none."""

    year: str = ""
    month: str = ""
    written: str = ""
    """The whole line of a year, when nothing but it is known; else ""."""
    second_year: str = ""
    """The second of two years that a heading names ("2012/2013"), else ""."""

    @property
    def window(self) -> str:
        """The month with its year, else the year; "" when neither is known, or two years are."""
        if self.second_year:
            return ""
        if self.written and not self.month:
            return self.written
        return f"{self.month} {self.year}".strip() if self.year else ""

    def year_of(self, written: str) -> str:
        """Return the year of a date that lacks one."""
        if not self.second_year:
            return self.year
        months = [month_number(word.casefold()) for word in re.findall(r"[^\W\d_]{3,}", written)]
        month = next((month for month in months if month is not None), None)
        if month is None:
            return ""
        return self.year if month >= _SECOND_HALF else self.second_year


NONE = DateHeading()
