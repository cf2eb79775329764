"""What is sent to do harm: answered, or refused in words by a limit of ours; never a crash."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import html5lib
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArchiveError, PageError
from index.home import Home
from index.pages.json_lines import read_json_lines
from index.translation.tmx import read_tmx
from search.errors import QueryError
from search.searcher import open_searcher
from search.words import parse_words
from web import create_app
from web.cli import main, torino

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ENTRY = """International Relations

2007 June

  • June 8th 2007 - {title}

    {text}

"""
DOUBLE = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"
"""One character that folds into eighteen."""


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    """One entry that means no harm."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.txt").write_text(
        ENTRY.format(title="Delegation from Turku", text="A delegation of Turku met the Mayor.")
    )
    home = Home(folder / "home")
    run(home, "add", folder / "page.txt")
    return home


def run(home, *words):
    """Run a verb; an error of ours is raised, anything else fails the test."""
    argv = ["--home", str(home.path), *map(str, words)]
    return CliRunner().invoke(torino, argv, standalone_mode=False, catch_exceptions=False)


ANSWERED = [
    "t*", "t?*?*?*", "*1*", "[a TO zzzz]", "turku~9", "turku^1000000", "title:turku AND *:*",
    "a" * 256, "(" * 256, '"' * 256, "*" * 256, "-" * 256, "\u0301" * 256, "a\u0301" * 128,
    DOUBLE * 256, "turku\x00\x1b[31m\x07", "\ue000\ue001turku\uf8ff", "\u202eturku\u202c",
    "\U000e0041turku\u200b", "😀\u200d🔥", "turku\udcff", "' OR 1=1 --", "../../etc/passwd",
    "${jndi:ldap://x}", "{{7*7}}", "%00%0a", "\n\r\t\v\f", "turku " * 16,
]  # fmt: skip
REFUSED = [
    (" OR ".join(f"word{number}" for number in range(1000)), "characters are too many"),
    ("abc* " * 100, "characters are too many"),
    ("aaa* bbb* ccc*", r"3 words with \* are too many"),
    ("a b " * 9, "18 words are too many"),
    ("x" * 200_000, "200000 characters are too many"),
    ("(" * 5_000, "5000 characters are too many"),
    ("-a " * 2_000, "characters are too many"),
    ('"' * 100_000, "100000 characters are too many"),
    ("-a" + " -a" * 80, "words are too many"),
]


def named(text):
    return f"{text[:20]!a} of {len(text)}"


@pytest.mark.parametrize("text", ANSWERED, ids=named)
def test_any_query_within_the_limits_is_answered(home, text):
    assert run(home, "search", "--json", "--", text).exit_code == 0


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=lambda value: named(value))
def test_a_query_past_a_limit_is_refused_in_words(home, text, said):
    with pytest.raises(QueryError, match=said):
        run(home, "search", "--", text)


@pytest.mark.parametrize(
    "words",
    [
        ("--page", "1000000000"),
        ("--page", "0"),
        ("--page", "-1"),
        ("--limit", "101"),
        ("--page", "101", "--limit", "100"),
        ("--person", "x" * 257),
        ("--place", "x" * 257),
        ("--phrase", "x" * 257),
        ("--from", "2007-13"),
        ("--to", "2007-02-30"),
        ("--from", "99999"),
        ("--from", "2008", "--to", "2007"),
    ],
    ids=" ".join,
)
def test_a_filter_past_a_limit_is_refused_in_words(home, words):
    with pytest.raises(QueryError, match=r"\w+ \w+"):
        run(home, "search", *words)


def test_a_beginning_of_too_many_words_is_refused(tmp_path):
    words = " ".join(f"abc{number}" for number in range(501))
    (tmp_path / "page.txt").write_text(ENTRY.format(title="Words", text=words))
    home = Home(tmp_path / "home")
    run(home, "add", tmp_path / "page.txt")
    with pytest.raises(QueryError, match="more than 500 words"):
        run(home, "search", "abc*")


@settings(max_examples=150)
@given(st.text(st.characters(), max_size=300) | st.text('"“«*-()~:^ aà\x00\ue000', max_size=300))
def test_any_text_is_parsed_or_refused(text):
    try:
        parsed = parse_words(text)
    except QueryError:
        assert len(text) > 16
    else:
        assert sum(len(piece.tokens) for piece in parsed.pieces) <= 16


# Sources


def warc(body, http="Content-Type: text/html"):
    content = f"HTTP/1.1 200 OK\r\n{http}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/a.html\r\n"
        "WARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


ZEROS = b"0" * 12_000_000
CODED = "Content-Type: text/html\r\nContent-Encoding: "
SOURCES = {
    "a.warc.gz": (gzip.compress(warc(ZEROS[:9_000_000])), "archive-bomb"),
    "coded.warc": (warc(gzip.compress(ZEROS), CODED + "gzip"), "archive-bomb"),
    "twice.warc": (warc(gzip.compress(gzip.compress(ZEROS)), CODED + "gzip, gzip"), "archive-bomb"),
    "large.warc": (warc(ZEROS), "too-large"),
    "huge.txt": (b"word " * 2_100_000, "too-large"),
    "deep.html": (b"<ul><li>x" * 40_000, "unreadable"),
    "binary.html": (bytes(range(256)) * 50, "binary"),
    "nothing.txt": (b" \n" * 50_000, "empty"),
    "deep.jsonl": (b"[" * 100_000, "malformed"),
    "digits.jsonl": (
        b'{"url": "http://example.org/", "text": ' + b"1" * 50_000 + b"}",
        "malformed",
    ),
    "script.jsonl": (b'{"url": "javascript:alert(1)", "text": "x"}', "malformed"),
    "file.jsonl": (b'{"url": "http:/\\\\/etc/passwd", "text": "x"}', "malformed"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_hostile_source_is_skipped_with_its_reason_and_what_is_beside_it_is_read(tmp_path, name):
    body, reason = SOURCES[name]
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.txt").write_text(ENTRY.format(title="Good", text="A good page."))
    ran = run(Home(tmp_path / "home"), "add", tmp_path / name, tmp_path / "good.txt")
    assert f"pages skipped   1  ({reason} 1)" in ran.stdout
    assert "entries in all  1" in ran.stdout


def test_links_and_odd_names_in_a_folder_lead_nowhere(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text("<p>secret")
    folder = tmp_path / "mirror"
    folder.mkdir()
    (folder / "link.html").symlink_to(outside / "secret.html")
    (folder / "folder").symlink_to(outside, target_is_directory=True)
    (folder / "round").symlink_to(folder, target_is_directory=True)
    names = ("a..%2f..%2fetc%2fpasswd.html", "a\\..\\..\\x.html", "a\nb.html", "\x1b[31m.html")
    for number, name in enumerate(names):
        (folder / name).write_text(f"<h1>June {number + 1}th 2007 - Odd</h1><p>Text of it.")
    home = Home(tmp_path / "home")
    ran = run(home, "add", folder)
    assert "link 3" in ran.stdout
    with home.open_store() as store:
        found = [page.url for page in store.pages.all()]
        assert len(found) == len(names)
        assert all(b"secret" not in page.body for page in store.pages.all())
    assert all(url.isprintable() and "/../" not in url for url in found)


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
def test_a_hostile_translation_memory_is_refused_whole(tmp_path, home, name):
    (tmp_path / "memory.tmx").write_text(MEMORIES[name])
    with pytest.raises(PageError, match=r"\w+ \w+"):
        run(home, "translations", "import", tmp_path / "memory.tmx")
    with home.open_store() as store:
        assert store.memory.count() == {}


@pytest.mark.parametrize("line", ["x" * 200_000, '"' + "x" * 140_000, "\xff", "x,evil,a"])
def test_hostile_corrections_are_refused_by_line(tmp_path, line):
    home = Home(tmp_path / "home")
    (tmp_path / "page.txt").write_text(ENTRY.format(title="Good", text="A good page."))
    run(home, "add", tmp_path / "page.txt")
    home.corrections.write_bytes(f"id,field,value,who,why\n{line}\n".encode("latin-1"))
    with pytest.raises(ArchiveError, match=r"corrections\.csv"):
        run(home, "index")


def test_a_reviewed_sheet_with_an_endless_cell_is_refused(tmp_path, home):
    (tmp_path / "sheet.csv").write_text("key," + "x" * 200_000)
    with pytest.raises(PageError, match="limit"):
        run(home, "translations", "import", tmp_path / "sheet.csv")


def test_a_backup_that_swells_is_refused_before_it_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.db", bytes(20_000_000))
    home = Home(tmp_path / "home")
    with pytest.raises(ArchiveError, match="grows over 200 times"):
        run(home, "restore", tmp_path / "bomb.zip")
    assert [path.name for path in home.path.iterdir()] == ["LOCK"]


@settings(max_examples=40)
@given(data=st.data())
def test_a_backup_with_bytes_overwritten_is_restored_whole_or_refused(data, home, tmp_path_factory):
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
            assert len(list(two.pages.all())) == one.execute("SELECT count(*) FROM pages").fetchone()[0]


# Bytes


def overwritten(whole: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with a few stretches put elsewhere, left out or made up."""

    @st.composite
    def change(draw: st.DrawFn) -> bytes:
        body = bytearray(whole)
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, len(body)))
            until = min(len(body), at + draw(st.integers(0, 8)))
            body[at:until] = draw(
                st.binary(max_size=8)
                | st.sampled_from(
                    [b"<seg>", b"</tu>", b"&#0;", b"\x00", b"\xff\xfe", b'"', b"{", b"\\ud800"]
                )
            )
        return bytes(body)

    return change()


PAIR = (
    '<tu creationdate="20260103T000000Z"><prop type="x-origin">machine</prop>'
    '<tuv xml:lang="en"><seg>Mayor of <hi>Lyon</hi></seg></tuv>'
    '<tuv xml:lang="it"><seg>Sindaco &amp; &#232; Lione</seg></tuv></tu>'
)


@settings(max_examples=100)
@given(overwritten(TMX.format(PAIR * 2).encode()))
def test_a_memory_with_bytes_overwritten_is_read_or_refused(body):
    try:
        units = list(read_tmx(io.BytesIO(body)))
    except PageError:
        return
    assert all(unit.source and unit.target for unit in units)


LINE = '{"url": "http://example.org/a", "html": "<p>x</p>", "fetched": "2020-01-01T00:00:00Z"}\n'


@settings(max_examples=100)
@given(overwritten((LINE * 3).encode()))
def test_lines_with_bytes_overwritten_give_pages_or_reasons(body):
    for found in read_json_lines(io.BytesIO(body), "a.jsonl", NOW):
        assert getattr(found, "reason", None) or found.url.startswith(("http", "file:"))


# What is shown of a page that means harm

SCRIPT = "<script>alert(1)</script>"
HARM = (
    f"=HYPERLINK(1) {SCRIPT}", f'" onfocus=alert(1) x="{SCRIPT}', "+cmd|' /C calc'!A0",
    "@SUM(1)", "\ue000\ue001\uf8ff mark", "\x1b]0;owned\x07\x1b[31m red", "{{7*7}} ${7*7}",
    "\u202egnp.exe", "]]> --> </title></textarea>", "-2+3",
)  # fmt: skip


@pytest.fixture(scope="module")
def harmed(tmp_path_factory) -> Home:
    """Entries whose titles and texts would do harm where they are not taken for text."""
    folder = tmp_path_factory.mktemp("harmed")
    lines = [
        {
            "url": f"http://example.org/relint/{number}.html",
            "text": ENTRY.format(title=harm, text=f"The Mayor of Lyon said: {harm} and left."),
        }
        for number, harm in enumerate(HARM)
    ]
    link = '<h3>June 9th 2007 - Linked</h3><p>Said <a rel="via" href="javascript:alert(1)">x</a>.'
    lines.append({"url": "http://example.org/relint/link.html", "html": link})
    source = folder / "pages.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    home = Home(folder / "home")
    run(home, "add", source)
    return home


@pytest.fixture(scope="module")
def shown(harmed):
    """Every page and export about those entries, by address."""
    with closing(open_searcher(harmed.location)) as searcher:
        client = create_app(searcher, config={"TESTING": True}).test_client()
        ids = [hit["id"] for hit in client.get("/en/search.json?limit=100").json["hits"]]
        assert len(ids) >= len(HARM)
        forms = ("", ".json", ".jsonl", ".csv", ".atom", ".ris", ".bib")
        addresses = [f"/en/search{form}?q=mayor" for form in forms]
        addresses += [f"/it/e/{id}" for id in ids] + [f"/e/{id}.json" for id in ids]
        answers = {address: client.get(address) for address in addresses}
        assert {answer.status_code for answer in answers.values()} == {200}
        return {
            address: (answer.mimetype, answer.get_data(as_text=True))
            for address, answer in answers.items()
        }


def test_no_page_holds_markup_or_a_script_of_an_entry(shown):
    for address, (kind, body) in shown.items():
        if kind in ("text/html", "application/atom+xml"):
            tree = html5lib.parse(body, namespaceHTMLElements=False)
            elements = list(tree.iter())
            scripts = [each for each in tree.iter("script") if each.get("type") is None]
            assert not any("alert" in (script.text or "") for script in scripts), address
            assert not any("onfocus" in element.attrib for element in elements), address
            links = [element.get(name) or "" for element in elements for name in ("href", "src")]
            assert not any("javascript:" in link.casefold() for link in links), address


def test_no_export_holds_a_formula_or_a_control_character(shown):
    for address, (kind, body) in shown.items():
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", body), address
        if kind == "text/csv":
            cells = [cell for row in csv.reader(io.StringIO(body)) for cell in row]
            assert any("HYPERLINK" in cell for cell in cells)
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_no_mark_of_ours_can_be_forged_by_a_page(shown):
    for address, (_, body) in shown.items():
        assert "\ue000" not in body, address
        assert "\ue001" not in body, address


def test_nothing_printed_steers_the_terminal(harmed):
    for words in (("search", "mayor"), ("export",), ("check",), ("search", "--json")):
        ran = run(harmed, *words)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", ran.output), words


@pytest.mark.parametrize("words", [("show", "a\udcff"), ("remove", "\udcff"), ("add", "\udcff")])
def test_a_word_that_is_no_text_is_named(home, monkeypatch, capsys, words):
    monkeypatch.setattr("sys.argv", ["torino", "--home", str(home.path), *words])
    with pytest.raises(SystemExit):
        main()
    assert "torino: " in capsys.readouterr().err
