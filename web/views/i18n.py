"""The interface's words in the page's language: catalogues of gettext, with types.

A page has some hundred of them, so each is looked up in its catalogue once and then kept.
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

TRANSLATIONS = Path(__file__).parents[1] / "translations"

KEPT = 2048
"""How many messages, and how many figures, are kept as a page shows them."""


def install_translations(app: Flask) -> None:
    """Let templates use these functions too."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )


def gettext(message: str, /, **values: object) -> str:
    """The message in the page's language, its places filled."""
    return gettext_in(page_language(), message, **values)


def gettext_noop(message: str) -> str:
    """The message itself, for the catalogue to know; `gettext` says it when it is needed."""
    return message


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The message for this number in the page's language, its places filled."""
    return ngettext_in(page_language(), one, many, count, **values)


def gettext_in(language: str, message: str, /, **values: object) -> str:
    """The message in a language of the interface, its places filled."""
    said = _said(language, message)
    return said % values if values else said


def ngettext_in(language: str, one: str, many: str, count: int, /, **values: object) -> str:
    """The message for this number in a language of the interface, its places filled."""
    said = str(_catalogue(language).ngettext(one, many, count))
    return said % values if values else said


def figure(number: int) -> str:
    """The number with the page language's mark between thousands."""
    return figure_in(page_language(), number)


def figure_in(language: str, number: int) -> str:
    """The number with a language's mark between thousands."""
    return str(number) if number < 1000 else _large_figure(language, number)


def template_gettext(language: str) -> dict[str, Callable[..., Markup]]:
    """`_` and `ngettext` for the templates of a page in this language.

    Jinja's own way finds the catalogue anew for each of the hundreds of words of a page.
    """

    def say(message: str, /, **values: object) -> Markup:
        said = _shown(language, message)
        return said % values if values else said

    def say_number(one: str, many: str, count: int, /, **values: object) -> Markup:
        said = Markup(_catalogue(language).ngettext(one, many, count))
        return said % values if values else said

    return {"_": say, "ngettext": say_number}


def page_language() -> str:
    """The language of the address, else the one the reader's browser asks for."""
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


@lru_cache(maxsize=KEPT)
def _said(language: str, message: str) -> str:
    return str(_catalogue(language).gettext(message))


@lru_cache(maxsize=KEPT)
def _shown(language: str, message: str) -> Markup:
    return Markup(_said(language, message))


@lru_cache(maxsize=KEPT)
def _large_figure(language: str, number: int) -> str:
    return str(format_decimal(number, locale=language))
