"""What waits at the desk, and what no longer does."""

from dataclasses import replace

import pytest

from index.model.entry import UNDATED, Doubt, Person, Reading, Version
from index.store.corrections import Correction
from web.desk.tasks import DeskTask, is_odd, tasks_of, waiting

TREES = "Gardeners of a school visited the parks along the river and planted three trees."
TRADE = "Il sindaco ha firmato un accordo sul commercio durante la missione economica di maggio."


def kinds(entry):
    return [task.kind for task in tasks_of([entry])]


def test_an_entry_of_which_all_is_certain_does_not_wait(make_entry):
    assert kinds(make_entry(countries=("FR",))) == []


def test_each_uncertain_thing_waits(make_entry):
    doubt = Doubt("date", (Reading("2007-06-27", "heading"), Reading("2007-06-28", "text")))
    odd = Person("alpes", "Alpes", "", "visitor")
    entry = make_entry(dates=UNDATED, language="und", doubts=(doubt,), people=(odd,))
    assert kinds(entry) == ["doubt", "undated", "language", "people", "unplaced"]


def test_outdated_translations_wait_before_machines_and_rough_ones_last(make_entry):
    german = Version("it", "Visita", "Una visita.", "machine", translator="apertium", rough=True)
    entries = [
        replace(entry, versions=(*entry.versions, version))
        for entry, version in (
            (make_entry("a", countries=("FR",)), german),
            (make_entry("b", countries=("PE",)), replace(german, translator="libre", rough=False)),
            (make_entry("c", countries=("FI",)), Version("it", "V", "V.", "human", outdated=True)),
            (make_entry("d", countries=("JP",)), Version("it", "V", "V.", "human")),
            (
                make_entry("e", text=TREES, countries=("IT",)),
                replace(german, text=TRADE, rough=False),
            ),
        )
    ]
    assert [task for task in tasks_of(entries) if task.kind != "undated"] == [
        DeskTask("translation", id, "it") for id in ("c", "e", "b", "a")
    ]


def test_two_entries_of_one_day_and_country_in_two_languages_may_be_one(make_entry):
    entries = [
        make_entry("2007-06-27-a", countries=("FI",), title="Delegation from Turku"),
        make_entry("2007-06-27-b", countries=("FI",), language="it", title="Incontro sul porto"),
        make_entry("2007-06-27-c", countries=("PE",), language="it", title="Musica andina"),
    ]
    pairs = [task for task in tasks_of(entries) if task.kind == "pair"]
    assert pairs == [DeskTask("pair", "2007-06-27-a", "2007-06-27-b")]
    for field in ("join", "part"):
        row = Correction(2, "2007-06-27-b", field, "2007-06-27-a")
        assert waiting(pairs, [row]) == []


@pytest.mark.parametrize(
    ("settled", "left"),
    [
        ((), ["doubt", "people", "unplaced"]),
        ((("a", "doubts"),), ["people", "unplaced"]),
        ((("a", "date"),), ["people", "unplaced"]),
        ((("a", "people"), ("b", "countries")), ["doubt", "unplaced"]),
        ((("a", "not-an-entry"),), []),
    ],
)
def test_what_is_corrected_does_not_wait(settled, left):
    tasks = [DeskTask("unplaced", "a"), DeskTask("people", "a"), DeskTask("doubt", "a")]
    rows = [Correction(2, id, field, "yes") for id, field in settled]
    assert [task.kind for task in waiting(tasks, rows)] == left


@pytest.mark.parametrize("name", ["Alpes", "Ada", "The Office of the City of Lima", "Cina Nova"])
def test_a_name_may_be_odd(name):
    assert is_odd(name)


@pytest.mark.parametrize(
    "name", ["Ada Rossi", "Stefano Lo Russo", "Jan van der Berg", "Ann O'Neill"]
)
def test_most_names_are_not(name):
    assert not is_odd(name)
