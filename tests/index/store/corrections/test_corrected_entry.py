"""What each field of a correction may hold, and what it makes of an entry."""

from datetime import date

import pytest

from index.model.entry import Doubt, Person, Reading
from index.model.entry_json import entry_from_json, entry_to_json
from index.model.errors import CorrectionError
from index.store.corrections import Correction, check_correction, correct_entries

ADA = Person("ada-rossi", "Ada Rossi", "interpreter", "city")
JAN = Person("jan-novak", "Jan Novak", "", "visitor")


def corrected(entry, field, value):
    return check_correction(entry, Correction(0, entry.id, field, value))


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("", ()),
        ("Jan Novak", (JAN,)),
        ("Ada Rossi", (ADA,)),  # what is known of her stays
        ("ada rossi", (Person("ada-rossi", "ada rossi", "interpreter", "city"),)),
        ("Ada Rossi | | visitor", (Person("ada-rossi", "Ada Rossi", "", "visitor"),)),
        ("Jan Novak | mayor, of Plzeň\nAda Rossi", (
            Person("jan-novak", "Jan Novak", "mayor, of Plzeň", "visitor"), ADA)),
        ("+Jan Novak", (ADA, JAN)),
        ("-Ada Rossi", ()),
        ("−Ada Rossi; + Jan Novak", (JAN,)),
        ("-Somebody Else", (ADA,)),  # read otherwise since
        ("Jan Novak; Jan Novak", (JAN,)),
    ],
)  # fmt: skip
def test_people_are_a_new_list_or_are_added_and_taken_away(make_entry, value, people):
    assert corrected(make_entry(people=(ADA,)), "people", value).people == people


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("Jan Novak; +Ada Rossi", "none of them"),
        ("Jan | mayor | town", "write city or visitor"),
        ("a | b | city | d", "more than"),
        ("| mayor", "no name"),
        ("...", "no name"),
        ("+", "nothing behind it"),
    ],
)
def test_what_is_no_list_of_people_is_refused(make_entry, value, message):
    with pytest.raises(CorrectionError, match=message):
        corrected(make_entry(), "people", value)


@pytest.mark.parametrize(
    ("value", "places", "countries"),
    [
        ("", [], ["FI"]),
        ("Turku", ["turku-fi"], ["FI"]),
        ("Lione (Francia)", ["lyon-fr"], ["FI", "FR"]),
        ("lyon-fr; Turku", ["lyon-fr", "turku-fi"], ["FI", "FR"]),
        ("+Bacau", ["bacau-ro"], ["FI", "RO"]),
        ("-Lyon", [], ["FI"]),
        ("Springfield (US)", ["springfield-us"], ["FI", "US"]),
    ],
)
def test_places_bring_their_countries(make_entry, value, places, countries):
    entry = corrected(make_entry(countries=("FI",), places=()), "places", value)
    assert [place.id for place in entry.places] == places
    assert list(entry.countries) == countries


def test_a_name_of_several_places_is_that_of_the_entrys_country(make_entry):
    entry = corrected(make_entry(countries=("CA",), places=()), "places", "London")
    assert [place.id for place in entry.places] == ["london-ca"]


@pytest.mark.parametrize("value", ["Springfield", "Nowhereville", "Lyon (Germania)", "+"])
def test_a_place_that_is_none_or_several_is_refused(make_entry, value):
    with pytest.raises(CorrectionError, match="places cannot be"):
        corrected(make_entry(countries=("FI",), places=()), "places", value)


@pytest.mark.parametrize(
    ("value", "countries"),
    [
        ("fr RO", ["FR", "RO"]), ("FR,RO", ["FR", "RO"]), ("FR;RO", ["FR", "RO"]),
        ("Francia, Regno Unito", ["FR", "GB"]), ("united kingdom", ["GB"]), ("", []),
        ("+RO", ["FI", "RO"]), ("-FI +RO", ["RO"]), ("-Finland", []), ("- FR", ["FI"]),
    ],
)  # fmt: skip
def test_countries_are_codes_or_names(make_entry, value, countries):
    entry = corrected(make_entry(countries=("FI",), places=()), "countries", value)
    assert list(entry.countries) == countries


def test_a_place_goes_with_its_country(make_entry):
    entry = corrected(make_entry(countries=(), places=()), "places", "Turku; Lyon")
    assert [p.id for p in corrected(entry, "countries", "-FR").places] == ["turku-fi"]


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2007-06-27", date(2007, 6, 27), date(2007, 6, 27), "day"),
        ("2007-6-7", date(2007, 6, 7), date(2007, 6, 7), "day"),
        ("2007-06-27/2007-07-02", date(2007, 6, 27), date(2007, 7, 2), "day"),
        ("2007-06", date(2007, 6, 1), date(2007, 6, 30), "month"),
        ("2007-06/2007-08", date(2007, 6, 1), date(2007, 8, 31), "month"),
        ("2007", date(2007, 1, 1), date(2007, 12, 31), "year"),
        ("27/06/2007", date(2007, 6, 27), date(2007, 6, 27), "day"),
        ("6/27/2007", date(2007, 6, 27), date(2007, 6, 27), "day"),
        ("27.6.2007", date(2007, 6, 27), date(2007, 6, 27), "day"),
        ("05/05/2007", date(2007, 5, 5), date(2007, 5, 5), "day"),
        ("6 octobre 2007", date(2007, 10, 6), date(2007, 10, 6), "day"),
        ("October 6th, 2007", date(2007, 10, 6), date(2007, 10, 6), "day"),
        ("dal 3 al 5 maggio 2007", date(2007, 5, 3), date(2007, 5, 5), "day"),
        ("maggio 2007", date(2007, 5, 1), date(2007, 5, 31), "month"),
        ("", None, None, "unknown"),
    ],
)
def test_a_date_is_a_day_a_month_a_year_or_a_span(make_entry, value, start, end, precision):
    dates = corrected(make_entry(), "date", value).dates
    assert (dates.start, dates.end, dates.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "value",
    ["0201-05-16", "0001", "3012-01-01", "2012/0212", "16/05/0201", "9999-12"],
)
def test_a_year_that_no_news_can_be_of_is_refused(make_entry, value):
    with pytest.raises(CorrectionError, match="is not from 1800 to 2100"):
        corrected(make_entry(), "date", value)


def test_a_date_that_a_spreadsheet_made_ambiguous_is_refused(make_entry):
    with pytest.raises(CorrectionError, match=r"can be 2007-06-05 or 2007-05-06"):
        corrected(make_entry(), "date", "05/06/2007")


def test_doubts_are_settled_all_or_by_what_they_are_about(make_entry):
    readings = (Reading("a", "heading"), Reading("b", "text"))
    doubts = (Doubt("date", readings), Doubt("places", readings))
    entry = make_entry(doubts=doubts)
    assert corrected(entry, "doubts", "").doubts == ()
    assert [d.field for d in corrected(entry, "doubts", "date").doubts] == ["places"]
    with pytest.raises(CorrectionError, match="title can have none"):
        corrected(entry, "doubts", "title")


@pytest.mark.parametrize("value", ["italiano", "x", "", "e n", "zz", "qqq", "zz-it"])
def test_a_language_is_a_code(make_entry, value):
    with pytest.raises(CorrectionError):
        corrected(make_entry(), "language", value)


def test_not_an_entry_is_yes_or_no_such_line(make_entry):
    assert corrected(make_entry(), "not-an-entry", "Yes") == make_entry()
    with pytest.raises(CorrectionError, match="take the line out"):
        corrected(make_entry(), "not-an-entry", "no")


@pytest.mark.parametrize("value", ["#NAME?", "#NOME?", "#VALORE!", "#DIV/0!", "#N/D", "Err:509"])
@pytest.mark.parametrize("field", ["title", "people", "places", "not-an-entry"])
def test_what_a_spreadsheet_makes_of_a_sign_is_no_value(make_entry, field, value):
    with pytest.raises(CorrectionError, match="took it for a formula"):
        corrected(make_entry(), field, value)


def test_an_entry_keeps_what_the_archivist_parted_from_it(make_entry):
    rows = [
        Correction(2, "2007-06-27-k3f9", "part", "2007-06-27-b"),
        Correction(3, "2007-06-27-k3f9", "part", "2007-06-27-c 2007-06-27-b"),
    ]
    (entry,) = correct_entries([make_entry()], rows)
    assert entry.apart == ("2007-06-27-b", "2007-06-27-c")
    assert entry_from_json(entry_to_json(entry)) == entry
