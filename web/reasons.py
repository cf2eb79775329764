"""Why a search is refused, in plain words of the reader's language."""

from __future__ import annotations

import re

from werkzeug.datastructures import MultiDict

from search.dates import span_of
from search.errors import QueryError
from search.query import MAX_CHARACTERS, MAX_LIMIT, MAX_PREFIXES, MAX_REACH, MAX_WORDS
from web.sayings import quoted
from web.words import figure, gettext


def reason(args: MultiDict[str, str]) -> str:
    """What in these parameters is beyond a limit or is no value at all, and what to do."""
    for name in ("q", "person", "place", "phrase"):
        if len(args.get(name, "")) > MAX_CHARACTERS:
            return gettext(
                "The search is too long: use at most %(number)s characters.", number=MAX_CHARACTERS
            )
    for name in ("from", "to"):
        for value in args.getlist(name):
            if not _is_point(value):
                return gettext(
                    "%(value)s is not a date. Write a year, a month or a day: "
                    "2007, 2007-05 or 2007-05-31.",
                    value=quoted(value[:40]),
                )
    for value in args.getlist("year"):
        if value.strip() and not re.fullmatch(r"\d{1,5}", value.strip(), re.ASCII):
            return gettext("%(value)s is not a year. Write it as 2007.", value=quoted(value[:40]))
    if _is_backwards(args.get("from", "").strip(), args.get("to", "").strip()):
        return gettext("The search ends before it begins: exchange the two dates.")
    for name in ("page", "limit"):
        value = args.get(name, "1")
        if not re.fullmatch(r"[1-9]\d{0,11}", value, re.ASCII):
            return gettext(
                "There is no page %(value)s: pages begin with 1.", value=quoted(value[:40])
            )
    limit = int(args.get("limit", "20"))
    if limit > MAX_LIMIT:
        return gettext("A page holds at most %(number)s entries.", number=figure(MAX_LIMIT))
    if int(args.get("page", "1")) * limit > MAX_REACH:
        return gettext(
            "Only the first %(number)s entries can be paged. Narrow the search with a filter, "
            "or take the whole result as a file.",
            number=figure(MAX_REACH),
        )
    if args.get("q", "").count("*") > MAX_PREFIXES:
        return gettext("Use at most %(number)s words with an asterisk.", number=MAX_PREFIXES)
    if len(re.findall(r"\w+", " ".join(args.values()))) > MAX_WORDS:
        return gettext("That is too many words: use at most %(number)s.", number=MAX_WORDS)
    return gettext("Something in the address is not understood. Start again from the box above.")


def _is_point(value: str) -> bool:
    """Whether this is a year, a month or a day of a query; an empty one asks for nothing."""
    try:
        return not value.strip() or bool(span_of(value.strip()))
    except QueryError:
        return False


def _is_backwards(since: str, until: str) -> bool:
    return bool(since and until) and span_of(since)[0] > span_of(until)[1]
