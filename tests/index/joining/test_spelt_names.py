"""Names that languages spell in different ways."""

import pytest

from index.joining.spelt_names import spelt_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ščerbak", "Shcherbak"),
        ("meskovskij", "meshkovsky"),
        ("Papathanasíou", "Papathanassiou"),
        ("abisev", "abishev"),
    ],
)
def test_a_name_is_known_in_other_spellings(one, other):
    assert spelt_alike(one) == spelt_alike(other)


@pytest.mark.parametrize(("one", "other"), [("Moreau", "Marie"), ("Rossi", "Russo"), ("Lee", "Li")])
def test_short_names_are_compared_as_they_are_spelt(one, other):
    assert spelt_alike(one) != spelt_alike(other)
