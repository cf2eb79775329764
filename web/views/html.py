"""Stored text as safe HTML: everything is escaped; only http(s) URLs become links."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from index.model.entry import UNDETERMINED
from index.text.titles import opening
from search.results.hit import ShownPassage, Snippet
from web.views.i18n import gettext_in

_OPEN, _SHUT = "<mark>", "</mark>"


def marked(snippet: Snippet) -> Markup:
    """Return the snippet escaped, its marks in `<mark>`."""
    if not snippet.marks:
        return escape(snippet.text)
    parts: list[str] = []
    end = 0
    for start, stop in snippet.marks:
        parts += (escape(snippet.text[end:start]), _OPEN, escape(snippet.text[start:stop]), _SHUT)
        end = stop
    parts.append(escape(snippet.text[end:]))
    return Markup("".join(parts))  # every part is escaped; Markup's join would check again


def headline(passage: ShownPassage, language: str) -> Markup:
    """Return the title with its marks; without one, the first words of the text."""
    if passage.title.text.strip():
        return marked(passage.title)
    return escape(first_words(passage.text.text, language))


def plain_headline(passage: ShownPassage, language: str) -> str:
    """Return the title, or the first words of the text, without marks."""
    return passage.title.text.strip() or first_words(passage.text.text, language)


def first_words(text: str, language: str) -> str:
    """Return the first words of a text that has no title, with an ellipsis."""
    return opening(text) or gettext_in(language, "Entry without a title")


@lru_cache(maxsize=256)
def lang(tag: str, language: str) -> Markup:
    """Return the lang attribute for text in the language `tag`; "" for the page's own."""
    if tag == language:
        return Markup()
    return Markup(' lang="{}"').format("" if tag == UNDETERMINED else tag)


def web_address(url: str | None) -> str | None:
    """Return the URL if it may become a link: http(s) with a host; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def host(url: str) -> str:
    """Return the host of a URL without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def breakable(address: str) -> Markup:
    """Return the URL escaped, with an optional line break after every slash."""
    return Markup("/<wbr>").join(address.split("/"))
