"""How an entry was read, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from index.cli.screen import Screen
from index.model.entry import Entry, Reading, Version
from index.model.page_account import SHARES, PageAccount, Share
from index.model.reading_trace import KindRule, LanguageBasis, Mentions, ReadingTrace
from search.export.reading_json import words_read

PLAIN = Screen()
"""A pipe or a file."""
_DATE_RULES = {
    "heading": "the heading has it",
    "misprint": "the heading has a day that cannot be; the likelier one was taken",
    "day before month": "in numbers; the day was read before the month",
    "month first": "in numbers, the month first as in other dates of the page",
    "days within the month": "the heading has a month, the text days in it",
    "days beside publication": "the day above the text is that of publication, the text has days",
    "publication": "nothing but the day of publication",
    "first candidate": "the heading has none; the first of the others",
    "none": "nothing says a date",
}
_BASES: dict[LanguageBasis, str] = {
    "declared": "declared by the page",
    "function words": "by its small words",
    "letters": "by its sequences of letters",
    "nothing": "too little text to tell",
}
_KIND_RULES: dict[KindRule, str] = {
    "heading": "in the heading",
    "meeting in heading": "in the heading",
    "visited city": "in the heading, a city that came",
    "text": "in the text",
    "none": "no word of another kind",
}


_SHARES: dict[Share, str] = {
    "entry": "in entries",
    "furniture": "furniture",
    "short": "labels",
    "unread": "unread",
}


def reading_lines(entry: Entry, screen: Screen = PLAIN) -> Iterator[str]:
    """Yield the lines of one entry: what was decided, by which rule, at which words."""
    yield screen.line(entry.original.title or "(no title)", bold=True)
    yield screen.line(f"{entry.id} · {entry.kind} · {_days(entry)}", dim=True)
    if not entry.traces:
        yield "the index does not say how it was read; `torino index` makes one that does"
    for version in entry.versions:
        if trace := entry.trace(version.language):
            yield ""
            yield from _trace_lines(version, trace, screen)
    for doubt in entry.doubts:
        readings = "; ".join(reading_words(entry, r) for r in doubt.readings)
        yield screen.line(f"doubt about the {doubt.field}: {readings}", hanging="  ")


def reading_words(entry: Entry, reading: Reading) -> str:
    """Return a reading of a doubt, and which text it is of where an entry has several."""
    version = next((v for v in entry.versions if v.url and v.url == reading.url), None)
    text = f"{version.language} " if version is not None else f"{reading.url} ".lstrip()
    return f"{text}{reading.source}: {reading.value}"


def account_lines(url: str, account: PageAccount, screen: Screen = PLAIN) -> Iterator[str]:
    """Yield the lines that say what became of the visible text of a page."""
    total = account.letters.total()
    if not total:
        return
    shares = ", ".join(
        f"{_SHARES[share]} {account.letters[share] / total:.0%}"
        for share in SHARES
        if account.letters[share]
    )
    yield screen.line(f"of the letters that {url} shows: {shares}", dim=True, hanging="  ")
    for line in account.unread:
        yield screen.line(f"unread: {line}", indent="  ", hanging=" " * 10)


def _trace_lines(version: Version, trace: ReadingTrace, screen: Screen) -> Iterator[str]:
    def line(name: str, text: str) -> str:
        return screen.line(f"{name and name + ':':<10}{text}", indent="  ", hanging=" " * 12)

    yield screen.line(f"[{trace.language}] {version.url or ''}".rstrip(), bold=True)
    below = f", below {trace.month_heading!r}" if trace.month_heading else ""
    yield line("page", f"{trace.layout}{below}")
    yield line("language", _BASES[trace.language_basis])
    yield line("date", _DATE_RULES[trace.date_rule])
    for number, reading in enumerate(trace.dates):
        mark = ">" if number == 0 else " "
        yield line("", f"{mark} {reading.value}  {reading.source}")
    words = f"{trace.kind_words!r} " if trace.kind_words else ""
    yield line("kind", f"{words}{_KIND_RULES[trace.kind_rule]}")
    for field, name in (("people", "person"), ("places", "place"), ("countries", "country")):
        for each in trace.mentions:
            if each.field == field:
                yield line(name, f"{each.value} · {_why(version, trace, each)}")
    for each in trace.mentions:
        if each.field == "none":
            yield line("left out", _why(version, trace, each))
    if trace.joined_by:
        shared = (
            f"{each.feature} ({', '.join(each.values)})" if each.values else each.feature
            for each in trace.joined_by
        )
        yield line("joined", f"same {', '.join(shared)}")


def _why(version: Version, trace: ReadingTrace, each: Mentions) -> str:
    words = ", ".join(map(repr, words_read(version, trace, each)))
    return f"{words} · {each.rule}" if words else each.rule


def _days(entry: Entry) -> str:
    start, end = entry.dates.start, entry.dates.end
    if start is None:
        return "undated"
    return str(start) if start == end else f"{start}/{end}"
