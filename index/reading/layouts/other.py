"""Pages without an event: which of them are kept and have no entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from index.model.page import Page, RawEntry
from index.reading.layouts.letter_folding import fold_letters
from index.reading.layouts.line_dates import dates_in
from index.reading.layouts.markup_dates import NamedDates
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns
from index.text.months import FULL_NAMES
from index.text.printed_dates.forms import find_printed_dates

_READ = 1_500
"""Letters of a text in which the day of its event is looked for; chosen by hand."""
_SEARCHES = union(lambda words: words.addresses.searches)
_SEARCH_PATH = re.compile(rf"/(?:{alternation(_SEARCHES)})(?:[/.]|$)")
_SEARCH_WORDS = _SEARCHES | {"s", "q", "query", "searchword", "keys", "keywords"}
"""Names of the parameters in which addresses hold the words that somebody searched for."""
_DATED_ADDRESS = re.compile(
    rf"(?:19|20)\d\d|/(?:{alternation(union(lambda words: words.addresses.entries))})/.*[^/]$"
    rf"|{alternation(FULL_NAMES)}"
)
_PASSING = re.compile(
    rf"\b(?:{patterns(lambda words: words.event_dates.past_things)}"
    rf"|{patterns(lambda words: words.layouts.rules)}"
    rf"|{alternation(union(lambda words: words.layouts.changed_labels))}"
    rf"|{alternation(union(lambda words: words.event_dates.updated))}|copyright)\b[^.;]{{0,60}}\Z"
)
_IN_YEAR = re.compile(
    rf"\b(?:{patterns(lambda words: words.event_dates.in_year)})\s+(?:19|20)\d\d\b"
)
_LISTING = re.compile(r"index of /|directory listing|parent directory")


def is_other(page: Page, raws: Sequence[RawEntry], named_dates: Callable[[], NamedDates]) -> bool:
    """Return whether a marked-up page that was read as `raws` tells of no event.

    It lists what was searched for, or the files of a server; or it is one text that neither it nor
    its markup or address dates. The day of a law or of a change dates nothing.
    """
    if is_search(page.url):
        return True
    if any(_LISTING.match(fold_letters(raw.heading[:40])) for raw in raws[:1]):
        return True
    if len(raws) != 1 or raws[0].layout != "single" or raws[0].link:
        return False
    (raw,) = raws
    named = named_dates()
    if named.event or named.published or raw.month_heading or dates_in(raw.heading[:180]):
        return False
    if _DATED_ADDRESS.search(unquote(urlsplit(page.url).path).casefold()):
        return False
    text = raw.text[:_READ]
    plain = fold_letters(text)
    return all(
        _PASSING.search(plain, max(0, printed.begin - 90), printed.begin) is not None
        for printed in find_printed_dates(text)
    ) and not _IN_YEAR.search(plain)


def is_search(url: str) -> bool:
    """Return whether an address is that of the results of a search."""
    split = urlsplit(url)
    if _SEARCH_PATH.search(split.path.casefold()):
        return True
    return any(name.casefold() in _SEARCH_WORDS for name, _ in parse_qsl(split.query))
