"""What changed of an entry, in words of the page's language."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from index.model.change import LABELLED, Change, EntryPart, PartChange
from index.model.entry import UNDATED, DateSpan, Entry
from search.results.date_format import written
from search.results.news import first_id
from web.views.i18n import gettext_in, gettext_noop
from web.views.labels import country_name, kind_name, language_name

_PARTS: dict[EntryPart, str] = {
    "id": gettext_noop("permanent address"),
    "title": gettext_noop("title"),
    "text": gettext_noop("text"),
    "language": gettext_noop("language"),
    "date": gettext_noop("date"),
    "kind": gettext_noop("kind"),
    "countries": gettext_noop("countries"),
    "places": gettext_noop("places"),
    "people": gettext_noop("people"),
    "doubts": gettext_noop("doubts"),
    "sources": gettext_noop("source"),
    "translation": gettext_noop("translation"),
}
_WHOLE = {
    "added": gettext_noop("Added"),
    "withdrawn": gettext_noop("Withdrawn"),
    "restored": gettext_noop("Restored"),
    "joined": gettext_noop("Joined with another entry"),
    "parted": gettext_noop("Separated from another entry"),
    "erased": gettext_noop("Erased"),
}
"""Changes of an entry as a whole."""


def change_words(change: Change, language: str) -> str:
    """Return the change as a sentence without its full stop, such as "Corrected: date (before: 27
    June 2007). Reason: misread"."""
    parts = ", ".join(_part_words(part, language) for part in change.parts)
    match change.kind:
        case "changed":
            words = gettext_in(language, "Changed: %(parts)s", parts=parts)
            return words if parts else gettext_in(language, "Changed")
        case "corrected":
            return _with_reason(
                gettext_in(language, "Corrected: %(parts)s", parts=parts), change.why, language
            )
        case "undone":
            return gettext_in(language, "Correction taken back: %(parts)s", parts=parts)
        case "translated":
            message = (
                gettext_in(language, "Translated into %(language)s by a person")
                if change.origin == "human"
                else gettext_in(language, "Translated into %(language)s by machine")
            )
            return message % {"language": language_name(change.language, language)}
        case kind:
            return _with_reason(gettext_in(language, _WHOLE[kind]), change.why, language)


def _with_reason(words: str, why: str, language: str) -> str:
    if not why:
        return words
    return gettext_in(language, "%(change)s. Reason: %(why)s", change=words, why=why)


def urn_of(archive: str, id: str, changes: Iterable[Change] = ()) -> str:
    """Return the name of an entry for feed readers, the same under every host.

    `changes` are those that may have changed its id, the newest first.
    """
    name = f"torino-archive/{archive}/{first_id(id, changes)}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def published_and_updated(
    changes: tuple[Change, ...], fetched: datetime
) -> tuple[datetime, datetime]:
    """Return when an entry was added and when it changed last, from its changes, oldest first.

    What happened before the archive kept a history is taken for done when its page was fetched.
    """
    added = next((change.time for change in changes if change.kind == "added"), fetched)
    updated = max((change.time for change in changes if change.is_news), default=fetched)
    return min(added, updated), updated


def fetched_last(entry: Entry) -> datetime:
    """Return when the last of the entry's pages was fetched."""
    return max(source.fetched for source in entry.sources)


def _part_words(change: PartChange, language: str) -> str:
    name = gettext_in(language, _PARTS[change.part])
    before = _label(change, language)
    if not before:
        return name
    return gettext_in(language, "%(part)s (before: %(before)s)", part=name, before=before)


def _label(change: PartChange, language: str) -> str:
    """Return what the part was before, in words; "" when it was nothing or nobody needs it."""
    value = change.before
    if change.part not in LABELLED or value == change.after:
        return ""
    match change.part:
        case "date":
            days = [date.fromisoformat(day) for day in value.split("/") if day]
            span = DateSpan(days[0], days[-1], "day", "") if days else UNDATED
            return written(span, language)
        case "kind":
            return kind_name(value, language)
        case "countries":
            return ", ".join(country_name(code, language) for code in value.split())
        case "language":
            return language_name(value, language)
        case "translation":
            return language_name(value, language)
        case _:
            return ""
