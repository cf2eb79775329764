"""How an entry was read, for its page: each decision with its rule, and its words in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from index.gazetteer import load_gazetteer
from index.model.entry import Entry, Version
from index.model.reading_trace import Mentions, ReadingTrace, SharedFeature, TracedField
from search.export.reading_json import words_read
from search.results.hit import Snippet
from search.results.labels import place_name
from web.views.doubts import date_text, reading_text
from web.views.html import marked
from web.views.i18n import gettext, gettext_in
from web.views.labels import capitalized, country_name, kind_name, language_name
from web.views.rule_words import (
    DATE_RULES,
    FEATURES,
    KIND_RULES,
    LANGUAGE_BASES,
    LAYOUTS,
    mention_rule,
)


@dataclass(frozen=True, slots=True)
class ReadName:
    """A person, place or country that was read, or "" for what was left out."""

    name: str
    address: str
    """Of its page; "" for none."""
    mentions: tuple[tuple[tuple[str, ...], str], ...]
    """Words as the text has them, and the rule in words of the page."""


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """How one published version was read."""

    version: Version
    whose: str
    """Its language, as published."""
    title: Markup
    paragraphs: tuple[Markup, ...]
    has_changed: bool
    """Whether the text is another than the one that was read, so that nothing is marked."""
    date: str
    date_rule: str
    compared: tuple[str, ...]
    """What other parts of the page say of the date."""
    kind: str
    kind_rule: str
    kind_words: str
    language_basis: str
    layout: str
    month_heading: str
    people: tuple[ReadName, ...]
    places: tuple[ReadName, ...]
    left_out: tuple[ReadName, ...]
    joined_by: tuple[str, ...]


def read_versions(entry: Entry, language: str) -> tuple[ReadVersion, ...]:
    """Return how each published version was read; () when the index does not say."""
    return tuple(
        _read_version(entry, version, trace, language)
        for version in entry.versions
        if version.origin == "published" and (trace := entry.trace(version.language))
    )


def _read_version(
    entry: Entry, version: Version, trace: ReadingTrace, language: str
) -> ReadVersion:
    def names(*fields: TracedField) -> tuple[ReadName, ...]:
        return tuple(_names(entry, version, trace, fields, language))

    is_same = len(version.text) == trace.text_length
    name = language_name(version.language, language)
    texts = [date_text(each.value, language) for each in trace.dates]
    return ReadVersion(
        version=version,
        whose=capitalized(name) or gettext("as published, language uncertain"),
        title=marked(Snippet(version.title, _title_marks(version, trace))),
        paragraphs=tuple(_marked_paragraphs(version, trace if is_same else None)),
        has_changed=not is_same,
        date=capitalized(texts[0]) if texts else "",
        date_rule=gettext_in(language, DATE_RULES[trace.date_rule]),
        compared=tuple(
            reading_text(each.source, text)
            for each, text in zip(trace.dates[1:], texts[1:], strict=True)
        ),
        kind=capitalized(kind_name(entry.kind, language)),
        kind_rule=gettext_in(language, KIND_RULES[trace.kind_rule]),
        kind_words=trace.kind_words,
        language_basis=gettext_in(language, LANGUAGE_BASES[trace.language_basis]),
        layout=capitalized(gettext_in(language, LAYOUTS[trace.layout])),
        month_heading=trace.month_heading,
        people=names("people"),
        places=names("places", "countries"),
        left_out=names("none"),
        joined_by=tuple(_shared_words(entry, each, language) for each in trace.joined_by),
    )


def _names(
    entry: Entry,
    version: Version,
    trace: ReadingTrace,
    fields: tuple[TracedField, ...],
    language: str,
) -> Iterator[ReadName]:
    """Yield each name once, in order of mention; what was left out by its rules."""
    of_value: dict[tuple[str, str, str], list[Mentions]] = {}
    for each in trace.mentions:
        if each.field in fields:
            rule = each.rule if each.field == "none" else ""
            of_value.setdefault((each.field, each.value, rule), []).append(each)
    for (field, value, _), mentions in of_value.items():
        name, address = _named(entry, field, value, language)
        yield ReadName(
            name,
            address,
            tuple(
                (words_read(version, trace, each), mention_rule(each.rule, language))
                for each in mentions
            ),
        )


def _named(entry: Entry, field: str, value: str, language: str) -> tuple[str, str]:
    """Return the name of a value and its page; no page for what the entry does not have now."""
    if field == "people":
        person = next((each for each in entry.people if each.id == value), None)
        return (person.name, f"people/{value}") if person else (value, "")
    if field == "places":
        place = next((each for each in entry.places if each.id == value), None)
        found = place or load_gazetteer().place(value)
        name = place_name(found, language) if found else value
        return name, f"places/{value}" if place else ""
    if field == "countries":
        return country_name(value, language), f"countries/{value}" * (value in entry.countries)
    return "", ""


def _shared_words(entry: Entry, shared: SharedFeature, language: str) -> str:
    """Return what two versions have in common, with the names in brackets."""
    words = gettext_in(language, FEATURES[shared.feature])
    field = {"cities": "places", "visitors": "people", "hosts": "people"}.get(
        shared.feature, shared.feature
    )
    names = [_named(entry, field, value, language)[0] or value for value in shared.values]
    return f"{words} ({', '.join(names)})" if names else words


def _title_marks(version: Version, trace: ReadingTrace) -> tuple[tuple[int, int], ...]:
    if len(version.title) != trace.title_length:
        return ()
    spans = (span for each in _accepted(trace) for span in trace.spans_in_title(each))
    return tuple(sorted(spans))


def _accepted(trace: ReadingTrace) -> Iterable[Mentions]:
    return (each for each in trace.mentions if each.field != "none")


def _marked_paragraphs(version: Version, trace: ReadingTrace | None) -> Iterator[Markup]:
    """Yield the paragraphs with the names marked that were read as people and places."""
    spans = (
        sorted(span for each in _accepted(trace) for span in trace.spans_in_text(each))
        if trace
        else []
    )
    at = 0
    for part in version.text.split("\n\n"):
        end = at + len(part)
        inside = tuple((a - at, min(b, end) - at) for a, b in spans if at <= a < end)
        if part.strip():
            yield marked(Snippet(part, inside))
        at = end + 2
