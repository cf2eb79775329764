"""The thesaurus of the package, and what a generation notes of it."""

import csv
from pathlib import Path

import pytest

from index.text.thesaurus import (
    NO_FAMILIES,
    Thesaurus,
    load_thesaurus,
    noted_families,
    read_families,
)

LEAST_FOUND, MOST_WRONG = 0.68, 0.09
"""Of the pairs that mean the same, the part that is related; of the others, the part that is."""


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return load_thesaurus()


def _related_heads(thesaurus: Thesaurus, word: str) -> list[str]:
    number = thesaurus.family(word)
    assert number is not None
    return [thesaurus.head(other).head for other in thesaurus.related(number)]


def test_words_of_one_stem_are_one_family_with_the_most_frequent_as_its_head(thesaurus):
    number = thesaurus.family("bicicletta")

    assert number is not None
    assert thesaurus.family("biciclette") == number
    assert thesaurus.head(number).head == "bicicletta"
    assert thesaurus.head(number).language == "it"


def test_a_word_that_is_not_usual_has_no_family(thesaurus):
    for word in ("", "xyzzy", "zzzz", "Bicicletta", "a,b", "\udcff", "\n"):
        assert thesaurus.family(word) is None, word


def test_every_word_is_found_and_every_head_leads_back_to_its_family(thesaurus):
    for number in range(0, thesaurus.size, 97):
        head = thesaurus.head(number)
        assert head.number == number
        assert head.language in ("it", "en", "fr")
    first, last = 0, thesaurus.size - 1
    for number in (first, last):
        assert all(0 <= other < thesaurus.size for other in thesaurus.related(number))


def test_words_of_three_languages_that_mean_the_same_are_related(thesaurus):
    assert "bicicletta" in _related_heads(thesaurus, "bike")
    assert "rifiuti" in _related_heads(thesaurus, "garbage")
    assert "santé" in _related_heads(thesaurus, "health")


def test_names_and_words_that_say_nothing_are_related_to_none(thesaurus):
    for word in ("roberto", "francia", "french", "della", "the"):
        number = thesaurus.family(word)
        assert number is None or not list(thesaurus.related(number)), word


def test_more_pairs_that_mean_the_same_are_related_than_pairs_that_do_not(thesaurus):
    path = Path(__file__).parent / "data" / "word_pairs.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found: dict[str, list[bool]] = {"yes": [], "no": []}
    for row in rows:
        one, other = thesaurus.family(row["one"]), thesaurus.family(row["other"])
        if one is not None and other is not None and one != other:
            found[row["same"]].append(
                other in thesaurus.related(one) or one in thesaurus.related(other)
            )

    assert min(len(found["yes"]), len(found["no"])) >= 200
    assert sum(found["yes"]) / len(found["yes"]) >= LEAST_FOUND
    assert sum(found["no"]) / len(found["no"]) <= MOST_WRONG


def test_a_generation_reads_the_families_it_noted(thesaurus):
    held = read_families(noted_families(["biciclette", "xyzzy", "garbage"]))

    assert thesaurus.family("bicicletta") in held
    assert thesaurus.family("garbage") in held
    assert thesaurus.family("film") not in held
    assert thesaurus.size + 1_000 not in held


@pytest.mark.parametrize("noted", ["", "00000000 //8=", "nonsense"])
def test_families_of_another_edition_or_none_are_none(noted):
    assert read_families(noted) == NO_FAMILIES


def test_a_table_of_three_words_is_read_from_its_bytes():
    words = b"alpha,0,alpha,en\nalphas,0\nbeta,1,b\xc3\xa9ta,fr\n"
    numbers = [2, 0, 26, 0, 1, 1]
    related = b"".join(n.to_bytes(4, "little") for n in numbers) + (1).to_bytes(2, "little")
    small = Thesaurus(words, related)

    assert [small.family(word) for word in ("alpha", "alphas", "beta", "al")] == [0, 0, 1, None]
    assert small.head(1).head == "béta"
    assert (list(small.related(0)), list(small.related(1))) == ([1], [])
    assert 1 in small.families_of(["beta"])
    assert 0 not in small.families_of(["beta"])
