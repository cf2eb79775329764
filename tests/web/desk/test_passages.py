"""The unread passages that wait, and what is decided of one."""

from index.model.page_account import UnreadLines
from index.publishing.unread_text import UnreadPassage
from index.reading.account import line_id
from index.store.corrections import Correction
from web.desk.passages import belongs_to, nothing_to_take, waiting_passages

LETTERS = "The office answers all letters."
SCHOOL = "The summer school is open to all."
FOUND = (
    UnreadPassage("http://a.example/1", UnreadLines((LETTERS, SCHOOL), "Before."), ("a",)),
    UnreadPassage("http://a.example/2", UnreadLines((LETTERS,)), ()),
    UnreadPassage("http://a.example/3", UnreadLines(("THE OFFICE answers all letters",)), ()),
)


def waiting(*corrections):
    return [
        (each.found.url, each.found.passage.lines, each.pages)
        for each in waiting_passages(FOUND, corrections).values()
    ]


def test_what_is_on_several_pages_waits_once():
    assert waiting() == [
        ("http://a.example/1", (LETTERS, SCHOOL), 1),
        ("http://a.example/2", (LETTERS,), 2),
    ]


def test_what_is_decided_of_a_line_is_so_wherever_it_stands():
    (_, second) = waiting_passages(FOUND, ()).values()
    rows = nothing_to_take(second, "Anna", "a footer")
    assert [(row.id, row.field, row.value, row.who, row.why) for row in rows] == [
        (line_id(LETTERS), "unread", "nothing", "Anna", "a footer")
    ]
    assert waiting(*rows) == [("http://a.example/1", (SCHOOL,), 1)]


def test_what_is_given_to_an_entry_waits_no_more(make_entry):
    first = next(iter(waiting_passages(FOUND, ()).values()))
    entry = make_entry(text="Before. And more.\n\nThe end.")
    (row,) = belongs_to(entry, first, "Anna", "it was left out")
    assert (row.id, row.field, row.why) == (entry.id, "text", "it was left out")
    assert row.value == f"Before. And more.\n\n{LETTERS}\n\n{SCHOOL}\n\nThe end."
    assert waiting(row) == []


def test_another_correction_decides_nothing():
    assert len(waiting(Correction(2, "a", "title", LETTERS))) == 2
