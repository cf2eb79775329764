"""Templates compiled once for each language of the interface, with its words in their place.

A page has dozens of messages without values. Each would be looked up and escaped again for every
page; here they are part of the compiled template, as its HTML is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

from flask import has_request_context
from flask.templating import Environment
from jinja2 import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from web.views.i18n import gettext_in, page_language

_MESSAGE = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")
_LANGUAGE = ("variable_begin", "name", "variable_end")


class LanguageTemplates(Environment):
    """The environment of an app; a request gets the templates of its page's language.

    Outside a request, templates look for their messages themselves.
    """

    language = ""
    """The language of these templates; "" where each finds it."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.add_extension(_WordsInPlace)
        self._by_language: dict[str, LanguageTemplates] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Return the template of this name, in the page's language if there is a page."""
        if self.language or not has_request_context():
            return super().get_template(name, parent, globals)
        return self._in(page_language()).get_template(name, parent, globals)

    def _in(self, language: str) -> LanguageTemplates:
        found = self._by_language.get(language)
        if found is None:
            found = self.overlay()
            found.language = language
            self._by_language[language] = found
        return found


class _WordsInPlace(Extension):
    """Puts the words of a language into the source: for `_('Words')` alone, and for `language`."""

    def filter_stream(self, stream: TokenStream) -> TokenStream | Iterable[Token]:
        language = getattr(self.environment, "language", "")
        return self._in(language, stream) if language else stream

    def _in(self, language: str, stream: TokenStream) -> Iterator[Token]:
        held: list[Token] = []
        for token in stream:
            held.append(token)
            kinds = tuple([one.type for one in held])
            if kinds == _MESSAGE and held[1].value == "_":
                words = gettext_in(language, held[3].value)
                held = [Token(token.lineno, "data", words)]
            elif kinds == _LANGUAGE and held[1].value == "language":
                held = [Token(token.lineno, "data", language)]
            elif kinds in (_MESSAGE[: len(kinds)], _LANGUAGE[: len(kinds)]):
                continue
            yield from held
            held = []
        yield from held
