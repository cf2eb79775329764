"""Corrections of the places and countries of an entry: `Nagoya; Osaka`, `+ Lione (FR)`, `FR CN`."""

from __future__ import annotations

import re
from dataclasses import replace

from index.gazetteer import Gazetteer, load_gazetteer
from index.model.entry import Entry, Place
from index.store.corrections.listed_values import listed_values
from index.text.folding import fold

_WITH_COUNTRY = re.compile(r"(?P<name>.+?)\s*\(\s*(?P<country>[^()]+)\)")


def corrected_places(entry: Entry, value: str) -> Entry:
    """Return the entry with the places of a value, and their countries among its own.

    A place is named by its id (`bacau-ro`) or by any name that the gazetteer knows, with its
    country in brackets where several have one. No country is taken away. Raises ValueError.
    """
    gazetteer = load_gazetteer()
    listed = listed_values(value)
    is_whole = not listed or listed[0].action == "whole"
    here = {place.id: place for place in entry.places}
    result = {} if is_whole else dict(here)
    for each in listed:
        place = _place(each.text, entry, gazetteer)
        if each.action != "removed":
            result[place.id] = here.get(place.id, place)
        else:  # it may be gone since other code reads the page
            result.pop(place.id, None)
    countries = dict.fromkeys((*entry.countries, *(place.country for place in result.values())))
    return replace(entry, places=tuple(result.values()), countries=tuple(countries))


def corrected_countries(entry: Entry, value: str) -> Entry:
    """Return the entry with the countries of a value, and without the places of all others.

    A country is its two-letter code or its name. Codes may have blanks or commas between, names
    only semicolons, commas and line ends. Raises ValueError.
    """
    gazetteer = load_gazetteer()
    are_codes = all(len(word) == 2 for word in re.findall(r"[^\W_]+", value))
    listed = listed_values(value, r"[;,\n]|\s(?=[+-])|(?<=\w)\s+" if are_codes else r"[;,\n]")
    is_whole = not listed or listed[0].action == "whole"
    result = {} if is_whole else dict.fromkeys(entry.countries)
    for each in listed:
        code = _country(each.text, gazetteer)
        if each.action == "removed":
            result.pop(code, None)
        else:
            result[code] = None
    places = tuple(place for place in entry.places if place.country in result)
    return replace(entry, countries=tuple(result), places=places)


def _country(text: str, gazetteer: Gazetteer) -> str:
    found = gazetteer.countries_named(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{text!r} can be {' or '.join(sorted(found))}; write the code")
    raise ValueError(f"{text!r} is no country; write its two letters, such as FR, or its name")


def _place(text: str, entry: Entry, gazetteer: Gazetteer) -> Place:
    """Return the place that a text names. Raises ValueError when none or several would do."""
    if place := gazetteer.place(text):
        return replace(place, as_written=place.names.get("en", text))
    parts = _WITH_COUNTRY.fullmatch(text)
    name = parts["name"] if parts else text
    country = _country(parts["country"].strip(), gazetteer) if parts else None
    ids = dict.fromkeys(
        sense.place
        for sense in gazetteer.senses(fold(name))
        if sense.place and country in (None, sense.country)
    )
    places = [place for id in ids if id and (place := gazetteer.place(id))]
    own = {place.id for place in entry.places}
    for narrower in (
        [place for place in places if place.id in own],
        [place for place in places if place.country in entry.countries],
        places,
    ):
        if len(narrower) == 1:
            return replace(narrower[0], as_written=name)
    if places:
        raise ValueError(f"{text!r} can be {', '.join(place.id for place in places)}; write the id")
    raise ValueError(f"the gazetteer has no place {text!r}")
