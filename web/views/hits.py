"""The HTML of a hit: title, date, places, snippet, and the origin of a translation.

A page has twenty. They are joined here from escaped parts and not by a template, which took longer
than all the rest of the page.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from index.model.entry import Origin
from search.query.query import ReadingLanguage
from search.results.date_format import unbroken, written_day
from search.results.hit import Hit, ShownPassage
from web.views.fragments import facts, when
from web.views.html import headline, lang, marked
from web.views.i18n import gettext_in, ngettext_in
from web.views.labels import from_language, kind_name, original_text, translator_name, written_in


def hit_item(hit: Hit, link: str, read: ReadingLanguage, language: str) -> Markup:
    """Return a hit as a list item; `link` is the URL of its page.

    `read` is the reading language of the page.
    """
    shown = hit.shown
    text = _text(shown, language)
    if shown.origin != "published":
        by = "person" if shown.origin == "human" else "machine"
        text = f'<div class="by-{by}">\n{text}{_whose(shown, hit.original, language)}\n</div>\n'
    return Markup(
        '<li><article class="hit">\n'
        f'<h3><a href="{escape(link)}"{lang(shown.language, language)}>'
        f"{headline(shown, language)}</a></h3>\n"
        f'<p class="when">{when(hit.dates, language)}</p>\n'
        f'<p class="meta">{_about(hit, read, language)}</p>\n'
        f"{text}{_original(hit, language)}</article></li>\n"
    )


def _about(hit: Hit, read: ReadingLanguage, language: str) -> str:
    """Return places and kind, the language of the original, and the number of doubts."""
    kind = kind_name(hit.kind, language)
    is_untranslated = read not in ("", "orig", hit.shown.language)
    rest = _written(hit.original.language, is_untranslated, hit.doubts, language)
    return f"{facts(hit.countries, hit.places, hit.kind, kind, language)}{rest}"


@lru_cache(maxsize=512)
def _written(original: str, is_untranslated: bool, doubts: int, language: str) -> str:
    """Return the language of the original and the number of doubts, after a dot."""
    words = [written_in(original, language)]
    if is_untranslated:
        words.append(gettext_in(language, "not yet translated"))
    parts = [", ".join(filter(None, words))]
    if doubts:
        parts.append(ngettext_in(language, "a doubt", "%(number)s doubts", doubts, number=doubts))
    return "".join([f" · {escape(part)}" for part in parts if part])


def _text(passage: ShownPassage, language: str) -> str:
    if not passage.text.text:
        return ""
    return f'<p class="text"{lang(passage.language, language)}>{marked(passage.text)}</p>'


def _whose(shown: ShownPassage, original: ShownPassage, language: str) -> str:
    """Return who translated the text, from which language and when."""
    return _translator(
        shown.origin, shown.translator, shown.day, shown.outdated, original.language, language
    )


@lru_cache(maxsize=512)
def _translator(
    origin: Origin,
    translator: str | None,
    day: date | None,
    outdated: bool,
    source: str,
    language: str,
) -> str:
    by_person = origin == "human"
    person = gettext_in(language, "Translated by a person")
    by = person if by_person else gettext_in(language, "Machine translation")
    made = ", ".join(
        filter(
            None, (translator_name(translator), unbroken(written_day(day, language)) if day else "")
        )
    )
    note = "" if by_person else gettext_in(language, "not checked by a person")
    if outdated:
        note = gettext_in(language, "the original has changed since")
    translated = f"<b>{escape(by)}</b> {escape(from_language(source, language))}"
    parts = (translated.rstrip(), escape(made), escape(note))
    return f'<p class="whose">{" · ".join(filter(None, parts))}</p>\n'


def _original(hit: Hit, language: str) -> str:
    """Return the original beside a translation, collapsed; "" when the original is shown."""
    original = hit.original
    if hit.shown.language == original.language:
        return ""
    title = f"<b>{marked(original.title)}.</b> " if original.title.text else ""
    opening = _original_opening(original.language, language)
    return f"{opening}{title}{marked(original.text)}</p></details>\n"


@lru_cache(maxsize=512)
def _original_opening(original: str, language: str) -> str:
    summary = escape(original_text(original, language))
    return f'<details><summary>{summary}</summary><p class="text"{lang(original, language)}>'
