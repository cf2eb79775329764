"""What is erased is in no file of the home, in no form; what is not erased stays as it was."""

from __future__ import annotations

import html
import shutil
import sqlite3
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.commands.add import add_sources
from index.commands.erase import allow, erase
from index.commands.rebuild import rebuild
from index.commands.withdraw import withdraw
from index.files.lock import locked
from index.model.errors import CorrectionError, EraseError, IndexLockedError, StoreError
from index.publishing import publish as publishing
from index.store.home import Home
from index.store.stored_translation import Attempt, Translation
from search.open_searcher import open_searcher
from search.query.query import Query

NAME = "Zwentibold Quarantottì"
TITLE = f"Visit of {NAME} to Turku"
SENTENCES = (
    f"The gardener {NAME} of Turku told the Mayor of his lumbago & of his debts.",
    "He was glad to see the città of Torino once more before his operation.",
)
FIRST = "A delegation of the City of Lyon met the Mayor of Torino and visited a museum."
LAST = "A delegation of the City of Bacau met the Mayor of Torino and visited a school."
LIST = f"""International Relations

2007 June

  • June 8th 2007 - Delegation from Lyon - France

    {FIRST}

  • June 9th 2007 - {TITLE} - Finland

    {SENTENCES[0]}

    {SENTENCES[1]}

  • June 10th 2007 - Delegation from Bacau - Romania

    {LAST}

"""
OWN = f"""International Relations

  • June 9th 2007 - {TITLE} - Finland

    {SENTENCES[0]}

    {SENTENCES[1]}

"""
OTHER = (
    OWN.replace("June 9th", "July 9th")
    .replace(NAME, "Nobody")
    .replace("lumbago", "work")
    .replace(SENTENCES[1], "He was sad to leave the city of Torino after a few days of summer.")
)
WORDS = (NAME, "Zwentibold", "Quarantottì", TITLE, *SENTENCES, "lumbago", "his operation")
DOCUMENTS = Path(__file__).parents[1] / "reading" / "documents" / "data"
PAGE, LISTED = "relint-inglese-visit.txt", "relint-inglese-list.txt"


def yes(erasure):
    return True


def unpacked_rows(home):
    """What derived.db has, row by row: SQLite may spread a row over pages."""
    with closing(sqlite3.connect(home.derived)) as db:
        return [
            zlib.decompress(body).decode() for (body,) in db.execute("SELECT body FROM derived")
        ]


@pytest.fixture
def is_clean(traces_in):
    """Assert that a home has none of the words anywhere, and is sound and published."""

    def look(home, words=WORDS):
        found = traces_in(home.path, words)
        assert found == set()
        assert not [row for row in unpacked_rows(home) if any(word in row for word in words)]
        with closing(open_searcher(home.location)) as searcher:
            for entry in searcher.export(Query(sort="oldest")):
                assert not any(word in f"{entry}" for word in words)
            assert searcher.search(Query("lumbago")).total == 0
        with home.open_store() as store:
            assert store.damage() == ()
            assert store.is_published
            assert store.erasures.unfinished is None
        return True

    return look


def add(home, folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return add_sources(home, [str(path)])


def id_on(home, day, url=None):
    with home.open_store() as store:
        return next(
            row.id
            for row in store.published.all()
            if row.id.startswith(day) and row.state == "live" and url in (None, row.url)
        )


def shown(home):
    with closing(open_searcher(home.location)) as searcher:
        return {entry.id: entry for entry in searcher.export(Query(sort="oldest"))}


def translate(home):
    """Translations by a person, who made a second attempt, and by machines, good and bad."""
    with home.open_store() as store, store.change():
        for made in ("Una prima prova su Zwentibold", "Il giardiniere Zwentibold Quarantottì"):
            for source in (f"{TITLE} - Finland", *SENTENCES, FIRST):
                target = made if source != FIRST else "Una delegazione di Lione."
                store.memory.remember(Translation("en", source, "it", target, "human"))
        for status in ("ok", "rejected"):
            store.memory.record(
                Attempt("en", SENTENCES[0], "it", f"engine-{status}", "", status,
                        f"{NAME} ha il lumbago", f"lost {NAME}")
            )  # fmt: skip
        back = Translation("it", "Testo di lumbago", "en", SENTENCES[0], "human")
        store.memory.remember(back)
        store.touch()


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A list of three entries, of which one is to go, after several generations."""
    folder = tmp_path_factory.mktemp("built")
    home = Home(folder / "home")
    add(home, folder, LISTED, LIST)
    add(home, folder, "relint-inglese-other.txt", OTHER)
    translate(home)
    rebuild(home)
    return home


@pytest.fixture
def home(tmp_path, built):
    shutil.copytree(built.path, tmp_path / "home")
    return Home(tmp_path / "home")


def test_the_means_of_these_tests_find_what_is_there(tmp_path, home, traces_in):
    found = {path.split("/")[0] for path, _ in traces_in(home.path, WORDS)}
    assert found == {"archive.db", "derived.db", "index"}


def test_an_entry_of_a_list_is_cut_out_of_its_page(home, is_clean):
    before = shown(home)
    id = id_on(home, "2007-06-09")
    report = erase(home, [id], yes)
    assert report.erased.redacted == [f"file:{LISTED}"]
    assert is_clean(home)
    assert shown(home) == {other: entry for other, entry in before.items() if other != id}
    with home.open_store() as store:
        page = store.pages.get(1)
        assert FIRST.encode() in page.body
        assert LAST.encode() in page.body
        assert store.memory.recall(FIRST, "en", "it")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["list.reportlab.pdf", "list.libreoffice.docx"])
def test_an_entry_of_a_document_leaves_what_was_read_of_the_others(tmp_path, is_clean, name):
    home, words = Home(tmp_path / "home"), ("Portland", "river parks", "along the banks")
    add_sources(home, [str(DOCUMENTS / name)])
    before = shown(home)
    assert len(before) == 9
    id = id_on(home, "2013-06-21")
    report = erase(home, [id], yes)
    assert report.erased.redacted == report.erased.documents == [f"file:{name}"]
    assert is_clean(home, words)
    assert shown(home) == {other: entry for other, entry in before.items() if other != id}
    with home.open_store() as store:
        page = store.pages.get(1)
    assert page.media_type.startswith("text/html")
    assert "Visite des élus de Genève".encode() in page.body
    again = add_sources(home, [str(DOCUMENTS / name)])
    assert again.pages["unchanged"] == 1
    assert is_clean(home, words)
    rebuild(home)
    assert len(shown(home)) == 8


def test_a_document_goes_whole_by_its_address(tmp_path, is_clean):
    home = Home(tmp_path / "home")
    add_sources(home, [str(DOCUMENTS / "list.reportlab.pdf")])
    erase(home, ["file:list.reportlab.pdf"], yes)
    assert is_clean(home, ("Portland", "Nantes", "%PDF"))
    assert add_sources(home, [str(DOCUMENTS / "list.reportlab.pdf")]).pages["erased"] == 1


def test_a_page_goes_with_its_older_captures(tmp_path, home, is_clean, traces_in):
    add(home, tmp_path, PAGE, OWN.replace("glad", "happy with Quarantottì"))
    add(home, tmp_path, PAGE, OWN.replace("June 9th", "June 11th"))
    add(home, tmp_path, LISTED, LIST.replace("9th", "19th"))
    erase(home, [f"file:{LISTED}"], yes)
    assert traces_in(home.path, WORDS)
    erase(home, [f"file:{PAGE}"], yes)
    assert is_clean(home)
    assert [entry.dates.start.month for entry in shown(home).values()] == [7]


def test_an_older_capture_of_a_list_goes_with_an_entry_of_it(tmp_path, home, is_clean):
    add(home, tmp_path, LISTED, LIST.replace("glad", "delighted"))
    erase(home, [id_on(home, "2007-06-09")], yes)
    assert is_clean(home)


def test_all_addresses_of_an_entry_go(tmp_path, home, is_clean):
    add(home, tmp_path, PAGE, OWN)
    add(home, tmp_path, "relint-inglese-copy.txt", OWN)
    report = erase(home, [id_on(home, "2007-06-09")], yes)
    assert sorted(report.erased.pages) == ["file:relint-inglese-copy.txt", f"file:{PAGE}"]
    assert report.erased.redacted == [f"file:{LISTED}"]
    assert is_clean(home)


@pytest.mark.parametrize("hidden", ["withdrawn", "superseded"])
def test_copies_that_no_reader_sees_go(tmp_path, home, hidden, is_clean):
    add(home, tmp_path, PAGE, OWN)
    if hidden == "withdrawn":
        withdraw(home, [f"file:{PAGE}"])
    else:
        add(home, tmp_path, PAGE, "June 1st 2001 - Nothing\n\nNothing is to be seen here any more.")
    erase(home, [id_on(home, "2007-06-09")], yes)
    assert is_clean(home)


def test_both_languages_of_a_joined_entry_go(tmp_path, home, is_clean):
    italian = f"""Relazioni Internazionali

  • 9 giugno 2007 - Visita di {NAME} da Turku - Finlandia

    Il giardiniere {NAME} di Turku ha parlato al Sindaco del suo lumbago e dei suoi debiti.

"""
    add(home, tmp_path, "relint-visita.txt", italian)
    entry = shown(home)[id_on(home, "2007-06-09")]
    assert [version.language for version in entry.versions[:2]] == ["en", "it"]
    report = erase(home, [entry.aliases[0]], yes)
    assert "file:relint-visita.txt" in report.erased.pages
    assert is_clean(home, (*WORDS, "suoi debiti"))


def test_a_page_named_by_address_leaves_the_other_account(tmp_path, home):
    add(home, tmp_path, PAGE, OWN)
    report = erase(home, [f"file:{PAGE}"], yes)
    assert report.erased.remaining == [f"file:{LISTED}"]
    assert report.still_shown == (id_on(home, "2007-06-09"),)
    assert shown(home)[id_on(home, "2007-06-09")].original.text == "\n\n".join(SENTENCES)
    with home.open_store() as store:
        assert store.memory.recall(SENTENCES[0], "en", "it")
    assert add(home, tmp_path, PAGE, OWN).pages["erased"] == 1
    changed = LIST.replace("a school", "two schools")
    assert add(home, tmp_path, LISTED, changed).pages["changed"] == 1
    assert id_on(home, "2007-06-09")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_corrections_of_it_go_and_all_other_bytes_stay(tmp_path, home, end, mark, caplog, is_clean):
    id, other = id_on(home, "2007-06-09"), id_on(home, "2007-06-10")
    kept = f'{mark}id,field,value,who,why{end}{{}}{other},kind,"delegation",Anna,"a{end}b"{end}'
    gone = f'{id},title,{NAME} again,Anna,seen{end}"{id}",text,"{NAME}{end}lumbago",Anna,{end}'
    home.corrections.write_bytes(kept.format(gone).encode())
    rebuild(home)
    erase(home, [id], yes)
    assert home.corrections.read_bytes() == kept.format("").encode()
    assert "line 2, 3, 4" in caplog.text
    assert is_clean(home)


def test_translations_of_a_corrected_text_go(tmp_path, home, is_clean):
    id = id_on(home, "2007-06-09")
    home.corrections.write_text(f"id,field,value\n{id},text,He has a hernia now.\n", "utf-8")
    with home.open_store() as store, store.change():
        made = Translation("en", "He has a hernia now.", "it", "Ora ha una lombalgia.", "human")
        store.memory.remember(made)
        store.touch()
    rebuild(home)
    erase(home, [id], yes)
    assert is_clean(home, (*WORDS, "hernia", "lombalgia"))


def test_short_sentences_that_a_translator_brought_go_too(home, is_clean):
    id = id_on(home, "2007-06-09")
    home.corrections.write_text(f"id,field,value\n{id},text,He is well. No hernia. Ok.\n", "utf-8")
    kept = "They left."
    with home.open_store() as store, store.change():
        for source in ("No hernia.", "He is well. No hernia", kept):
            made = Translation("en", source, "it", "Niente ernia.", "human")
            store.memory.remember(made)
        store.touch()
    rebuild(home)
    erase(home, [id], yes)
    with home.open_store("read") as store:
        assert [
            row.source for row in store.memory.attempts("ok") if "ernia" in (row.target or "")
        ] == [kept]


LATIN = f"""<html><head><meta charset="iso-8859-1">
<meta name="description" content="{html.escape(SENTENCES[0])}"></head><body>
<!-- {SENTENCES[1]} --><script>var news = "{TITLE}";</script><h2>2007 June</h2>
<p><a href="#v" title="{TITLE}">{TITLE}</a></p>
<ul><li><b>June 8th 2007 - Delegation from Lyon - France</b><p>{FIRST}</p></li>
<li id="quarantott&igrave;"><b>June 9th 2007 - Visit of <a href="quarantott&igrave;">Zwentibold
Quarantott&#236;</a> to Turku - Finland</b>
<p>The <i>gardener</i> Zwentibold&nbsp;Quarantott&igrave; of Turku told the Mayor of his lumbago
&amp; of his debts.</p><p class="lumbago">{SENTENCES[1]}</p></li>
<li><b>June 10th 2007 - Delegation from Bacau - Romania</b><p>{LAST}</p></li></ul></body></html>
"""


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("relint-inglese-2.html", LATIN, "latin-1"),
        ("relint-inglese-2.html", LATIN.replace("iso-8859-1", "utf-8"), "utf-8"),
        ("relint-inglese-2.html", LATIN, "utf-16"),
        ("relint-inglese-2.txt", LIST.replace("•", "-"), "latin-1"),
        ("relint-inglese-2.txt", LIST, "utf-16"),
        ("relint-inglese-2.txt", LIST, "utf-8-sig"),
        ("relint-inglese-2.txt", LIST.replace("\n", "\r\n"), "utf-8"),
    ],
)
def test_it_goes_from_a_page_in_any_encoding(tmp_path, name, text, encoding, is_clean):
    home = Home(tmp_path / "home")
    add(home, tmp_path, name, text, encoding)
    before = shown(home)
    id = id_on(home, "2007-06-09")
    erase(home, [id], yes)
    assert is_clean(home)
    assert shown(home) == {other: entry for other, entry in before.items() if other != id}
    assert len(before) == 3


def test_an_entry_that_cannot_be_cut_out_is_refused_and_nothing_changes(tmp_path, is_clean):
    home = Home(tmp_path / "home")
    odd = LATIN.replace('<p class="lumbago">', "<p class=it's>").replace(LAST, f"{LAST} It's old.")
    add(home, tmp_path, "relint-inglese-2.html", odd, "latin-1")
    before, entries = home.database.read_bytes(), shown(home)
    with pytest.raises(EraseError, match=r"torino erase file:relint-inglese-2\.html"):
        erase(home, [id_on(home, "2007-06-09")], yes)
    assert home.database.read_bytes() == before
    assert shown(home) == entries
    erase(home, ["file:relint-inglese-2.html"], yes)
    assert is_clean(home)


def test_no_is_no(home):
    before = home.database.read_bytes()
    assert erase(home, [id_on(home, "2007-06-09")], lambda erasure: False) is None
    assert home.database.read_bytes() == before


def test_with_an_unknown_name_nothing_changes(home):
    before = home.database.read_bytes()
    report = erase(home, [id_on(home, "2007-06-09"), "http://nowhere.it/"], yes)
    assert report.unknown == ("http://nowhere.it/",)
    assert home.database.read_bytes() == before


def test_said_again_it_is_done_already(home):
    id = id_on(home, "2007-06-09")
    erase(home, [id], yes)
    report = erase(home, [id], yes)
    assert report.erased is None
    assert [name for name, _ in report.already] == [id]
    url = f"file:{LISTED}"
    erase(home, [url], yes)
    assert [name for name, _ in erase(home, [url], yes).already] == [url]


def test_an_erased_id_is_gone_and_given_to_nobody(tmp_path, home):
    id = id_on(home, "2007-06-09")
    erase(home, [id], yes)
    with closing(open_searcher(home.location)) as searcher:
        assert searcher.is_withdrawn(id)
    withdraw(home, [id], undo=True)
    assert allow(home, [f"file:{LISTED}"]) == ()
    add(home, tmp_path, LISTED, LIST)
    assert id not in shown(home)
    assert id_on(home, "2007-06-09").startswith(id)
    assert set(shown(home)) == (rebuild(home), set(shown(home)))[1]


def test_of_two_with_one_heading_the_other_keeps_its_id(tmp_path):
    home = Home(tmp_path / "home")
    twice = LIST.replace("June 10th 2007 - Delegation from Bacau - Romania",
                         f"June 9th 2007 - {TITLE} - Finland")  # fmt: skip
    add(home, tmp_path, LISTED, twice)
    with home.open_store() as store:
        first, second = (row.id for row in store.published.all() if "06-09" in row.id)
    assert second.startswith(first)
    erase(home, [first], yes)
    assert second in shown(home)
    add(home, tmp_path, "relint-inglese-new.txt", LIST.replace("2007", "2008"))
    assert second in shown(home)
    rebuild(home)
    assert second in shown(home)


def test_it_is_not_added_again_under_its_address_or_another(tmp_path, home, is_clean):
    erase(home, [id_on(home, "2007-06-09")], yes)
    assert add(home, tmp_path, LISTED, LIST).pages == {"unchanged": 1}
    assert add(home, tmp_path, LISTED, LIST.replace("a school", "two schools")).pages["changed"]
    assert add(home, tmp_path, "relint-inglese-copy.txt", OWN).pages == {"erased": 1}
    assert is_clean(home)
    assert len(shown(home)) == 3


def test_what_was_allowed_is_added_again(tmp_path, home):
    url = f"file:{LISTED}"
    assert allow(home, [url]) == (url,)
    erase(home, [url], yes)
    assert add(home, tmp_path, LISTED, LIST).pages == {"erased": 1}
    assert allow(home, [url, "file:other.txt"]) == ("file:other.txt",)
    assert add(home, tmp_path, LISTED, LIST).pages == {"erased": 1}  # nothing was changed
    assert allow(home, [url]) == ()
    assert allow(home, [url]) == ()  # as after a run that was interrupted
    assert add(home, tmp_path, LISTED, LIST).pages == {"new": 1}
    assert len(shown(home)) == 4


@pytest.mark.parametrize("step", ["scrub_files", "finish_erasures"])
def test_what_was_interrupted_is_finished_by_whoever_publishes_next(
    tmp_path, home, monkeypatch, step, is_clean, traces_in
):
    id = id_on(home, "2007-06-09")

    def stop(*given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(publishing, step, stop)
        erase(home, [id], yes)
    assert traces_in(home.path, WORDS)
    with home.open_store() as store:
        assert store.erasures.unfinished
    add(home, tmp_path, "relint-inglese-more.txt", OTHER.replace("2007", "2006"))
    with home.open_store() as store:
        assert store.erasures.unfinished is None
    assert is_clean(home)


def test_what_an_older_program_deleted_goes_too(home, is_clean):
    with closing(sqlite3.connect(home.database)) as db:
        db.execute("PRAGMA secure_delete=OFF")
        with db:
            db.execute("CREATE TABLE old (text TEXT)")
            db.executemany("INSERT INTO old VALUES (?)", [(TITLE * 100,)] * 20)
        with db:
            db.execute("DROP TABLE old")
    assert TITLE.encode() * 2 in home.database.read_bytes()
    erase(home, [id_on(home, "2007-06-09")], yes)
    assert is_clean(home)


def test_nothing_stays_in_the_log_when_another_program_has_the_file_open(home, is_clean):
    with home.open_store():
        erase(home, [id_on(home, "2007-06-09")], yes)
        assert is_clean(home)


def test_while_another_program_reads_it_stays_unfinished(home, monkeypatch, is_clean):
    monkeypatch.setattr("index.store.database._SCRUB_TIMEOUT", 0)
    id = id_on(home, "2007-06-09")
    with closing(sqlite3.connect(home.database)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM pages").fetchone()
        with pytest.raises(StoreError, match="another program is reading"):
            erase(home, [id], yes)
    assert erase(home, [id], yes).already
    assert is_clean(home)


def test_it_waits_for_no_translator(home):
    with locked(home.path / "TRANSLATING"), pytest.raises(IndexLockedError):
        erase(home, [id_on(home, "2007-06-09")], yes)


def test_what_a_killed_verb_left_goes_and_other_files_are_named(home, is_clean):
    (home.path / "restoring-1").mkdir()
    (home.path / "restoring-1" / "archive.db").write_text(NAME)
    (home.path / "saved.zip.part").write_text(NAME)
    (home.path / "corrections.csv.bak").write_text("mine")
    assert erase(home, [id_on(home, "2007-06-09")], yes).others == ("corrections.csv.bak",)
    assert is_clean(home)


def test_with_corrections_that_cannot_be_read_nothing_changes(home):
    home.corrections.write_text("id,field,value\nx,nonsense,\n")
    before = home.database.read_bytes()
    with pytest.raises(CorrectionError):
        erase(home, [id_on(home, "2007-06-09")], yes)
    assert home.database.read_bytes() == before


def test_the_day_is_kept(home):
    id = id_on(home, "2007-06-09")
    erase(home, [id], yes)
    with home.open_store() as store:
        assert isinstance(store.erasures.day_of(id), date)


def test_an_address_that_names_a_person_goes_too(tmp_path, home, is_clean):
    add(home, tmp_path, "relint-inglese-zwentibold.txt", OTHER.replace("2007", "2005"))
    erase(home, [id_on(home, "2007-06-09")], yes)
    url = "file:relint-inglese-zwentibold.txt"
    assert erase(home, [f" {url} "], yes).erased.pages == [url]
    assert is_clean(home)
    assert [name for name, _ in erase(home, [url], yes).already] == [url]


def test_an_address_is_known_in_any_spelling(tmp_path):
    home = Home(tmp_path / "home")
    folder = tmp_path / "www.comune.torino.it" / "relint" / "inglese"
    folder.mkdir(parents=True)
    (folder / "visit.txt").write_text(OWN, "utf-8")
    add_sources(home, [str(tmp_path / "www.comune.torino.it")])
    report = erase(home, ["HTTP://WWW.Comune.Torino.it:80/relint/inglese/visit.txt#a"], yes)
    assert report.erased.pages == ["http://www.comune.torino.it/relint/inglese/visit.txt"]


def test_ids_that_lead_nowhere_any_more_are_erased(tmp_path, home, is_clean):
    older = id_on(home, "2007-06-09")
    gone = LIST.replace(LIST[LIST.index("  • June 9th") : LIST.index("  • June 10th")], "")
    add(home, tmp_path, LISTED, gone)
    report = erase(home, [older], yes)
    assert report.erased.titles[older].startswith(TITLE)
    assert add(home, tmp_path, LISTED, LIST).pages == {"changed": 1}
    assert is_clean(home)


def test_entries_that_were_withdrawn_are_erased(home, is_clean):
    id = id_on(home, "2007-06-09")
    withdraw(home, [id])
    erase(home, [id], yes)
    assert is_clean(home)


def test_nothing_is_left_in_files_that_generations_share(tmp_path, home, is_clean):
    add(home, tmp_path, PAGE, OTHER.replace("2007", "2004"))
    files = (home.path / "index").glob("g*/*")
    shared = {path.name for path in files if path.stat().st_nlink > 1}
    assert {"words.json", "facts.json", "counts.json", "vocabulary.tables"} <= shared
    erase(home, [id_on(home, "2007-06-09")], yes)
    assert is_clean(home)


def test_entries_of_a_withdrawn_page_are_erased(tmp_path, home, is_clean):
    id = id_on(home, "2007-06-09")
    withdraw(home, [f"file:{LISTED}"])
    assert erase(home, [id], yes).erased.redacted == [f"file:{LISTED}"]
    assert is_clean(home)
    withdraw(home, [f"file:{LISTED}"], undo=True)
    assert is_clean(home)
    assert len(shown(home)) == 3


def test_a_damaged_cache_does_no_harm(home, is_clean):
    home.derived.write_bytes(b"no database at all, but long enough to look like one" * 99)
    erase(home, [id_on(home, "2007-06-09")], yes)
    assert is_clean(home)


def test_what_stays_is_what_a_full_build_makes(tmp_path, home):
    erase(home, [id_on(home, "2007-06-09")], yes)
    add(home, tmp_path, PAGE, OTHER.replace("2007", "2004"))
    amended = shown(home)
    rebuild(home)
    assert shown(home) == amended
