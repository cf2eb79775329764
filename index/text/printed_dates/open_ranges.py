"""Open ranges: a day with the words that leave one of its ends open, "until 5 May"."""

from __future__ import annotations

import re

from index.text.folding import fold
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before

_SINCE = union(lambda words: words.search.since | words.calendar.range_from) - union(
    lambda words: words.grammar.of
)
_THE = before(union(lambda words: words.calendar.before_day))
_WEEKDAYS = alternation(union(lambda words: words.calendar.weekdays))
_ON = rf"(?:{_THE})?(?:(?:{_WEEKDAYS}),?\s+)?"
OPEN_FROM = before(_SINCE)
"""Words before the first day of a range whose last is not said; none that also means "of"."""
OPEN_UNTIL = before(union(lambda words: words.search.up_to))
"""Words before the last day of a range whose first is not said."""
_BEFORE = re.compile(rf"(?<!\w)(?:(?P<since>{OPEN_FROM})|{OPEN_UNTIL}){_ON}\Z", re.IGNORECASE)
_ONWARDS = re.compile(
    rf",?\s+(?:{alternation(union(lambda words: words.search.onwards))})(?!\w)", re.IGNORECASE
)
_LONGEST = 40
"""Characters of the longest words before such a day."""


def find_open_range(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of a day with the words that leave one of its ends open, or None.

    The day is at `begin` to `end` (exclusive). Whether it is a range already the caller knows.
    """
    start = max(0, begin - _LONGEST)
    plain = fold(text[start:begin])
    if len(plain) != begin - start:  # a letter folds to two
        plain = text[start:begin]
    found = _BEFORE.search(plain)
    if found is None:
        return None
    onwards = _ONWARDS.match(text, end) if found["since"] else None
    return start + found.start(), onwards.end() if onwards else end
