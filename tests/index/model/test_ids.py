import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.model.ids import free_id, full_id, stem_of

URL = "http://www.example.org/relint/index.shtml"


@given(st.text(), st.text(), st.text(), st.dates())
def test_an_id_is_the_date_and_four_characters(url, heading, text, day):
    id = free_id(full_id(url, heading, text, day), ())
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-[0-9a-hjkmnp-tv-z]{4}", id)


def test_an_entry_without_a_date_says_so():
    assert full_id(URL, "Heading", "", None).startswith("undated-")


def test_the_text_below_a_heading_makes_no_other_id():
    day = date(2007, 6, 27)
    assert full_id(URL, "Heading", "a", day) == full_id(URL, "Heading", "b", day)


@given(st.integers(2, 70))
def test_the_same_heading_on_one_page_still_gets_ids_of_its_own(number):
    taken: set[str] = set()
    for _ in range(number):
        taken.add(free_id(full_id(URL, "Heading", "", None), taken))
    assert len(taken) == number


@given(st.sets(st.text("0123", min_size=51, max_size=51), max_size=20), st.integers(0, 60))
def test_an_id_is_never_taken_by_one_of_another_stem(marks, repeated):
    fulls = [f"undated-{mark}" for mark in sorted(marks)]
    taken: dict[str, str] = {}
    for full in fulls + fulls[:1] * repeated:
        taken[free_id(full, taken)] = full
    for id, full in taken.items():
        assert id.startswith(stem_of(full))


class CountingSet(set[str]):
    """A set that counts how often it is asked for an id."""

    asked = 0

    def __contains__(self, id: object) -> bool:
        self.asked += 1
        return super().__contains__(id)


def test_the_same_heading_a_thousand_times_is_numbered_in_order_with_few_look_ups():
    full = full_id(URL, "Heading", "", None)
    prefixes = len(full) - len(stem_of(full))
    taken = CountingSet()
    ids = []
    for _ in range(1000):
        ids.append(free_id(full, taken))
        taken.add(ids[-1])
    assert ids[prefixes:] == [f"{full}-{number}" for number in range(2, 1002 - prefixes)]
    assert taken.asked < 1000 * (prefixes + 25)
