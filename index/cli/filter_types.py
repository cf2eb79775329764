"""Values of filters as people type them: by code or by name in Italian or English.

Case and accents do not count. An unknown value is refused with the near ones. Where the command has
`--lenient`, and it is given, the value is handed on as it is.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from index.cli.verbs import near_names
from index.gazetteer import load_gazetteer
from index.text.folding import fold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    ValueType = click.ParamType[str]
else:
    ValueType = click.ParamType  # generic only in the newest releases of click

_MOST_LISTED = 12
"""Values of a filter that a message still lists in full."""


class NamedValueType(ValueType, ABC):
    """A closed set of values, each with names in both languages."""

    @abstractmethod
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of each value, those to show first."""

    def find(self, text: str) -> str | None:
        """Return the value that the text names; None when there is none."""
        wanted = fold(text.strip())
        for value, names in self.names().items():
            if wanted in (fold(value), *map(fold, names)):
                return value
        return None

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value. Raises UsageError when it is unknown or blank."""
        text = str(value)
        found = self.find(text)
        if found is None and not (ctx and ctx.params.get("lenient")):
            raise click.UsageError(f"no {self.name} {text!r}; {self._remedy(text)}", ctx)
        return text if found is None else found

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the values and names that begin with the text; names of one word only.

        bash inserts a completion as it is, so one with a space would be two words.
        """
        from click.shell_completion import CompletionItem

        begun = fold(incomplete)
        return [
            CompletionItem(word, help=" / ".join(dict.fromkeys(names)))
            for value, names in self.names().items()
            for word in dict.fromkeys((value, *names))
            if fold(word).startswith(begun) and " " not in word and (begun or word == value)
        ]

    def shown(self, value: str) -> str:
        """Return a value for a message, with its other names: delegation (delegazione)."""
        first, *others = dict.fromkeys(name.strip() for name in self._shown_names(value))
        return f"{first} ({', '.join(others)})" if others else first

    def _shown_names(self, value: str) -> tuple[str, ...]:
        return (value, *(name.lower() for name in self.names()[value] if fold(name) != value))

    def _remedy(self, text: str) -> str:
        if not text.strip():
            return self._what_there_is()
        parts = text.split(",")
        if len(parts) > 1 and all(map(self.find, parts)):
            return "repeat the option for each value"
        by_name = {name: value for value, names in self.names().items() for name in (value, *names)}
        near = list(dict.fromkeys(by_name[name] for name in near_names(text, by_name)))[:2]
        if near:
            return f"did you mean {' or '.join(map(self.shown, near))}?"
        return self._what_there_is()

    def _what_there_is(self) -> str:
        return _listed(map(self.shown, self.names()))


class CountryType(NamedValueType):
    """A country by its ISO code or any of its names; the value is the code in capitals."""

    name = "country"

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the English and the Italian name of each country."""
        return _country_names()

    def find(self, text: str) -> str | None:
        """Return the code of the country, also for a former or a foreign name."""
        return next(iter(load_gazetteer().countries_named(text)), None)

    def _shown_names(self, value: str) -> tuple[str, ...]:
        return self.names()[value]

    def _what_there_is(self) -> str:
        return "write it as FR, France or Francia"


class ReadingLanguageType(NamedValueType):
    """A language that entries are translated into."""

    name = "language to translate into"

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of the languages."""
        return {"it": ("italiano", "Italian"), "en": ("inglese", "English")}


class YearType(ValueType):
    """A year; the value is a text of digits."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the year. Raises UsageError for what is none."""
        text = str(value).strip()
        if re.fullmatch("[0-9]{4}", text) and (1000 <= int(text) <= 2200):
            return text
        if ctx and ctx.params.get("lenient"):
            return text
        mended = text.translate(str.maketrans("oOlI", "0011"))
        if re.fullmatch("(19|20)[0-9]{2}", mended):
            raise click.UsageError(f"no year {text!r}; did you mean {mended}?", ctx)
        remedy = "write it as 2007"
        if re.fullmatch("[0-9]{4}(?:, *[0-9]{4})+", text):
            remedy = "repeat the option for each year"
        if re.fullmatch("[0-9]{4}[-–/.]+[0-9]{4}", text):
            remedy += f"; for a span: --from {text[:4]} --to {text[-4:]}"
        raise click.UsageError(f"no year {text!r}; {remedy}", ctx)


def _listed(shown: Iterable[str]) -> str:
    values = list(shown)
    more = ", …" if len(values) > _MOST_LISTED else ""
    return f"there are {', '.join(values[:_MOST_LISTED])}{more}"


@cache
def _country_names() -> Mapping[str, tuple[str, ...]]:
    gazetteer = load_gazetteer()
    return {
        code: (gazetteer.country_name(code, "en"), gazetteer.country_name(code, "it"))
        for code in gazetteer.countries()
    }
