"""From a form to corrections."""

import pytest

from web.desk.decisions import decided
from web.desk.tasks import DeskTask

PEOPLE = {
    "row": ["1", "2", "new"],
    "name": ["Ada Rossi", "Alpes", "Jan; Nov"],
    "role": ["interpreter", "", "mayor | Brno"],
    "side": ["city", "visitor", "visitor"],
}


@pytest.mark.parametrize(
    ("kind", "form", "rows"),
    [
        ("doubt", {"value": ["2007-06-28"]}, [("date", "2007-06-28"), ("doubts", "date")]),
        ("doubt", {"value": ["2007-06-28"], "other": [" 2007 "]}, [
            ("date", "2007"), ("doubts", "date")]),
        ("undated", {"value": ["unknown"]}, [("date", "")]),
        ("undated", {"other": ["2007-06"]}, [("date", "2007-06")]),
        ("undated", {}, []),
        ("undated", {"other": [" "]}, []),
        ("language", {"value": ["fr"]}, [("language", "fr")]),
        ("unplaced", {"other": ["FR"], "places": ["Lione"]}, [
            ("countries", "FR"), ("places", "Lione")]),
        ("unplaced", {"value": ["unknown"]}, [("countries", "")]),
        ("people", {**PEOPLE, "keep": ["1"]}, [("people", "Ada Rossi | interpreter | city")]),
        ("people", {**PEOPLE, "keep": ["new"]}, [("people", "Jan, Nov | mayor / Brno | visitor")]),
        ("people", PEOPLE, [("people", "")]),
        ("people", {"row": ["1", "2"], "keep": ["1", "2"], "name": ["– Ada Rossi", "+-"],
                    "role": ["", ""], "side": ["city", "city"]},
         [("people", "Ada Rossi |  | city")]),
        ("pair", {"value": ["join"]}, [("join", "")]),
        ("pair", {"value": ["text"]}, []),
        ("people", {"do": ["not-an-entry"]}, [("not-an-entry", "yes")]),
    ],
)  # fmt: skip
def test_a_form_makes_corrections(make_entry, kind, form, rows):
    entry = make_entry()
    made = decided(DeskTask(kind, entry.id), entry, {**form, "why": [" so "]}, "Anna")
    assert [(each.field, each.value) for each in made] == rows
    assert {(each.id, each.who, each.why) for each in made} <= {(entry.id, "Anna", "so")}
