import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.ids import entry_id

URL = "http://www.example.org/relint/index.shtml"


@given(st.text(), st.text(), st.text(), st.dates())
def test_an_id_is_the_date_and_four_characters(url, heading, text, day):
    id = entry_id(url, heading, text, day, ())
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-[0-9a-hjkmnp-tv-z]{4}", id)


def test_an_entry_without_a_date_says_so():
    assert entry_id(URL, "Heading", "", None, ()).startswith("undated-")


def test_the_text_below_a_heading_makes_no_other_id():
    day = date(2007, 6, 27)
    assert entry_id(URL, "Heading", "a", day, ()) == entry_id(URL, "Heading", "b", day, ())


@given(st.integers(2, 70))
def test_the_same_heading_on_one_page_still_gets_ids_of_its_own(number):
    taken: set[str] = set()
    for _ in range(number):
        taken.add(entry_id(URL, "Heading", "", None, taken))
    assert len(taken) == number
