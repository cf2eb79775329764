from dataclasses import replace
from datetime import date, datetime

from index.store.stored_translation import Attempt, Translation

HUMAN = Translation("en", "Mayor", "it", "Sindaco", "human", day=date(2020, 1, 1))
SHOWN = Attempt("en", "Mayor", "it", "google", "", "ok", "Primo cittadino", day=date(2026, 1, 1))
REJECTED = replace(SHOWN, status="rejected", target="Maggiore", reason="lost: Torino")


def recalled(store):
    found = store.memory.recall("Mayor", "en", "it")
    return found and found.target


def test_only_what_is_good_is_shown(store):
    for status in ("pending", "rejected", "failed"):
        store.memory.record(replace(SHOWN, status=status))
        assert recalled(store) is None
    store.memory.record(SHOWN)
    assert recalled(store) == "Primo cittadino"


def test_a_persons_translation_is_shown_before_any_machines(store):
    store.memory.remember(HUMAN)
    store.memory.record(SHOWN)
    assert recalled(store) == "Sindaco"


def test_a_machine_never_writes_over_a_person(store):
    store.memory.remember(HUMAN)
    store.memory.record(replace(SHOWN, translator="", model=""))
    store.memory.remember(Translation("en", "Mayor", "it", "Maire", "machine"))
    assert recalled(store) == "Sindaco"
    assert [row.target for row in store.memory.attempts("ok")] == ["Sindaco", "Maire"]


def test_dropping_a_translator_leaves_people_and_others(store):
    store.memory.remember(HUMAN)
    store.memory.record(SHOWN)
    store.memory.record(replace(REJECTED, source="Consul"))
    store.memory.record(replace(SHOWN, translator="apertium"))
    assert store.memory.translators() == {"google": 2, "apertium": 1}
    assert store.memory.drop_translator("google") == 1
    assert store.memory.translators() == {"apertium": 1}
    assert recalled(store) == "Sindaco"


def test_a_persons_translation_wins_over_a_newer_machines(store):
    with store.change():
        store.memory.remember(Translation("en", "Mayor", "it", "Sindaco", "human"))
        machine = Translation(
            "en", "Mayor", "it", "Maggiore", "machine", "apertium", "", datetime(2026, 1, 1).date()
        )
        store.memory.remember(machine)
    found = store.memory.recall("Mayor", "en", "it")
    assert found is not None
    assert found.target == "Sindaco"


def test_white_space_makes_no_other_paragraph(store):
    with store.change():
        store.memory.remember(Translation("en", "The  mayor\nmet", "it", "Il sindaco", "human"))
    assert store.memory.recall("The mayor met", "en", "it") is not None
