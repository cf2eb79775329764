"""The messages of the interface in the page's language, from gettext catalogues, with types.

A page has about a hundred messages, so translations are cached.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, g, request
from markupsafe import Markup

LANGUAGES = ("it", "en")
"""The languages of the interface."""
LOCALES = {"it": "it_IT", "en": "en_GB"}
"""The same with the country whose usage is followed."""

TRANSLATIONS = Path(__file__).parents[1] / "translations"

CACHE_SIZE = 2048
"""Messages, and numbers, in the cache."""


def install_translations(app: Flask) -> None:
    """Make these functions available to templates."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )


def gettext(message: str, /, **values: object) -> str:
    """Return the message in the page's language, its placeholders filled."""
    return gettext_in(page_language(), message, **values)


def gettext_noop(message: str) -> str:
    """Return the message itself, marked for extraction; `gettext` translates it later."""
    return message


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the singular or plural in the page's language, its placeholders filled."""
    return ngettext_in(page_language(), one, many, count, **values)


def gettext_in(language: str, message: str, /, **values: object) -> str:
    """Return the message in a language of the interface, its placeholders filled."""
    text = _translated(language, message)
    return text % values if values else text


def ngettext_in(language: str, one: str, many: str, count: int, /, **values: object) -> str:
    """Return the singular or plural in a language of the interface, its placeholders filled."""
    text = str(_catalogue(language).ngettext(one, many, count))
    return text % values if values else text


def figure(number: int) -> str:
    """Return the number with the thousands separator of the page's language."""
    return figure_in(page_language(), number)


def figure_in(language: str, number: int) -> str:
    """Return the number with the thousands separator of a language."""
    return str(number) if number < 1000 else _large_figure(language, number)


def template_gettext(language: str) -> dict[str, Callable[..., Markup]]:
    """Return `_` and `ngettext` for the templates of a page in this language.

    Jinja's own functions would look for the catalogue at every message.
    """

    def translate(message: str, /, **values: object) -> Markup:
        text = _markup(language, message)
        return text % values if values else text

    def translate_plural(one: str, many: str, count: int, /, **values: object) -> Markup:
        text = Markup(_catalogue(language).ngettext(one, many, count))
        return text % values if values else text

    return {"_": translate, "ngettext": translate_plural}


def page_language() -> str:
    """Return the language of the URL, else the one that the browser prefers."""
    if (language := g.get("language")) is None:
        language = g.language = _page_language()
    return str(language)


def _page_language() -> str:
    first = request.path.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    if not request.accept_languages:
        return LANGUAGES[0]
    return request.accept_languages.best_match(LANGUAGES) or "en"


@cache
def _catalogue(language: str) -> NullTranslations:
    catalogue: NullTranslations = Translations.load(TRANSLATIONS, [language])
    return catalogue


@lru_cache(maxsize=CACHE_SIZE)
def _translated(language: str, message: str) -> str:
    return str(_catalogue(language).gettext(message))


@lru_cache(maxsize=CACHE_SIZE)
def _markup(language: str, message: str) -> Markup:
    return Markup(_translated(language, message))


@lru_cache(maxsize=CACHE_SIZE)
def _large_figure(language: str, number: int) -> str:
    return str(format_decimal(number, locale=language))
