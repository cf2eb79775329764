"""Which profile a home has, and what a change of it does to what is read and published."""

from __future__ import annotations

from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from index.commands.add import add_sources
from index.commands.backup import back_up
from index.commands.rebuild import rebuild
from index.commands.restore import restore
from index.model.errors import ProfileError, StoreError
from index.model.profile_format import bundled_profile
from index.publishing.live_state import is_of_other_profile
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query

START = (files("index") / "data" / "profile_start.toml").read_text("utf-8")
PAGE = """<html><body>
<h1>3 maggio 2011 - Delegazione di Lione</h1>
<p>Il sindaco di Esempio Carlo Ferri ha ricevuto la sindaca di Lione Anne Dubois.</p>
</body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "lione.html"
    path.write_text(PAGE, "utf-8")
    return path


def sides_of(home: Home) -> dict[str, str]:
    with closing(open_searcher(home.location)) as searcher:
        entries = searcher.export(Query())
        return {person.name: person.side for entry in entries for person in entry.people}


def site_of(home: Home) -> str:
    with closing(open_searcher(home.location)) as searcher:
        return searcher.profile().site["it"]


def test_a_home_has_the_file_that_is_named_else_its_own_else_the_bundled(tmp_path: Path) -> None:
    named = tmp_path / "named.toml"
    named.write_text(START.replace("Esempio nel mondo", "Altrove"), "utf-8")
    assert Home(tmp_path).read_profile() is bundled_profile()
    (tmp_path / "profile.toml").write_text(START, "utf-8")
    assert Home(tmp_path).read_profile().site["it"] == "Esempio nel mondo"
    assert Home(tmp_path, profile=named).read_profile().site["it"] == "Altrove"


def test_a_file_that_begins_with_a_mark_of_its_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text(START, "utf-8-sig")
    assert Home(tmp_path).read_profile().site["it"] == "Esempio nel mondo"


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORINO_PROFILE", str(tmp_path / "nowhere.toml"))
    home = Home.of_environment(tmp_path)
    with pytest.raises(ProfileError, match=r"nowhere\.toml: there is no such file; correct TORINO"):
        home.read_profile()


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "it is empty"), (b"\xff", "it is not UTF-8"), (b"x", "it is not TOML")],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "profile.toml").write_bytes(content)
    with pytest.raises(ProfileError, match=rf"profile\.toml: .*{problem}"):
        Home(tmp_path).read_profile()


@pytest.mark.slow
def test_a_profile_reads_the_page_and_its_change_is_published_by_the_next_verb(
    tmp_path: Path, page: Path
) -> None:
    home = Home(tmp_path / "home")
    add_sources(home, [str(page)])
    assert sides_of(home) == {"Carlo Ferri": "visitor", "Anne Dubois": "visitor"}
    assert site_of(home) == bundled_profile().site["it"]

    (home.path / "profile.toml").write_text(START, "utf-8")
    assert is_of_other_profile(home)
    assert site_of(home) == bundled_profile().site["it"]
    add_sources(home, [str(page)])  # nothing new but the profile
    assert not is_of_other_profile(home)
    assert sides_of(home) == {"Carlo Ferri": "city", "Anne Dubois": "visitor"}
    assert site_of(home) == "Esempio nel mondo"

    elsewhere = Home(tmp_path / "empty", engine=home.location)
    assert site_of(elsewhere) == "Esempio nel mondo"

    (home.path / "profile.toml").unlink()
    rebuild(home)
    assert sides_of(home) == {"Carlo Ferri": "visitor", "Anne Dubois": "visitor"}


@pytest.mark.slow
def test_a_backup_holds_the_profile_wherever_it_lay_and_a_restore_puts_it_into_the_home(
    tmp_path: Path, page: Path
) -> None:
    named = tmp_path / "named.toml"
    named.write_text(START, "utf-8")
    add_sources(Home(tmp_path / "home", profile=named), [str(page)])
    back_up(Home(tmp_path / "home", profile=named), tmp_path / "saved.zip")

    home = Home(tmp_path / "restored")
    restore(home, tmp_path / "saved.zip")
    assert (home.path / "profile.toml").read_text("utf-8") == START
    assert sides_of(home)["Carlo Ferri"] == "city"

    other = Home(tmp_path / "other")
    other.path.mkdir(mode=0o700)
    (other.path / "profile.toml").write_text(f"{START}# mine\n", "utf-8")
    with pytest.raises(StoreError, match=r"profile\.toml is not the one in the backup"):
        restore(other, tmp_path / "saved.zip")


@pytest.mark.slow
def test_a_wrong_profile_stops_before_anything_is_changed(tmp_path: Path, page: Path) -> None:
    home = Home(tmp_path / "home")
    home.path.mkdir(mode=0o700)
    (home.path / "profile.toml").write_text(START.replace("45.0", "145.0"), "utf-8")
    with pytest.raises(ProfileError, match=r"line \d+: home\.latitude is 145\.0"):
        add_sources(home, [str(page)])
    assert not home.database.exists()
