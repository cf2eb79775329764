"""What the archivist says is one event, or is not, whatever the texts say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.commands.add import add_sources
from index.commands.erase import erase
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.publishing.untranslated import untranslated_entries
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query

PAGE = '<html lang="{}"><body><h1>{}</h1><ul>{}</ul></body></html>'
ITEM = "<li><h3>{} - {}</h3><p>{}</p></li>"
ENGLISH = [
    ("June 14th 2007", "Delegation from Turku - Finland",
     "The Mayor of Turku, Mikko Virtanen, came with a delegation to speak of the harbour."),
    ("June 20th 2007", "A talk about bridges", "Engineers talked about old stone bridges."),
]  # fmt: skip
ITALIAN = [
    ("14 giugno 2007", "Delegazione da Turku - Finlandia",
     "Il sindaco di Turku, Mikko Virtanen, è venuto con una delegazione a parlare del porto."),
    ("22 giugno 2007", "Incontro sui mulini", "Si è parlato di mulini e di canali con i tecnici."),
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    site = tmp_path / "www.example.org"
    for folder, language, title, items in (
        ("inglese", "en", "News", ENGLISH), ("italiano", "it", "Notizie", ITALIAN),
    ):  # fmt: skip
        (site / folder).mkdir(parents=True)
        html = PAGE.format(language, title, "".join(ITEM.format(*item) for item in items))
        (site / folder / "news.html").write_text(html, "utf-8")
    home = Home(tmp_path / "home")
    add_sources(home, [str(site)])
    return home


def entries(home: Home) -> dict[str, list[str]]:
    """The titles of each entry's versions, by its id."""
    searcher = open_searcher(home.location)
    try:
        return {
            entry.id: [version.title for version in entry.versions]
            for entry in searcher.export(Query(sort="oldest"))
        }
    finally:
        searcher.close()


def correct(home: Home, *rows: str) -> None:
    home.corrections.write_text("\n".join(("id,field,value,who,why", *rows)), "utf-8")
    rebuild(home)


def id_of(home: Home, words: str) -> str:
    return next(id for id, titles in entries(home).items() if any(words in t for t in titles))


def alias_of(home: Home, id: str) -> str:
    searcher = open_searcher(home.location)
    try:
        entry = searcher.get(id)
        assert entry
        return entry.aliases[0]
    finally:
        searcher.close()


def test_two_entries_are_one_when_that_is_decided_and_two_again_when_not(home: Home) -> None:
    bridges, mills = id_of(home, "bridges"), id_of(home, "mulini")
    before = entries(home)
    correct(home, f"{bridges},join,{mills},Ada,one evening")
    joined = entries(home)
    assert joined[bridges] == ["A talk about bridges", "Incontro sui mulini"]
    assert mills not in joined
    with home.open_store("read") as store:
        change = next(r for r in store.history.of((mills,)) if r.change.kind == "joined")
        assert (change.change.why, change.change.other, change.who) == (
            "one evening", bridges, "Ada",
        )  # fmt: skip
    rebuild(home)
    assert entries(home) == joined
    correct(home)
    assert entries(home) == before


def test_one_entry_is_two_when_that_is_decided_and_one_again_when_not(home: Home) -> None:
    turku = id_of(home, "Turku")
    before = entries(home)
    assert len(before[turku]) == 2
    other = alias_of(home, turku)
    correct(home, f"{turku},part,{other},,two visits")
    parted = entries(home)
    assert len(parted[turku]) == len(parted[other]) == 1
    rebuild(home)
    assert entries(home) == parted
    correct(home)
    assert entries(home) == before


def test_a_part_of_a_decided_entry_is_erased_with_it(
    home: Home, traces_in: Callable[..., set[tuple[str, bytes]]]
) -> None:
    bridges, mills = id_of(home, "bridges"), id_of(home, "mulini")
    correct(home, f"{bridges},join,{mills}")
    erase(home, [bridges], lambda _: True)
    assert not any("mulini" in title for titles in entries(home).values() for title in titles)
    assert traces_in(home.path, ["mulini", "bridges"]) == set()


def test_of_a_parted_entry_only_the_account_that_is_named_is_erased(home: Home) -> None:
    turku = id_of(home, "Turku")
    other = alias_of(home, turku)
    correct(home, f"{turku},part,{other}")
    kept = entries(home)[turku]
    erase(home, [other], lambda _: True)
    assert entries(home)[turku] == kept
    assert other not in entries(home)


def test_what_is_decided_holds_for_those_who_only_read(home: Home) -> None:
    bridges, mills = id_of(home, "bridges"), id_of(home, "mulini")
    correct(home, f"{bridges},join,{mills}")
    with home.open_store("read") as store, untranslated_entries(home, store) as found:
        titles = [[version.title for version in entry.versions] for entry in found]
    assert ["A talk about bridges", "Incontro sui mulini"] in titles


def test_of_two_decisions_about_the_same_two_the_last_one_stands(home: Home) -> None:
    bridges, mills, turku = (id_of(home, words) for words in ("bridges", "mulini", "Turku"))
    other = alias_of(home, turku)
    before = entries(home)
    correct(home, f"{bridges},join,{mills}", f"{mills},part,{bridges}")
    assert entries(home) == before
    correct(home, f"{turku},part,{other}", f"{turku},join,{other}")
    assert entries(home) == before
    correct(home, f"{turku},join,{other}", f"{turku},part,{other}", f"{bridges},part,{mills}",
            f"{bridges},join,{mills}")  # fmt: skip
    assert other in entries(home)
    assert mills not in entries(home)


def test_what_was_joined_by_way_of_a_third_is_parted_and_the_later_join_stays(home: Home) -> None:
    bridges, mills, turku = (id_of(home, words) for words in ("bridges", "mulini", "Turku"))
    one, other, apart = (
        f"{turku},join,{bridges}", f"{bridges},join,{mills}", f"{turku},part,{mills}",
    )  # fmt: skip
    correct(home, one, other)
    assert len(entries(home)) == 1
    correct(home, one, other, apart)
    assert sorted(map(len, entries(home).values())) == [2, 2]
    assert "Incontro sui mulini" in entries(home)[bridges]
    correct(home, apart, one, other)
    assert len(entries(home)) == 1


def test_what_is_hidden_by_itself_hides_nothing_that_it_is_joined_with(home: Home) -> None:
    bridges, mills = id_of(home, "bridges"), id_of(home, "mulini")
    hidden = f"{mills},not-an-entry,yes"
    for join in f"{bridges},join,{mills}", f"{mills},join,{bridges}":
        correct(home, hidden, join)
        assert bridges in entries(home)
        assert mills not in entries(home)
        correct(home, join, hidden)
        assert not {bridges, mills} & entries(home).keys()
        correct(home)
    withdraw(home, [mills])
    correct(home, f"{bridges},join,{mills}")
    assert bridges in entries(home)
    withdraw(home, [mills], undo=True)
    assert len(entries(home)[bridges]) == 2
    withdraw(home, [bridges])
    assert not {bridges, mills} & entries(home).keys()


def test_a_part_goes_out_of_the_file_with_the_erased_account_that_it_names(home: Home) -> None:
    turku = id_of(home, "Turku")
    other = alias_of(home, turku)
    correct(home, f"{turku},part,{other},,what Mikko Virtanen said")
    erase(home, [other], lambda _: True)
    assert "Virtanen" not in home.corrections.read_text("utf-8")
