"""How a date is written in a sentence: with the prepositions and articles of a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from index.text.lexicon import Lexicon

DateJoin = Literal["", "-", "and", "to"]
Lead = Literal["", "on", "from", "since", "between", "in", "of", "to", "until", "by", "and"]
"""Prepositions, and what leads the second of two dates."""
LEADS: tuple[Lead, ...] = get_args(Lead)


@dataclass(frozen=True, slots=True)
class DatePart:
    """One month with no day, one day, or two days and how they are joined."""

    first: int
    """0 when there is no day."""
    second: int
    """0 when there is no second day."""
    join: DateJoin
    month: int
    year: str
    """Empty when it is not written."""


@dataclass(frozen=True, slots=True)
class DateWording:
    """How one language writes dates."""

    months: tuple[str, ...]
    prepositions: Mapping[Lead, tuple[str, str, str, str]]
    """By meaning: before a day, a day that elides, a month and its year, a month alone."""
    eliding: frozenset[int]
    first_day: str
    repeats_article: bool

    def write(self, lead: Lead, one: DatePart, join: DateJoin, two: DatePart | None) -> str:
        """Return one or two dates after the preposition with that meaning."""
        phrase = self._preposition(lead, one) + self._part(one, lead)
        if two is None:
            return phrase
        if self.repeats_article and lead == "from":
            join = "to"
        if join not in ("and", "to"):
            return f"{phrase} – {self._part(two, '')}"
        led = self._preposition(join, two)
        if join == "and" and not lead:
            led = f"{self.prepositions[join][2]} "
        return f"{phrase} {led}{self._part(two, 'to' if join == 'to' else '')}"

    def _preposition(self, lead: Lead, part: DatePart) -> str:
        """Return a preposition and the space after it, unless it elides."""
        if not lead:
            return ""
        before_day, before_eliding, before_month, before_month_alone = self.prepositions[lead]
        if part.first:
            word = before_eliding if part.first in self.eliding else before_day
        else:
            word = before_month if part.year else before_month_alone
        return word if word.endswith("’") else f"{word} "

    def _part(self, part: DatePart, lead: Lead) -> str:
        days = self._day(part.first)
        if part.second:
            days += self._second(part, lead)
        name = self.months[part.month - 1]
        return " ".join(word for word in (days, name, part.year) if word)

    def _second(self, part: DatePart, lead: Lead) -> str:
        """Return the second day after what joins it to the first."""
        day, alone = self._day(part.second), DatePart(part.second, 0, "", 1, "")
        join = part.join
        if self.repeats_article:
            if lead in ("from", "since") or (join == "to" and not lead):
                return f" {self._preposition('to', alone)}{day}"
            if lead == "between":
                return f" {self._preposition('and', alone)}{day}"
            return f" {self.prepositions['and'][2]} {day}" if join == "and" else f"-{day}"
        return f" {self._preposition(join, alone)}{day}" if join in ("and", "to") else f"–{day}"

    def _day(self, day: int) -> str:
        return self.first_day if day == 1 and self.first_day else str(day or "")


def meanings(lines: Iterable[str]) -> Iterator[tuple[Lead, tuple[str, ...]]]:
    """Yield the meaning of each line of a lexicon, and its words."""
    for line in lines:
        written, _, words = line.partition(":")
        lead = next(each for each in LEADS if each == written.strip())
        yield lead, tuple(" ".join(word.split()) for word in words.split("|"))


def wording_of(lexicon: Lexicon) -> DateWording:
    """Return how a language that has the lists of dates writes them."""
    words = lexicon.translation
    months = lexicon.calendar.months
    return DateWording(
        tuple(map(str.capitalize, months)) if lexicon.calendar.capital_months else months,
        {lead: _four_forms(forms) for lead, forms in meanings(words.date_prepositions)},
        frozenset(map(int, words.eliding_days)),
        next(iter(words.first_written), ""),
        words.repeats_article,
    )


def _four_forms(forms: tuple[str, ...]) -> tuple[str, str, str, str]:
    day = forms[0]
    eliding, month = (forms[n] if len(forms) > n else day for n in (1, 2))
    return day, eliding, month, forms[3] if len(forms) > 3 else month
