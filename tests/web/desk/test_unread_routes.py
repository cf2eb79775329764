"""Passages that are in no entry are settled at the desk."""

import pytest

from index.reading.account import line_id
from index.store.corrections import read_corrections
from index.store.unplaced import list_unplaced

INTRODUCTION = "The office answers all letters of citizens who plan a journey, within ten days."
OFFICE = "The office is on the second floor of the town hall, beside the old library."


def test_a_passage_is_shown_with_its_page_and_the_entries_there(open_desk):
    first, second = open_desk.tasks("unread")
    page = open_desk.get(f"/en/unread/{first}").text
    assert INTRODUCTION in page
    assert "file:news.html" in page
    assert page.count('type="radio"') == 3
    assert OFFICE in open_desk.get(f"/it/unread/{second}").text


def test_nothing_to_take_is_written_and_taken_back(open_desk, home):
    first, second = open_desk.tasks("unread")
    answer = open_desk.post(f"/en/unread/{first}", value="nothing", why="advice", do="settle")
    assert answer.location == f"/en/unread/{second}"
    (row,) = read_corrections(home.corrections)
    assert (row.id, row.field, row.value) == (line_id(INTRODUCTION), "unread", "nothing")
    assert (row.who, row.why) == ("Anna", "advice")
    assert open_desk.tasks("unread") == [second]
    open_desk.published()
    assert open_desk.tasks("unread") == [second]
    assert list_unplaced(home) == ()
    assert open_desk.post("/en/undo").location == f"/en/unread/{first}"
    assert open_desk.tasks("unread") == [first, second]
    assert read_corrections(home.corrections) == ()


def test_a_passage_becomes_text_of_an_entry_and_is_taken_out_again(open_desk, home):
    first, _ = open_desk.tasks("unread")
    turku = open_desk.entry("Turku")
    open_desk.post(f"/en/unread/{first}", value=turku.id, why="it was left out", do="settle")
    assert first not in open_desk.tasks("unread")
    open_desk.published()
    now = open_desk.entry("Turku")
    assert now.original.text == f"{turku.original.text}\n\n{INTRODUCTION}"
    assert [(each.kind, each.why) for each in now.history][-1] == ("corrected", "it was left out")
    assert first not in open_desk.tasks("unread")
    open_desk.post("/en/undo")
    open_desk.published()
    assert open_desk.entry("Turku").original == turku.original
    assert first in open_desk.tasks("unread")


@pytest.mark.parametrize("form", ["{}", "http://localhost:8080/it/e/{}#it"])
def test_another_entry_is_named_by_its_id_or_address(open_desk, form):
    _, second = open_desk.tasks("unread")
    lyon = open_desk.entry("Lyon")
    open_desk.post(f"/en/unread/{second}", other=form.format(lyon.id), do="settle")
    assert open_desk.work.entry(lyon.id).original.text.endswith(OFFICE)


@pytest.mark.parametrize("data", [{}, {"other": "2007-01-01-none"}, {"value": "text"}])
def test_what_is_no_answer_is_said_and_nothing_is_written(open_desk, home, data):
    first, _ = open_desk.tasks("unread")
    answer = open_desk.post(f"/it/unread/{first}", **data, do="settle")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not home.corrections.exists()


def test_an_unknown_passage_is_not_found(open_desk):
    assert open_desk.get("/it/unread/none").status_code == 404
    assert open_desk.post("/it/unread/none", value="nothing").status_code == 404
