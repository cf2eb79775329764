"""Small pieces of HTML that many pages share, cached: dates, places, counts, bars.

They are made here and not in templates, because a page has hundreds of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from markupsafe import Markup, escape

from index.model.entry import DateSpan, Place
from search.export.json_format import search_url
from search.query.query import FacetField, Query
from search.results.date_format import time_value, unbroken, written
from search.results.labels import place_name
from web.views.facet_lists import Labelled
from web.views.i18n import figure_in, ngettext_in
from web.views.labels import country_name
from web.views.timeline import Bar

CACHE_SIZE = 4096
"""Pieces of each kind in the cache."""


@lru_cache(maxsize=CACHE_SIZE)
def when(dates: DateSpan, language: str) -> Markup:
    """Return the span in words as a time element; without a first day, only the words."""
    words, value = unbroken(written(dates, language)), time_value(dates)
    if not value:
        return escape(words)
    return Markup(f'<time datetime="{escape(value)}">{year_apart(words)}</time>')


def year_apart(words: str) -> Markup:
    """Return the words with the last year in a span, which a margin shows on a second line."""
    found = re.fullmatch(r"(.*[^\d–\u2060 ].*) (\d{4})", words, re.DOTALL)
    if not found:
        return escape(words)
    return Markup(f'{escape(found[1])} <span class="y">{escape(found[2])}</span>')


def facts(
    countries: tuple[str, ...], places: tuple[Place, ...], kind: str, kind_words: str, language: str
) -> Markup:
    """Return the countries, each before its places, and the kind of an entry, as links."""
    named = tuple([(place.country, place.id, place_name(place, language)) for place in places])
    return _facts(countries, named, kind, kind_words, language)


@lru_cache(maxsize=CACHE_SIZE)
def _facts(
    countries: tuple[str, ...],
    places: tuple[tuple[str, str, str], ...],
    kind: str,
    kind_words: str,
    language: str,
) -> Markup:
    where = []
    for code in countries:
        links = [_link(f"/{language}/countries/{code}", country_name(code, language))]
        links += [
            _link(f"/{language}/places/{id}", name)
            for country, id, name in places
            if country == code
        ]
        where.append(", ".join(links))
    address = search_url(Query(kind=(kind,)), language)
    of_kind = f'<a href="{escape(address)}" rel="nofollow">{escape(kind_words)}</a>'
    return Markup(" · ".join(("; ".join(where), of_kind)) if where else of_kind)


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


@lru_cache(maxsize=CACHE_SIZE)
def tally(count: int, language: str) -> Markup:
    """Return a number of entries; the word "entries" is only for screen readers."""
    entries = ngettext_in(language, "entry", "entries", count)
    return Markup(
        f'<span class="n">{figure_in(language, count)}'
        f'<span class="vh"> {escape(entries)}</span></span>'
    )


def check_boxes(field: FacetField, labelled: Iterable[Labelled], language: str) -> Markup:
    """Return a list item with a check box of the form `f` for each value of a facet."""
    return Markup(
        "".join(
            [
                f"{_check_box(field, value.value, label, value.selected)} "
                f"{tally(value.count, language)}</label></li>\n"
                for label, value in labelled
            ]
        )
    )


@lru_cache(maxsize=CACHE_SIZE)
def _check_box(field: FacetField, value: str, label: str, selected: bool) -> str:
    return (
        f'<li><label><input type="checkbox" name="{field}" value="{escape(value)}"'
        f' form="f"{" checked" if selected else ""}> <span>{escape(label)}</span>'
    )


def year_items(
    bars: Iterable[Bar], link: Callable[[str], str], tab: int | None, language: str
) -> Markup:
    """Return a list item for each year: a link with its bar, or only words for an empty year.

    `tab` is the tabindex of the links, if they have one.
    """
    tabindex = "" if tab is None else f' tabindex="{tab}"'
    items = []
    for bar in bars:
        century, year = divmod(bar.value, 100)
        data = f' data-year="{bar.value}"'
        words = f'<b><span class="c">{century}</span>{year:02}</b>'
        if not bar.count and not bar.selected:
            items.append(f"<li{data}><span>{words}{_nothing(language)}</span></li>\n")
            continue
        height = (
            f'<svg height="{bar.height}" aria-hidden="true">{_WHOLE}</svg>' if bar.height else ""
        )
        chosen = ' aria-current="true"' if bar.selected else ""
        items.append(
            f'<li{data}><a href="{escape(link(str(bar.value)))}"{chosen}{tabindex} rel="nofollow">'
            f"{words} {tally(bar.count, language)}{height}</a></li>\n"
        )
    return Markup("".join(items))


_WHOLE = '<rect width="100%" height="100%"/>'


@cache
def _nothing(language: str) -> Markup:
    none = ngettext_in(language, "%(number)s entry", "%(number)s entries", 0, number="0")
    return Markup('<span class="vh"> {}</span>').format(none)
