"""The interface's words in the page's language: catalogues of gettext, with types.

A page has some hundred of them, so each is looked up in its catalogue once and then kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import flask_babel
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, g
from markupsafe import Markup

TRANSLATIONS = Path(__file__).parent / "translations"

KEPT = 2048
"""How many messages, and how many figures, are kept as a page shows them."""


def speak(app: Flask) -> None:
    """Let templates use these functions too. After Flask-Babel has been set up."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )


def gettext(message: str, /, **values: object) -> str:
    """The message in the page's language, its places filled."""
    return gettext_in(spoken_language(), message, **values)


def later(message: str) -> str:
    """The message itself, for the catalogue to know; `gettext` says it when it is needed."""
    return message


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The message for this number in the page's language, its places filled."""
    return ngettext_in(spoken_language(), one, many, count, **values)


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
    return figure_in(spoken_language(), number)


def figure_in(language: str, number: int) -> str:
    """The number with a language's mark between thousands."""
    return str(number) if number < 1000 else _large_figure(language, number)


def spoken(language: str) -> dict[str, Callable[..., Markup]]:
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


def spoken_language() -> str:
    """The language that the request at hand is answered in."""
    if (language := g.get("spoken")) is None:
        language = g.spoken = str(flask_babel.get_locale())
    return str(language)


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
