"""An entry as others cite it: a sentence, RIS, BibTeX, meta tags, linked data."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from index.entry import Entry, Version
from web.context import first_words
from web.labels import country_name, language_name, place_name
from web.marks import web_address
from web.words import gettext_in
from web.written_dates import written

OFFICE = {
    "it": "Città di Torino, Relazioni internazionali",
    "en": "City of Torino, International Relations",
}
"""Who wrote what the archive holds, in the words of each language."""

SITE_NAME = "Torino nel mondo"


def title_of(version: Version) -> str:
    """The version's title, or the first words of its text."""
    return version.title or first_words(version.text)


def best_version(entry: Entry, language: str) -> Version:
    """The version to call the entry by in this language: a person's words, else the original."""
    version = entry.version(language)
    return version if version and version.origin != "machine" else entry.original


def citation(entry: Entry, address: str, language: str) -> str:
    """One sentence that cites the entry, in the given language."""
    return gettext_in(
        language,
        "“%(title)s”, %(date)s. %(office)s. In: %(site)s, entry %(id)s, %(address)s",
        title=title_of(best_version(entry, language)),
        date=written(entry.dates, language),
        office=OFFICE[language],
        site=SITE_NAME,
        id=entry.id,
        address=address,
    )


def ris(entry: Entry, address: str) -> str:
    """The entry as one RIS record, lines ended by CR LF."""
    original = entry.original
    lines: list[tuple[str, str]] = [
        ("TY", "ICOMM"),
        ("ID", entry.id),
        ("TI", title_of(original)),
        ("AU", OFFICE[_office_language(original)]),
    ]
    if start := entry.dates.start:
        whole = {"day": start.strftime("%Y/%m/%d/"), "month": start.strftime("%Y/%m//")}
        lines.append(("PY", f"{start.year:04}"))
        lines.append(("DA", whole.get(entry.dates.precision, f"{start.year:04}///")))
    lines += [("T2", SITE_NAME), ("UR", address)]
    lines += [("L2", source.url) for source in entry.sources]
    if original.language != "und":
        lines.append(("LA", original.language))
    lines += [("TT", title_of(v)) for v in entry.versions[1:]]
    lines += [("KW", keyword) for keyword in keywords(entry, "en")]
    lines += [("AB", _one_line(original.text)), ("ER", "")]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines) + "\r\n"


def bibtex(entry: Entry, address: str) -> str:
    """The entry as one BibTeX record."""
    original = entry.original
    fields = {
        "title": "{" + _tex(title_of(original)) + "}",
        "author": "{" + _tex(OFFICE[_office_language(original)]) + "}",
        "howpublished": _tex(SITE_NAME),
        "url": address,
        "note": _tex(written(entry.dates, "en")),
        "keywords": _tex(", ".join(keywords(entry, "en"))),
    }
    if original.language != "und":
        fields["language"] = _tex(language_name(original.language, "en").lower())
    if start := entry.dates.start:
        fields["year"] = f"{start.year:04}"
        if entry.dates.precision != "year":
            fields["month"] = str(start.month)
        if entry.dates.precision == "day":
            fields["date"] = _iso_span(entry)
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{torino-{entry.id},\n{body}\n}}\n\n"


def plain(entry: Entry, address: str) -> str:
    """The entry as plain text: every version whole, whose words they are, where from."""
    parts = [written(entry.dates, "en"), address]
    for version in entry.versions:
        said = {
            "published": "as published",
            "human": "translated by a person",
            "machine": f"machine translation ({version.engine}), not checked by a person",
        }[version.origin]
        day = f", {version.day.isoformat()}" if version.day else ""
        parts.append(
            f"[{version.language}: {said}{day}]\n\n{version.title}\n\n{version.text}".strip()
        )
    parts += [f"{s.url} ({s.fetched:%Y-%m-%d})" for s in entry.sources]
    return "\n\n".join(parts) + "\n"


def keywords(entry: Entry, language: str) -> tuple[str, ...]:
    """Kind, countries, places and people, in words."""
    return (
        entry.kind,
        *(country_name(code, language) for code in entry.countries),
        *(place_name(place, language) for place in entry.places),
        *(person.name for person in entry.people),
    )


def meta_tags(entry: Entry, address: str, language: str) -> tuple[tuple[str, str], ...]:
    """What Zotero's button and Dublin Core readers look for, as (name, content)."""
    version = best_version(entry, language)
    tags = [
        ("citation_title", title_of(version)),
        ("citation_author", OFFICE[language]),
        ("citation_public_url", address),
        ("citation_language", version.language),
        ("DC.title", title_of(version)),
        ("DC.creator", OFFICE[language]),
        ("DC.identifier", address),
        ("DC.language", version.language),
        ("DC.type", "Text"),
        ("description", _one_line(version.text)[:200]),
    ]
    if start := entry.dates.start:
        tags.append(("citation_publication_date", start.strftime("%Y/%m/%d")))
        tags.append(("DC.date", start.isoformat()))
    tags += [("DC.subject", keyword) for keyword in keywords(entry, language)]
    tags += [("DC.source", url) for source in entry.sources if (url := web_address(source.url))]
    return tuple(tags)


def linked_data(entry: Entry, address: str, language: str) -> Markup:
    """The entry as schema.org JSON, safe inside a script element."""
    event: dict[str, Any] = {"@type": "Event", "name": title_of(best_version(entry, language))}
    if entry.dates.start and entry.dates.end:
        event["startDate"] = entry.dates.start.isoformat()
        event["endDate"] = entry.dates.end.isoformat()
    places: list[dict[str, Any]] = [_place(place, language) for place in entry.places]
    covered = {place.country for place in entry.places}
    places += [
        {"@type": "Country", "name": country_name(code, language), "identifier": code}
        for code in entry.countries
        if code not in covered
    ]
    original, *others = (
        _article(version, f"{address}#{version.language}") for version in entry.versions
    )
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        **original,
        "url": address,
        "identifier": entry.id,
        "publisher": {"@type": "GovernmentOrganization", "name": OFFICE["it"]},
        "isPartOf": {"@type": "WebSite", "name": SITE_NAME},
        "about": [event, *places],
        "mentions": [
            {"@type": "Person", "name": p.name} | ({"jobTitle": p.role} if p.role else {})
            for p in entry.people
        ],
        "isBasedOn": [url for source in entry.sources if (url := web_address(source.url))],
    }
    if others:
        data["workTranslation"] = others
    return _safe(data)


def site_data(site: str, language: str) -> Markup:
    """The site and how to search it as schema.org JSON, safe inside a script element."""
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{site}/{language}/search?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return _safe(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": SITE_NAME,
            "url": f"{site}/{language}/",
            "inLanguage": language,
            "potentialAction": search,
        }
    )


def _safe(data: dict[str, Any]) -> Markup:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _article(version: Version, address: str) -> dict[str, Any]:
    article: dict[str, Any] = {
        "@type": "Article",
        "@id": address,
        "headline": title_of(version),
        "articleBody": version.text,
    }
    if version.language != "und":
        article["inLanguage"] = version.language
    if version.origin == "machine":
        article["creditText"] = f"Machine translation ({version.engine}), not checked by a person"
    return article


def _place(place: Any, language: str) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Place", "name": place_name(place, language)}
    if place.latitude is not None and place.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    data["containedInPlace"] = {"@type": "Country", "identifier": place.country}
    return data


def _office_language(version: Version) -> str:
    return "it" if version.language == "it" else "en"


def _iso_span(entry: Entry) -> str:
    start, end = entry.dates.start, entry.dates.end
    assert start
    return start.isoformat() if start == end or end is None else f"{start}/{end}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    escaped = re.sub(r"([#$%&_])", r"\\\1", _one_line(text).replace("\\", "/"))
    return escaped.replace("{", "(").replace("}", ")").replace("~", " ").replace("^", " ")
