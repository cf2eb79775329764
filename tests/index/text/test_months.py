"""Names of months, in every language and in the names of folders."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.text.months import MONTHS, month_number, months_of_folder

ITALIAN = MONTHS["it"]


@given(st.sampled_from(["it", "en", "fr"]), st.integers(1, 12))
def test_a_month_is_known_by_every_name(language: str, number: int) -> None:
    name = MONTHS[language][number - 1]
    assert month_number(name) == month_number(name.upper()) == number


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_folder_of_two_months_reads_in_either_order(one: int, other: int) -> None:
    name = ITALIAN[one - 1] + ITALIAN[other - 1]
    assert months_of_folder(name) == (min(one, other), max(one, other))


def test_other_words_are_no_months() -> None:
    assert month_number("maggioranza") is None
    assert months_of_folder("maggioranza") is None
    assert months_of_folder("") is None
