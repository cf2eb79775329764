"""The command line with good and bad input."""

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.store.database import Store
from web.cli.main import main

ENTRY = """International Relations

2007 June

  • June {day}th 2007 - Delegation from Turku - Finland

    A delegation of the City of Turku met the Mayor of Torino and visited a cooperative of the area.

"""


@dataclass
class Ran:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def torino(tmp_path, monkeypatch, capsys):
    """Run the command as the shell would, but in this process, on an empty home."""
    monkeypatch.setenv("TORINO_HOME", str(tmp_path / "home"))

    def run(*words, given=""):
        monkeypatch.setattr(sys, "argv", ["torino", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        else:
            code = 0
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "relint-inglese-2007.txt"
    path.write_text(ENTRY.format(day=8), "utf-8")
    return path


def refused(result, code, *words):
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr
    return True


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")
def test_a_file_of_translations_that_finds_no_room_is_named(torino):
    assert torino("add", "--sample").returncode == 0
    full = torino("translations", "export", "/dev/full")
    assert refused(full, 1, "/dev/full cannot be written: the disk is full")
    assert full.stderr.startswith("torino: ")


def test_an_export_of_nothing_is_told_beside_the_empty_file(torino):
    assert torino("add", "--sample").returncode == 0
    ran = torino("export", "--format", "csv", "xqzzy.csv")
    assert ran.returncode == 0
    assert ran.stderr.startswith("0 entries; a file is named with `> FILE`")
    assert torino("export", "--format", "csv", "sindaco").stderr == ""


def test_a_missing_file_is_named_and_nothing_is_made(torino, tmp_path):
    assert refused(torino("add", tmp_path / "nowhere.txt"), 1, "nowhere.txt")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("name", "body"), [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 40)]
)
def test_what_cannot_be_read_is_named_and_nothing_is_made(torino, tmp_path, name, body):
    (tmp_path / name).write_bytes(body)
    assert refused(torino("add", tmp_path / name), 1, name)
    assert not (tmp_path / "home").exists()


def test_a_page_without_entries_is_kept_and_counted(torino, tmp_path):
    (tmp_path / "static.html").write_text("<html><body><h1>About</h1></body></html>")
    result = torino("add", tmp_path / "static.html")
    assert result.returncode == 0, result.stderr
    assert "without entries 1" in result.stdout


@pytest.mark.slow
def test_three_broken_pages_of_a_thousand_are_skipped_and_named(torino, tmp_path):
    folder = tmp_path / "www.example.org"
    folder.mkdir()
    for number in range(997):
        (folder / f"p{number}.txt").write_text(ENTRY.format(day=4 + number % 17), "utf-8")
    (folder / "p997.txt").write_bytes(b"")
    (folder / "p998.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "p999.html").write_bytes(b"\x00" * 5000)
    result = torino("add", folder)
    assert result.returncode == 0, result.stderr
    assert "pages read      997" in result.stdout
    assert "pages skipped   3" in result.stdout
    for number in (997, 998, 999):
        assert f"p{number}." in result.stderr


def test_damaged_characters_are_mended_told_and_kept_raw(torino, tmp_path, caplog):
    path = tmp_path / "relint-2007.txt"
    path.write_text(
        "Relazioni Internazionali\n\n2007 Giugno\n\n  • 8 giugno 2007 - La Cittą di Torino\n\n"
        "    La Cittą di Torino ha ospitato una delegazione di Turku. La Città ringrazia.\n",
        "utf-8",
    )
    result = torino("add", path, "--verbose", "--timings")
    assert result.returncode == 0, result.stderr
    assert "mended 'Cittą' to 'Città'" in caplog.text
    assert "places" in result.stderr
    answer = json.loads(torino("search", "città", "--json").stdout)
    assert answer["hits"][0]["title"]["text"] == "La Città di Torino"
    with Store(tmp_path / "home" / "archive.db") as store:
        assert "Cittą" in next(store.pages.all()).body.decode()


def test_an_address_is_answered_with_the_line_that_mirrors_it(torino):
    assert refused(torino("add", "https://example.org/news"), 2, "wget --mirror")
    assert refused(torino("add", " https://example.org/news "), 2, "--wait=1 https://example.org/")
    assert refused(torino("add", "HTTP://EXAMPLE.ORG/"), 2, "wget --mirror")


def test_an_unknown_country_is_refused_unless_it_may_be_left_out(torino, page):
    torino("add", page)
    assert refused(torino("search", "--country", "XX", "--json"), 2, "no country 'XX'")
    result = torino("search", "--country", "XX", "--json", "--lenient")
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["total"] == 1
    assert answer["understood"]["notes"]


def test_an_unclosed_quote_is_taken_literally_and_said(torino, page):
    torino("add", page)
    result = torino("search", '"City of Turku', "--json")
    answer = json.loads(result.stdout)
    assert answer["total"] == 1
    assert answer["understood"]["notes"]


@pytest.mark.parametrize(
    "words", [("--page", "0"), ("--page", "two"), ("--from", "June"), ("--from", "2007-13")]
)
def test_what_cannot_be_asked_is_exit_2(torino, page, words):
    torino("add", page)
    assert refused(torino("search", "turku", *words), 2)


def test_searching_an_empty_home_says_what_to_do(torino):
    assert refused(torino("search", "turku"), 1, "torino add")


def test_no_hit_is_no_failure(torino, page):
    torino("add", page)
    result = torino("search", "zzzzzz")
    assert result.returncode == 0, result.stderr


def test_an_unknown_id_is_a_failure(torino, page):
    torino("add", page)
    assert refused(torino("show", "2007-06-08-zzzz"), 1, "2007-06-08-zzzz")


def test_a_word_with_a_dash_is_an_exclusion(torino, page):
    torino("add", page)
    assert json.loads(torino("search", "turku", "-zebra", "--json").stdout)["total"] == 1
    assert json.loads(torino("search", "turku", "-cooperative", "--json").stdout)["total"] == 0


def test_options_stand_before_or_after_the_verb(torino, page, tmp_path):
    other = tmp_path / "other"
    assert torino("--home", other, "add", page).returncode == 0
    assert json.loads(torino("search", "turku", "--json", "--home", other).stdout)["total"] == 1


def test_show_and_export_give_the_same_entry(torino, page):
    torino("add", page)
    line = torino("export", "--format", "jsonl").stdout
    entry = json.loads(line)
    shown = json.loads(torino("show", entry["id"], "--json").stdout)
    assert shown == {**entry, "perhaps_same": []}
    assert set(entry) == {
        "id", "aliases", "date", "kind", "countries", "places", "people",
        "versions", "doubts", "sources", "history",
    }  # fmt: skip


def test_a_withdrawn_entry_is_gone_and_comes_back(torino, page):
    torino("add", page)
    id = json.loads(torino("search", "turku", "--json").stdout)["hits"][0]["id"]
    assert torino("remove", id).returncode == 0
    assert json.loads(torino("search", "turku", "--json").stdout)["total"] == 0
    assert refused(torino("show", id), 1, id)
    assert torino("remove", "--undo", id).returncode == 0
    assert json.loads(torino("search", "turku", "--json").stdout)["total"] == 1


def test_a_withdrawn_page_is_gone_and_comes_back(torino, page):
    torino("add", page)
    url = f"file:{page.name}"
    assert torino("remove", url).returncode == 0
    assert json.loads(torino("search", "--json").stdout)["total"] == 0
    assert torino("remove", "--undo", url).returncode == 0
    assert json.loads(torino("search", "--json").stdout)["total"] == 1


def test_removing_what_is_not_there_changes_nothing(torino, page):
    torino("add", page)
    assert refused(torino("remove", f"file:{page.name}", "http://nowhere/"), 1, "http://nowhere/")
    assert json.loads(torino("search", "--json").stdout)["total"] == 1


def test_what_is_withdrawn_already_stays_so_and_that_is_no_failure(torino, page):
    torino("add", page)
    url = f"file:{page.name}"
    id = json.loads(torino("search", "--json").stdout)["hits"][0]["id"]
    for name in (id, url):
        assert torino("remove", name).stdout == f"withdrawn: {name}\n"
        again = torino("remove", name, name)
        assert (again.returncode, again.stdout) == (0, f"withdrawn already: {name}\n")
    assert json.loads(torino("search", "--json").stdout)["total"] == 0
    for name in (url, id):
        assert torino("remove", "--undo", name).stdout == f"brought back: {name}\n"
        again = torino("remove", "--undo", name)
        assert (again.returncode, again.stdout) == (0, f"not withdrawn: {name}\n")
    assert json.loads(torino("search", "--json").stdout)["total"] == 1


def test_some_withdrawn_already_and_some_unknown_changes_nothing(torino, page):
    torino("add", page)
    url = f"file:{page.name}"
    torino("remove", url)
    assert refused(
        torino("remove", url, "http://nowhere/"), 1, "not in the archive: http://nowhere/;"
    )
    assert refused(
        torino("remove", "--undo", url, "undated-none"), 1, "not withdrawn: undated-none;"
    )
    assert json.loads(torino("search", "--json").stdout)["total"] == 0


@pytest.mark.parametrize(
    "words",
    [("remove", "URL"), ("translations", "drop", "--translator", "nobody"), ("add", "PAGE")],
)
def test_a_verb_publishes_what_an_interrupted_one_has_left(torino, tmp_path, page, words):
    torino("add", page)
    url = f"file:{page.name}"
    with Store(tmp_path / "home" / "archive.db") as store, store.change():
        store.pages.withdraw(url)
    assert json.loads(torino("search", "--json").stdout)["total"] == 1
    assert not json.loads(torino("info", "--json").stdout)["published"]
    given = {"URL": url, "PAGE": page}
    result = torino(*(given.get(word, word) for word in words))
    assert result.returncode == 0, result.stderr
    assert json.loads(torino("search", "--json").stdout)["total"] == 0
    assert json.loads(torino("info", "--json").stdout)["published"]


def test_a_verb_publishes_an_archive_whose_index_is_missing(torino, tmp_path, page):
    torino("add", page)
    shutil.rmtree(tmp_path / "home" / "index")
    assert torino("add", page).returncode == 0
    assert json.loads(torino("search", "--json").stdout)["total"] == 1


def test_info_and_check_tell_what_is_here(torino, page):
    torino("add", page)
    facts = json.loads(torino("info", "--json").stdout)
    assert facts["entries"] == 1
    assert facts["generation"] == "g000001"
    report = json.loads(torino("check", "--json").stdout)
    assert report["damage"] == []


def test_check_names_damage_and_the_remedy_and_index_heals(torino, page, tmp_path):
    torino("add", page)
    victim = max((tmp_path / "home/index/g000001").iterdir(), key=lambda path: path.stat().st_size)
    victim.write_bytes(b"!" * victim.stat().st_size)
    assert refused(torino("check"), 1, victim.name, "torino index")
    assert torino("index").returncode == 0
    assert torino("check").returncode == 0


def test_standard_input_is_a_source(torino):
    result = torino("add", "-", given=ENTRY.format(day=8))
    assert result.returncode == 0, result.stderr
    assert "entries on them 1" in result.stdout


def test_the_version_is_told(torino):
    assert torino("--version").stdout.startswith("torino")


def test_the_command_is_installed_and_its_exit_code_reaches_the_shell(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", "from web.cli.main import main; main()", "search", "turku"],
        capture_output=True,
        text=True,
        env={**os.environ, "TORINO_HOME": str(tmp_path)},
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "torino add" in ran.stderr


def test_long_work_shows_on_a_terminal_how_far_it_has_come_and_in_a_pipe_nothing(tmp_path, page):
    page.write_text("".join(ENTRY.format(day=day) for day in range(1, 21)), "utf-8")

    def said(folder, stderr):
        command = "from web.cli.main import main; main()"
        words = [sys.executable, "-c", command, "--home", tmp_path / folder, "add", page]
        return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=stderr, check=True).stderr

    assert said("piped", subprocess.PIPE) == b""
    ours, terminal = os.openpty()
    with os.fdopen(ours, "rb", buffering=0) as reader, os.fdopen(terminal, "wb", buffering=0):
        said("shown", terminal)
        shown = reader.read(1 << 16).decode()
    assert "reading pages  [####" in shown
    assert "1/1" in shown
    assert "indexing  [####" in shown
    assert "20/20" in shown


def test_an_option_that_all_verbs_share_may_follow_any(torino):
    for verb in ("translate", "translations", "translations drop", "search"):
        assert "--engine LOCATION" in torino(*verb.split(), "--help").stdout


def test_a_translator_is_not_chosen_with_the_location_of_the_index(torino):
    assert refused(torino("translate", "--engine", "google"), 2, "--translator google")
    drop = torino("translations", "drop", "--engine", "google")
    assert refused(drop, 2, "missing option '--translator'")
