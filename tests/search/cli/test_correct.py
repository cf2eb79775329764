"""The command correct."""

import shutil

import click
import pytest
from click.testing import CliRunner

from index.cli.archive import remove
from index.model.errors import ArchiveError, CorrectionError
from index.store.home import Home
from search.cli.correct import correct
from search.cli.names import find_entry, live_searcher

ID = "2012-05-16-86sr"
IN_DOUBT = "2009-11-22-2me5"


@pytest.fixture(scope="module")
def home(tmp_path_factory, sample_home) -> Home:
    """A copy of the sample."""
    home = Home(tmp_path_factory.mktemp("correct") / "home")
    shutil.copytree(sample_home.path, home.path)
    return home


@pytest.fixture
def run(home):
    def invoke(*words: str) -> str:
        return (
            CliRunner()
            .invoke(correct, words, obj=home, catch_exceptions=False, standalone_mode=False)
            .stdout
        )

    return invoke


def test_a_correction_is_shown_at_once_and_taken_back_at_once(run, home):
    def people() -> set[str]:
        with live_searcher(home) as searcher:
            return {person.name for person in find_entry(searcher, ID).people}

    before = people()
    assert "corrected: people" in run(ID, "people", "+Ada Rossi | interpreter", "--who", "Ada")
    assert people() == {*before, "Ada Rossi"}
    assert "line 2: people '+Ada Rossi | interpreter' (by Ada)" in run(ID)
    assert "line 2" in run("--undo", ID, "people")
    assert people() == before
    assert "corrected" not in run(ID)


def test_what_is_no_entry_is_withdrawn_until_that_is_taken_back(run, home):
    run(ID, "not-an-entry", "yes", "--why", "a menu")
    with live_searcher(home) as searcher:
        assert searcher.is_withdrawn(ID)
        with pytest.raises(ArchiveError, match=f"entry {ID} was withdrawn: a menu; `torino log"):
            find_entry(searcher, ID.upper())
    run("--undo", ID)
    with live_searcher(home) as searcher:
        assert find_entry(searcher, ID).id == ID


@pytest.mark.parametrize(
    ("words", "kind", "message"),
    [
        ((ID, "kid", "mission"), click.UsageError, "did you mean kind"),
        ((ID, "kind"), click.UsageError, "no VALUE for kind"),
        (("--undo", ID, "kind", "mission"), click.UsageError, "takes no VALUE"),
        ((ID, "kind", "party"), CorrectionError, "kind cannot be 'party': there are"),
        ((ID, "kind", "mission"), CorrectionError, "has that kind already"),
        ((IN_DOUBT, "date", "2009-11-22/2009-11-26"), CorrectionError, "doubts date"),
        ((ID, "people", "-Nobody"), CorrectionError, "the people of .* are: "),
        (("2012-05-16-86s", "kind", "event"), ArchiveError, f"near: {ID}"),
        (("--undo", ID, "kind"), ArchiveError, "no correction of kind"),
        ((ID, "join", ""), CorrectionError, "write the id of the other entry"),
        ((ID, "part", " "), CorrectionError, "write the id of the other entry"),
    ],
)
def test_a_slip_changes_nothing(run, home, words, kind, message):
    before = home.corrections.read_bytes() if home.corrections.exists() else b""
    with pytest.raises(kind, match=message):
        run(*words)
    assert before == (home.corrections.read_bytes() if home.corrections.exists() else b"")


def remove_entry(home: Home, *names: str) -> str:
    return (
        CliRunner()
        .invoke(remove, names, obj=home, catch_exceptions=False, standalone_mode=False)
        .stdout
    )


def test_an_id_that_leads_to_another_names_that_one_when_it_is_to_be_withdrawn(home):
    own, alias = "2010-11-21-ywaq", "2010-11-21-nrhc"
    with pytest.raises(ArchiveError, match=f"nothing was changed; {alias} leads to {own}"):
        remove_entry(home, alias)


def test_what_corrections_hide_is_said_when_it_is_brought_back(run, home):
    run(ID, "not-an-entry", "yes")
    assert f"torino correct --undo {ID} not-an-entry" in remove_entry(home, "--undo", ID)
    run("--undo", ID)


def test_a_hidden_entry_is_shown_again_by_any_of_its_ids_in_any_letters(run, home):
    own, alias = "2010-11-21-ywaq", "2010-11-21-nrhc"
    run(own, "not-an-entry", "yes")
    assert "taken back: line" in run("--undo", alias.upper())
    with live_searcher(home) as searcher:
        assert find_entry(searcher, alias).id == own
