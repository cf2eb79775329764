"""The page of an entry: its versions side by side, doubts, sources and related entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from index.model.entry import Entry, Person, Version
from search.health.undecided_pairs import others_of
from search.query.query import Query
from web.current_searcher import LANGUAGE_PATH, profile, searcher
from web.routes.gone import gone
from web.views.changes import change_words
from web.views.citations import (
    best_version,
    citation,
    coins,
    linked_data,
    meta_tags,
    report_address,
    share_tags,
    styled_citations,
    title_of,
    translation_report,
)
from web.views.doubts import doubt_text
from web.views.entry_reading import read_versions
from web.views.entry_sources import shown_sources
from web.views.i18n import LANGUAGES, gettext
from web.views.reading_language import chosen_read, page_read
from web.views.related import related
from web.views.roles import ShownRole, shown_role
from web.views.search_position import position_of
from web.views.template_globals import contact, entry_address, site
from web.views.version_columns import are_aligned, columns_of, missing_languages

pages = Blueprint("entries", __name__, url_prefix=LANGUAGE_PATH)


@pages.get("/e/<id>")
def entry_page(language: str, id: str) -> ResponseReturnValue:
    """Show an entry; an older id redirects to the present one, a withdrawn one is 410."""
    entry = searcher().get(id)
    if entry is None:
        return gone(language, id)
    if entry.id != id:
        asked = request.query_string.decode("ascii")
        tail = f"?{asked}" if asked else ""
        return redirect(f"{entry_address(entry.id, language=language)}{tail}", 301)
    address = f"{site()}/e/{entry.id}"
    position = position_of(entry, request.args.get("from", ""))
    columns = columns_of(entry, language, position.query if position else None)
    versions = tuple(
        replace(each, report=_report_of(entry, each.version, address)) for each in columns
    )
    shown = tuple(each for each in versions if not each.version.rough)
    title_version = best_version(entry, page_read())
    name = title_of(title_version, language)
    return render_template(
        "entry.html",
        entry=entry,
        name=name,
        title_version=title_version,
        heading=next(each.title for each in columns if each.version is title_version),
        versions=shown,
        rough=tuple(each for each in versions if each.version.rough),
        aligned=are_aligned(shown),
        missing=missing_languages(entry, language),
        missing_here=page_read() in LANGUAGES and not entry.readable(page_read()),
        box_query=replace(
            position.query.without_filters() if position else Query(), read=chosen_read()
        ),
        doubts=[doubt_text(doubt, entry, language) for doubt in entry.doubts],
        sides=_sides(entry, language),
        citations={other: citation(entry, address, other) for other in LANGUAGES},
        styled_citations=styled_citations(entry, address, language, datetime.now(UTC).date()),
        sources=shown_sources(entry),
        meta_tags=meta_tags(entry, address, language),
        share_tags=share_tags(entry, f"{site()}/{language}/e/{entry.id}", site(), language),
        linked_data=linked_data(entry, address, language),
        coins=coins(entry, address, language),
        position=position,
        report=report_address(contact(), entry, name, address),
        history=[(each.time.date(), change_words(each, language)) for each in entry.history],
        related=tuple(related(entry, language)),
        perhaps_same=_perhaps_same(entry, language),
    )


@pages.get("/e/<id>/reading")
def reading_page(language: str, id: str) -> ResponseReturnValue:
    """Show how an entry was read; an older id redirects to the present one."""
    entry = searcher().get(id)
    if entry is None:
        return gone(language, id)
    if entry.id != id:
        return redirect(f"{entry_address(entry.id, language=language)}/reading", 301)
    title_version = best_version(entry, page_read())
    return render_template(
        "reading.html",
        entry=entry,
        name=title_of(title_version, language),
        title_version=title_version,
        versions=read_versions(entry, language),
    )


def _report_of(entry: Entry, version: Version, address: str) -> str:
    if version.origin == "published":
        return ""
    return translation_report(contact(), entry, version, address)


def _perhaps_same(entry: Entry, language: str) -> list[tuple[Entry, Version, str]]:
    """Return what may be the same event, with the version and the title that name it."""
    found = [(each, best_version(each, page_read())) for each in others_of(entry, searcher())]
    return [(each, version, title_of(version, language)) for each, version in found]


def _sides(entry: Entry, language: str) -> list[tuple[str, list[tuple[Person, ShownRole]]]]:
    """Return the title and the people of each side, with their roles."""
    sides = (
        ("visitor", gettext("Guests and other institutions")),
        ("city", profile().publisher.body[language]),
    )
    groups = [
        (title, [(p, shown_role(entry, p.role, language)) for p in entry.people if p.side == side])
        for side, title in sides
    ]
    return [(title, people) for title, people in groups if people]
