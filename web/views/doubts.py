"""Doubts about an entry in words: what its sources disagree about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.model.entry import DateSpan, Doubt
from search.results.date_format import unbroken, written
from web.views.i18n import gettext
from web.views.labels import capitalized, country_name, language_name


@dataclass(frozen=True, slots=True)
class DoubtText:
    """A doubt in words."""

    title: str
    words: str


def doubt_text(doubt: Doubt, language: str) -> DoubtText:
    """Return a doubt in the page's language; the entry shows the first reading."""
    titles = {
        "date": gettext("A doubt about the date"),
        "language": gettext("A doubt about the language"),
        "places": gettext("A doubt about the place"),
        "countries": gettext("A doubt about the country"),
        "people": gettext("A doubt about a person"),
    }
    texts = [
        reading_text(reading.source, _value(doubt.field, reading.value, language))
        for reading in doubt.readings
    ]
    return DoubtText(
        titles.get(doubt.field, gettext("A doubt")),
        gettext(
            "%(readings)s. The first of them is shown.", readings=capitalized("; ".join(texts))
        ),
    )


def reading_text(source: str, value: str) -> str:
    """Return what a part of a page says, as a part of a sentence."""
    forms = {
        "heading": gettext("the heading says %(value)s", value=value),
        "text": gettext("the text says %(value)s", value=value),
        "folder": gettext("the folder of the page says %(value)s", value=value),
        "address": gettext("the address of the page says %(value)s", value=value),
        "month heading": gettext("the heading of the month says %(value)s", value=value),
        "markup": gettext("the page's markup says %(value)s", value=value),
    }
    return forms.get(source, f"{source}: {value}")


def _value(field: str, value: str, language: str) -> str:
    """Return the value of a reading in words: ISO days and ranges as dates, codes as names."""
    if field == "language":
        return language_name(value, language) or value
    if field in ("country", "countries"):
        return country_name(value, language)
    return date_text(value, language)


def date_text(value: str, language: str) -> str:
    """Return an ISO day or interval in words; anything else as it is."""
    ends = value.split("/")
    try:
        days = [date.fromisoformat(end) for end in ends]
    except ValueError:
        return value
    return unbroken(written(DateSpan(days[0], days[-1], "day", ""), language))
