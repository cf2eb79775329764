import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from index.model.errors import PageError
from index.store.database import Store
from index.store.stored_translation import Attempt, Translation
from index.translation.exchange import export_tmx, rows_to_review
from index.translation.incoming import import_units
from index.translation.reviewed_csv import read_reviewed, write_csv
from index.translation.tmx import read_tmx

HUMAN = Translation("en", "A visit", "it", "Una visita", "human", day=date(2026, 1, 2))
MACHINE = Translation(
    "it",
    "Un <b>incontro</b>",
    "en",
    "A “meeting” & more",
    "machine",
    "google",
    "v1",
    date(2026, 1, 3),
)


def import_tmx(store, stream):
    return import_units(store, list(read_tmx(stream)))


def import_csv(store, stream):
    return import_units(store, list(read_reviewed(stream, store.memory)))


@pytest.fixture
def other(tmp_path):
    with Store(tmp_path / "other" / "archive.db") as store:
        yield store


def exported(store, origin=None):
    stream = io.BytesIO()
    export_tmx(store.memory, stream, origin)
    return stream.getvalue()


def test_a_memory_goes_out_and_comes_in_the_same(store, other):
    for translation in (HUMAN, MACHINE):
        store.memory.remember(translation)
    imported = import_tmx(other, io.BytesIO(exported(store)))
    assert (imported.human, imported.machine) == (1, 1)
    assert list(other.memory.attempts("ok")) == list(store.memory.attempts("ok"))
    assert exported(other) == exported(store)


def test_only_what_is_shown_goes_out(store):
    store.memory.remember(HUMAN)
    store.memory.record(Attempt("en", "B", "it", "google", "", "rejected", "Bi", "lost: B"))
    assert b"Bi" not in exported(store)
    assert b"Una visita" not in exported(store, "machine")


def test_an_imported_translation_wins_over_a_machines(store):
    store.memory.remember(Translation("en", "A visit", "it", "Un visto", "machine", "google"))
    store.memory.remember(HUMAN)
    tmx = exported(store, "human")
    store.memory.drop_translator("google")
    store.memory.remember(Translation("en", "A visit", "it", "Un visto", "machine", "google"))
    import_tmx(store, io.BytesIO(tmx))
    assert store.memory.recall("A visit", "en", "it").target == "Una visita"


def test_a_machines_text_corrected_in_a_translators_tool_is_a_persons(store):
    store.memory.remember(MACHINE)
    corrected = exported(store).replace(b"more", b"much more")
    imported = import_tmx(store, io.BytesIO(corrected))
    assert imported.human == 1
    shown = store.memory.recall("Un <b>incontro</b>", "it", "en")
    assert (shown.target, shown.origin) == ("A “meeting” & much more", "human")


def test_a_file_that_is_no_tmx_changes_nothing(store):
    store.memory.remember(HUMAN)
    with pytest.raises(PageError):
        import_tmx(store, io.BytesIO(exported(store)[:-40] + b"<oops"))
    assert store.memory.count() == {"ok": 1}


def reviewed(store):
    stream = io.StringIO(newline="")
    write_csv(rows_to_review(store.memory), stream)
    return stream.getvalue()


def filled(text, correction):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([rows[0], *([*row[:-1], correction] for row in rows[1:])])
    return io.BytesIO(stream.getvalue().encode("utf-8-sig"))


def test_rejected_and_machine_texts_are_listed_and_peoples_are_not(store):
    store.memory.remember(HUMAN)
    store.memory.remember(MACHINE)
    store.memory.record(Attempt("en", "B", "it", "google", "", "rejected", "Bi", "lost: B"))
    assert [row.source for row in rows_to_review(store.memory)] == ["B", "Un <b>incontro</b>"]


@pytest.mark.parametrize(
    "source", ["=SUM(A1)", "'quoted'", "-dash", "plain, with; marks\nand lines"]
)
def test_a_corrected_table_comes_back_as_a_persons_translations(store, source):
    store.memory.record(Attempt("en", source, "it", "google", "", "rejected", "+1", "lost: B"))
    table = reviewed(store)
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for row in csv.reader(io.StringIO(table, newline=""))
        for cell in row
    )
    assert import_csv(store, filled(table, "Così va bene")).human == 1
    shown = store.memory.recall(source, "en", "it")
    assert (shown.target, shown.origin) == ("Così va bene", "human")


UNRULY = "A visit\x00 of\x1b[2J the\x9b mayor\ufffe\u2028and more"


def test_a_table_holds_no_character_that_spreadsheets_cannot_and_still_comes_back(store):
    store.memory.record(
        Attempt("en", UNRULY, "it", "google", "", "rejected", "+\x1b", "lost: \x00")
    )
    store.memory.record(Attempt("en", "B", "it", "google", "", "rejected", "Bi", "lost"))
    table = reviewed(store)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", table)
    assert import_csv(store, filled(table, "Così va bene")).human == 2
    for source in (UNRULY, "B"):
        assert store.memory.recall(source, "en", "it").target == "Così va bene"


def test_a_machines_text_that_xml_cannot_hold_is_still_the_machines_after_a_round_trip(store):
    machine = replace(MACHINE, target="A meeting\ufffe")
    store.memory.remember(machine)
    assert import_tmx(store, io.BytesIO(exported(store))).machine == 1
    shown = store.memory.recall(machine.source, "it", "en")
    assert (shown.target, shown.origin) == ("A meeting\ufffe", "machine")


def test_a_table_without_corrections_changes_nothing(store):
    store.memory.remember(MACHINE)
    assert import_csv(store, io.BytesIO(reviewed(store).encode())).human == 0


def test_a_table_with_semicolons_is_read(store):
    store.memory.record(Attempt("en", "B", "it", "google", "", "rejected", "Bi", "lost"))
    rows = csv.reader(
        io.StringIO(filled(reviewed(store), "Ba").read().decode("utf-8-sig"), newline="")
    )
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    assert import_csv(store, io.BytesIO(stream.getvalue().encode())).human == 1


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (b"a,b\n1,2\n", "columns"),
        (b"\xff\xfe\x00", "UTF-8"),
        (
            b"key,status,from,into,engine,reason,source,target,correction\nx,ok,en,it,g,,B,Bi,Ba\n",
            "line 2",  # of an earlier version
        ),
        (
            b"key,status,from,into,translator,reason,source,target,correction\n"
            b"x,ok,en,it,g,,B,Bi,Ba\n",
            "line 2",
        ),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_whole(store, table, words):
    with pytest.raises(PageError, match=words):
        import_csv(store, io.BytesIO(table))
    assert store.memory.count() == {}
