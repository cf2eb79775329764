"""What is withdrawn is not public from the first step on, whatever happens to the later ones."""

import os
import shutil
from contextlib import closing
from datetime import UTC, datetime

import pytest

from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.indexing.generations.deny_list import DENIED
from index.indexing.generations.manifest import MANIFEST, write_manifest
from index.indexing.generations.pointer import CURRENT, current_name, generation_names
from index.indexing.open_engine import open_engine
from index.indexing.statistics.index_statistics import FORMAT
from index.model.errors import CorrectionError, IndexMissingError, StoreError
from index.model.page import Page
from index.publishing.publish import publish, publish_if_due
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query

ROOT = "http://www.comune.torino.it/relint"
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
HTML = '<html lang="{}"><body><h1>{}</h1><h2>{}</h2><ul>{}</ul></body></html>'
LYON, LIONE = f"{ROOT}/inglese/archivio/2007/june.shtml", f"{ROOT}/archivio/2007/giugno.shtml"
"""Two pages, of one event in two languages."""
TURKU = f"{ROOT}/inglese/archivio/2007/turku.shtml"
QUOTED = f"{ROOT}/inglese/archivio/2007/quoted.shtml"
"""A page whose entry names another address as its source."""


def english(url, town, country, more=""):
    item = (
        f"<li><h3>June 5th 2007 - Delegation from {town} - {country}</h3><p>A delegation from"
        f" {town} led by the Mayor Anna Keller met the Mayor of Torino.</p>{more}</li>"
    )
    html = HTML.format("en", "International Relations", "2007 June", item)
    return Page(url, NOW, "text/html", html.encode(), None)


def italian(url, town, country):
    item = (
        f"<li><h3>5 giugno 2007 - Delegazione da {town} - {country}</h3><p>Una delegazione di"
        f" {town} guidata dal sindaco Anna Keller ha visto il sindaco di Torino.</p></li>"
    )
    html = HTML.format("it", "Relazioni internazionali", "Giugno 2007", item)
    return Page(url, NOW, "text/html", html.encode(), None)


@pytest.fixture
def home(tmp_path):
    """An archive of three entries, of which one is of two pages."""
    home = Home(tmp_path / "home")
    via = '<p><a rel="via" href="http://example.org/elsewhere">Source</a></p>'
    with home.hold(), home.open_store() as store:
        with store.change():
            store.pages.add(english(LYON, "Lyon", "France"))
            store.pages.add(italian(LIONE, "Lione", "Francia"))
            store.pages.add(english(TURKU, "Turku", "Finland"))
            store.pages.add(english(QUOTED, "Zagreb", "Croatia", via))
        publish(home, store)
    assert shown(home) == {"Lyon", "Turku", "Zagreb"}
    return home


def shown(home):
    """The towns of which an entry is shown."""
    with closing(open_searcher(home.location)) as searcher:
        titles = [entry.original.title for entry in searcher.export(Query())]
        assert searcher.search(Query()).total == len(titles) == searcher.holdings().entries
        return {title.split(" from ")[-1].split(" da ")[-1].split(" - ")[0] for title in titles}


def id_of(home, town):
    with closing(open_searcher(home.location)) as searcher:
        (hit,) = searcher.search(Query(place=town)).hits
        return hit.id


def damage_the_live_one(home):
    """Damage the live generation, so that it is found also by a process that has verified it."""
    live = home.path / "index" / current_name(home.path / "index")
    (live / "news.json").write_text("{}")  # no other generation shares it
    os.utime(live / MANIFEST, ns=(1, 1))


@pytest.fixture(params=["page", "quoted page", "entry"])
def named(request, home):
    """What an archivist can name, and the town that is shown because of it."""
    return {
        "page": (TURKU, "Turku"),
        "quoted page": (QUOTED, "Zagreb"),
        "entry": (id_of(home, "Turku"), "Turku"),
    }[request.param]


@pytest.fixture
def no_publishing(home):
    """A mistake in the corrections, at which every publishing fails; call it to correct that."""
    home.corrections.write_text("no,such,columns\n", "utf-8")
    return home.corrections.unlink


def test_what_is_withdrawn_is_hidden_although_publishing_fails(home, named, no_publishing):
    name, town = named
    everything = shown(home)
    with pytest.raises(CorrectionError):
        withdraw(home, [name])

    assert shown(home) == everything - {town}
    no_publishing()
    assert withdraw(home, [name]).unchanged == (name,)
    assert shown(home) == everything - {town}
    assert len(generation_names(home.path / "index")) == 2


def test_a_fallback_does_not_bring_it_back(home, named):
    name, town = named
    everything = shown(home)
    withdraw(home, [name])
    damage_the_live_one(home)
    with closing(open_searcher(home.location)) as searcher:
        assert searcher.holdings().generation.startswith("g000001")

    assert shown(home) == everything - {town}


def test_an_older_generation_in_the_place_of_the_live_one_does_not(home, named, tmp_path):
    name, town = named
    everything = shown(home)
    index = home.path / "index"
    shutil.copytree(index / "g000001", tmp_path / "yesterday")
    withdraw(home, [name])
    rebuild(home)
    live = index / current_name(index)
    shutil.rmtree(live)
    shutil.copytree(tmp_path / "yesterday", live)

    assert shown(home) == everything - {town}


def test_two_generations_in_the_wrong_places_do_not(home, named, tmp_path):
    name, town = named
    everything = shown(home)
    withdraw(home, [name])
    index = home.path / "index"
    first, second = generation_names(index)
    (index / first).rename(tmp_path / "aside")
    (index / second).rename(index / first)
    (tmp_path / "aside").rename(index / second)

    assert shown(home) == everything - {town}


def test_what_is_restored_is_shown_again(home, named):
    name, _ = named
    everything = shown(home)
    withdraw(home, [name])
    withdraw(home, [name], undo=True)

    assert shown(home) == everything
    assert open_engine(home.location).denied() == set()


def test_what_is_restored_stays_hidden_until_it_is_published(home, named, no_publishing):
    name, town = named
    everything = shown(home)
    for undo in (False, True):
        with pytest.raises(CorrectionError):
            withdraw(home, [name], undo=undo)
        assert shown(home) == everything - {town}
    no_publishing()
    withdraw(home, [name], undo=True)

    assert shown(home) == everything


def test_the_other_page_of_a_joined_entry_is_shown_again_alone(home, no_publishing):
    with pytest.raises(CorrectionError):
        withdraw(home, [LIONE])
    assert shown(home) == {"Turku", "Zagreb"}
    no_publishing()
    withdraw(home, [LIONE])

    assert shown(home) == {"Lyon", "Turku", "Zagreb"}
    damage_the_live_one(home)
    assert shown(home) == {"Turku", "Zagreb"}  # the one before still has both pages


def test_a_page_that_cannot_be_denied_is_not_withdrawn(home):
    (home.path / "index" / f"{DENIED}.new").mkdir()  # where the new list would be written
    with pytest.raises(StoreError, match=DENIED):
        withdraw(home, [TURKU])

    assert "Turku" in shown(home)
    with home.open_store() as store:
        assert store.pages.state(TURKU) == "live"


def test_a_withdrawal_that_archive_db_does_not_have_is_undone(home):
    open_engine(home.location).deny(frozenset({TURKU}))  # as by a run that was killed then
    assert "Turku" not in shown(home)
    with home.hold(), home.open_store() as store:
        assert publish_if_due(home, store) is None

    assert "Turku" in shown(home)


def test_an_unknown_name_denies_nothing(home):
    assert withdraw(home, [TURKU, "nothing"]).unknown == ("nothing",)
    assert "Turku" in shown(home)


@pytest.mark.parametrize("harm", ["flipped bit", "cut", "lost", "unreadable"])
def test_with_a_damaged_deny_list_nothing_is_shown(home, harm):
    withdraw(home, [TURKU])
    path = home.path / "index" / DENIED
    content = bytearray(path.read_bytes())
    if harm == "flipped bit":
        content[-5] ^= 1
        path.write_bytes(content)
    elif harm == "cut":
        path.write_bytes(content[:-20])
    else:
        path.unlink()
    if harm == "unreadable":
        path.mkdir()

    with pytest.raises(IndexMissingError, match=r"withdrawn.*torino index"):
        shown(home)
    if harm == "unreadable":
        path.rmdir()
    rebuild(home)
    assert shown(home) == {"Lyon", "Zagreb"}


def test_an_open_searcher_refuses_too_and_recovers(home):
    withdraw(home, [TURKU])
    path = home.path / "index" / DENIED
    sound = path.read_bytes()
    with closing(open_searcher(home.location)) as searcher:
        assert searcher.search(Query()).total == 2
        path.write_bytes(b"?")
        for _ in range(2):
            with pytest.raises(IndexMissingError):
                searcher.search(Query())
        path.write_bytes(sound)
        os.utime(path, ns=(1, 1))
        assert searcher.search(Query()).total == 2


def test_the_index_of_an_older_version_hides_what_is_denied(home):
    """Its facts are of the second format: no list lay beside it, and its pages are not indexed."""
    root = home.path / "index"
    older(root)
    (root / DENIED).unlink()
    assert shown(home) == {"Lyon", "Turku", "Zagreb"}

    open_engine(home.location).deny(frozenset({TURKU}))

    assert shown(home) == {"Lyon", "Zagreb"}


def older(root):
    """Make the live generation one of an older version."""
    folder = root / current_name(root)
    for name, written, instead in (
        ("facts.json", f'"format":{FORMAT}', '"format":2'),
        ("counts.json", '"edition":"', '"edition":"older '),
    ):
        text = (folder / name).read_text("utf-8")
        assert written in text
        (folder / name).write_text(text.replace(written, instead), "utf-8")
    (folder / MANIFEST).unlink()
    write_manifest(folder, {})


def test_current_and_the_deny_list_lie_side_by_side(home):
    assert {CURRENT, DENIED} <= {path.name for path in (home.path / "index").iterdir()}
