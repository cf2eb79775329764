"""The term list, and the names of organisations."""

import pytest

from index.model.entry import KINDS
from index.text.term_list import load_terms


def found(words: str) -> list[tuple[str, str]]:
    return [(s.pair.it[0], s.pair.en[0]) for s in load_terms().senses(tuple(words.split()))]


def test_the_list_is_as_long_as_promised():
    assert len(load_terms().pairs) >= 300


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("sindaci", ("sindaco", "mayor")),
        ("mayors", ("sindaco", "mayor")),
        ("vice sindaco", ("vicesindaco", "vice mayor")),
        ("deputy mayors", ("assessore", "deputy mayor")),
        ("assessori", ("assessore", "deputy mayor")),
        ("patto dei sindaci", ("patto dei sindaci", "covenant of mayors")),
        ("covenant of mayors", ("patto dei sindaci", "covenant of mayors")),
        ("citta gemelle", ("città gemella", "twin city")),
        ("sister cities", ("città gemella", "twin city")),
        ("lettera di intenti", ("lettera d'intenti", "letter of intent")),
        ("olimpiadi", ("olimpiadi", "olympic games")),
        ("citta", ("città", "city")),
        ("maires", ("sindaco", "mayor")),
        ("villes jumelees", ("città gemella", "twin city")),
        ("reseaux de villes", ("rete di città", "city network")),
        ("espaces verts", ("verde pubblico", "public green area")),
    ],
)
def test_a_wording_is_found_in_either_language_and_number(words, pair):
    assert pair in found(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vice mayor", "deputy mayor"),
        ("vicesindaco", "assessore"),
        ("ambasciata", "ambasciatore"),
        ("consolato", "console"),
        ("porto", "porta"),
    ],
)
def test_what_reads_apart_stays_apart(one, other):
    assert not set(found(one)) & set(found(other))


def test_every_line_has_its_sides_and_says_nothing_twice():
    for pair in load_terms().pairs:
        assert pair.it, pair
        assert pair.en, pair
        for side in (pair.it, pair.en, pair.fr):
            assert all(side), pair
            assert len(set(side)) == len(side), pair
        assert pair.kind is None or pair.kind in KINDS


def test_no_italian_wording_heads_two_lines():
    heads = [pair.it[0] for pair in load_terms().pairs]

    assert len(heads) == len(set(heads))


def test_a_little_word_alone_means_nothing():
    assert found("di") == []
    assert found("the") == []


def test_eighty_organisations_have_a_name_in_three_languages():
    organisations = [row for row in load_terms().pairs if row.it[0][0].isupper()]

    assert len([row for row in organisations if row.en and row.fr]) >= 80


@pytest.mark.parametrize(
    "names",
    [("ilo", "oit"), ("onu", "united nations"), ("fmi", "imf"), ("nations unies", "onu"),
     ("ocse", "oecd"), ("otan", "alleanza atlantica"), ("fse", "esf"), ("acnur", "hcr")],
)  # fmt: skip
def test_an_organisation_is_found_by_its_names_and_initials(names):
    one, other = ({sense.pair for sense in load_terms().senses(tuple(n.split()))} for n in names)

    assert one & other


def test_initials_that_are_another_word_mean_the_organisation_only_in_capitals():
    terms = load_terms()

    for word in ("UN", "WHO", "OIL", "BIT", "UE"):
        assert terms.senses_in_capitals(word)
        assert terms.senses((word.lower(),)) == ()
        assert terms.senses_in_capitals(word.lower()) == ()
