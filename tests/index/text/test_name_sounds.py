"""The sounds of a name are the same in most spellings of it, and others for another name."""

import pytest

from index.text.name_sounds import name_sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noureddine Radi", "Norredine Radhi"),
        ("Takehisa Matsubara", "Takeisha Matsubara"),
        ("Andrian Yelemessov", "Andrian Elemesov"),
        ("Alfredo Velásquez", "Alfredo Velasquez"),
        ("Wojciech Ponikiewski", "Wojciech Ponikiewsky"),
        ("Mohammed Sheriff", "Muhammad Sherif"),
        ("Filippo Conti", "Philippo Conti"),
        ("Zoran Jovanović", "Soran Iovanovic"),
        ("Abdullah Al-Askar", "Abdullah al Askar"),
        ("Anna De Luca", "Anna Deluca"),
        ("Li Wei", "Wei Li"),
        ("松原武久", "松原武久"),
    ],
)
def test_spellings_of_a_name_share_a_sound(one, other):
    assert name_sounds(one) & name_sounds(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norredine Radhi", "Fatima Benali"),
        ("Hans Ulrich Tanner", "Lucía Paredes"),
        ("Llesh Kola", "Arben Cici"),
        ("Li Wei", "Wu Jing"),
        ("Ingrid Solberg", "Per Haugen"),
        ("Anna De Luca", "Marta De Marchi"),
        ("J. Smith", "J. Brown"),
    ],
)
def test_another_name_shares_none(one, other):
    assert name_sounds(one)
    assert not name_sounds(one) & name_sounds(other)
