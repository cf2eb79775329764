"""Small pieces of a page that many hits share, each made once: when an entry was, and where."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from index.entry import DateSpan, Place
from search.answers import search_url
from search.labels import place_name
from search.query import Query
from search.written_dates import time_value, unbroken, written
from web.labels import country_name

KEPT = 4096
"""How many pieces of a sort are kept."""


@lru_cache(maxsize=KEPT)
def when(dates: DateSpan, language: str) -> Markup:
    """The span in words as a time element; bare words when it has no first day."""
    words, value = unbroken(written(dates, language)), time_value(dates)
    if not value:
        return escape(words)
    return Markup('<time datetime="{}">{}</time>').format(value, year_apart(words))


def year_apart(words: str) -> Markup:
    """The last year in a span of its own, which the margin sets on a second line."""
    found = re.fullmatch(r"(.*[^\d–\u2060 ].*) (\d{4})", words, re.DOTALL)
    if not found:
        return escape(words)
    return Markup('{} <span class="y">{}</span>').format(found[1], found[2])


def facts(
    countries: tuple[str, ...], places: tuple[Place, ...], kind: str, kind_words: str, language: str
) -> Markup:
    """Where an entry was, each country before its places, and of what kind, as links."""
    named = tuple((place.country, place.id, place_name(place, language)) for place in places)
    return _facts(countries, named, kind, kind_words, language)


@lru_cache(maxsize=KEPT)
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
        where.append(Markup(", ").join(links))
    of_kind = Markup('<a href="{}" rel="nofollow">{}</a>').format(
        search_url(Query(kind=(kind,)), language), kind_words
    )
    if not where:
        return of_kind
    return Markup("; ").join(where) + Markup(" · ") + of_kind


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)
