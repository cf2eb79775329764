"""No text of an entry and no word of a query steers the terminal that it is printed on."""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner

from index.indexing.open_engine import open_writer
from index.model.entry import Doubt, Person, Reading, Version
from index.store.home import Home
from search.cli.search import search
from search.cli.show import show

HARM = "\x1b]0;owned\x07\x1b[2J\x9b31m\x7f\x08\r\u202egnp\u2066\ufffe\x00"
OWN_STYLE = re.compile(r"\x1b\[(?:0|1|2|31)m")
"""Bold, dim, red and plain: what the commands themselves write."""
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ID = "2007-06-27-k3f9"


@pytest.fixture
def harmed(tmp_path, make_entry) -> Home:
    """One entry with harm wherever it holds text."""
    entry = make_entry(
        ID,
        versions=(
            Version("en", f"Mayor {HARM} of Turku", f"The mayor {HARM} of Turku.", "published", ""),
            Version(
                "it", f"Sindaco {HARM}", f"Il sindaco {HARM}.", "machine", translator=f"x{HARM}"
            ),
        ),
        people=(Person("guest", f"Guest {HARM}", f"Mayor {HARM}", "visitor"),),
        doubts=(Doubt("date", (Reading(f"2007{HARM}", "heading"), Reading("2008", "text"))),),
    )
    home = Home(tmp_path / "home")
    with open_writer(home.location) as writer:
        writer.add([entry])
    return home


@pytest.fixture
def run(harmed):
    def invoke(command, *words):
        ran = CliRunner(env={"FORCE_COLOR": "1", "NO_COLOR": ""}).invoke(
            command, words, obj=harmed, color=True, catch_exceptions=False
        )
        assert ran.exit_code == 0
        return ran

    return invoke


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (show, (ID,)),
        (search, ("mayor",)),
        (search, ("--explain", "mayor")),
        (search, ("--read", "it", "mayor")),
        (search, (f"mayor {HARM}",)),
        (
            search,
            (
                "--lenient",
                "--person",
                f"nobody {HARM}",
                "--country",
                HARM,
                "--place",
                HARM,
                "mayor",
            ),
        ),
        (search, ("--year", "2001", "--drop", HARM, "--phrase", f"mayor {HARM}", "mayor")),
    ],
)
def test_only_the_commands_own_style_reaches_the_terminal(run, command, words):
    ran = run(command, *words)
    assert not STEERING.search(OWN_STYLE.sub("", ran.output)), ran.output


def test_what_is_replaced_is_seen_and_the_rest_is_all_there(run):
    shown = run(show, ID).stdout
    assert "Mayor \ufffd]0;owned\ufffd\ufffd[2J\ufffd31m" in shown
    assert "\x1b[1m" in shown
    assert date(2007, 6, 27).isoformat() in shown


@pytest.mark.parametrize(("command", "words"), [(show, (ID, "--json")), (search, ("--json",))])
def test_json_on_a_terminal_is_escaped_and_keeps_the_text(run, command, words):
    printed = run(command, *words).stdout
    assert not STEERING.search(printed)
    data = json.loads(printed)
    title = data["hits"][0]["title"]["text"] if "hits" in data else data["versions"][0]["title"]
    assert title == f"Mayor {HARM} of Turku"
