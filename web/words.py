"""The interface's words in the page's language: Flask-Babel's catalogues, with types.

A page has some hundred of them, so the catalogue is looked up once a request.
"""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations

import flask_babel
from flask import Flask, g
from markupsafe import Markup


def speak(app: Flask) -> None:
    """Let templates use these functions too. After Flask-Babel has been set up."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )


def gettext(message: str, **values: object) -> str:
    """The message in the page's language, its places filled."""
    said = _catalogue().gettext(message)
    return said % values if values else said


def later(message: str) -> str:
    """The message itself, for the catalogue to know; `gettext` says it when it is needed."""
    return message


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The message for this number in the page's language, its places filled."""
    said = _catalogue().ngettext(one, many, count)
    return said % values if values else said


def gettext_in(language: str, message: str, **values: object) -> str:
    """The message in another language than the page's, its places filled."""
    with flask_babel.force_locale(language):
        return str(flask_babel.gettext(message, **values))


def figure(number: int) -> str:
    """The number with the page language's mark between thousands."""
    return str(number) if number < 1000 else str(flask_babel.format_decimal(number))


def spoken() -> dict[str, Callable[..., Markup]]:
    """`_` and `ngettext` for a template's use, bound to the page's catalogue.

    Jinja's own way finds the catalogue anew for each of the hundreds of words of a page.
    """
    catalogue = _catalogue()

    def say(message: str, **values: object) -> Markup:
        said = Markup(catalogue.gettext(message))
        return said % values if values else said

    def say_number(one: str, many: str, count: int, **values: object) -> Markup:
        said = Markup(catalogue.ngettext(one, many, count))
        return said % values if values else said

    return {"_": say, "ngettext": say_number}


def _catalogue() -> NullTranslations:
    if (found := g.get("catalogue")) is None:
        found = g.catalogue = flask_babel.get_translations()
    catalogue: NullTranslations = found
    return catalogue
