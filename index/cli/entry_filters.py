"""The options of verbs that take only the entries of some countries or years."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from index.cli.filter_types import CountryType, YearType

_Verb = TypeVar("_Verb", bound=Callable[..., object])


def entry_filters(verb: _Verb) -> _Verb:
    """Give a verb the options --country and --year, each a tuple, empty for all entries."""
    country = click.option(
        "--country",
        multiple=True,
        type=CountryType(),
        metavar="COUNTRY",
        help="Only entries of this country: FR, France or Francia; may be repeated.",
    )
    year = click.option(
        "--year",
        multiple=True,
        type=YearType(),
        metavar="YYYY",
        help="Only entries of this year; may be repeated.",
    )
    return country(year(verb))
