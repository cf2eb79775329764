"""Words of two languages that mean about the same tell that two texts are of one event."""

import pytest

from index.joining.match_features import match_features_of
from index.joining.translated_words import translated_words

IT = "Gli artigiani vendono candele e giocattoli di legno al mercato."
EN = "Craftspeople sell candles and wooden toys in the square."


@pytest.fixture
def told(make):
    """The words that two texts of one day and city share."""

    def told_by(it, en, cities=("lyon-fr",), others=("lyon-fr",)):
        one = make.entry("a", "it", make.days("2007-06-09"), "Una serata", text=it, cities=cities)
        other = make.entry("b", "en", make.days("2007-06-09"), "A night", text=en, cities=others)
        return translated_words(*map(match_features_of, (one, other)))

    return told_by


def test_words_that_mean_about_the_same_are_found_each_once(told):
    found = told(IT, EN)
    assert ("candele", "candles") in found
    assert ("giocattoli", "toys") in found
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)


@pytest.mark.parametrize(
    ("it", "en"),
    [
        (IT, "Forty pupils planted lettuce and tomatoes in the garden of their school."),
        ("La delegazione ha visitato il municipio ed è stata ricevuta nella sala.",
         "The delegation visited the town hall and was received in the room."),
        ("Il professor Verdi ha suonato con l'Orchestra Aurora.",
         "Professor Verdi played with the Orchestra Aurora."),
        ("La candela", "The candle"),
    ],
    ids=["another event", "what any visit is like", "names", "too few"],
)  # fmt: skip
def test_other_words_tell_nothing(told, it, en):
    assert told(it, en) == ()


def test_texts_of_two_cities_share_nothing(told):
    assert told(IT, EN, others=("glasgow-gb",)) == ()
