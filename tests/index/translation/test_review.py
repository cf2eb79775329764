"""A person keeps, rewrites or rejects a translation that is shown, and takes that back."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from index.commands.add import add_sources
from index.commands.rebuild import rebuild
from index.model.errors import TranslationError
from index.store.home import Home
from index.store.stored_translation import Attempt, Translation
from index.translation.missing import find_missing
from index.translation.review import keep, reject, rejected_translations, review_of
from index.translation.translators.translator import Answer, ServiceLimits
from search.open_searcher import open_searcher
from search.query.query import Query

TITLE = "Delegation from Lyon"
FIRST = "Gardeners from Lyon in France visited the parks along the river and planted three trees."
SECOND = "They were the guests of the school of gardeners until the evening of that day."
PAGE = """<html lang="en"><body><h1>News</h1><h3>June 20th 2007 - {}</h3><p>{}</p><p>{}</p>
</body></html>"""
DAY, TODAY = date(2026, 11, 20), date(2026, 11, 29)


class Archive:
    """A home with one entry, in which the memory can be changed."""

    def __init__(self, path):
        self.path = path
        self.home = Home(path / "home")

    def add(self, first=FIRST):
        (self.path / "news.html").write_text(PAGE.format(TITLE, first, SECOND))
        add_sources(self.home, [str(self.path / "news.html")])

    def remember(self, origin, *texts, mark=""):
        machine = ("libre", "") if origin == "machine" else ()
        with self.home.open_store() as store, store.change():
            for text in texts:
                store.memory.remember(
                    Translation(
                        "en", text, "it", f"{mark or origin}: {text}", origin, *machine, day=DAY
                    )
                )
            store.touch()
        rebuild(self.home)

    def record(self, *texts, reason="lost: 3"):
        """Let a check have rejected what a machine made of these."""
        with self.home.open_store() as store, store.change():
            for text in texts:
                store.memory.record(
                    Attempt("en", text, "it", "libre", "", "rejected", f"no: {text}", reason)
                )

    @property
    def entry(self):
        with closing(open_searcher(self.home.location)) as searcher:
            return next(iter(searcher.export(Query())))

    @property
    def italian(self):
        return self.entry.version("it")

    def review(self):
        with self.home.open_store("read") as store:
            return review_of(self.entry, "it", store.memory, store.published.translated())

    def decide(self, decision, *words):
        review = self.review()
        with self.home.open_store() as store, store.change():
            undo = decision(store, review, *words)
        rebuild(self.home)
        return undo

    def take_back(self, undo):
        with self.home.open_store() as store, store.change():
            undo(store)
        rebuild(self.home)

    def rows(self):
        with self.home.open_store("read") as store:
            kept = [store.memory.keep_rows(text, "it") for text in (TITLE, FIRST, SECOND)]
            return [kept, store.published.translated()]


@pytest.fixture
def archive(tmp_path):
    archive = Archive(tmp_path)
    archive.add()
    return archive


@pytest.fixture
def by_machine(archive):
    archive.remember("machine", TITLE, FIRST, SECOND)
    return archive


@pytest.fixture
def outdated(archive):
    archive.remember("human", TITLE, FIRST, SECOND)
    archive.add(FIRST.replace("three", "four"))
    assert archive.italian.outdated
    return archive


def test_an_entry_without_a_translation_has_nothing_to_review(archive):
    assert archive.review() is None


def test_a_machines_translation_is_shown_text_by_text(by_machine):
    review = by_machine.review()
    assert (review.state, review.source.language) == ("machine", "en")
    assert [text.translation.target for text in review.texts] == [
        f"machine: {text}" for text in (TITLE, FIRST, SECOND)
    ]


def test_what_is_kept_or_written_is_a_persons_and_says_who_and_why(by_machine):
    before = by_machine.rows()
    undo = by_machine.decide(
        keep,
        [f"machine: {TITLE}", "Scritto \n a mano.", f"machine: {SECOND}"],
        "Anna",
        "alberi",
        TODAY,
    )
    version = by_machine.italian
    assert (version.origin, version.day, version.translator) == ("human", TODAY, None)
    assert version.title == f"machine: {TITLE}"
    assert version.text == f"Scritto a mano.\n\nmachine: {SECOND}"
    with by_machine.home.open_store("read") as store:
        reasons = {
            row.source: row.reason for row in store.memory.attempts("ok") if row.origin == "human"
        }
    assert reasons[TITLE] == "kept (Anna): alberi"
    assert reasons[FIRST] == "written (Anna): alberi"
    by_machine.take_back(undo)
    assert by_machine.rows() == before
    assert by_machine.italian.origin == "machine"


@pytest.mark.parametrize("targets", [["", "b", "c"], ["a", " \n ", "c"]])
def test_a_text_without_a_translation_is_refused_and_nothing_is_written(by_machine, targets):
    before = by_machine.rows()
    with pytest.raises(TranslationError):
        by_machine.decide(keep, targets, "", "", TODAY)
    assert by_machine.rows() == before


def test_what_is_rejected_is_kept_and_shown_no_more_until_that_is_taken_back(by_machine):
    before = by_machine.rows()
    undo = by_machine.decide(reject, "Anna", "accordo is no chord")
    assert by_machine.italian is None
    with by_machine.home.open_store("read") as store:
        (row, *_) = store.memory.attempts("rejected")
    assert (row.target, row.reason) == (
        f"machine: {row.source}",
        "by a person (Anna): accordo is no chord",
    )
    by_machine.take_back(undo)
    assert by_machine.rows() == before
    assert by_machine.italian.origin == "machine"


def test_a_rejected_text_is_never_asked_for_again(by_machine):
    by_machine.decide(reject, "", "")
    with by_machine.home.open_store("read") as store:
        missing = find_missing([by_machine.entry], store.memory, Libre(), ("it",), again=True)
    assert (missing.segments, missing.rejected) == ([], 3)


class Libre:
    name = "libre"
    limits = ServiceLimits(100)

    def model(self, source, target):
        return ""

    def supports(self, source, target):
        return True

    def translate(self, texts, source, target):
        return tuple(map(Answer, texts))


def test_of_a_text_that_is_a_persons_in_part_only_the_machines_part_is_rejected(archive):
    archive.remember("human", TITLE)
    archive.remember("machine", FIRST, SECOND)
    assert [text.state for text in archive.review().texts] == ["human", "machine", "machine"]
    archive.decide(reject, "", "")
    archive.remember("machine", FIRST, SECOND, mark="new")
    assert archive.italian.title == f"human: {TITLE}"


def test_an_outdated_translation_is_shown_with_what_it_was_made_from(outdated):
    review = outdated.review()
    assert review.state == "outdated"
    assert [text.state for text in review.texts] == ["human", "outdated", "human"]
    changed = review.texts[1]
    assert "four trees" in changed.source
    assert (changed.translation.source, changed.translation.target) == (FIRST, f"human: {FIRST}")


def test_an_outdated_translation_that_is_kept_is_right_again(outdated):
    before = outdated.rows()
    targets = [text.translation.target for text in outdated.review().texts]
    undo = outdated.decide(keep, targets, "Anna", "", TODAY)
    assert not outdated.italian.outdated
    assert outdated.italian.text.startswith(f"human: {FIRST}")
    outdated.take_back(undo)
    assert outdated.italian.outdated
    assert outdated.rows() == before


def test_an_outdated_translation_that_is_rejected_comes_back_with_its_original(outdated):
    before = outdated.rows()
    undo = outdated.decide(reject, "Anna", "another sense")
    assert outdated.italian is None
    outdated.take_back(undo)
    assert outdated.italian.outdated
    assert outdated.rows() == before
    outdated.decide(reject, "Anna", "another sense")
    outdated.add(FIRST)
    assert outdated.italian.text.startswith(f"human: {FIRST}")
    assert not outdated.italian.outdated


def test_a_persons_translation_that_a_reader_reports_can_be_rejected_too(archive):
    archive.remember("human", TITLE, FIRST, SECOND)
    before = archive.rows()
    assert archive.review().state == "human"
    undo = archive.decide(reject, "Anna", "vandals")
    assert archive.italian is None
    archive.take_back(undo)
    assert archive.italian.origin == "human"
    assert archive.rows() == before


def waiting(archive):
    with archive.home.open_store("read") as store:
        return list(rejected_translations([archive.entry], store.memory))


def test_what_a_check_rejected_waits_beside_what_it_says(archive):
    archive.remember("machine", TITLE)
    archive.record(FIRST)
    assert archive.italian is None
    assert waiting(archive) == [(archive.entry.id, "it")]
    review = archive.review()
    assert review.state == "rejected"
    assert [(text.state, text.remark) for text in review.texts] == [
        ("machine", ""), ("rejected", "lost: 3"), ("missing", "")
    ]  # fmt: skip
    before = archive.rows()
    undo = archive.decide(keep, ["Visita", "Giardinieri.", "Ospiti."], "Anna", "", TODAY)
    assert (archive.italian.origin, archive.italian.text) == ("human", "Giardinieri.\n\nOspiti.")
    assert waiting(archive) == []
    archive.take_back(undo)
    assert archive.rows() == before
    assert waiting(archive) == [(archive.entry.id, "it")]


def test_what_a_person_rejects_of_it_waits_no_more(archive):
    archive.record(FIRST, SECOND)
    undo = archive.decide(reject, "Anna", "nonsense")
    assert archive.review() is None
    assert waiting(archive) == []
    archive.take_back(undo)
    assert waiting(archive) == [(archive.entry.id, "it")]


def test_a_machines_text_that_says_something_else_is_marked(archive):
    archive.remember("machine", TITLE)
    other = (
        "Il sindaco ha firmato un accordo sul commercio durante la missione economica di maggio."
    )
    same = "Furono ospiti della scuola dei giardinieri fino alla sera di quel giorno."
    with archive.home.open_store() as store, store.change():
        for text, target in ((FIRST, other), (SECOND, same)):
            made = ("en", text, "it", target, "machine", "libre", "")
            store.memory.remember(Translation(*made, day=DAY))
        store.touch()
    rebuild(archive.home)
    assert [text.remark for text in archive.review().texts] == ["", "says something else", ""]
