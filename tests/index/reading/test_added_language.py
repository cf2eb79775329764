"""A language is added by its one file: German, which the archive is not read in, is read.

The package is laid out again in a folder, its own files by links, with data/de.toml among the
lexicons; nothing in the code knows of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import index

PACKAGE = Path(index.__file__).parent
PAGE = """<html><head><title>Internationale Beziehungen</title></head><body><ul>
<li><p><b>12. Juni 2007 – Delegation aus Köln</b></p><p>Eine Delegation der Stadt Köln, geleitet von
dem Oberbürgermeister Konrad Zellweger, wurde im Rathaus empfangen. Die Gäste haben mit den
Vertretern der Stadt über den Verkehr gesprochen.</p></li>
<li><p><b>Vom 3. bis 5. März 2008 – Besuch des Botschafters von Österreich</b></p><p>Der Botschafter
war mit seiner Frau in der Stadt und hat die Ausstellung über die Partnerstädte besucht.</p></li>
</ul></body></html>"""
PROGRAM = """
import json, sys
from datetime import UTC, datetime
from index.files.timings import Timings
from index.indexing.fields import FIELDS
from index.model.entry_json import entry_to_json
from index.model.page import Page
from index.model.profile_format import bundled_profile
from index.reading.pipeline import read_in_process
from index.text.analysis import stems_of
from index.text.current_profile import using_profile
from search.plan.weights import STEM_WEIGHTS
from search.query.date_phrases import find_dates
from search.query.parser import parse_words
page = Page("http://www.example.org/2007/", datetime(2020, 1, 1, tzinfo=UTC), "text/html",
            sys.stdin.buffer.read(), None)
with using_profile(bundled_profile()):
    entries = [entry_to_json(each) for each in read_in_process(page, Timings()).entries]
print(json.dumps({
    "entries": entries,
    "stems": [stems_of(word, "de") for word in ("Städten", "Stadt", "der")],
    "fields": sorted(STEM_WEIGHTS["de"].keys() & {field.name for field in FIELDS}),
    "dates": [one.text for one in find_dates("Besuche im Oktober 2007 und vom 3. bis 5. Mai 2008")],
    "asked": [piece.text for piece in parse_words("wer ist der Oberbürgermeister").pieces],
}))
"""


def link_all(of: Path, into: Path, *, but: str) -> None:
    into.mkdir()
    for each in of.iterdir():
        if each.name not in (but, "__pycache__"):
            (into / each.name).symlink_to(each)


@pytest.fixture(scope="module")
def with_german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program prints where German is one of the lexicons."""
    root = tmp_path_factory.mktemp("german")
    (root / "search").symlink_to(PACKAGE.parent / "search")
    link_all(PACKAGE, root / "index", but="data")
    link_all(PACKAGE / "data", root / "index" / "data", but="languages")
    languages = root / "index" / "data" / "languages"
    link_all(PACKAGE / "data" / "languages", languages, but="")
    (languages / "de.toml").symlink_to(Path(__file__).parent / "data" / "de.toml")
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=PAGE.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=root,
    )
    assert run.returncode == 0, run.stderr.decode()
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.slow
def test_entries_in_the_added_language_are_read(with_german: dict[str, Any]) -> None:
    delegation, visit = with_german["entries"]
    assert [version["language"] for version in delegation["versions"]] == ["de"]
    assert [version["title"] for version in delegation["versions"]] == ["Delegation aus Köln"]
    assert (delegation["date"]["start"], delegation["date"]["end"]) == ("2007-06-12",) * 2
    assert delegation["kind"] == "delegation"
    assert delegation["countries"] == ["DE"]
    assert [place["id"] for place in delegation["places"]] == ["cologne-de"]
    people = [(one["name"], one["role"], one["side"]) for one in delegation["people"]]
    assert people == [("Konrad Zellweger", "Oberbürgermeister", "visitor")]
    assert [version["language"] for version in visit["versions"]] == ["de"]
    assert (visit["date"]["start"], visit["date"]["end"]) == ("2008-03-03", "2008-03-05")
    assert (visit["kind"], visit["countries"]) == ("ambassador", ["AT"])


@pytest.mark.slow
def test_its_words_are_found_by_their_stems_and_dates(with_german: dict[str, Any]) -> None:
    plural, singular, article = with_german["stems"]
    assert set(plural) & set(singular)
    assert article == []
    assert {"title_de", "body_de"} <= set(with_german["fields"])
    assert with_german["dates"] == ["2007-10", "2008-05-03/2008-05-05"]
    assert with_german["asked"] == ["der", "Oberbürgermeister"]
