"""Pages of people: the list by surname, and one page for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from index.model.entry import Side
from index.text.surnames import sort_key
from search.query.query import Query
from search.results.people import NamedPerson
from web.current_searcher import LANGUAGE_PATH, profile, searcher
from web.routes.browse import MAX_SHOWN, subject_page
from web.views.i18n import gettext
from web.views.labels import country_name
from web.views.reading_language import page_read
from web.views.roles import countries_of, roles_of

pages = Blueprint("people", __name__, url_prefix=LANGUAGE_PATH)

MAX_READ = 1_000
"""Entries of a person that are read for the roles; the newest."""
MAX_ROLES = 20
"""Roles on the page of a person, the latest."""
MAX_PEOPLE = 300
"""People on a page. With more, each initial has pages of its own."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The people of one side whose surnames have one initial."""

    initial: str
    people: Sequence[NamedPerson]
    """By surname."""


@pages.get("/people")
def people_page(language: str) -> ResponseReturnValue:
    """Show everybody whom the archive names, guests and officials apart, from A to Z.

    In a large archive `side` and `initial` say of whom, and `page` which part of them.
    """
    people = searcher().people()
    sides: tuple[tuple[Side, str], ...] = (
        ("visitor", gettext("Guests and other institutions")),
        ("city", profile().publisher.body[language]),
    )
    groups = {
        side: (title, by_letter(person for person in people if person.side == side))
        for side, title in sides
    }
    shown = {side: group for side, group in groups.items() if group[1]}
    path = f"/{language}/people"
    if len(people) <= MAX_PEOPLE:
        return render_template("people.html", groups=shown, total=len(people), path=path, one=None)
    return render_template(
        "people.html", groups=shown, total=len(people), path=path, one=_one_letter(shown, path)
    )


def _one_letter(groups: dict[Side, tuple[str, list[Letter]]], path: str) -> dict[str, object]:
    """Return the part of a long list that is asked for; the first letter when none is."""
    side = next((side for side in groups if side == request.args.get("side")), next(iter(groups)))
    letters = groups[side][1]
    asked = request.args.get("initial", letters[0].initial)
    letter = next((letter for letter in letters if letter.initial == asked), None)
    page = request.args.get("page", 1, type=int)
    people = letter.people[(page - 1) * MAX_PEOPLE : page * MAX_PEOPLE] if letter else ()
    if letter is None or page < 1 or not people:
        abort(404)

    def address(number: int) -> str:
        return f"{path}?{urlencode({'side': side, 'initial': asked, 'page': number})}"

    return {
        "side": side,
        "initial": asked,
        "people": people,
        "before": address(page - 1) if page > 1 else "",
        "after": address(page + 1) if page * MAX_PEOPLE < len(letter.people) else "",
    }


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
        roles=roles_of(entries, id, language)[:MAX_ROLES],
        within={"title": gettext("Countries"), "list": countries} if countries else None,
    )


def by_letter(people: Iterable[NamedPerson]) -> list[Letter]:
    """Return the people by the initial of their surname, both in alphabetical order."""
    ordered = sorted(people, key=lambda person: (sort_key(person.name), person.id))
    grouped = groupby(ordered, key=lambda person: sort_key(person.name)[0][:1].upper())
    return [Letter(initial, tuple(members)) for initial, members in grouped]
