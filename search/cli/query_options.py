"""The words and filters of a search as arguments and options of a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from index.cli.filter_types import CountryType, YearType
from index.model.entry import KINDS
from search.cli.filter_types import DateType, KindType, NameType, ReadType, SortType, WrittenType
from search.cli.names import with_known_names
from search.query.notes import Note
from search.query.query import Query
from search.query.url_parameters import query_of
from search.searcher import Searcher

FILTERS = (
    click.option("--person", type=NameType(), metavar="NAME", help="Words of a person's name."),
    click.option("--place", type=NameType(), metavar="NAME", help="A city, territory or country."),
    click.option("--phrase", type=NameType(), metavar="WORDS", help="Exactly these words."),
    click.option("--year", multiple=True, type=YearType(), metavar="YYYY", help="In this year. *"),
    click.option(
        "--from",
        "since",
        type=DateType(),
        metavar="DATE",
        help="From YYYY, YYYY-MM, YYYY-MM-DD or 'maggio 2007'.",
    ),
    click.option("--to", "until", type=DateType(), metavar="DATE", help="To a date, inclusive."),
    click.option(
        "--country",
        multiple=True,
        type=CountryType(),
        metavar="COUNTRY",
        help="FR, France or Francia. *",
    ),
    click.option(
        "--not-country",
        multiple=True,
        type=CountryType(),
        metavar="COUNTRY",
        help="Without this country. *",
    ),
    click.option(
        "--kind",
        multiple=True,
        type=KindType(),
        metavar="KIND",
        help=f"{', '.join(KINDS)}, or in Italian. *",
    ),
    click.option(
        "--written",
        multiple=True,
        type=WrittenType(),
        metavar="LANGUAGE",
        help="Written in it, en, fr or und (uncertain), or a name. *",
    ),
    click.option(
        "--people",
        multiple=True,
        type=NameType(),
        metavar="ID",
        help="A person's id or whole name. *",
    ),
    click.option(
        "--places",
        multiple=True,
        type=NameType(),
        metavar="ID",
        help="A place's id or whole name. *",
    ),
    click.option(
        "--by-people",
        is_flag=True,
        help="With --read: only texts that people wrote or translated.",
    ),
    click.option(
        "--read",
        type=ReadType(),
        metavar="LANGUAGE",
        help="Language to read in: it, en or orig, that of each original (default).",
    ),
    click.option(
        "--expand/--no-expand", default=True, help="Also search terms of the same meaning."
    ),
    click.option(
        "--drop", multiple=True, metavar="TERM", help="A term that expansion must not add. *"
    ),
    click.option(
        "--exactly", is_flag=True, help="Search a word that no entry has as it is, not corrected."
    ),
    click.option(
        "--sort",
        type=SortType(),
        metavar="ORDER",
        default="relevance",
        help="Order of hits: relevance, newest or oldest.",
    ),
    click.option(
        "--lenient",
        is_flag=True,
        is_eager=True,
        help="Leave out a filter's unknown value, with a note, where it would be refused.",
    ),
    click.argument("words", nargs=-1, type=click.UNPROCESSED),
)
NOTES = """\
* may be repeated. Names are understood in Italian and English, without case and accents.

A word after one dash leaves entries with it out: cina -tibet. When it is also the name of an
option, write it after two dashes (cina -- -kind) or in one argument with others ('cina -kind').
What begins with two dashes is an option, never a word.

"""
Command = Callable[..., None]


def filters(command: Command) -> Command:
    """Give a command the words and filters of a search as arguments and options."""
    for decorate in reversed(FILTERS):
        command = decorate(command)
    return command


def query_asked(asked: dict[str, Any], searcher: Searcher) -> tuple[Query, tuple[Note, ...]]:
    """Return the query of a command line. Raises QueryError, and UsageError for unknown names.

    With `--lenient` unknown names are left to the search, which says what it makes of them.
    """
    query, notes = query_of(parameters_of_options(asked))
    return (query if asked["lenient"] else with_known_names(query, searcher)), notes


def parameters_of_options(asked: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the options and words of a command line as the parameters of a search."""
    options = {
        "q": [" ".join(asked["words"])],
        "from": [asked["since"] or ""],
        "to": [asked["until"] or ""],
        "expand": ["1" if asked["expand"] else "0"],
        "exactly": ["1" if asked["exactly"] else "0"],
        "by_people": ["1" if asked["by_people"] else "0"],
    }
    for name in ("person", "place", "phrase", "read", "sort", "page", "limit"):
        options[name] = [str(asked.get(name) or "")]
    for name in ("year", "country", "not_country", "kind", "written", "people", "places", "drop"):
        options[name] = list(asked[name])
    return options
