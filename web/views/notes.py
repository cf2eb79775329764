"""Notes about how a query was understood, in words."""

from __future__ import annotations

from search.query.notes import Note, NoteCode
from search.results.results import Results
from web.views.i18n import gettext
from web.views.query_text import quoted


def note_texts(results: Results, language: str) -> tuple[str, ...]:
    """Return one sentence for each note, and one when the hits hold only most of the words."""
    texts = [note_text(note) for note in results.understood.notes]
    if results.without and results.total:
        texts.append(gettext("Those with the most of your words come first."))
    return tuple(texts)


def note_text(note: Note) -> str:
    """Return a note in the page's language."""
    value = quoted(note.value)
    texts: dict[NoteCode, str] = {
        "unclosed-quote": gettext("Searched as single words: the quotation mark was not closed."),
        "taken-literally": gettext("Searched exactly as written: %(value)s.", value=value),
        "short-prefix": gettext(
            "%(value)s is too short a beginning: write three letters before the asterisk.",
            value=value,
        ),
        "no-words": gettext("There are no words to look for in %(value)s.", value=value),
        "only-stop-words": gettext(
            "%(value)s: such common words are searched exactly as written.", value=value
        ),
        "question-words": gettext(
            "Left out, because they only ask: %(value)s. To look for them, put them in quotation "
            "marks.",
            value=value,
        ),
        "excluded-words": gettext(
            "Entries with %(value)s are left out. To search all words, put them in quotation "
            "marks.",
            value=value,
        ),
        "rarest-words": gettext(
            "A long text is searched by its rarest words: %(value)s.", value=value
        ),
        "missing-words": gettext("No entry has %(value)s: these have other words.", value=value),
        "prefix-as-word": gettext(
            "%(value)s is searched as a whole word: two words with an asterisk are possible.",
            value=value,
        ),
        "no-groups": gettext(
            "%(value)s: brackets are not searched as a group. OR joins two words, and -word leaves "
            "one out.",
            value=value,
        ),
        "no-fields": gettext(
            "%(value)s is ignored, and its word is searched everywhere: the filters and the fields "
            "for a person or a place do this.",
            value=value,
        ),
        "no-such-day": gettext(
            "%(value)s is not in the calendar: its month or year is searched.", value=value
        ),
        "entry-named": gettext("Found by its id or its address: %(value)s.", value=value),
        "unknown-country": gettext(
            "Unknown country %(value)s: the filter is ignored.", value=value
        ),
        "unknown-kind": gettext("Unknown kind %(value)s: the filter is ignored.", value=value),
        "unknown-written": gettext(
            "Unknown language %(value)s: the filter is ignored.", value=value
        ),
        "unknown-person": gettext(
            "Nobody called %(value)s is in the index of people: these entries have the name in "
            "their text.",
            value=value,
        ),
        "unknown-place": gettext(
            "No place called %(value)s is in the index of places: these entries have the name in "
            "their text.",
            value=value,
        ),
        "unknown-read": gettext(
            "Nothing can be read in %(value)s: each entry is shown in its own language.",
            value=value,
        ),
        "unknown-sort": gettext("Unknown order %(value)s: the usual order is used.", value=value),
        "unknown-year": gettext(
            "No year %(value)s in the archive: the filter is ignored.", value=value
        ),
    }
    return texts.get(note.code) or gettext("Ignored parameter: %(value)s", value=value)
