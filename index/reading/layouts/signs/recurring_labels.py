"""Labels that recur beside the dates of a page: "Press release no. 12 – Lyon, 3 May 2010"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.reading.layouts.line.date_lines import plain_date, role_of
from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line import Line
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.signs.sign_of_line import is_note
from index.reading.layouts.signs.signed_line import SignedLine

_LEAST = 3
"""Lines that have the same words beside their dates, from which these are a label; by hand."""
_LONGEST = 120
"""Letters of the longest label with its date; chosen by hand."""


def without_labels(signed: Sequence[SignedLine]) -> list[SignedLine]:
    """Return the lines, those whose words beside a date recur with other dates as dates alone.

    Numbers do not count, as those of press releases.
    """
    keys = [_key(one) for one in signed]
    counts = Counter(key for key in keys if key)
    if not any(number >= _LEAST for number in counts.values()):
        return list(signed)
    return [
        _as_date(one) if key and counts[key] >= _LEAST else one
        for key, one in zip(keys, signed, strict=True)
    ]


def _key(one: SignedLine) -> str:
    """Return the words beside the only date of a line, "" for a heading or a line without any."""
    line = one.line
    if one.sign not in ("text", "date", "heading date") or line.level or line.strong:
        return ""
    if not line.text or len(line.text) > _LONGEST or (one.sign == "date" and not one.rest):
        return ""
    dates = dates_in(line.text)
    if len(dates) != 1 or ends_sentence(line.text):
        return ""
    begin, end = dates[0]
    if is_note(line.text, line.text[begin:end]):
        return ""
    words = re.sub(r"[\W\d_]+", " ", f"{line.text[:begin]} | {line.text[end:]}")
    return fold_letters(words).strip()


def _as_date(one: SignedLine) -> SignedLine:
    line: Line = one.line
    begin, end = dates_in(line.text)[0]
    role = one.role if one.sign == "date" else role_of(fold_letters(line.text[:begin]))
    date = plain_date(line.text[begin:end])
    return replace(one, sign="date", date=date, rest="", role=role, has_title=False)
