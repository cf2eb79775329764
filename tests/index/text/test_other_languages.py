"""Dates with the months of languages that have no lexicon."""

from __future__ import annotations

import pytest

from index.text.printed_dates.forms import find_printed_dates


def days(text: str) -> list[str]:
    spans = [printed.span() for printed in find_printed_dates(text)]
    return [f"{span.start}/{span.end}" for span in spans if span is not None]


@pytest.mark.parametrize(
    "written",
    [
        "15 maja 2023",
        "15 de mayo de 2023",
        "15. Mai 2023",
        "15 mei 2023",
        "15 de maig de 2023",
        "15 Mayıs 2023",
        "15 мая 2023",
        "15 Μαΐου 2023",
        "15. května 2023",
        "15. toukokuuta 2023",
    ],
)
def test_a_whole_date_is_read_in_any_language_of_europe(written: str) -> None:
    assert days(f"A, {written}.") == ["2023-05-15/2023-05-15"]


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("14-16 maja 2023", "2023-05-14/2023-05-16"),
        ("14. - 16. Mai 2023", "2023-05-14/2023-05-16"),
        ("30 maja - 2 czerwca 2023", "2023-05-30/2023-06-02"),
    ],
)
def test_a_range_has_both_its_ends(written: str, span: str) -> None:
    assert days(written) == [span]


def test_a_month_that_two_languages_name_differently_is_told_by_the_full_stop() -> None:
    assert days("15 listopada 2023") == ["2023-11-15/2023-11-15"]  # Polish
    assert days("15. listopada 2023") == ["2023-10-15/2023-10-15"]  # Croatian


@pytest.mark.parametrize("written", ["12 persone 2007", "31 czerwca 2023", "15 maja", "maja 2023"])
def test_what_is_no_whole_date_is_none(written: str) -> None:
    assert days(written) == []
