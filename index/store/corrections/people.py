"""Corrections of the people of an entry: `Jan Novak | Mayor of Plzen | visitor; Ada Rossi`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.model.entry import Person, Side
from index.store.corrections.listed_values import listed_values
from index.text.person_ids import person_id


def corrected_people(people: Iterable[Person], value: str) -> tuple[Person, ...]:
    """Return the people that a value makes of these, in its order.

    A person is a name, a role and a side (`city` or `visitor`) with `|` between; a role or side
    that is not given is the one that is known, else "" and `visitor`. Raises ValueError.
    """
    known = {person.id: person for person in people}
    listed = listed_values(value)
    if not listed or listed[0].action == "whole":
        given = (_person(each.text, known) for each in listed)
        return tuple({person.id: person for person in given}.values())
    result = dict(known)
    for each in listed:
        person = _person(each.text, known)
        if each.action == "added":
            result[person.id] = person
        else:  # it may be gone since other code reads the page
            result.pop(person.id, None)
    return tuple(result.values())


def _person(text: str, known: dict[str, Person]) -> Person:
    name, role, side = (*(part.strip() for part in text.split("|")), None, None)[:3]
    if text.count("|") > 2:
        raise ValueError(f"{text!r} has more than a name, a role and a side")
    id = person_id(name or "")
    if not name or not id:
        raise ValueError(f"{text!r} has no name")
    person = known.get(id) or Person(id, name, "", "visitor")
    person = replace(person, name=name)
    if role is not None:
        person = replace(person, role=role)
    return replace(person, side=_side(side)) if side else person


def _side(text: str) -> Side:
    match text.lower():
        case "city":
            return "city"
        case "visitor":
            return "visitor"
    raise ValueError(f"{text!r} is no side; write city or visitor")
