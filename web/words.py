"""The interface's words in the page's language: Flask-Babel's functions, with types."""

from __future__ import annotations

import flask_babel


def gettext(message: str, **values: object) -> str:
    """The message in the page's language, its places filled."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The message for this number in the page's language, its places filled."""
    return str(flask_babel.ngettext(one, many, count, **values))


def figure(number: int) -> str:
    """The number with the page language's mark between thousands."""
    return str(number) if number < 1000 else str(flask_babel.format_decimal(number))
