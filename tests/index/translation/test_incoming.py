"""What translators bring back, whoever cut it and however: each piece finds its place or is told.

The folder `data/half` was written by OmegaT itself; see `data/make_omegat_files.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.cli.translations import translations
from index.commands.add import add_sources
from index.model.errors import ArchiveError, PageError
from index.store.home import Home
from index.store.stored_translation import Translation
from index.translation.incoming import import_units
from index.translation.tmx import Unit, read_tmx, write_tmx
from search.open_searcher import open_searcher
from search.query.query import Query

DATA = Path(__file__).parent / "data"
HALF = DATA / "half"
ALBANIA = (
    "The ambassador of Albania was the guest of the Mayor at No. 4 of the town hall square and"
    " spoke about the ports of the country."
)
ITALIAN = "L'ambasciatore è stato ospite del Sindaco al n. 4 della piazza e ha parlato dei porti."


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("built") / "home")
    assert add_sources(home, [str(DATA / "page.txt")]).entries == 4
    return home


@pytest.fixture
def home(built, tmp_path):
    shutil.copytree(built.path, tmp_path / "home")
    return Home(tmp_path / "home")


def run(home, *words):
    return CliRunner().invoke(translations, [str(word) for word in words], obj=home)


def brought(home, path, *words):
    result = run(home, "import", path, *words)
    assert result.exit_code == 0, result.exception
    lines = (
        line.split("  (")[0] for line in result.stdout.splitlines() if " not shown" not in line
    )
    return {name.strip(): int(number) for name, number in (line.rsplit(None, 1) for line in lines)}


def tmx(path, *units):
    with path.open("wb") as stream:
        write_tmx([Unit("en", source, "it", target) for source, target in units], stream)
    return path


def italian(home):
    """Return the Italian versions that are shown, by the title of the original."""
    with closing(open_searcher(home.location)) as searcher:
        found = list(searcher.export(Query()))
    return {entry.original.title: version for entry in found if (version := entry.version("it"))}


WHOLE = (
    "Il Sindaco ha incontrato il dott. Hans Weber, console di Germania, il 3.5.2007 in Comune."
    " Hanno parlato di scuole & porti: «un buon inizio». Poi 25 studenti sono partiti per Berlino."
    "\n\nIl console ha ringraziato la città. Tornerà in autunno."
)


@pytest.mark.parametrize("file", ["", "half-omegat.tmx", "half-level1.tmx", "half-level2.tmx"])
def test_what_omegat_wrote_sentence_by_sentence_is_put_together(home, file):
    found = brought(home, HALF / file if file else HALF)
    assert found == {
        "a person's": 13,
        "a machine's": 0,
        "fit exactly": 3,
        "as sentences": 9,
        "unfinished": 1,
    }
    shown = italian(home)
    assert (shown["Consul of Germany"].title, shown["Consul of Germany"].text) == (
        "Console di Germania",
        WHOLE,
    )
    assert set(shown) == {"Consul of Germany", "Schools of Tirana"}


def test_a_translation_for_one_place_is_used_in_that_place_only(home):
    brought(home, HALF)
    assert "Loro hanno piantato tre alberi." in italian(home)["Schools of Tirana"].text
    with home.open_store("read") as store:
        kept = store.memory.recall("The guests planted three trees.", "en", "it")
    assert kept.target == "Gli ospiti hanno piantato tre alberi."


def test_translated_files_are_brought_in_but_not_what_is_still_in_the_other_language(home):
    found = brought(home, HALF / "target")
    assert found == {"a person's": 6, "a machine's": 0, "fit exactly": 6, "untranslated": 3}
    assert italian(home)["Consul of Germany"].text == WHOLE
    assert run(home, "import", HALF / "target" / "2006.html").exit_code == 0


def test_translated_files_without_their_sources_are_refused_by_name(home, tmp_path):
    shutil.copytree(HALF / "target", tmp_path / "sent" / "target")
    result = run(home, "import", tmp_path / "sent")
    assert isinstance(result.exception, PageError)
    assert "2005.html" in str(result.exception)
    assert "source" in str(result.exception)


def test_the_rest_of_a_paragraph_may_come_later(home, tmp_path):
    brought(home, HALF)
    later = tmx(
        tmp_path / "later.tmx",
        ("A delegation of gardeners of the city of Lyon visited the parks along the river.", "A."),
        ("They were shown the rose garden too.", "C."),
    )
    assert brought(home, later)["as sentences"] == 2
    assert italian(home)["Gardens of Lyon"].text == "A. Gli ospiti hanno piantato tre alberi. C."


def test_a_page_that_changes_by_one_sign_loses_nothing(home, tmp_path):
    brought(home, HALF)
    text = (DATA / "page.txt").read_text()
    for number, (old, new) in enumerate(
        [("autumn.", "autumn!"), ("Then 25", "Then, 25"), ("students", "student")]
    ):
        text = text.replace(old, new)
        (tmp_path / "page.txt").write_text(text)
        add_sources(home, [str(tmp_path / "page.txt")])
        version = italian(home)["Consul of Germany"]
        assert version.text == WHOLE
        assert version.outdated == (number == 2)
    assert italian(home)["Schools of Tirana"].origin == "human"


@pytest.mark.parametrize(("old", "new"), [("town hall", "town-hall"), ("25 ", "25-"), ("“", "‘")])
def test_a_page_that_changes_by_one_hyphen_keeps_its_translation_as_it_is(home, tmp_path, old, new):
    brought(home, HALF)
    text = (DATA / "page.txt").read_text()
    assert old in text
    (tmp_path / "page.txt").write_text(text.replace(old, new))
    add_sources(home, [str(tmp_path / "page.txt")])
    version = italian(home)["Consul of Germany"]
    assert (version.text, version.outdated) == (WHOLE, False)


@pytest.mark.parametrize("order", ["sentences", "paragraphs"])
def test_what_was_translated_before_the_page_changed_is_kept_and_marked(home, tmp_path, order):
    text = (DATA / "page.txt").read_text().replace("three trees. They", "three tree. They")
    (tmp_path / "page.txt").write_text(text)
    add_sources(home, [str(tmp_path / "page.txt")])
    parts = (
        ("A delegation of gardeners of the city of Lyon visited the parks along the river.", "A."),
        ("The guests planted three trees.", "B."),
        ("They were shown the rose garden too.", "C."),
    )
    if order == "paragraphs":
        parts = ((" ".join(source for source, _ in parts), "A. B. C."),)
    found = brought(home, tmx(tmp_path / "m.tmx", ("Gardens of Lyon", "Giardini di Lione"), *parts))
    assert found["nearly"] == 1
    assert found.get("as sentences", 0) == (2 if order == "sentences" else 0)
    version = italian(home)["Gardens of Lyon"]
    assert (version.title, version.text) == ("Giardini di Lione", "A. B. C.")
    assert version.outdated


@pytest.mark.parametrize("codes", ["eng ita", "EN-US IT-it", "en_GB ITA", "English italiano"])
def test_languages_may_be_written_in_any_way(home, tmp_path, codes):
    file = tmx(tmp_path / "m.tmx", (ALBANIA, ITALIAN))
    source, target = codes.split()
    text = (
        file.read_text().replace('"en"', f'"{source}"').replace(':lang="it"', f':lang="{target}"')
    )
    file.write_text(text.replace('adminlang="en"', ""))
    assert brought(home, file)["fit exactly"] == 1


@pytest.mark.parametrize(
    "other",
    [
        ALBANIA.replace(" and", ", and"),
        ALBANIA.replace("Mayor", "“Mayor”").upper(),
        ALBANIA.replace(" of ", "&nbsp;of\n "),
        ALBANIA.replace("No. 4", "No.\u00a04 –"),
    ],
)
def test_signs_white_space_case_and_entities_do_not_count(home, tmp_path, other):
    title = ("Ambassador of Albania", "Ambasciatore")
    found = brought(home, tmx(tmp_path / "m.tmx", title, (other, ITALIAN)))
    assert found["fit exactly"] + found.get("but for signs", 0) == 2
    assert italian(home)["Ambassador of Albania"].text == ITALIAN
    assert not italian(home)["Ambassador of Albania"].outdated


PRINTED = "The Mayor’s guest – a re-elected consul – said in the café: “Well… 1,000 thanks, Đorđe!”"


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED.replace("’", "'"),
        PRINTED.replace("’", "`"),
        PRINTED.replace("“", '"').replace("”", '"'),
        PRINTED.replace("–", "-"),
        PRINTED.replace("re-elected", "re‑elected"),
        PRINTED.replace("…", "..."),
        PRINTED.replace("é", "e\u0301"),
        PRINTED.replace(" guest", "\u00a0guest"),
        PRINTED.replace("consul", "con\u00adsul"),
        PRINTED.replace("thanks", "thanks\u200b"),
        f"  {PRINTED}\n",
        PRINTED.replace("café", "CAFÉ").replace("!”", "”"),
    ],
)
def test_a_sign_that_a_translator_types_otherwise_does_not_count(store, make_entry, typed):
    entry = make_entry(title="A consul", text=PRINTED)
    imported = import_units(store, [Unit("en", typed, "it", "Grazie")], [entry])
    assert imported.kinds["exact"] + imported.kinds["signs"] == 1
    assert store.memory.recall(PRINTED, "en", "it").target == "Grazie"


def test_another_name_or_number_in_a_title_is_another_text(home, tmp_path):
    file = tmx(tmp_path / "m.tmx", ("Ambassador of Albanian", "A"), ("Gardens of Lyons", "B"))
    result = run(home, "import", file)
    assert "nearly" not in result.stdout
    assert italian(home) == {}


def test_what_fits_nothing_fails_is_told_and_goes_into_a_file_to_mend(home, tmp_path):
    file = tmx(
        tmp_path / "m.tmx",
        ("A concert that no page of this archive tells of", "Un concerto"),
        (ALBANIA.replace("ports", "trains, ships and whole fleets of lorries"), ITALIAN),
    )
    rest = tmp_path / "rest.tmx"
    result = run(home, "import", file, "--rest", rest)
    assert isinstance(result.exception, ArchiveError)
    assert "nothing in" in str(result.exception)
    assert "fit nothing     2" in result.stdout
    mended = rest.read_text()
    assert f"nearest to it: {ALBANIA}</note>" in mended
    with rest.open("rb") as stream:
        units = list(read_tmx(stream))
    assert {unit.target for unit in units} == {"Un concerto", ITALIAN}
    rest.write_text(mended.replace(f"<seg>{units[1].source}</seg>", f"<seg>{ALBANIA}</seg>"))
    assert brought(home, rest)["fit exactly"] == 1


def test_a_file_without_translations_is_told_apart(home, tmp_path):
    result = run(home, "import", tmx(tmp_path / "m.tmx", (ALBANIA, "")))
    assert "no translation" in str(result.exception)
    (tmp_path / "empty").mkdir()
    assert "project_save.tmx" in str(run(home, "import", tmp_path / "empty").exception)


def test_of_two_translations_of_one_text_the_newest_is_taken_and_the_other_is_told(home, tmp_path):
    file = tmx(tmp_path / "m.tmx", (ALBANIA, "Nuovo"), ("Ambassador of Albania", "A"))
    text = file.read_text()
    unit = text[text.index("<tu ") : text.index("</tu>") + len("</tu>\n")]
    new = unit.replace('lang="it"', 'lang="it" creationdate="20260202T000000Z"')
    file.write_text(text.replace(unit, new + unit.replace("Nuovo", "Vecchio")))
    found = brought(home, file)
    assert (found["fit exactly"], found["twice"]) == (2, 1)
    assert italian(home)["Ambassador of Albania"].text == "Nuovo"


def by_person(home, day, *pairs):
    """Let a person have translated these on a day."""
    with home.open_store() as store, store.change():
        for source, target in pairs:
            store.memory.remember(Translation("en", source, "it", target, "human", day=day))
        store.touch()


TITLE = "Ambassador of Albania"


def dated(path, stamp, *pairs):
    """Write a file of which each translation has this time; "" for none."""
    text = tmx(path, *pairs).read_text()
    date = f' changedate="{stamp}"' if stamp else ""
    path.write_text(text.replace('<tuv xml:lang="it">', f'<tuv xml:lang="it"{date}>'))
    return path


@pytest.mark.parametrize("stamp", ["20260301T120000Z", ""])
def test_an_older_file_keeps_what_a_person_has_translated_since_and_says_so(home, tmp_path, stamp):
    by_person(home, date(2026, 4, 1), (TITLE, "Ambasciatrice"), (ALBANIA, ITALIAN))
    file = dated(tmp_path / "m.tmx", stamp, (TITLE, "Ambasciatore"), (ALBANIA, ITALIAN))
    found = brought(home, file, "--rest", tmp_path / "rest.tmx")
    assert (found["older"], found["fit exactly"]) == (1, 1)
    assert italian(home)[TITLE].title == "Ambasciatrice"
    assert "It is kept (2026-04-01): Ambasciatrice" in (tmp_path / "rest.tmx").read_text()
    assert brought(home, file, "--replace-newer")["fit exactly"] == 2
    assert italian(home)[TITLE].title == "Ambasciatore"


@pytest.mark.parametrize(
    ("known", "stamp"),
    [
        (date(2026, 4, 1), "20260401T080000Z"),
        (date(2026, 4, 1), "20260402"),
        (None, ""),
        (None, "2026"),
    ],
)
def test_a_file_that_is_not_older_brings_the_better_translation(home, tmp_path, known, stamp):
    by_person(home, known, (TITLE, "Ambasciatrice"), (ALBANIA, ITALIAN))
    file = dated(tmp_path / "m.tmx", stamp, (TITLE, "Ambasciatore"))
    assert brought(home, file)["fit exactly"] == 1
    assert italian(home)[TITLE].title == "Ambasciatore"


def test_an_older_project_keeps_a_newer_paragraph_though_it_has_all_its_sentences(home):
    newer = "La Sindaca ha incontrato il console.\n\nIl console tornerà."
    brought(home, HALF)
    with home.open_store("read") as store:
        rows = [row for row in store.memory.attempts("ok") if len(row.source) > 150]
    (paragraph,) = (row.source for row in rows if "Hans Weber" in row.source)
    by_person(home, date(2100, 1, 1), (paragraph, newer.split("\n")[0]))
    found = run(home, "import", HALF)
    assert "more a person's newer one is kept" in found.stdout
    assert italian(home)["Consul of Germany"].text.startswith(
        "La Sindaca ha incontrato il console."
    )


# Out, and in again


def test_a_project_has_what_omegat_makes_itself_and_a_glossary(home, tmp_path):
    brought(home, HALF)
    project = tmp_path / "project"
    result = run(home, "export", "--omegat", project, "--into", "it", "--segments", "sentence")
    assert result.exit_code == 0, result.exception
    assert sorted(path.name for path in project.iterdir()) == [
        "dictionary", "glossary", "omegat", "omegat.project", "source", "target", "tm",
    ]  # fmt: skip
    assert [path.name for path in (project / "source").iterdir()] == ["2006.html"]
    assert "Gli ospiti" in (project / "tm" / "auto" / "people.tmx").read_text()
    assert "<sentence_seg>true<" in (project / "omegat.project").read_text()
    glossary = (project / "glossary" / "archive.utf8").read_text().splitlines()
    assert "Albania\tAlbania\tcountry" in glossary
    assert "Lyon\tLione\tplace" in glossary
    assert any(line.startswith("mayor\tsindaco\t") for line in glossary)
    again = run(home, "export", "--omegat", project, "--into", "it")
    assert "is not empty" in str(again.exception)


def test_what_only_a_machine_has_translated_goes_out_by_itself(home, tmp_path):
    with home.open_store() as store, store.change():
        for source in ("Ambassador of Albania", ALBANIA):
            by_machine = Translation("en", source, "it", f"M {source}", "machine", "apertium")
            store.memory.remember(by_machine)
        store.touch()
    project = tmp_path / "project"
    result = run(home, "export", "--omegat", project, "--origin", "machine", "--into", "it")
    assert result.stderr.startswith("1 entries, 2 texts from en into it")
    assert ALBANIA in (project / "source" / "2006.html").read_text()
    assert f"M {ALBANIA}" in (project / "tm" / "penalty-030" / "machines.tmx").read_text()
    assert not (project / "tm" / "auto" / "people.tmx").exists()


def test_only_what_lacks_a_translation_goes_out_of_a_year_or_a_country(home):
    brought(home, HALF)

    def out(*words):
        result = run(home, "export", *words)
        assert result.exit_code == 0, result.exception
        return [unit.split("</seg>")[0] for unit in result.stdout.split("<seg>")[1::2]]

    missing = out("--missing", "--into", "it")
    assert "Ambassador of Albania" in missing
    assert "Consul of Germany" not in missing
    assert out("--missing", "--into", "it", "--year", "2006", "--country", "AL") == [
        "Ambassador of Albania",
        ALBANIA,
    ]
    assert out("--missing", "--into", "it", "--year", "2007") == []
    assert out("--missing", "--from", "ita") == []
    assert "Consul of Germany" in out("--year", "2007")
    cut = out("--missing", "--into", "it", "--segments", "sentence", "--year", "2006")
    assert "The guests planted three trees." in cut


def test_a_home_where_all_is_translated_gets_no_project(home, tmp_path):
    result = run(home, "export", "--omegat", tmp_path / "p", "--into", "it", "--year", "1990")
    assert "nothing is left to translate" in str(result.exception)
    assert not (tmp_path / "p").exists()


@pytest.mark.soak
@pytest.mark.skipif(not shutil.which("omegat"), reason="OmegaT is not installed")
def test_omegat_itself_writes_what_is_kept_here(home, tmp_path):
    script = DATA / "make_omegat_files.py"
    subprocess.run([sys.executable, script, tmp_path / "half"], check=True, timeout=400)
    for path in HALF.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(DATA)).read_text() == path.read_text(), path
    assert brought(home, tmp_path / "half")["as sentences"] == 9
