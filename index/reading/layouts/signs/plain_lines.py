"""Lines of a page's tree without what hides their sense: credits, counters, breaks, odd dates.

Each line keeps its place; one of which nothing is left is empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.reading.layouts.line.headings import ends_sentence, has_word, is_continued_by, title_year
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.line.noise import without_files
from index.reading.layouts.signs.calendar_dates import without_empty_days
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.months import month_number
from index.text.printed_dates.printed import full_year

_LABEL = 30
"""Letters of the longest label; chosen by hand."""
_PARAGRAPH = 60
"""Letters of the shortest text that a credit stands behind; chosen by hand."""


def plain_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines as they would be told: titles in one line, texts without their credits."""
    return without_empty_days(_without_counters(_unbroken(_without_credits(lines))))


def _without_credits(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without the words that several end in, such as "Photo: town archive".

    The size of a file beside its name is left out too.
    """
    counts = Counter(
        line.pieces[-1]
        for line in lines
        if len(line.pieces) > 1 and len(line.pieces[-1]) <= _LONGEST_CREDIT
    )
    whole = list(lines)
    for place, line in enumerate(lines):
        if len(line.pieces) < _PARTS:
            continue
        credit = line.pieces[-1]
        text = line.text.removesuffix(credit).rstrip()
        if counts[credit] >= _LEAST_CREDITS and _is_whole(text) and has_word(credit):
            pieces, marked = line.pieces[:-1], line.marked[:-1]
        elif line.marked[0] and (text := without_files(line.text)) != line.text:
            runs = [
                (without_files(run), each)
                for run, each in zip(line.pieces, line.marked, strict=True)
            ]
            pieces = tuple(run for run, _ in runs if run)
            marked = tuple(each for run, each in runs if run)
        else:
            continue
        whole[place] = replace(line, text=text, pieces=pieces, marked=marked)
    return whole


def _is_whole(text: str) -> bool:
    return len(text) >= _PARAGRAPH and ends_sentence(text) and text[-1] not in ":;"


_PARTS = 2
"""Pieces of the shortest line with something beside its text."""
_LEAST_CREDITS, _LONGEST_CREDIT = 3, 60
"""Lines that end in the same words, from which these are of none, and their letters; by hand."""


def _without_counters(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without numbers that stand alone, when most are no years: visits, comments.

    Their lines are empty, so that each line keeps its place.
    """
    numbers = [
        place
        for place, line in enumerate(lines)
        if not line.level and line.text.isdigit() and 2 < len(line.text) < _LONGEST_NUMBER
    ]
    years = sum(bool(title_year(lines[place].text)) for place in numbers)
    if not years or years * 2 > len(numbers):
        return lines
    without = list(lines)
    for place in numbers:
        without[place] = replace(lines[place], text="", pieces=(), marked=())
    return without


_LONGEST_NUMBER = 7
"""Digits of the longest number that is a counter, and one more; chosen by hand."""


def _unbroken(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with the titles that were broken by hand on their first line.

    Their other lines are empty, so that each line keeps its place.
    """
    if not any(line.is_broken for line in lines):
        return lines
    whole = list(lines)
    for place in range(len(whole) - 2, -1, -1):
        line, below = whole[place], whole[place + 1]
        is_title = line.is_broken and line.strong == below.strong and line.level == below.level
        if not is_title or dates_in(line.text) or dates_in(below.text) or not below.text:
            continue
        if is_continued_by(line.text, below.text) or len(line.text.split()) == 1:
            words = f"{line.text} {below.text}"
            whole[place] = replace(line, text=words, pieces=(words,), marked=(True,))
            whole[place + 1] = replace(below, text="", pieces=(), marked=())
    return whole


def with_plain_date(line: Line) -> Line:
    """Return a line whose first date is written as others are: "5 / 3 / 2009", "5-3-09"."""
    if not line.text[:1].isdigit():
        return line
    if (found := _SHORT_YEAR.match(line.text)) and month_number(found[2]) is not None:
        return _redated(line, found, f"{found[1]} {found[2]} {full_year(found[3])}")
    if found := _SPACED.match(line.text):
        sign = found[2]
        return _redated(line, found, f"{found[1]}{sign}{found[3]}{sign}{found[4]}")
    if found := _DASHED.match(line.text):
        return _redated(line, found, "/".join(filter(None, found.groups())))
    return line


def _redated(line: Line, found: re.Match[str], date: str) -> Line:
    """Return a line that opens with another spelling of the date that was found."""
    changed = replace(line, text=date + line.text[found.end() :])
    if line.pieces[0].startswith(found[0]):
        changed.pieces = (date + line.pieces[0][found.end() :], *line.pieces[1:])
    return changed


def opens_with_label(line: Line) -> bool:
    """Return whether a line is a value behind its label: "Where: City Hall"."""
    return _LABELLED.match(line.text) is not None


_LABELLED = re.compile(r"[^\W\d_][\w '’]{2,20}:\s+\S")


def has_title_label(line: Line) -> bool:
    """Return whether a line is a title behind its label: "Title: A choir"."""
    return ":" in line.text[:_LABEL] and without_title_label(line) is not line


def without_title_label(line: Line) -> Line:
    """Return the title of a line such as "Title: A choir", where other labels follow."""
    label = _TITLE_OPENS.match(fold_letters(line.text[:_LABEL]))
    if label is None or not has_word(line.text[label.end() :]):
        return line
    title = line.text[label.end() :]
    return replace(line, text=title, pieces=(title,), marked=(True,), strong=True)


_TITLE_OPENS = re.compile(
    rf"(?:{alternation(union(lambda words: words.layouts.title_labels))})\s*:\s+(?=\S)"
)
_SPACED = re.compile(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?\2)?\s((?:19|20)\d\d)\b")
_AFTER = r"(?=\Z|\s+[^\W\d_]|\s?[:–—|-]\s)"
_DASHED = re.compile(
    rf"(0?[1-9]|[12]\d|3[01])(?:-(0?[1-9]|1[0-2])-|\.(0?[1-9]|1[0-2])\.['’])(\d\d){_AFTER}"
)
"""A date that in a text might be the score of a game: "5-3-09"."""
_SHORT_YEAR = re.compile(rf"(0?[1-9]|[12]\d|3[01])[-./]([^\W\d_]{{3,9}})\.?[-./](\d\d){_AFTER}")
"""A date whose month is a word, and its year cut short: "5-mar-09"."""
