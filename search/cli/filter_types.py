"""Kinds, languages, orders and dates as people type them, in Italian or English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import click

from index.cli.filter_types import NamedValueType, ValueType
from index.model.entry import KINDS, READING_LANGUAGES, UNDETERMINED
from index.text.analysis import STEMMED, stems_of
from index.text.folding import fold
from index.text.lexicon import lexicons
from search.query.date_bounds import canonical_date, span_of
from search.query.errors import QueryError
from search.results.labels import label_of


class KindType(NamedValueType):
    """A kind of entry: its code, or a name of it in the singular or plural."""

    name = "kind"

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the Italian and the English name of each kind."""
        return {kind: _labels("kind", kind) for kind in KINDS}

    def find(self, text: str) -> str | None:
        """Return the kind of a name or of a word with the same stem."""
        if found := super().find(text):
            return found
        for kind, names in self.names().items():
            for language in STEMMED:
                stems = set(stems_of(text.strip(), language))
                if any(stems & set(stems_of(name, language)) for name in names):
                    return kind
        return None


class WrittenType(NamedValueType):
    """The language of an original: its BCP 47 tag or its name."""

    name = "language"

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of the archive's own languages."""
        tags = (*(lexicon.tag for lexicon in lexicons()), UNDETERMINED)
        return {tag: _labels("written", tag) for tag in tags}

    def find(self, text: str) -> str | None:
        """Return the tag of any language of CLDR, without a region that it has not."""
        wanted = fold(text.strip())
        language, _, region = wanted.partition("-")
        tags = _languages()
        return super().find(text) or tags.get(wanted) or (tags.get(language) if region else None)


class ReadType(NamedValueType):
    """The language to read in."""

    name = "language to read in"

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of the languages that entries are translated into, and `orig`."""
        languages = {tag: _labels("written", tag) for tag in READING_LANGUAGES}
        return {"orig": ("original", "originale"), **languages}


class SortType(NamedValueType):
    """The order of hits."""

    name = "order"

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the orders with their names on the site."""
        return {
            "relevance": ("pertinenza",),
            "newest": ("più recenti",),
            "oldest": ("meno recenti",),
        }


class DateType(ValueType):
    """A year, month or day: as 2007, 2007-05, 2007-05-31, or in words as "maggio 2007"."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the date as digits. Raises UsageError for what is none."""
        text = str(value).strip()
        try:
            span_of(text)
        except QueryError as error:
            bound: Literal["from", "to"] = "to" if param and param.name == "until" else "from"
            found = canonical_date(text, bound)
            if found == text:
                if not text and ctx and ctx.params.get("lenient"):
                    return text
                raise click.UsageError(
                    f"{error}, or in words: 'May 2007', '31 maggio 2007'", ctx
                ) from error
            return found
        return text


class NameType(ValueType):
    """Words of a name or a phrase, at least one."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words. Raises UsageError for none, as an unset variable of a script gives."""
        text = str(value)
        if not text.strip() and not (ctx and ctx.params.get("lenient")):
            what = param.get_error_hint(ctx).strip("'") if param and ctx else "a name"
            raise click.UsageError(f"{what} is empty; give it a value, or leave it out", ctx)
        return text


def _labels(field: Any, value: str) -> tuple[str, ...]:
    labels = label_of(field, value)
    return labels["it"], labels["en"]


@cache
def _languages() -> Mapping[str, str]:
    """Return the tag of each language by its folded tag and its names in Italian and English."""
    from babel import Locale  # takes megabytes, and the archive's own languages do not need it

    tags: dict[str, str] = {}
    for language in READING_LANGUAGES:
        for tag, name in Locale(language).languages.items():
            tags.setdefault(fold(tag.replace("_", "-")), tag.replace("_", "-"))
            tags.setdefault(fold(name), tag.replace("_", "-"))
    return tags
