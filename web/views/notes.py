"""Notes about how a query was understood, in words."""

from __future__ import annotations

from search.query.notes import Note, NoteCode
from search.results.results import Results
from web.views.i18n import gettext
from web.views.query_text import quoted


def note_texts(results: Results, language: str) -> tuple[str, ...]:
    """Return one sentence for each note, and one when the hits hold only most of the words."""
    texts = [note_text(note) for note in results.understood.notes]
    if results.partial and results.total:
        texts.append(
            gettext("No entry has all of these words; these have most of them, the nearest first.")
        )
    return tuple(texts)


def note_text(note: Note) -> str:
    """Return a note in the page's language."""
    value = quoted(note.value)
    texts: dict[NoteCode, str] = {
        "unclosed-quote": gettext("Taken as plain words: the quotation mark was not closed."),
        "taken-literally": gettext("Taken as it stands: %(value)s.", value=value),
        "short-prefix": gettext(
            "%(value)s is too short a beginning: write three letters before the asterisk.",
            value=value,
        ),
        "no-words": gettext("There are no words to look for in %(value)s.", value=value),
        "only-stop-words": gettext(
            "%(value)s: such common words were looked for as they stand.", value=value
        ),
        "unknown-country": gettext("There is no country %(value)s: left out.", value=value),
        "unknown-kind": gettext("There is no kind %(value)s: left out.", value=value),
        "unknown-written": gettext("There is no language %(value)s: left out.", value=value),
        "unknown-person": gettext(
            "The archive knows nobody called %(value)s: these entries have the name in their text.",
            value=value,
        ),
        "unknown-place": gettext(
            "The archive knows no place called %(value)s: these entries have the name in their "
            "text.",
            value=value,
        ),
        "unknown-read": gettext(
            "There are no texts to read in %(value)s: each is in its own language.", value=value
        ),
        "unknown-sort": gettext("There is no order %(value)s: left out.", value=value),
        "unknown-year": gettext("The archive has no year %(value)s: left out.", value=value),
    }
    return texts.get(note.code) or gettext(
        "Left out, because it means nothing here: %(value)s", value=value
    )
