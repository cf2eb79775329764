"""Memories, corrections, sheets and backups that would do harm are refused whole."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model.errors import ArchiveError, PageError
from index.store.home import Home

TMX = '<tmx version="1.4"><header srclang="en"/><body>{}</body></tmx>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
MEMORIES = {
    "laughs": f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{LAUGHS}]>' + TMX.format("&a9;"),
    "outside": '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + TMX.format("&x;"),
    "deep": TMX.format('<tu><tuv xml:lang="en"><seg>' + "<hi>x" * 40_000),
    "tag": TMX.format('<tu creationdate="' + "A" * 6_000_000),
    "segment": TMX.format("<tu><tuv xml:lang='en'><seg>" + "x" * 1_100_000),
    "variants": TMX.format("<tu>" + "<tuv xml:lang='en'><seg>x</seg></tuv>" * 101),
    "html": "<html><body>x",
}


@pytest.mark.parametrize("name", MEMORIES)
def test_a_hostile_translation_memory_is_refused_whole(run, tmp_path, home, name):
    (tmp_path / "memory.tmx").write_text(MEMORIES[name])
    with pytest.raises(PageError, match=r"\w+ \w+"):
        run(home, "translations", "import", tmp_path / "memory.tmx")
    with home.open_store() as store:
        assert store.memory.count() == {}


@pytest.mark.parametrize("line", ["x" * 200_000, '"' + "x" * 140_000, "\xff", "x,evil,a"])
def test_hostile_corrections_are_refused_by_line(page_of, run, tmp_path, line):
    home = Home(tmp_path / "home")
    (tmp_path / "page.txt").write_text(page_of("Good", "A good page."))
    run(home, "add", tmp_path / "page.txt")
    home.corrections.write_bytes(f"id,field,value,who,why\n{line}\n".encode("latin-1"))
    with pytest.raises(ArchiveError, match=r"corrections\.csv"):
        run(home, "index")


def test_a_reviewed_sheet_with_an_endless_cell_is_refused(run, tmp_path, home):
    (tmp_path / "sheet.csv").write_text("key," + "x" * 200_000)
    with pytest.raises(PageError, match="limit"):
        run(home, "translations", "import", tmp_path / "sheet.csv")


def test_a_backup_that_swells_is_refused_before_it_is_unpacked(run, tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.db", bytes(20_000_000))
    home = Home(tmp_path / "home")
    with pytest.raises(ArchiveError, match="grows over 200 times"):
        run(home, "restore", tmp_path / "bomb.zip")
    assert [path.name for path in home.path.iterdir()] == ["LOCK"]


@settings(max_examples=40)
@given(data=st.data())
def test_a_backup_with_bytes_overwritten_is_restored_whole_or_refused(
    run, data, home, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("restore")
    run(home, "backup", folder / "saved.zip")
    body = bytearray((folder / "saved.zip").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        some = data.draw(st.binary(min_size=1, max_size=6))
        body[at : at + len(some)] = some
    (folder / "saved.zip").write_bytes(body)
    other = Home(folder / "other")
    try:
        run(other, "restore", folder / "saved.zip")
    except ArchiveError:
        assert not other.database.exists()
    else:
        with closing(sqlite3.connect(home.database)) as one, other.open_store() as two:
            assert (
                len(list(two.pages.all()))
                == one.execute("SELECT count(*) FROM pages").fetchone()[0]
            )
