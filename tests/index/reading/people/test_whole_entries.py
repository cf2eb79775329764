"""People of whole entries: invented ones, the real page's, any text at all."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.folding import fold
from index.text.person_ids import person_id

pytestmark = pytest.mark.slow

FACTS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "facts.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
ENTRIES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "people_entries.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize(
    "entry", ENTRIES, ids=lambda entry: f"{entry['language']} {entry['title']}"
)
def test_the_people_of_an_invented_entry_are_named_in_order_with_their_sides(people_of, entry):
    people = people_of(entry["title"], entry["text"], entry["language"])

    assert [(p.id, p.side) for p in people] == [
        (person_id(name), side) for name, side in entry["people"]
    ]


def test_the_title_is_read_before_the_text(named):
    people = named("The Mayor of Rabat Fathallah Oualalou left.", title="Deputy Mayor Lavolta")

    assert people == ["Enzo Lavolta", "Fathallah Oualalou"]


def test_the_title_does_not_run_into_the_text(named):
    assert named("Marco Rossi came.", title="Mission to Nagoya - Japan with the Mayor") == [
        "Marco Rossi"
    ]


def surname(name: str) -> str:
    return person_id(name).rsplit("-", 1)[-1]


def test_the_real_page_names_exactly_the_people_of_its_facts(people_of, real_page):
    parts = re.split(r"\n  • ", real_page.read_text(encoding="utf-8"))[1:]
    found = []
    for part in parts:
        heading, _, body = part.partition("\n\n")
        lines = [line.strip() for line in body.split("\n") if line.startswith("    ")]
        found.append([p.id for p in people_of(heading, "\n\n".join(lines), "en")])

    assert len(found) == 17
    for names, fact in zip(found, FACTS, strict=False):
        named = {person_id(p["name"]) for p in fact["people"]}
        # One entry names the mayor, whom the table leaves out.
        left_out = {"sergio-chiamparino"} if fact["id"] == "F015" else set()
        assert set(names) == named | left_out, fact["id"]


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_people_whom_the_facts_tell_of_are_found(people_of, language):
    right = wrong = missed = 0
    for fact in FACTS:
        named = set(re.findall(r"[\w-]+", fold(fact[f"gist_{language}"]).replace("'", "")))
        people = {surname(p["name"]) for p in fact["people"]}
        names = {surname(p.name) for p in people_of("", fact[f"gist_{language}"], language)}
        right += len(names & people)
        wrong += len(names - people)
        missed += len((people & named) - names)

    assert 2 * right / (2 * right + wrong + missed) >= 0.97


PIECES = (
    "the Mayor of Torino Deputy and , . ( ) Sergio Chiamparino Li Yingjie A. de la D'Elzius in Lyon"
    " Consul General met Rabat's il sindaco di e con U.S.A. Salt Lake City \n Mr. 5T"
)
WORDS = st.sampled_from(PIECES.split(" "))


@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["en", "it", "fr", "und"]))
def test_any_row_of_such_words_gives_each_person_once(people_of, text, language):
    people = people_of("", text, language)

    assert len({p.id for p in people}) == len(people)
    assert all(p.name and p.id and p.role == p.role.strip() for p in people)


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_read(people_of, text, title):
    assert isinstance(people_of(title, text, "it"), tuple)


@pytest.mark.parametrize(
    "piece", ["A", "A.", "Ab ", "Mayor of Ab Cd, ", "Maria de ", "Chiamparino and ", "Cd, "]
)
def test_a_very_long_text_ends(people_of, piece):
    people_of("", (piece * (200_000 // len(piece) + 1))[:200_000], "en")
