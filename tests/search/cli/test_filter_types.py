"""Values of filters as people type them."""

import click
import pytest

from index.cli.filter_types import CountryType, YearType
from index.model.entry import KINDS
from search.cli.filter_types import DateType, KindType, ReadType, SortType, WrittenType
from search.results.labels import KIND_LABELS


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_known_by_its_code_and_by_both_names_in_any_case(kind):
    for name in (kind, *KIND_LABELS[kind].values()):
        assert KindType().find(name) == KindType().find(name.upper()) == kind


@pytest.mark.parametrize(
    ("type", "typed", "value"),
    [
        *((KindType, *pair) for pair in (
            ("delegazioni", "delegation"), ("missioni", "mission"), ("eventi", "event"),
            ("reti", "network"), ("ambasciatrice", "ambassador"), ("consoli", "consul"),
            ("meetings", "meeting"), ("accordi", "agreement"), ("gemellaggi", "twinning"),
        )),
        *((CountryType, *pair) for pair in (
            ("fr", "FR"), ("FRANCIA", "FR"), ("uk", "GB"), ("USA", "US"), ("Costa d’Avorio", "CI"),
            ("cote d'ivoire", "CI"), ("turkiye", "TR"), ("Olanda", "NL"), (" Giappone ", "JP"),
            ("Allemagne", "DE"), ("Pays-Bas", "NL"), ("etats-unis", "US"), ("Suède", "SE"),
        )),
        *((WrittenType, *pair) for pair in (
            ("Italiano", "it"), ("english", "en"), ("Französisch", None), ("tedesco", "de"),
            ("it-IT", "it"), ("pt-br", "pt-BR"), ("und", "und"), ("xx", None),
        )),
        *((ReadType, *pair) for pair in (("originale", "orig"), ("Inglese", "en"), ("fr", None))),
        *((SortType, *pair) for pair in (("NEWEST", "newest"), ("piu recenti", "newest"))),
    ],
    ids=str,
)  # fmt: skip
def test_values_have_names_in_both_languages(type, typed, value):
    assert type().find(typed) == value


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2007", "2007"), ("2007-05", "2007-05"), ("2007-05-31", "2007-05-31"),
        ("maggio 2007", "2007-05"), ("May 2007", "2007-05"), ("31 maggio 2007", "2007-05-31"),
        ("May 31, 2007", "2007-05-31"), ("31/5/2007", "2007-05-31"), ("05/2007", "2007-05"),
    ],
)  # fmt: skip
def test_a_date_may_be_in_words(typed, date):
    assert DateType().convert(typed, None, None) == date


@pytest.mark.parametrize("typed", ["maggio", "31/02/2007", "7", "domani", "", "2007-13", "0000"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(click.UsageError):
        DateType().convert(typed, None, None)


@pytest.mark.parametrize("typed", ["20o7", "07", "", "2007-2009", "99999", "３００７", "-2007"])
def test_what_is_no_year_is_refused(typed):
    with pytest.raises(click.UsageError):
        YearType().convert(typed, None, None)
