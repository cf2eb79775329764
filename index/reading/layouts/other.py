"""Pages without an event: which of them are kept and have no entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from index.model.page import Page, RawEntry
from index.reading.layouts.line.headings import ends_sentence
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.layouts.line.line_dates import dates_in
from index.reading.layouts.line.markup_dates import NamedDates
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, patterns
from index.text.months import FULL_NAMES
from index.text.printed_dates.forms import find_printed_dates

_READ = 1_500
"""Letters of a text in which the day of its event is looked for; chosen by hand."""
_SEARCHES = union(lambda words: words.addresses.searches)
_SEARCH_PATH = re.compile(rf"/(?:{alternation(_SEARCHES)})(?:[/.](?!label/|tag/)|$)")
_SEARCH_WORDS = _SEARCHES | {"s", "q", "query", "searchword", "keys", "keywords"}
"""Names of the parameters in which addresses hold the words that somebody searched for."""
_TOPICS = frozenset({"category", "label", "tag", "topic"})
"""Names of parameters of lists of all about one thing, whose path may be that of a search."""
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
_UNFOUND = re.compile(
    rf"{patterns(lambda words: words.layouts.unfound)}"
    rf"|{patterns(lambda words: words.layouts.searched)}"
    rf"|{patterns(lambda words: words.layouts.tenders)}"
)
_GALLERY = re.compile(patterns(lambda words: words.layouts.galleries))
_ABOUT_SITE = re.compile(patterns(lambda words: words.layouts.about_site))
_SEPARATOR = re.compile(r"\s+[-–—|·:»]\s+|\s*[|»]\s*")
"""Between the name of a page and that of its site."""
_LONGEST_NAME = 90
"""Letters of the longest name of a page without an event; chosen by hand."""
_PROPER_NAME = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]+)(?:[\s-](?:[A-ZÀ-Ý][\w'’-]+|[a-zà-ÿ'’]{1,4})){0,3}")
"""A heading that is the name of a place or a person, so that its text describes it."""
_LISTING = re.compile(r"index of /|directory listing|parent directory")


def is_other(
    page: Page,
    raws: Sequence[RawEntry],
    named_dates: Callable[[], NamedDates],
    names: Sequence[str],
) -> bool:
    """Return whether a marked-up page that was read as `raws` tells of no event.

    It lists what was searched for, or the files of a server; it is about the site, as `names` say
    (what its head calls it, and its first headings); or it is one text that describes what its
    heading names, or that neither it nor its
    markup or address dates. The day of a law or of a change dates nothing.
    """
    if not raws or is_search(page.url) or _is_named(names, _UNFOUND):
        return True
    is_list = sum(map(_is_dated, raws)) > 1
    if not is_list and _is_named(names, _ABOUT_SITE):
        return True
    if _is_named(names, _GALLERY) and sum(map(_is_told, raws)) < _LEAST_TOLD:
        return True
    if any(_LISTING.match(fold_letters(each[:40])) for each in (*names, raws[0].heading)):
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
    if _PROPER_NAME.fullmatch(raw.heading) and not any(
        printed.has_day for printed in find_printed_dates(text)
    ):
        return True
    plain = fold_letters(text)
    return all(
        _PASSING.search(plain, max(0, printed.begin - 90), printed.begin) is not None
        for printed in find_printed_dates(text)
    ) and not _IN_YEAR.search(plain)


def _is_dated(raw: RawEntry) -> bool:
    return bool(raw.month_heading or dates_in(raw.heading[:180]) or dates_in(raw.text[:120]))


def _is_told(raw: RawEntry) -> bool:
    """Return whether a dated picture has a text, and not only a name."""
    return _is_dated(raw) and any(map(ends_sentence, raw.paragraphs))


_LEAST_TOLD = 2
"""Pictures with a date and a text, from which a gallery tells of events; chosen by hand."""


def is_search(url: str) -> bool:
    """Return whether an address is that of the results of a search."""
    split = urlsplit(url)
    given = {name.casefold(): value for name, value in parse_qsl(split.query)}
    if any(name in _SEARCH_WORDS and not _PATH.fullmatch(given[name]) for name in given):
        return True
    return given.keys().isdisjoint(_TOPICS) and bool(_SEARCH_PATH.search(split.path.casefold()))


_PATH = re.compile(r"[a-z_-]+(?:/[\w-]+)+")
"""The path of a page that an older site has in its query: "?q=taxonomy/term/14"."""


def _is_named(names: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Return whether a page has a name of this kind, the name of its site beside it or not."""
    parts = (
        fold_letters(part).strip(' .:!?"“”«»[]()')
        for name in names
        if len(name) <= _LONGEST_NAME
        for part in (name, *_SEPARATOR.split(name))
    )
    return any(part and pattern.fullmatch(part) for part in parts)
