"""Doubts about an entry in words: what its sources disagree about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.model.entry import DateSpan, Doubt, Entry, Reading
from search.results.date_format import unbroken, written
from web.views.i18n import gettext
from web.views.labels import capitalized, country_name, language_name


@dataclass(frozen=True, slots=True)
class DoubtText:
    """A doubt in words."""

    title: str
    words: str


def doubt_text(doubt: Doubt, entry: Entry, language: str) -> DoubtText:
    """Return a doubt of an entry in the page's language; the entry shows the first reading."""
    titles = {
        "date": gettext("A doubt about the date"),
        "language": gettext("A doubt about the language"),
        "places": gettext("A doubt about the place"),
        "countries": gettext("A doubt about the country"),
        "people": gettext("A doubt about a person"),
    }
    texts = [
        said_reading(reading, _value(doubt.field, reading.value, language), entry, language)
        for reading in doubt.readings
    ]
    words = capitalized("; ".join(texts))
    if len(texts) == 1:
        words = gettext("%(reading)s, and nothing else does.", reading=words)
    else:
        words = gettext("%(readings)s. The first of them is shown.", readings=words)
    return DoubtText(titles.get(doubt.field, gettext("A doubt")), words)


def said_reading(reading: Reading, value: str, entry: Entry, language: str) -> str:
    """Return what a part of a page says, and of which text where an entry has several."""
    words = reading_text(reading.source, value)
    if not reading.url:
        return words
    version = next((v for v in entry.versions if v.url == reading.url), None)
    name = language_name(version.language, language) if version is not None else ""
    text = gettext("text in %(language)s", language=name) if name else reading.url
    return gettext("%(reading)s (%(text)s)", reading=words, text=text)


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
