"""An entry cited in a style: APA, MLA, Chicago, and the one usual in Italian humanities.

Each is the style's form for a page of a website with a corporate author, as an entry of a list of
works: APA 7, MLA 9, the bibliography of Chicago 17. The Italian one has the title in italics, the
site in guillemets and the day of access in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from index.model.entry import DateSpan, Entry
from index.model.profile import ArchiveProfile
from index.text.titles import title_of
from search.export.reference import iso_dates, one_line
from search.results.date_format import MONTHS, written, written_day

CitationStyle = Literal["apa", "mla", "chicago", "italian"]
STYLES: tuple[CitationStyle, ...] = get_args(CitationStyle)

STYLE_LABELS: Mapping[CitationStyle, Mapping[str, str]] = {
    "apa": {"it": "APA", "en": "APA"},
    "mla": {"it": "MLA", "en": "MLA"},
    "chicago": {"it": "Chicago", "en": "Chicago"},
    "italian": {"it": "Italiano", "en": "Italian"},
}

Citation = tuple[tuple[str, bool], ...]
"""The pieces of a citation in order, each with whether it is in italics."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "it": {
        "undated": "s.d.",
        "retrieved": "Consultato il {day}, da {address}",
        "accessed": "Consultato il {day}",
        "machine": "traduzione automatica",
    },
    "en": {
        "undated": "n.d.",
        "retrieved": "Retrieved {day}, from {address}",
        "accessed": "Accessed {day}",
        "machine": "machine translation",
    },
}
_MLA_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Work:
    """Where the entry stands."""

    address: str
    office: str
    site: str


def cite(
    entry: Entry,
    address: str,
    style: CitationStyle,
    language: str,
    accessed: date,
    profile: ArchiveProfile,
) -> Citation:
    """Return the citation of an entry that is read at the address on the day `accessed`.

    Author, dates and words are in the language, "it" or "en". The title is the original's; one in
    the language follows in square brackets, and says when a machine translated it. An empty address
    is left out, and the access with it.
    """
    title, translated = _titles(entry, language)
    work = _Work(one_line(address), profile.publisher.author(language), profile.site[language])
    return _STYLES[style](title, translated, entry.dates, work, language, accessed)


def plain_citation(citation: Citation) -> str:
    """Return the citation as plain text."""
    return "".join(text for text, _ in citation)


def _apa(
    title: str, translated: str, dates: DateSpan, work: _Work, language: str, accessed: date
) -> Citation:
    when = _year_first(dates, language) or _WORDS[language]["undated"]
    day = _month_first(accessed, language)
    access = _WORDS[language]["retrieved"].format(day=day, address=work.address)
    return _joined(
        (f"{_stopped(work.office)} ({when}). ", False),
        (title if translated else _stopped(title), True),
        (f"{translated and f' {translated}.'} {work.site}.", False),
        (f" {access}" if work.address else "", False),
    )


def _mla(
    title: str, translated: str, dates: DateSpan, work: _Work, language: str, accessed: date
) -> Citation:
    day = (
        f"{accessed.day} {_MLA_MONTHS[accessed.month - 1]} {accessed.year}"
        if language == "en"
        else written_day(accessed, language)
    )
    access = _WORDS[language]["accessed"].format(day=day)
    where = "".join(f", {part}" for part in (_dated(dates, language), work.address) if part)
    return _joined(
        (f"{_stopped(work.office)} {_quoted(title, translated, language)} ", False),
        (work.site, True),
        (f"{where}.{f' {access}.' if work.address else ''}", False),
    )


def _chicago(
    title: str, translated: str, dates: DateSpan, work: _Work, language: str, accessed: date
) -> Citation:
    when = _day_last(dates, language) or _WORDS[language]["undated"]
    access = _WORDS[language]["accessed"].format(day=_month_first(accessed, language))
    return _joined(
        (
            f"{_stopped(work.office)} {_quoted(title, translated, language)} {work.site}, "
            f"{_stopped(when)}{f' {access}. {work.address}.' if work.address else ''}",
            False,
        )
    )


def _italian(
    title: str, translated: str, dates: DateSpan, work: _Work, language: str, accessed: date
) -> Citation:
    when = _dated(dates, language) or _WORDS[language]["undated"]
    words = _WORDS[language]["accessed"].format(day=written_day(accessed, language))
    access = f"{words[0].lower()}{words[1:]}"
    return _joined(
        (f"{work.office}, ", False),
        (title, True),
        (f"{translated and f' {translated}'}, «{work.site}», ", False),
        (f"{when}, <{work.address}> ({access})." if work.address else _stopped(when), False),
    )


_STYLES: Mapping[CitationStyle, Callable[[str, str, DateSpan, _Work, str, date], Citation]] = {
    "apa": _apa,
    "mla": _mla,
    "chicago": _chicago,
    "italian": _italian,
}


def _titles(entry: Entry, language: str) -> tuple[str, str]:
    """Return the original's title, and that in the language in square brackets or ""."""
    original, version = entry.original, entry.readable(language)
    title = one_line(title_of(original)) or entry.id
    translated = one_line(title_of(version)) if version and version is not original else ""
    if not version or not translated:
        return title, ""
    by = f" – {_WORDS[language]['machine']}" if version.origin == "machine" else ""
    return title, f"[{translated}{by}]"


def _quoted(title: str, translated: str, language: str) -> str:
    """Return the title in quotation marks and the translated one, with a full stop."""
    inner = title.translate(str.maketrans("“”", "‘’"))
    if translated:
        return f"“{inner}” {translated}."
    return f"“{_stopped(inner)}”" if language == "en" else f"“{inner}”."


def _stopped(text: str) -> str:
    """Return the text with a full stop, unless it ends like a sentence."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _dated(dates: DateSpan, language: str) -> str:
    """Return the dates as day, month, year; empty when undated."""
    return written(dates, language) if iso_dates(dates) else ""


def _year_first(dates: DateSpan, language: str) -> str:
    """Return the dates as APA has them, such as "2007, June 27–29"; empty when undated."""
    ends = [each.split("-") for each in iso_dates(dates)]
    if not ends:
        return ""
    (year, *first), last = ends[0], ends[-1]
    if last[0] != year:
        between = "–" if len(last) == 1 else " – "
        return between.join(", ".join(filter(None, (e[0], _days(e[1:], language)))) for e in ends)
    return ", ".join(filter(None, (year, _span(first, last[1:], language))))


def _day_last(dates: DateSpan, language: str) -> str:
    """Return the dates as Chicago has them, such as "June 27–29, 2007"; empty when undated."""
    ends = [each.split("-") for each in iso_dates(dates)]
    if language == "it" or not ends:
        return _dated(dates, language)
    (year, *first), last = ends[0], ends[-1]
    if len(last) < 3:
        return _dated(dates, language)
    if last[0] != year:
        return " – ".join(f"{_days(e[1:], language)}, {e[0]}" for e in ends)
    return f"{_span(first, last[1:], language)}, {year}"


def _span(first: list[str], last: list[str], language: str) -> str:
    """Return month and day of two dates of one year, what both share once."""
    if first == last:
        return _days(first, language)
    if len(first) == 2 and first[0] == last[0]:
        both = f"{int(first[1])}–{int(last[1])}"
        name = MONTHS[language][int(first[0]) - 1]
        return f"{name} {both}" if language == "en" else f"{both} {name}"
    between = "–" if len(first) == 1 else " – "
    return f"{_days(first, language)}{between}{_days(last, language)}"


def _days(parts: Iterable[str], language: str) -> str:
    """Return a month, and a day if there is one: "June 27", "27 giugno"; empty for neither."""
    month, day = (*map(int, parts), 0, 0)[:2]
    if not month:
        return ""
    name = MONTHS[language][month - 1]
    if not day:
        return name
    number = "1º" if day == 1 and language == "it" else str(day)
    return f"{name} {day}" if language == "en" else f"{number} {name}"


def _month_first(day: date, language: str) -> str:
    """Return a day as American English has it: "June 27, 2007"; in Italian as always."""
    if language == "it":
        return written_day(day, language)
    return f"{MONTHS['en'][day.month - 1]} {day.day}, {day.year}"


def _joined(*pieces: tuple[str, bool]) -> Citation:
    return tuple((re.sub(" +", " ", text), italics) for text, italics in pieces if text)
