"""Reading traces: why an entry has its date, language, kind, people and places.

A trace is written while a page is read, and stays with the entry: what was decided, by which rule,
at which words. So whoever shows an entry can explain it without the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from index.model.page import Layout, ReadingSource
from index.model.pickled import by_fields

DateRule = Literal[
    "heading", "misprint", "day before month", "month first", "days within the month",
    "days beside publication", "publication", "first candidate", "none",
]  # fmt: skip
"""Why a date was chosen.

`heading`: the heading has it. `misprint`: the heading has a day that cannot be; the likelier one
was taken. `day before month`: "5/12" may be December or May; the day was read first. `month first`:
"5/12" is May, since other dates of its page have the month first. `days within
the month`: the heading has a month, the text days in it. `days beside publication`: the day above
the text is that of its publication, the text says the days of the event. `publication`: nothing
but the day of publication. `first candidate`: the heading has none, and the first of the others
was taken. `none`: nothing says a date.
"""
LanguageBasis = Literal["declared", "function words", "letters", "nothing"]
"""What a language rests on; "letters" are the letter sequences that langdetect counts."""
KindRule = Literal["heading", "meeting in heading", "visited city", "text", "none"]
"""Why a kind was chosen: a word of the heading, or of the beginning of the text; a city in the
heading that was visited; or nothing, so that it is an event."""
TracedField = Literal["people", "places", "countries", "none"]
FeatureName = Literal[
    "days", "visitors", "guests", "surnames", "acronyms", "slug words", "slug", "title words",
    "hosts", "page", "cities", "countries", "kind", "translated words",
]  # fmt: skip
"""What two entries that were joined have in common; see `index.joining.shared_features`."""

DATE_RULES: tuple[DateRule, ...] = get_args(DateRule)
LANGUAGE_BASES: tuple[LanguageBasis, ...] = get_args(LanguageBasis)
KIND_RULES: tuple[KindRule, ...] = get_args(KindRule)
FEATURES: tuple[FeatureName, ...] = get_args(FeatureName)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions that one rule read as the same person, place or country."""

    field: TracedField
    """`none`: the names are neither a person nor a place abroad."""
    value: str
    """The id of the person or place, or the country's code; "" for `none`."""
    rule: str
    """The name of a rule in the tables of `index.reading`."""
    spans: tuple[tuple[int, int], ...]
    """First and last character (exclusive) in the title, a line break and the text."""

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class ComparedDate:
    """A date that was compared with others, as an ISO interval, and where it was found."""

    value: str
    source: ReadingSource

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class SharedFeature:
    """What two joined entries have in common, and the words of it; () where there are none."""

    feature: FeatureName
    values: tuple[str, ...]

    __reduce__ = by_fields


@dataclass(frozen=True, slots=True)
class ReadingTrace:
    """How one published version was read."""

    language: str
    """That of the version; an entry has one trace for each published version."""
    layout: Layout
    month_heading: str
    """The heading of a month or a year above it on its page, "" for none."""
    date_rule: DateRule
    dates: tuple[ComparedDate, ...]
    """The chosen one first; () when there is none."""
    language_basis: LanguageBasis
    kind_rule: KindRule
    kind_words: str
    """The words that decided the kind, folded; "" for none."""
    title_length: int
    """Characters of the title that was read, 0 when the page has none."""
    text_length: int
    """Characters of the text that was read: another length is another text."""
    mentions: tuple[Mentions, ...]
    """In order of the first mention of each."""
    joined_by: tuple[SharedFeature, ...] = ()
    """Why this version was joined with one before it; () for the first."""

    __reduce__ = by_fields

    def spans_in_text(self, each: Mentions) -> tuple[tuple[int, int], ...]:
        """Return where the names stand in the text alone."""
        before = self.title_length + 1 if self.title_length else 0
        return tuple((start - before, end - before) for start, end in each.spans if start >= before)

    def spans_in_title(self, each: Mentions) -> tuple[tuple[int, int], ...]:
        """Return where the names stand in the title."""
        return tuple((start, end) for start, end in each.spans if end <= self.title_length)
