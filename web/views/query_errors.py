"""Query errors in words of the page's language."""

from __future__ import annotations

from search.query.errors import QueryError
from search.query.query import (
    MAX_CHARACTERS,
    MAX_LIMIT,
    MAX_REACH,
    MAX_SECONDS,
)
from search.query.url_parameters import MAX_VALUES
from web.views.i18n import figure, gettext
from web.views.query_text import quoted

MAX_SHOWN = 40
"""Characters of a wrong value that a message repeats."""


def reason(error: QueryError) -> str:
    """Return what is wrong with the query, and what to do."""
    value = quoted(error.value[:MAX_SHOWN])
    match error.code:
        case "too-long":
            return gettext(
                "The search is too long: use at most %(number)s characters.", number=MAX_CHARACTERS
            )
        case "too-many-values":
            return gettext("Choose at most %(number)s values of one filter.", number=MAX_VALUES)
        case "too-many-alternatives":
            return gettext(
                "These words stand for too many others together: use fewer words, or search for "
                "these words alone."
            )
        case "too-slow":
            return gettext(
                "This search takes more than %(number)s seconds: use fewer words, or less common "
                "ones.",
                number=figure(round(MAX_SECONDS)),
            )
        case "not-a-number":
            return gettext("%(value)s is not a number.", value=value)
        case "not-a-year":
            return gettext("%(value)s is not a year. Write it as 2007.", value=value)
        case "not-a-date":
            return gettext(
                "%(value)s is not a date. Write a year, a month or a day: "
                "2007, May 2007 or 31/5/2007.",
                value=value,
            )
        case "backwards":
            return gettext("The end date is before the start date: swap the two.")
        case "no-such-page":
            return gettext("There is no page %(value)s: pages begin with 1.", value=value)
        case "no-such-size":
            return gettext("A page holds 1 to %(number)s entries.", number=figure(MAX_LIMIT))
        case "no-such-value":
            return gettext("%(value)s is not a value of its filter.", value=value)
        case "no-such-separator":
            return gettext(
                "%(value)s does not separate cells: use comma or semicolon.", value=value
            )
        case "beyond-reach":
            return gettext(
                "Only the first %(number)s entries can be shown page by page. Narrow the search "
                "with a filter, or export the whole result.",
                number=figure(MAX_REACH),
            )
