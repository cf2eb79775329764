"""What hangs on an id and cannot be placed is told, with the id, until somebody decides."""

import csv
import io
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from index.cli.translations import translations
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.model.page import Page
from index.publishing.publish import publish
from index.reading.pipeline import read_in_process
from index.store.home import Home
from index.store.stored_translation import Translation
from index.store.unplaced import list_unplaced
from index.translation.incoming import import_units
from index.translation.reviewed_csv import read_reviewed
from search.open_searcher import open_searcher
from search.query.query import Query

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
GARDEN = (
    "June 5th 2007 - Garden of the school of Narnia",
    "Pupils of Narnia planted forty limes along the river, and the mayor watered them.",
)
BRIDGE = (
    "June 9th 2007 - Engineers of Lilliput",
    "Six engineers measured the old bridges, since a seventh is to be built next year.",
)
CHOIR = (
    "June 5th 2007 - Choir of Lilliput",
    "Ninety voices filled the cathedral; those outside listened from the steps in the rain.",
)


class Archive:
    """One page of a few entries, captured anew at each publishing."""

    def __init__(self, path):
        self.home, self.captures = Home(path), 0

    def capture(self, *entries, url="http://www.example.org/inglese/archivio/2007/june.html"):
        items = "".join(f"<li><h3>{heading}</h3><p>{text}</p></li>" for heading, text in entries)
        html = (
            f'<html lang="en"><body><h1>International Relations</h1><ul>{items}</ul></body></html>'
        )
        self.captures += 1
        with self.home.hold(), self.home.open_store() as store:
            with store.change():
                now = NOW + timedelta(days=self.captures)
                store.pages.add(Page(url, now, "text/html", html.encode(), None))
            publish(self.home, store, accept_loss=True, read=read_in_process)

    def ids(self, state="live"):
        with self.home.open_store("read") as store:
            return [row.id for row in store.published.all() if row.state == state]

    def denied(self):
        with self.home.open_store("read") as store:
            return store.names_to_deny()

    def correct(self, id):
        self.home.corrections.write_text(
            f"id,field,value,who,why\n{id},kind,network,A,B\n", "utf-8"
        )

    def translate(self, *segments, origin="human"):
        with self.home.hold(), self.home.open_store() as store, store.change():
            for segment in segments:
                store.memory.remember(Translation("en", segment, "it", f"IT {segment}", origin))
            store.touch()

    @property
    def unplaced(self):
        return [(each.kind, each.id) for each in list_unplaced(self.home)]


@pytest.fixture
def archive(tmp_path):
    archive = Archive(tmp_path / "home")
    archive.capture(GARDEN, BRIDGE)
    return archive


def edited(entry, before, after):
    heading, text = entry
    assert before in heading + text
    return heading.replace(before, after), text.replace(before, after)


def test_a_correction_of_a_removed_entry_is_told_until_its_line_goes(archive):
    garden, _ = archive.ids()
    archive.correct(garden)
    archive.capture(edited(GARDEN, " - ", " – "), BRIDGE)
    assert archive.unplaced == []
    archive.capture(BRIDGE)
    assert archive.unplaced == [("correction", garden)]
    (told,) = list_unplaced(archive.home)
    assert f"line 2: no entry has the id {garden}" in str(told)
    archive.home.corrections.write_text("id,field,value,who,why\n", "utf-8")
    assert archive.unplaced == []


def test_a_correction_of_an_id_that_never_was_is_told(archive):
    archive.correct("2007-06-05-zzzz")
    assert archive.unplaced == [("unknown id", "2007-06-05-zzzz")]


def test_what_is_withdrawn_stays_so_under_another_heading_and_its_new_id_is_denied(archive):
    garden, bridge = archive.ids()
    withdraw(archive.home, [garden])
    for number, heading in enumerate(("School garden: Narnia", "A garden for Narnia's school")):
        archive.capture((f"June 5th 2007 - {heading}", GARDEN[1]), BRIDGE)
        assert archive.ids() == [bridge]
        assert len(archive.denied()) == number + 2
    assert archive.unplaced == []
    withdraw(archive.home, [garden], undo=True)
    assert archive.ids() == [garden, bridge]
    assert archive.denied() == set()


def test_what_is_withdrawn_stays_so_under_another_date(archive):
    garden, bridge = archive.ids()
    withdraw(archive.home, [garden])
    archive.capture(edited(GARDEN, "5th", "6th"), BRIDGE)
    assert archive.ids() == [bridge]
    archive.capture(edited(GARDEN, "5th", "7th"), BRIDGE)
    assert archive.ids() == [bridge]


def test_a_withdrawn_entry_that_is_not_found_is_told_until_it_is_undone_or_back(archive):
    garden, _ = archive.ids()
    withdraw(archive.home, [garden])
    archive.capture(CHOIR, BRIDGE)
    assert len(archive.ids()) == 2  # another event of that day is not withdrawn
    assert archive.unplaced == [("withdrawal", garden)]
    archive.capture(GARDEN, CHOIR, BRIDGE)
    assert archive.unplaced == []
    assert garden in archive.ids("withdrawn")
    archive.capture(CHOIR, BRIDGE)
    withdraw(archive.home, [garden], undo=True)
    assert archive.unplaced == []
    assert archive.ids("gone") == [garden]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (", and", " - and"),
        ("Pupils", "PUPILS"),
        ("forty limes", "forty “limes”"),
        ("d the", "d  the"),
    ],
)
def test_a_translation_is_shown_when_only_signs_of_its_original_change(archive, before, after):
    archive.translate("Garden of the school of Narnia", GARDEN[1])
    archive.capture(edited(GARDEN, before, after), BRIDGE)
    with archive.home.open_store("read") as store:
        (known,) = store.published.translated().items()
        assert (known[0], known[1]["it"].state) == (archive.ids()[0], "shown")
    assert archive.unplaced == []


TITLE = "Garden of the school of Narnia"
ANEW = (
    "What grows there was planted by children: limes, for a river without shade. Nobody knows"
    " whether such limes, planted so near a river, will be cut down for the flood wall that"
    " engineers have drawn since then, or moved, pupils and parents asking for the latter."
)


def translated_garden(archive):
    """The garden's entry as it is published, and what is known of its translation."""
    with closing(open_searcher(archive.home.location)) as searcher:
        (garden,) = (e for e in searcher.export(Query()) if "arden" in e.original.title)
    with archive.home.open_store("read") as store:
        known = store.published.translated().get(garden.id, {})
    return garden.version("it"), known["it"].state if known else None


@pytest.fixture
def translated(archive):
    archive.translate(TITLE, GARDEN[1])
    archive.capture(GARDEN, BRIDGE)
    version, state = translated_garden(archive)
    assert (state, version.outdated, archive.unplaced) == ("shown", False, [])
    return archive


def test_an_outdated_translation_is_shown_marked_and_told(translated):
    archive = translated
    garden, _ = archive.ids()
    changed = edited(GARDEN, "June 5th 2007 - ", "June 5th 2007 - News: ")
    archive.capture(changed, BRIDGE)
    version, state = translated_garden(archive)
    assert (version.title, version.text) == (f"IT {TITLE}", f"IT {GARDEN[1]}")
    assert (version.origin, version.outdated, state) == ("human", True, "outdated")
    assert archive.unplaced == [("translation", archive.ids()[0])]
    archive.capture(changed, BRIDGE, CHOIR)
    assert translated_garden(archive) == (version, "outdated")
    archive.capture(GARDEN, BRIDGE)
    version, state = translated_garden(archive)
    assert (version.outdated, state, archive.unplaced) == (False, "shown", [])
    assert garden in archive.ids()


def test_a_machine_does_not_take_the_place_of_an_outdated_translation(translated):
    archive = translated
    changed = edited(GARDEN, "forty", "fifty")
    archive.translate(changed[1], origin="machine")
    archive.capture(changed, BRIDGE)
    version, _ = translated_garden(archive)
    assert (version.origin, version.text, version.outdated) == ("human", f"IT {GARDEN[1]}", True)


def test_a_translation_of_another_text_is_kept_and_told_but_not_shown(translated):
    archive = translated
    garden, bridge = archive.ids()
    other = GARDEN[0], "Workmen took down the fence on Tuesday, so that everybody can walk in now."
    archive.capture(other, BRIDGE)
    assert archive.ids() == [garden, bridge]
    assert translated_garden(archive) == (None, "unused")
    assert archive.unplaced == [("translation", garden)]
    archive.capture(other, BRIDGE, CHOIR)
    assert archive.unplaced == [("translation", garden)]
    archive.capture(GARDEN, BRIDGE)
    assert archive.unplaced == []
    assert translated_garden(archive)[1] == "shown"


def test_review_has_each_text_that_is_to_be_translated_again(translated):
    archive = translated
    changed = edited(GARDEN, "forty", "fifty")
    archive.capture(changed, BRIDGE)
    (row,) = review(archive)
    assert (row["source"], row["target"], row["reason"]) == (
        changed[1], f"IT {GARDEN[1]}", "outdated",
    )  # fmt: skip
    row["correction"] = "Cinquanta tigli."
    stream = io.StringIO()
    writer = csv.DictWriter(stream, row)
    writer.writeheader()
    writer.writerow(row)
    with archive.home.open_store() as store:
        table = io.BytesIO(stream.getvalue().encode())
        assert import_units(store, list(read_reviewed(table, store.memory))).human == 1
    archive.capture(changed, BRIDGE)
    assert translated_garden(archive)[0].text == "Cinquanta tigli."
    assert review(archive) == []
    archive.capture((GARDEN[0], ANEW), BRIDGE)
    assert [(row["source"], row["target"], row["reason"]) for row in review(archive)] == [
        (TITLE, f"IT {TITLE}", "unused"), (changed[1], "Cinquanta tigli.", "unused"),
        (TITLE, "", "unused"), (ANEW, "", "unused"),
    ]  # fmt: skip


def review(archive):
    """The rows of `torino translations review --csv`."""
    printed = CliRunner().invoke(translations, ["review", "--csv"], obj=archive.home)
    assert printed.exception is None
    return list(csv.DictReader(io.StringIO(printed.stdout, newline="")))


PAGE = "www.example.org/inglese/archivio/2007/june.html"


def test_a_capture_under_another_spelling_is_one_of_the_same_page(archive):
    garden, bridge = archive.ids()
    archive.correct(garden)
    for spelling in (f"https://{PAGE}", f"http://{PAGE.removeprefix('www.')}?print=1"):
        with archive.home.open_store("read") as store:
            assert store.pages.address_of(spelling) == f"http://{PAGE}"
    assert archive.ids() == [garden, bridge]


def test_an_archive_that_has_a_page_twice_keeps_the_newer_and_loses_no_id(archive):
    garden, bridge = archive.ids()
    archive.correct(garden)
    archive.capture(edited(GARDEN, " - ", " – "), BRIDGE, url=f"https://{PAGE}")
    assert rebuild(archive.home, accept_loss=True).entries == 2
    assert archive.ids() == [garden, bridge]
    assert archive.unplaced == []
    with archive.home.open_store("read") as store:
        assert [page.url for page in store.pages.all()] == [f"https://{PAGE}"]
        assert store.published.state(garden) == "live"
