"""The variables and functions of every template: labels, dates and URLs in the page's language."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from babel.lists import format_list
from flask import current_app, g, request
from markupsafe import Markup

from index.model.entry import DateSpan
from index.model.errors import ArchiveError
from search.export.json_format import search_url
from search.query.query import Query
from search.results.date_format import unbroken, written, written_day
from search.results.holdings import Holdings
from search.results.labels import place_name
from web.current_searcher import holdings, profile
from web.views.fragments import check_boxes, facts, tally, when, year_items
from web.views.hits import hit_item
from web.views.html import headline, lang, plain_headline
from web.views.i18n import LANGUAGES, LOCALES, figure, page_language, template_gettext
from web.views.labels import LANGUAGE_NAMES, country_name, kind_name, language_name
from web.views.query_text import entry_count
from web.views.query_url import hidden_fields, query_string
from web.views.reading_language import chosen_read, page_read

ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -3 28 28"><path fill="#2f7d66" '
    'd="M0 22V9a4 4 0 0 1 8 0v13H6V9a2 2 0 0 0-4 0v13zM10 22V7a4 4 0 0 1 8 0v15h-2V7a2 2 0 0 0-4 0'
    'v15zM20 22V9a4 4 0 0 1 8 0v13h-2V9a2 2 0 0 0-4 0v13z"/></svg>',
    safe="/:=",
)

CONTROLS = (
    "q", "person", "place", "phrase", "year", "from", "to",
    "country", "kind", "written", "people", "places", "exactly",
)  # fmt: skip
"""The parameters for which the search page has a control, and the one that is of the words typed
before only."""


def site() -> str:
    """Return scheme and host for absolute URLs, without a slash at the end."""
    return str(current_app.config["SITE"] or request.url_root).rstrip("/")


def entry_address(id: str, query: Query | None = None, *, language: str | None = None) -> str:
    """Return the path of an entry's page, with the query by which it was found."""
    return f"/{language or page_language()}/e/{id}{_found_by(query) if query else ''}"


@lru_cache(maxsize=256)
def _found_by(query: Query) -> str:
    found_by = query_string(query)[1:]
    return f"?{urlencode({'from': found_by})}" if found_by else ""


def dated(dates: DateSpan) -> str:
    """Return the span in words of the page's language, without line breaks inside a date."""
    return unbroken(written(dates, page_language()))


def template_globals() -> dict[str, Any]:
    """Return the names that every template, and every macro imported with context, may use."""
    language, read = page_language(), page_read()
    return {
        **_language_globals(language),
        **_profile_globals(language),
        "alternate_urls": alternate_language_urls(),
        "switch_nofollow": bool(request.query_string),
        "style": current_app.config["STYLE"],
        "script": current_app.config["SCRIPT"],
        "timeline_script": current_app.config["TIMELINE"],
        "site": site(),
        "empty_query": Query(read=chosen_read()),
        "chosen_read": chosen_read(),
        "page_read": read,
        "hit": lambda one, link: hit_item(one, link, read, language),
    }


@cache
def _language_globals(language: str) -> dict[str, Any]:
    """Return those that are the same for every page in a language."""
    return {
        **template_gettext(language),
        "language": language,
        "language_names": LANGUAGE_NAMES,
        "icon": ICON,
        "holdings": _holdings,
        "lang": lambda tag: lang(tag, language),
        "address": lambda query, form="": search_url(query, language, form),
        "entry_address": entry_address,
        "hidden_fields": lambda query, shown=CONTROLS: hidden_fields(query, shown=shown),
        "words_query": lambda words: Query(text=words),
        "country_page": lambda code: f"/{language}/countries/{code}",
        "year_address": lambda year: f"/{language}/search?year={year}",
        "entry_count": entry_count,
        "figure": figure,
        "tally": lambda count: tally(count, language),
        "check_boxes": lambda field, labelled: check_boxes(field, labelled, language),
        "year_items": lambda bars, link, tab: year_items(bars, link, tab, language),
        "country_name": lambda code: country_name(code, language),
        "place_name": lambda place: place_name(place, language),
        "kind_name": lambda kind: kind_name(kind, language),
        "written": lambda dates: unbroken(written(dates, language)),
        "written_day": lambda day: unbroken(written_day(day, language)),
        "dated": dated,
        "when": lambda dates: when(dates, language),
        "facts": lambda one: facts(
            one.countries, one.places, one.kind, kind_name(one.kind, language), language
        ),
        "headline": lambda passage: headline(passage, language),
        "plain_headline": lambda passage: plain_headline(passage, language),
    }


def _profile_globals(language: str) -> dict[str, Any]:
    """Return what the templates say of the archive itself."""
    its = profile()
    name = its.site[language]
    written = "it" if name == its.site["it"] else language
    return {
        "site_title": name,
        "site_name": Markup("<span{}>{}</span>").format(lang(written, language), name),
        "city": its.home.name[language],
        "publisher": its.publisher.in_text[language],
        "author": its.publisher.author(language),
        "since": since,
        "languages_written": lambda: languages_written(language),
        "is_bundled": not its.text,
        "is_own_site": its.is_own_site,
        "contact": contact(),
    }


def contact() -> str:
    """Return the mail address that errors are reported to; "" for none."""
    return str(current_app.config["CONTACT"]) or profile().contact


def since() -> int | None:
    """Return the first year of the news; None when nobody knows it."""
    held = _holdings()
    return profile().publisher.since or (held.years[0] if held and held.years else None)


def languages_written(language: str) -> str:
    """Return the languages that entries are written in, most frequent first, as a list in words.

    It is empty where no language is known.
    """
    held = _holdings()
    counted = sorted((held.languages if held else {}).items(), key=lambda pair: -pair[1])
    names = [name for tag, _ in counted if (name := language_name(tag, language))]
    return str(format_list(names, locale=LOCALES[language]))


def alternate_language_urls() -> dict[str, str]:
    """Return the path and parameters of this page in each language."""
    first, _, rest = request.path[1:].partition("/")
    inside = rest if first in LANGUAGES else ""
    asked = request.query_string.decode("ascii", "replace") if first in LANGUAGES else ""
    tail = quote(inside, safe="/~:@!$&'()*+,;=") + (f"?{asked}" if asked else "")
    return {language: f"/{language}/{tail}" for language in LANGUAGES}


def _holdings() -> Holdings | None:
    if g.get("failed"):
        return None
    try:
        return holdings()
    except ArchiveError:
        return None
