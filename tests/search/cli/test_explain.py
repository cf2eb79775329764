"""The command explain: how an entry was read, and how a file would be."""

import json
from contextlib import closing

import pytest
from click.testing import CliRunner

from index.commands.add import add_sources
from index.model.errors import ArchiveError
from index.store.home import Home
from search.cli.explain import explain
from search.open_searcher import open_searcher
from search.query.query import Query

PAGE = """<html lang="it"><body><h2>2008 Aprile</h2><ul>
<li><h3>17 aprile 2008 - Delegazione da Tampere - Finlandia</h3><p>Il sindaco di Tampere,
Timo Nieminen, ha visitato la città.</p></li></ul></body></html>"""


@pytest.fixture
def run(sample_home):
    def invoke(*words: str, home=sample_home):
        return CliRunner().invoke(
            explain, words, obj=home, catch_exceptions=False, standalone_mode=False
        )

    return invoke


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "pages" / "page.html"
    file.parent.mkdir()
    file.write_text(PAGE, "utf-8")
    return file


def test_every_entry_of_the_sample_can_be_explained_and_a_joined_one_says_why(run, sample_home):
    with closing(open_searcher(sample_home.location)) as searcher:
        entries = list(searcher.export(Query()))
    joined = next(each for each in entries if len(each.traces) > 1)

    assert all(each.traces for each in entries)
    lines = run(joined.id).stdout
    assert "joined:   same " in lines
    data = json.loads(run(joined.id, "--json").stdout)
    assert data["versions"][0]["joined_by"] == []
    assert data["versions"][1]["joined_by"] != []


def test_a_file_is_explained_without_an_archive_and_none_comes_of_it(run, page, tmp_path):
    home = Home.of_environment(tmp_path / "none", None)

    answer = run(str(page), home=home).stdout

    assert "'Timo Nieminen' · " in answer
    assert "'delegazione' in the heading" in answer
    assert "the heading has it" in answer
    assert not home.path.exists()


def test_the_json_of_a_file_has_a_line_for_each_entry(run, page):
    (line,) = run(str(page), "--json").stdout.splitlines()
    data = json.loads(line)

    (version,) = data["versions"]
    mention = next(each for each in version["mentions"] if each["value"] == "timo-nieminen")
    assert (mention["field"], mention["words"]) == ("people", ["Timo Nieminen"])
    assert version["date"]["compared"][0] == {"value": "2008-04-17", "from": "heading"}


def test_what_is_neither_entry_nor_readable_is_refused(run, tmp_path):
    with pytest.raises(ArchiveError, match="nothing"):
        run("nothing")
    (tmp_path / "empty.html").write_text("")
    with pytest.raises(ArchiveError, match="no entries"):
        run(str(tmp_path / "empty.html"))


def test_what_became_of_the_text_of_the_page_is_told_with_the_lines_that_are_unread(
    run, page, tmp_path
):
    lost = "Sixty gardeners are waiting for whoever comes to see the park with them."
    page.write_text(f"<p>{lost}</p>{PAGE}", "utf-8")
    home = Home(tmp_path / "home")
    add_sources(home, [str(page.parent)])
    with closing(open_searcher(home.location)) as searcher:
        (entry,) = searcher.export(Query())
    for answer in (run(entry.id, home=home).stdout, run(str(page), home=home).stdout):
        assert f"unread: {lost}" in answer
        assert "in entries " in answer
    (told,) = json.loads(run(entry.id, "--json", home=home).stdout)["text"]
    assert told["unread"] == [lost]
    assert told["letters"]["entry"] > told["letters"]["unread"]
