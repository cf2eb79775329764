"""Dates in an entry's text, with what tells the event's own date from others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before, patterns
from index.text.printed_dates.forms import find_printed_dates
from index.text.printed_dates.printed import PrintedDate
from index.text.printed_dates.words import OPENING

_READ = 4_000
"""Characters of a text that are read, since an event's own date comes early; chosen by hand."""

_WORDS = r"(?:[^\W\d_]+(?:['’´]\s*|\s+|,\s*)){0,7}"
_SPENT = patterns(lambda words: words.event_dates.spent)
_STAMPS = alternation(union(lambda words: words.event_dates.updated | words.event_dates.published))
_BEFORE_DAY = before(union(lambda words: words.calendar.before_day | words.calendar.of))
_STAMP = re.compile(rf"\b(?:{_STAMPS})\b[\s:]*(?:{_BEFORE_DAY})?\Z", re.IGNORECASE)
_TWO_WORDS = r"(?:[^\W\d_]+(?:['’´]\s*|\s+)){0,2}"
_PASSING = re.compile(
    rf"(?:\b(?:{_SPENT})\s+{_WORDS}"
    rf"|\b(?:{patterns(lambda words: words.event_dates.since)})\s+{_TWO_WORDS}"
    rf"|\b(?:{patterns(lambda words: words.event_dates.past_things)})\s+"
    rf"(?:{patterns(lambda words: words.event_dates.past_links)})\s*(?:{_BEFORE_DAY})?)\Z",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    rf"\b(?:{patterns(lambda words: words.event_dates.auxiliaries)})\s+(?:{_SPENT})\s+{_WORDS}\Z",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    rf"\b(?:{patterns(lambda words: words.event_dates.ahead)})\b[^.;!?]{{0,60}}\Z"
    rf"|\b(?:{patterns(lambda words: words.event_dates.limits)})\b"
    rf"(?:\s+|['’´]\s*){_TWO_WORDS}\Z",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(
    rf"\b(?:{patterns(lambda words: words.event_dates.in_year)})\s+(?P<year>20\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\W*[^\W\d_a-zà-ÿ][^\d\n.;:,]{1,30},\s*")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-zà-ÿ])|\n")


@dataclass(frozen=True, slots=True)
class BodyDate:
    """A date in the text, and its context."""

    printed: PrintedDate
    opens: bool
    """Whether only "On", "Dal", "From the" and the like precede it."""
    first_sentence: bool
    """Whether it is in the first sentence."""
    ahead: bool
    """Whether the text looks forward to it, or limits something by it: "will be held", "until"."""
    passing: bool
    """Whether something else happened then: "signed in January 2007", "since", "the law of"."""


def find_body_dates(text: str) -> Iterator[BodyDate]:
    """Yield the dates in a text in order, without those of "Updated …" lines."""
    text = text[:_READ]
    start = _first_paragraph(text)
    for printed in find_printed_dates(text):
        before = text[max(0, printed.begin - 90) : printed.begin]
        if _STAMP.search(before) is not None:
            continue
        yield BodyDate(
            printed,
            opens=_opens(text, printed.begin) or _opens(text, printed.begin, start),
            first_sentence=_SENTENCE_END.search(text, 0, printed.begin) is None
            or (printed.begin >= start and not _SENTENCE_END.search(text, start, printed.begin)),
            ahead=_AHEAD.search(before) is not None,
            passing=_PASSING.search(before) is not None and _AUXILIARY.search(before) is None,
        )


def find_news_year(text: str) -> int | None:
    """Return the first year in which the text says its news happened: "In 2015"; None for none."""
    for match in _IN_A_YEAR.finditer(text, 0, _READ):
        if _PASSING.search(text, max(0, match.start() - 90), match.start()) is None:
            return int(match["year"])
    return None


def _opens(text: str, begin: int, at: int = 0) -> bool:
    """Return whether only opening words, or a place ("Brno, 3 May"), are before an offset."""
    if begin < at:
        return False
    line = _DATELINE.match(text, at, begin)
    return any(
        OPENING.fullmatch(text, start, begin) is not None
        for start in (at, line.end() if line else at)
    )


def _first_paragraph(text: str) -> int:
    """Return the offset of the first paragraph that is more than a label, 0 for the first of all.

    Labels and their values stand above the text of some pages: "From: the office".
    """
    at = 0
    for paragraph in text.split("\n\n")[:_MOST_LABELS]:
        if len(paragraph) > _LABEL or paragraph.rstrip()[-1:] in _STOPS:
            return at
        at += len(paragraph) + 2
    return 0


_LABEL, _MOST_LABELS = 60, 5
"""Letters of the longest label with its value, and paragraphs that may be some; by hand."""
_STOPS = tuple(".!?;")
