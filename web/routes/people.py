"""Pages of people: the list by surname, and one page for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, islice

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from index.model.entry import Side
from index.text.surnames import sort_key
from search.query.query import Query
from search.results.people import NamedPerson
from web.current_searcher import LANGUAGE_PATH, searcher
from web.routes.browse import MAX_SHOWN, subject_page
from web.views.i18n import gettext
from web.views.labels import country_name
from web.views.reading_language import page_read
from web.views.roles import countries_of, roles_of

pages = Blueprint("people", __name__, url_prefix=LANGUAGE_PATH)

MAX_READ = 1_000
"""Entries of a person that are read for the roles; the newest."""

Letters = list[tuple[str, list[NamedPerson]]]
"""Initials in alphabetical order, each with its people by surname."""


@pages.get("/people")
def people_page(language: str) -> ResponseReturnValue:
    """Show everybody whom the archive names, guests and officials apart, from A to Z."""
    people = searcher().people()
    sides: tuple[tuple[Side, str], ...] = (
        ("visitor", gettext("Guests and other institutions")),
        ("city", gettext("City of Torino")),
    )
    groups = [
        (side, title, by_letter(person for person in people if person.side == side))
        for side, title in sides
    ]
    return render_template(
        "people.html", groups=[group for group in groups if group[2]], total=len(people)
    )


@pages.get("/people/<id>")
def person_page(language: str, id: str) -> ResponseReturnValue:
    """Show a person: the roles over the years, the countries, the newest entries."""
    person = next((person for person in searcher().people() if person.id == id), None)
    if person is None:
        abort(404)
    query = Query(people=(id,))
    results = searcher().search(replace(query, limit=MAX_SHOWN, read=page_read()))
    newest = searcher().export(replace(query, sort="newest"))
    entries = tuple(islice(newest, MAX_READ))
    countries = [
        (country_name(code, language), count, f"/{language}/countries/{code}")
        for code, count in countries_of(entries)
    ]
    return subject_page(
        results,
        name=person.name,
        up={"address": f"/{language}/people", "words": gettext("All people")},
        roles=roles_of(entries, id, language),
        within={"title": gettext("Countries"), "list": countries} if countries else None,
    )


def by_letter(people: Iterable[NamedPerson]) -> Letters:
    """Return the people by the initial of their surname."""
    ordered = sorted(people, key=lambda person: (sort_key(person.name), person.id))
    grouped = groupby(ordered, key=lambda person: sort_key(person.name)[0][:1].upper())
    return [(letter, list(members)) for letter, members in grouped]
