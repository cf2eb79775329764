import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.gazetteer import load_gazetteer
from index.model.entry import Person
from index.translation.protected_spans import EntryNames, names_of
from index.translation.protection import has_words, protect, restore
from index.translation.translators.translator import ServiceLimits

NOBODY = EntryNames()
PLAIN = ServiceLimits(max_length=1000)
KNOWING = ServiceLimits(
    max_length=1000,
    people=("Mozart", "Wagner", "Kant"),
    places=("Boston", "Denver", "Dallas"),
    glossary=(
        {"it": "Vicesindaco", "en": "Vice Mayor"},
        {"it": "gemellaggio", "en": "twinning"},
    ),
)


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture
def there_and_back(gazetteer):
    """Protect a text, leave it as it is, and restore it."""

    def run(text, source="en", target="it", names=NOBODY, limits=PLAIN, strict=False):
        given = protect(text, source, target, names, gazetteer, limits, strict=strict)
        return restore(given.text, given, target, gazetteer)

    return run


@pytest.fixture
def hidden(gazetteer):
    def run(text, source="en", target="it", names=NOBODY, limits=PLAIN, strict=False):
        return protect(text, source, target, names, gazetteer, limits, strict=strict)

    return run


def test_people_are_hidden_from_the_machine_and_come_back_as_written(hidden, there_and_back):
    text = "The Mayor Rosa Bianchi met Bianchi's guest."
    names = EntryNames(people=("Rosa Bianchi",))
    assert "Bianchi" not in hidden(text, names=names).text
    assert there_and_back(text, names=names).text == text


def test_a_name_that_only_the_text_shows_is_hidden_too(hidden):
    given = hidden("The Mayor of Torino, Sergio Chiamparino, met the consul.")
    assert ("Sergio Chiamparino") in dict(given.words).values()


@pytest.mark.parametrize(
    ("text", "source", "target", "wanted"),
    [
        ("in Lione", "it", "en", "in Lyon"),
        ("in Lyon", "en", "it", "in Lione"),
        ("in London", "en", "it", "in Londra"),
        ("in Turin", "en", "it", "in Torino"),
        ("a Torino", "it", "en", "a Torino"),
        ("in Milan", "en", "it", "in Milano"),
    ],
)
def test_places_are_called_by_the_other_languages_name(
    there_and_back, text, source, target, wanted
):
    assert there_and_back(text, source, target).text == wanted


def test_an_old_name_is_not_made_into_todays(there_and_back):
    assert "Stalingrad" in there_and_back("since Stalingrad", names=EntryNames()).text


def test_a_country_is_named_in_the_other_language_when_hidden(there_and_back):
    assert there_and_back("of Argentina", strict=True).text == "of Argentina"
    assert there_and_back("of Germany", strict=True).text == "of Germania"


def test_a_country_that_the_machine_did_not_name_is_lost(hidden, gazetteer):
    given = hidden("Ambassador of Germany")
    assert given.text == "Ambassador of Germany"
    assert restore("Ambasciatore di Germania", given, "it", gazetteer).lost == ()
    assert restore("Ambasciatore tedesco", given, "it", gazetteer).lost == ()
    assert restore("Ambasciatore", given, "it", gazetteer).lost == ("Germania",)


@pytest.mark.parametrize("word", ["EUROCITIES", "U.N.", "COP28", "TORINOver010", "EU", "B-TEAM"])
def test_acronyms_are_kept(hidden, word):
    assert word in dict(hidden(f"the {word} meeting").words).values()


def test_a_title_in_capitals_is_not_taken_for_acronyms(hidden):
    assert hidden("MEETING OF THE MAYORS").words == ()


@pytest.mark.parametrize(
    ("english", "italian"), [("12,500", "12.500"), ("3.5", "3,5"), ("1,234.5", "1.234,5")]
)
def test_numbers_take_the_other_languages_marks(there_and_back, english, italian):
    assert there_and_back(f"about {english} people").text == f"about {italian} people"
    assert there_and_back(f"circa {italian} persone", "it", "en").text == f"circa {english} persone"


def test_a_number_that_is_missing_or_new_is_lost(hidden, gazetteer):
    given = hidden("There were 12 people and 30 guests.")
    assert restore("Vi erano 12 persone e 30 ospiti.", given, "it", gazetteer).lost == ()
    assert restore("Vi erano 12 persone.", given, "it", gazetteer).lost == ("30",)
    assert restore("Vi erano 12 e 30 e 7 persone.", given, "it", gazetteer).lost == ("+7",)


def test_a_token_that_is_missing_or_doubled_is_lost(hidden, gazetteer):
    given = hidden("From Lyon")
    ((token, written),) = given.words
    assert restore(f"Da {token}", given, "it", gazetteer).lost == ()
    assert restore("Da", given, "it", gazetteer).lost == (written,)
    assert restore(f"Da {token} {token}", given, "it", gazetteer).lost == (written,)


def test_a_token_in_other_letters_is_still_found(hidden, gazetteer):
    given = hidden("From Lyon")
    token = given.words[0][0]
    assert restore(f"DA {token.upper()}", given, "it", gazetteer).text == "DA Lione"


def test_names_that_the_machine_knows_stand_in(hidden, there_and_back):
    text = "The Mayor Sergio Chiamparino went to Lyon with the Vice Mayor."
    given = hidden(text, limits=KNOWING)
    assert "Mozart" in given.text
    assert "Boston" in given.text
    assert there_and_back(text, limits=KNOWING).text == (
        "The Mayor Sergio Chiamparino went to Lione with the Vicesindaco."
    )


def test_a_name_of_the_text_never_stands_in_for_another(hidden, there_and_back):
    text = "Mozart came to Boston from Lyon with the Mayor Sergio Chiamparino."
    assert "Wagner" in hidden(text, limits=KNOWING).text
    assert "Sergio Chiamparino" in there_and_back(text, limits=KNOWING).text


def test_italian_articles_go_with_the_word_put_back(hidden, gazetteer):
    given = hidden(
        "the Deputy Mayor",
        limits=ServiceLimits(99, glossary=({"it": "Assessore", "en": "Deputy Mayor"},)),
    )
    token = given.words[0][0]
    for machine, wanted in (
        ("il", "l’Assessore"),
        ("del", "dell’Assessore"),
        ("Al", "All’Assessore"),
    ):
        assert restore(f"{machine} {token}", given, "it", gazetteer).text == wanted


def test_an_article_inside_a_name_is_left_alone(there_and_back):
    names = EntryNames(people=("Abdullah Al Askar",))
    assert "Abdullah Al Askar" in there_and_back("consul Abdullah Al Askar", names=names).text


def test_addresses_are_kept(there_and_back):
    text = "See https://www.example.org/a-b?c=1 or write to office@example.org now."
    assert there_and_back(text).text == text


def test_signs_that_mean_something_to_a_machine_come_back_where_they_stood(hidden, there_and_back):
    text = "a*b [c] #d {e}$f ~ 5^2"
    assert not set("*[]#{}$~^") & set(hidden(text).text)
    assert there_and_back(text).text == text


def test_the_names_of_an_entry_are_its_people_places_and_countries(make_entry):
    person = Person("rosa bianchi", "Rosa Bianchi", "", "visitor")
    entry = make_entry(people=(person,), countries=("FR",))
    assert names_of(entry) == EntryNames(("Rosa Bianchi",), frozenset(), frozenset({"FR"}))


def test_a_text_without_letters_has_no_words():
    assert not has_words("* * * 2007 –")
    assert has_words("a")


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=120))
@pytest.mark.parametrize("strict", [False, True])
def test_whatever_is_hidden_comes_back(text, strict):
    gazetteer = load_gazetteer()
    given = protect(text, "en", "it", EntryNames(), gazetteer, KNOWING, strict=strict)
    restored = restore(given.text, given, "it", gazetteer)
    if not given.tokens.search(text):
        assert restored.lost == ()
        assert not given.tokens.search(restored.text)
        assert "\ue000" not in restored.text


_WORDS = ("the Mayor", "Sergio Chiamparino", "Lyon", "27 people", "EUROCITIES", "met", "in London")


@given(words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30))
def test_any_number_of_names_survives(words):
    gazetteer = load_gazetteer()
    text = " and ".join(words)
    given = protect(text, "en", "it", EntryNames(), gazetteer, KNOWING, strict=True)
    restored = restore(given.text, given, "it", gazetteer)
    assert restored.lost == ()
    for name, meant in (("Lyon", "Lione"), ("in London", "Londra"), ("27 people", "27")):
        assert restored.text.count(meant) == words.count(name)
