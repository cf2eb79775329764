"""Dates written in words: "June 20th-27th 2007", "dal 3 al 5 giugno", "30 novembre-5 décembre"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Literal, NamedTuple

from index.text.folding import fold
from index.text.lexicon import Lexicon, lexicons, union
from index.text.lexicon.regexes import APOSTROPHE, alternation, before
from index.text.months import FULL_NAMES, SHORT_MONTHS, month_number
from index.text.printed_dates.printed import PartialDate, PrintedDate, full_year

_LONGEST_PAIR = 62
"""Days that "3 May and 5 June" may be apart and still be one visit, not two; chosen by hand."""


def _month_pattern(of: Iterable[Lexicon]) -> str:
    """Return a pattern of the months' names and abbreviations, the longest first."""
    languages = list(of)
    words = {name for lexicon in languages for name in lexicon.calendar.months}
    short = {name for each in languages for names in SHORT_MONTHS[each.tag] for name in names}
    full = alternation(words)
    cut = alternation(short - words).replace("e", "[eé]").replace("u", "[uû]")
    return rf"(?:(?:{full}|(?:{cut})\.?)(?![^\W\d_]))"


MONTH = _month_pattern(lexicons())
_MONTH_FIRST = _month_pattern(words for words in lexicons() if words.calendar.month_first)
"""Months of the languages in which the day may follow."""
FIRST = alternation(union(lambda words: words.calendar.first))
_ORDINAL = (
    rf"(?:\s?(?:{alternation(union(lambda words: words.calendar.ordinals))})(?![^\W\d_])|[°º])"
)
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?!\d|[.:]\d|,\d{{3}}){_ORDINAL}?|(?:{FIRST})\b)"
YEAR = r"(?:19\d\d|20\d\d|2100)(?!\d)"
_WEEKDAY = rf"(?:{alternation(union(lambda words: words.calendar.weekdays))})(?!\w)"
_WEEKDAY_CUT = rf"(?:{alternation(union(lambda words: words.calendar.short_weekdays))})\.?"
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){_WEEKDAY_CUT},?\s+\Z", re.IGNORECASE)
OF = before(union(lambda words: words.calendar.of))
_THE = before(union(lambda words: words.calendar.before_day))
_AND = alternation(union(lambda words: words.grammar.conjunction))
_UNTIL = before(union(lambda words: words.calendar.until))
_UNTIL_WEAK = before(union(lambda words: words.calendar.until_weak))
_SHORT_WEEKDAY = _WEEKDAY_CUT + rf"(?=,?\s+(?:{_DAY}\s+(?:{OF})?{MONTH}|{_MONTH_FIRST}\s+\d))"
"""An abbreviation is a weekday only before a day with its month, since "mar" is a month too."""
_WEEKDAY = rf"(?:{_WEEKDAY}|{_SHORT_WEEKDAY})"
_ENDPOINT = re.compile(
    rf"""(?:{_WEEKDAY},?\s+(?:{_THE})?)?
    (?: (?P<day>{_DAY})\s*(?:{OF}|[-/])?(?P<month>{MONTH})
      | (?P<month_before>{_MONTH_FIRST}|{MONTH}(?=\s\d{{1,2}},\s{YEAR}))
        (?: \s* | ,\s*(?=\d+\s?[a-z]) )(?:{_THE})?(?P<day_after>{_DAY})
      | (?P<only_day>{_DAY})
      | (?P<only_month>{MONTH}) )
    (?: (?:\s*,?\s*(?:{OF})?|[-/])(?P<year>{YEAR})
      | \s{APOSTROPHE}(?P<short_year>\d\d)(?!\w) )?""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUED = "|".join(rf"(?<=\b{word})" for word in sorted(union(lambda words: words.calendar.glued)))
_START = re.compile(
    rf"""(?: (?<!\w)(?<!\d[./:,–-]) | {_GLUED} | (?<={APOSTROPHE}) )
    (?= \d | (?:{FIRST})\b | {MONTH} | {_WEEKDAY} )""",
    re.IGNORECASE | re.VERBOSE,
)
ARROW = r"(?:[-–—=]{0,2}>{1,2}|[→➔➜➝➞⇒⟶›»…])"
"""The sign of a range that pages print as an arrow: "14 > 16 June", "14 -> 16 June"."""
_JOINT = re.compile(
    rf"""(?P<dash>\s*(?:{ARROW}|[-–—‐‑−/])\s*)
    | (?P<to>\s+ (?: {_UNTIL}(?:{_THE})? | {_UNTIL_WEAK}(?={_WEEKDAY}) ))
    | (?P<and>\s*,?\s*(?:\b(?:{_AND})\b|&)\s*(?:{_THE}|{_UNTIL})?)
    | (?P<comma>\s*,\s*(?:{_THE})?)""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENINGS = union(lambda words: words.calendar.openings)
_ELIDED = frozenset(word for word in _OPENINGS if word.endswith("'"))
OPENING = re.compile(
    rf"\W*(?:(?:(?:{alternation(_OPENINGS - _ELIDED)})\b|(?:{alternation(_ELIDED)}))\s*)*",
    re.IGNORECASE,
)
"""What may precede a date that opens its text: "From the", "Nei giorni", brackets."""
ANY_MONTH = re.compile(rf"(?:{MONTH})", re.IGNORECASE)
NUMBER = re.compile(rf"\d+|\b(?:{FIRST})\b", re.IGNORECASE)
"""A date has a number and begins there or shortly before."""
_BEFORE_NUMBER = 40
"""Characters from the beginning of a date to its first number, at most: "Wednesday, September "."""
_RANGES = union(lambda words: words.calendar.range_from | words.calendar.range_between)
_RANGE_OPENING = re.compile(rf"\b{before(_RANGES)}(?:{_THE})?\Z", re.IGNORECASE)
_IN = re.compile(
    rf"\b(?:{alternation(union(lambda words: words.calendar.before_month))})\s+\Z", re.IGNORECASE
)
_WORD_FOLLOWS = re.compile(r"\s+[^\W\d_]")

_AMBIGUOUS_MONTHS = union(lambda words: words.calendar.also_words)
"""Months that are other words too: without a number beside them they need a capital."""

_Joint = Literal["dash", "tight", "to", "and", "comma"]


class _Endpoint(NamedTuple):
    """One end as matched: a day with its month, a day alone or a month alone."""

    end: int
    point: PartialDate | None
    """None for a day alone."""
    day: int | None
    year: int | None
    ordinal: bool
    month_first: bool
    month_word: str


def find_dates_in_words(text: str) -> Iterator[PrintedDate]:
    """Yield the dates of a text that have a month's name, in order, without impossible ones."""
    position = 0
    for number in NUMBER.finditer(text):
        position = max(position, number.start() - _BEFORE_NUMBER)
        while (start := _START.search(text, position, number.end())) is not None:
            begin = start.end()
            end, ends = _read_at(text, begin)
            position = max(end, begin + 1)
            if ends is None:
                continue
            first, last = ends
            if _is_possible(first, last):
                weekday = _WEEKDAY_BEFORE.search(text, max(0, begin - 8), begin)
                begin = weekday.start() if weekday is not None else begin
                opening = _RANGE_OPENING.search(text, max(0, begin - 16), begin)
                if opening is not None and first != last:
                    begin = opening.start()
                yield PrintedDate(begin, end, first, last, text[begin:end].strip())


def _is_possible(first: PartialDate, last: PartialDate) -> bool:
    """Return whether both ends exist in the calendar and are not known to be out of order."""
    for point in (first, last):
        leap = 2000 if point.year is None else point.year
        if point.day is not None and point.day > monthrange(leap, point.month)[1]:
            return False
    same_year = first.year == last.year or None in (first.year, last.year)
    if first.month == last.month and same_year:
        return (first.day or 0) <= (last.day or 31)
    return first.year is None or last.year is None or first.year <= last.year


def _read_at(text: str, begin: int) -> tuple[int, tuple[PartialDate, PartialDate] | None]:
    """Return the offset to continue at, and both ends of the date that begins at `begin`, or None.

    A row of numbers without a month is passed over as a whole, so that a text of nothing but
    numbers is read in linear time.
    """
    head = _endpoint_at(text, begin)
    if head is None:
        return begin, None
    is_date = head.point is None or _is_credible(text, begin, head) or _opens_range(text, head)
    if not is_date:
        return begin, None
    first_day = head.day
    if head.point is None:
        head = _endpoint_with_month(text, head)
        if head.point is None:
            return head.end, None
    last, end = head.point, head.end
    first = last._replace(day=first_day)
    if head.month_first:
        last, end = _read_days_after_month(text, head)
        if last.year is not None:
            first = first._replace(year=last.year)
    further = _read_second_month(text, end, last)
    if further is not None:
        last, end = further
    if first.day is None and first.year is None and last.year is None:
        return begin, None
    return end, (first, last)


def _endpoint_at(text: str, begin: int) -> _Endpoint | None:
    match = _ENDPOINT.match(text, begin)
    if match is None:
        return None
    day_word = match["day"] or match["day_after"] or match["only_day"]
    month_word = match["month"] or match["month_before"] or match["only_month"]
    digits = re.match(r"\d+", day_word) if day_word else None
    day = (int(digits.group()) if digits else 1) if day_word else None
    digits_of_year = match["year"] or match["short_year"]
    year = full_year(digits_of_year) if digits_of_year else None
    month = month_number(month_word) if month_word else None
    return _Endpoint(
        end=match.end(),
        point=PartialDate(year, month, day) if month else None,
        day=day,
        year=year,
        ordinal=bool(day_word) and not day_word.isdigit(),
        month_first=match["month_before"] is not None,
        month_word=month_word or "",
    )


def _is_credible(text: str, begin: int, head: _Endpoint) -> bool:
    """Return whether a month with or without a day is a date, not other words and numbers."""
    word = head.month_word
    if head.year is not None or head.ordinal:
        return True
    if head.day is None:
        return word.casefold() not in _AMBIGUOUS_MONTHS or word[0].isupper()
    if month_number(word) and fold(word) not in FULL_NAMES and not word.endswith("."):
        return False  # an abbreviation needs its full stop, an ordinal or a year
    if head.month_first:  # "In June 12 cities met": a number of things
        return word[0].isupper() and _IN.search(text, max(0, begin - 10), begin) is None
    return True


def _opens_range(text: str, head: _Endpoint) -> bool:
    """Return whether a whole date follows a day with its month cut short: "3 ott al 5 nov 2011".

    Behind a month that comes first its last day and the year do: "Nov 8-10 2008".
    """
    joint = _JOINT.match(text, head.end) if head.day is not None else None
    if joint is None or _joint_kind(joint) not in ("to", "dash", "tight"):
        return False
    last = _endpoint_at(text, joint.end())
    if last is None or head.month_first:
        is_last = last is not None and last.point is None and last.year is not None
        return is_last and head.month_word[0].isupper()
    return last.point is not None and None not in last.point


def _endpoint_with_month(text: str, head: _Endpoint) -> _Endpoint:
    """Return the endpoint with the month in "18 e 19 ottobre" or "8, 9 and 10 April".

    Where none has a month, the last number of the row is returned.
    """
    end = head
    while end.point is None and end.year is None:
        joint = _JOINT.match(text, end.end)
        following = _endpoint_at(text, joint.end()) if joint is not None else None
        if following is None or following.month_first or following.day is None:
            break
        end = following
    return end


def _read_days_after_month(text: str, head: _Endpoint) -> tuple[PartialDate, int]:
    """Return the last day of "June 20th-27th 2007" or "June 20th, 21st and 22nd", and its end."""
    assert head.point is not None
    last, end, ordinal = head.point, head.end, head.ordinal
    accepted = last, end
    while last.year is None and (joint := _JOINT.match(text, end)) is not None:
        following = _endpoint_at(text, joint.end())
        if following is None or following.point is not None or following.day is None:
            break
        if following.day <= (last.day or 0):
            if _joint_kind(joint) == "tight":  # "10th-5th": a slip, not a date
                accepted = PartialDate(following.year, last.month, following.day), following.end
            break
        last = PartialDate(following.year, last.month, following.day)
        end = following.end
        if _joint_kind(joint) == "comma":
            continue  # counts only when an "and" closes the list
        if not _continues_days(text, joint, following, ordinal):
            break
        accepted = last, end
    return accepted


def _continues_days(text: str, joint: re.Match[str], following: _Endpoint, ordinal: bool) -> bool:
    """Return whether a bare number after "June 5th -" or "June 5 and" is still a day."""
    if following.year is not None or following.ordinal or _joint_kind(joint) in ("tight", "to"):
        return True
    if ordinal:
        return False
    return _joint_kind(joint) == "and" or _WORD_FOLLOWS.match(text, following.end) is None


def _joint_kind(joint: re.Match[str]) -> _Joint:
    if joint["dash"] is not None:
        return "dash" if joint["dash"][0].isspace() and joint["dash"][-1].isspace() else "tight"
    for kind in ("to", "and"):
        if joint[kind] is not None:
            return kind
    return "comma"


def _read_second_month(text: str, end: int, last: PartialDate) -> tuple[PartialDate, int] | None:
    """Return the end of a range in another month ("-June 1st 2007", " al 2 giugno"), or None."""
    joint = _JOINT.match(text, end)
    if joint is None or joint["comma"] is not None:
        return None
    following = _endpoint_at(text, joint.end())
    if following is None or following.point is None:
        return None
    point = following.point
    if (point.day is None) != (last.day is None):
        return None
    if point.day is None and point.year is None:
        return None
    if _joint_kind(joint) == "and" and not _are_near(last, point):
        return None
    return point, following.end


def _are_near(first: PartialDate, last: PartialDate) -> bool:
    """Return whether two dates are close enough to be one visit.

    A missing year is taken as a leap year.
    """
    span = PrintedDate(0, 0, first, last, "").span(2000)
    if span is None or span.start is None or span.end is None:
        return False
    return span.end - span.start <= timedelta(days=_LONGEST_PAIR)
