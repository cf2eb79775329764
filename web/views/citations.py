"""Citations of an entry: a sentence, plain text, meta tags and linked data."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from index.model.entry import UNDETERMINED, DateSpan, Entry, Version
from index.text.output_characters import escaped_json
from search.export.citation_styles import STYLE_LABELS, STYLES, cite
from search.export.reference import keywords, one_line
from search.results.date_format import written
from search.results.labels import place_name
from web.current_searcher import profile
from web.views.html import first_words, web_address
from web.views.i18n import LOCALES, gettext, gettext_in, page_language
from web.views.labels import country_name

PICTURE, PLAIN_PICTURE = "share.png", "share-plain.png"
"""The picture of a preview: with the name of the bundled archive, and for any other without one."""
"""The locale of a page in each language, as Open Graph names it."""


def title_of(version: Version, language: str) -> str:
    """Return the title of a version, or the first words of its text."""
    return version.title or first_words(version.text, language)


def best_version(entry: Entry, language: str) -> Version:
    """Return the version that gives the entry its title: no machine translation."""
    version = entry.version(language)
    return version if version and version.origin != "machine" else entry.original


def citation(entry: Entry, address: str, language: str) -> str:
    """Return one sentence that cites the entry, in the given language."""
    return gettext_in(
        language,
        "“%(title)s”, %(date)s. %(office)s. In: %(site)s, entry %(id)s, %(address)s",
        title=title_of(best_version(entry, language), language),
        date=written(entry.dates, language),
        office=profile().publisher.author(language),
        site=profile().site[language],
        id=entry.id,
        address=address,
    )


def styled_citations(
    entry: Entry, address: str, language: str, accessed: date
) -> tuple[tuple[str, Markup], ...]:
    """Return the name of each citation style and the entry cited in it."""
    return tuple(
        (
            STYLE_LABELS[style][language],
            Markup("").join(
                Markup("<i>{}</i>").format(text) if italic else escape(text)
                for text, italic in cite(entry, address, style, language, accessed, profile())
            ),
        )
        for style in STYLES
    )


def plain(entry: Entry, address: str) -> str:
    """Return the entry as plain text: each version that is shown, its origin, and the sources."""
    parts = [written(entry.dates, "en"), address]
    for version in entry.readable_versions:
        origin = {
            "published": "as published",
            "human": "translated by a person",
            "machine": f"machine translation ({version.translator}), not checked by a person",
        }[version.origin]
        day = f", {version.day.isoformat()}" if version.day else ""
        day += ", the original has changed since" if version.outdated else ""
        parts.append(
            f"[{version.language}: {origin}{day}]\n\n{version.title}\n\n{version.text}".strip()
        )
    parts += [f"{s.url} ({s.fetched:%Y-%m-%d})" for s in entry.sources]
    return "\n\n".join(parts) + "\n"


def meta_tags(entry: Entry, address: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the meta tags that Zotero and Dublin Core readers use, as (name, content)."""
    version = best_version(entry, language)
    tags = [
        ("citation_title", title_of(version, language)),
        ("citation_author", profile().publisher.author(language)),
        ("citation_public_url", address),
        ("citation_language", version.language),
        ("DC.title", title_of(version, language)),
        ("DC.creator", profile().publisher.author(language)),
        ("DC.identifier", address),
        ("DC.language", version.language),
        ("DC.type", "Text"),
        ("description", one_line(version.text)[:200]),
    ]
    if start := entry.dates.start:
        tags.append(("citation_publication_date", start.strftime("%Y/%m/%d")))
        tags.append(("DC.date", start.isoformat()))
    tags += [("DC.subject", keyword) for keyword in keywords(entry, language)]
    tags += [("DC.source", url) for source in entry.sources if (url := web_address(source.url))]
    return tuple(tags)


def share_tags(entry: Entry, page: str, site: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the Open Graph properties that a preview of the page is made of."""
    version = best_version(entry, language)
    other = next(one for one in LOCALES if one != language)
    return (
        ("og:type", "article"),
        ("og:site_name", profile().site[language]),
        ("og:title", title_of(version, language)),
        ("og:description", f"{written(entry.dates, language)}. {one_line(version.text)}"[:200]),
        ("og:locale", LOCALES[language]),
        ("og:locale:alternate", LOCALES[other]),
        ("og:url", page),
        ("og:image", f"{site}/static/{PLAIN_PICTURE if profile().text else PICTURE}"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", profile().site[language]),
    )


def coins(entry: Entry, address: str, language: str) -> str:
    """Return the entry as an OpenURL context object, a web page by an office, for Zotero."""
    version = best_version(entry, language)
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "webpage"),
        ("rft.title", title_of(version, language)),
        ("rft.source", profile().site[language]),
        ("rft.aucorp", profile().publisher.author(language)),
        ("rft.identifier", address),
    ]
    if version.language != UNDETERMINED:
        values.append(("rft.language", version.language))
    if start := entry.dates.start:
        values.append(("rft.date", start.isoformat()))
    return urlencode(values, quote_via=quote)


def report_address(contact: str, entry: Entry, title: str, address: str) -> str:
    """Return a mailto address that begins a report of an error; "" without a contact."""
    if not contact:
        return ""
    lines = (
        title,
        written(entry.dates, page_language()),
        address,
        "",
        gettext("What is wrong:"),
        "",
        gettext("What is right, and where that can be read:"),
        "",
    )
    subject = gettext("Error in the entry %(id)s", id=entry.id)
    body = "\r\n".join(lines)
    return f"mailto:{quote(contact, safe='@+')}?subject={quote(subject)}&body={quote(body)}"


def translation_report(contact: str, entry: Entry, version: Version, address: str) -> str:
    """Return a mailto address that begins a report of a bad translation; "" without a contact."""
    if not contact:
        return ""
    lines = (
        title_of(version, page_language()),
        f"{address}#{version.language}",
        "",
        gettext("What is wrong:"),
        "",
        gettext("A better translation:"),
        "",
    )
    subject = gettext(
        "Translation of the entry %(id)s (%(language)s)", id=entry.id, language=version.language
    )
    body = "\r\n".join(lines)
    return f"mailto:{quote(contact, safe='@+')}?subject={quote(subject)}&body={quote(body)}"


def linked_data(entry: Entry, address: str, language: str) -> Markup:
    """Return the entry as schema.org JSON, safe inside a script element."""
    event: dict[str, Any] = {
        "@type": "Event",
        "name": title_of(best_version(entry, language), language),
    }
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
        _article(version, f"{address}#{version.language}", language)
        for version in entry.readable_versions
    )
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        **original,
        "url": address,
        "identifier": entry.id,
        "publisher": {"@type": "GovernmentOrganization", "name": profile().publisher.author("it")},
        "isPartOf": {"@type": "WebSite", "name": profile().site[language]},
        **_coverage(entry.dates),
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
    """Return the site and its search as schema.org JSON, safe inside a script element."""
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
            "name": profile().site[language],
            "url": f"{site}/{language}/",
            "inLanguage": language,
            "potentialAction": search,
        }
    )


def _coverage(dates: DateSpan) -> dict[str, str]:
    """Return the days that an entry is about: one day, or the first and the last.

    When it was published is not known.
    """
    if dates.start is None or dates.end is None:
        return {}
    days = dict.fromkeys((dates.start.isoformat(), dates.end.isoformat()))
    return {"temporalCoverage": "/".join(days)}


def _safe(data: dict[str, Any]) -> Markup:
    text = escaped_json(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _article(version: Version, address: str, language: str) -> dict[str, Any]:
    article: dict[str, Any] = {
        "@type": ["NewsArticle", "ArchiveComponent"],
        "@id": address,
        "headline": title_of(version, language),
        "articleBody": version.text,
    }
    if version.language != "und":
        article["inLanguage"] = version.language
    if version.origin == "machine":
        article["creditText"] = (
            f"Machine translation ({version.translator}), not checked by a person"
        )
    elif version.outdated:
        article["creditText"] = "Translated by a person; the original has changed since"
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
