from search.results.facet_values import Facet, FacetValue
from web.views.timeline import MIN_HEIGHT, year_bars


def facet(*values: tuple[str, int, bool]) -> Facet:
    return Facet("year", tuple(FacetValue(v, {}, n, on) for v, n, on in values), len(values))


def test_years_without_entries_are_gaps() -> None:
    bars = year_bars(facet(("2007", 4, False), ("2004", 1, False)), (2003, 2008))
    assert [(bar.value, bar.count) for bar in bars] == [
        (2003, 0), (2004, 1), (2005, 0), (2006, 0), (2007, 4), (2008, 0),
    ]  # fmt: skip


def test_the_fullest_year_is_the_tallest_and_one_entry_is_still_seen() -> None:
    bars = year_bars(facet(("2007", 1000, False), ("2006", 1, False)), None, tallest=44)
    assert [bar.height for bar in bars] == [MIN_HEIGHT, 44]


def test_a_chosen_year_without_entries_does_not_stretch_the_picture() -> None:
    bars = year_bars(facet(("2007", 1, False), ("9999", 0, True)), (2006, 2008))
    assert [bar.value for bar in bars] == [2006, 2007, 2008]


def test_an_archive_without_dates_has_no_bars() -> None:
    assert year_bars(facet(), None) == ()
