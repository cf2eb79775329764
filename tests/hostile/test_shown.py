"""What is shown of a page that means harm does none."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import closing

import html5lib
import pytest

from index.store.home import Home
from search.open_searcher import open_searcher
from web import create_app

SCRIPT = "<script>alert(1)</script>"
HARM = (
    f"=HYPERLINK(1) {SCRIPT}", f'" onfocus=alert(1) x="{SCRIPT}', "+cmd|' /C calc'!A0",
    "@SUM(1)", "\ue000\ue001\uf8ff mark", "\x1b]0;owned\x07\x1b[31m red", "{{7*7}} ${7*7}",
    "\u202egnp.exe", "]]> --> </title></textarea>", "-2+3",
)  # fmt: skip


@pytest.fixture(scope="module")
def harmed(run, page_of, tmp_path_factory) -> Home:
    """Entries whose titles and texts would do harm where they are not taken for text."""
    folder = tmp_path_factory.mktemp("harmed")
    lines = [
        {
            "url": f"http://example.org/relint/{number}.html",
            "text": page_of(harm, f"The Mayor of Lyon said: {harm} and left."),
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
        answers = {}
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            answers[address] = answer.mimetype, answer.get_data(as_text=True)
        return answers


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


def test_nothing_printed_steers_the_terminal(run, harmed):
    for words in (("search", "mayor"), ("export",), ("check",), ("search", "--json")):
        ran = run(harmed, *words)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", ran.output), words
