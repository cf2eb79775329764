import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.months import MONTHS
from index.translation.date_phrases import find_date_phrases


def said(text, source, target):
    for phrase in reversed(find_date_phrases(text, source, target)):
        text = f"{text[: phrase.start]}{phrase.written}{text[phrase.end :]}"
    return text


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("June 27th 2007", "27 giugno 2007"),
        ("June 20th-27th 2007 - Delegation", "20-27 giugno 2007 - Delegation"),
        ("May 5th-June 1st 2007", "5 maggio – 1º giugno 2007"),
        ("December 14th, 2023 Delegation", "14 dicembre 2023 Delegation"),
        ("15th October 2005 - Euromed", "15 ottobre 2005 - Euromed"),
        ("On May 31st and June 1st: a", "Il 31 maggio e il 1º giugno: a"),
        ("From May 17th to 19th the", "Dal 17 al 19 maggio the"),
        ("from the 18th to the 20th of October 2012", "dal 18 al 20 ottobre 2012"),
        ("between 3 and 5 June 2007", "tra il 3 e il 5 giugno 2007"),
        ("by the 8th of March", "entro l’8 marzo"),
        ("since May 1st 2004", "dal 1º maggio 2004"),
        ("signed in January 2007.", "signed nel gennaio 2007."),
        ("held in November and", "held a novembre and"),
        ("at 10:30 on 3 May", "at 10:30 il 3 maggio"),
        ("until 8 June, 2011", "fino all’8 giugno 2011"),
    ],
)
def test_english_dates_are_said_in_italian(english, italian):
    assert said(english, "en", "it") == italian


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("Dal 3 al 5 giugno", "From 3 to 5 June"),
        ("dal 9 all'11 febbraio 2009", "from 9 to 11 February 2009"),
        ("il 18 e 19 ottobre", "on 18 and 19 October"),
        ("il primo aprile", "on 1 April"),
        ("Il 1° maggio", "On 1 May"),
        ("dal 31 maggio al 2 giugno 2007", "from 31 May to 2 June 2007"),
        ("30 novembre-5 dicembre 2023", "30 November – 5 December 2023"),
        ("dell’8 marzo", "of 8 March"),
        ("entro il 3 luglio", "by 3 July"),
        ("nel mese di maggio 2006", "in May 2006"),
        ("Maggio 2012 Missione", "May 2012 Missione"),
        ("9 marzo, 1999", "9 March 1999"),
    ],
)
def test_italian_dates_are_said_in_english(italian, english):
    assert said(italian, "it", "en") == english


@pytest.mark.parametrize("text", ["May I come in?", "they march on", "Mr August", "10 and 12", ""])
def test_what_is_no_date_is_left_alone(text):
    assert find_date_phrases(text, "en", "it") == ()


def test_other_languages_are_left_alone():
    assert find_date_phrases("27 giugno 2007", "fr", "en") == ()


@settings(deadline=None)
@given(
    day=st.integers(1, 31),
    month=st.integers(0, 11),
    year=st.integers(1900, 2099),
    lead=st.sampled_from(["", "il ", "dal ", "del "]),
)
def test_a_date_keeps_its_day_month_and_year_there_and_back(day, month, year, lead):
    italian = f"{lead}{day} {MONTHS['it'][month]} {year}"
    english = said(italian, "it", "en")
    assert english.endswith(f"{day} {MONTHS['en'][month].capitalize()} {year}")
    back = said(english, "en", "it").replace("º", "")
    assert back.endswith(f"{day} {MONTHS['it'][month]} {year}")
