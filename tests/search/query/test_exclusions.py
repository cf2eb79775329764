"""What follows "but not" in plain words is left out, and told."""

import pytest

from search.query.notes import Note
from search.query.parser import parse_words


def read(text: str) -> tuple[list[str], list[str], list[Note]]:
    """The words that are searched, those that are excluded, and what is told."""
    parsed = parse_words(text)
    asked = [each.text for each in parsed.pieces if not each.excluded]
    excluded = [each.text for each in parsed.pieces if each.excluded]
    return asked, excluded, [each for each in parsed.notes if each.code == "excluded-words"]


@pytest.mark.parametrize(
    ("text", "asked", "excluded"),
    [
        ("Japan but not Nagoya", ["Japan"], "Nagoya"),
        ("twin cities except Lyon", ["twin", "cities"], "Lyon"),
        ("mayors other than Fassino", ["mayors"], "Fassino"),
        (
            "delegations from China, but not from Shenzhen",
            ["delegations", "from", "China"],
            "Shenzhen",
        ),
        ("Giappone ma non Nagoya", ["Giappone"], "Nagoya"),
        ("Francia tranne Lione", ["Francia"], "Lione"),
        ("Romania ad eccezione di Cluj Napoca", ["Romania"], "Cluj Napoca"),
        ("consoli escluso il console francese", ["consoli"], "console francese"),
        ("Chine sauf Pékin", ["Chine"], "Pékin"),
        ("Allemagne à l'exception de Cologne", ["Allemagne"], "Cologne"),
        ("Japan without Nagoya", ["Japan"], "Nagoya"),
        ("japan not nagoya", ["japan"], "nagoya"),
        ("Francia senza Lione", ["Francia"], "Lione"),
        ("visites hors Union européenne", ["visites"], "Union européenne"),
        ("visite senza America Latina", ["visite"], "America Latina"),
        ("Cina a parte Shenzhen", ["Cina"], "Shenzhen"),
        ("France leaving out Lyon", ["France"], "Lyon"),
        ("Italie sans la France", ["Italie"], "France"),
        ('Japan but not "city of Nagoya"', ["Japan"], "city of Nagoya"),
    ],
)
def test_what_follows_an_exclusion_is_left_out_and_told(text, asked, excluded):
    assert read(text) == (asked, [excluded], [Note("excluded-words", excluded)])


@pytest.mark.parametrize(
    "text",
    [
        "but not Nagoya",  # nothing is asked before it
        "Japan but not",
        "Japan but not the",
        "except",
        '"Japan but not Nagoya"',
        "small but not forgotten by the mayor of Torino",  # a sentence
        "Japan but not Nag*",
        "Japan but not -Nagoya",
        "medici senza frontiere",
        "why not Lyon",
        "visita annullata salvo imprevisti",
        "cities without cars",
        "médecins sans frontières",
        "studenti non europei",
    ],
)
def test_other_words_exclude_nothing(text):
    assert read(text)[2] == []


def test_the_words_with_which_people_ask_may_stand_before_it():
    asked, excluded, _ = read("who visited from Japan but not from Nagoya?")
    assert (asked, excluded) == (["from", "Japan"], ["Nagoya"])
