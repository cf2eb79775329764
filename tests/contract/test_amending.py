"""An archive that was amended gives the same results as one built from the same entries at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from index.model.entry import Entry, Version
from search.query.query import Query

IDS = [f"{date(2007, 1, 1) + timedelta(n // 3)}-{n:04}" for n in range(90)]
"""Three a day, so that some end on the same day in different segments."""
ENGLISH = "the mayor met a delegation from Lyon museum museums water school visit Rossi"
ITALIAN = "il sindaco ha incontrato una delegazione di Lione museo musei acqua Rossi città"
NAMES = ("Ana Ruiz", "Jean Dupont", "Anna Rossi")
QUERIES = (
    Query(),
    Query(sort="oldest"),
    Query(text="mayor", limit=7, page=2),
    Query(text="mayor", limit=50, brief=True, read="it"),
    Query(text="sindaco", country=("FR",)),
    Query(text="museum -water"),
    Query(text="musei acqua", sort="newest"),
    Query(text='"from Lyon"'),
    Query(phrase="delegazione di Lione"),
    Query(text="muse*", year=("2007",)),
    Query(person="Rossi", not_country=("DE",)),
    Query(text="musuem"),
    Query(written=("it",), kind=("meeting",)),
)


@pytest.mark.parametrize(
    ("rounds", "added", "removed"),
    [(4, 12, 1), (10, 3, 0), (4, 5, 9)],
    ids=["few segments", "past eight segments", "past a tenth deleted"],
)
def test_an_amended_archive_answers_like_a_fresh_one(engine, entry, lyon, rounds, added, removed):
    chance = Random(rounds)
    held: dict[str, Entry] = {}
    withdrawn: set[str] = set()

    def some(count: int) -> list[Entry]:
        ids = chance.sample(IDS, count)
        return [any_entry(chance, entry, id, lyon) for id in ids]

    first = some(30)
    engine.publish(*first)
    held |= {one.id: one for one in first}
    for _ in range(rounds):
        gone = chance.sample(sorted(held), removed)
        more = some(added)
        with engine.writer(amend=True) as writer:
            writer.remove(gone)
            writer.withdraw(gone)
            assert writer.add(more) == added
        held = {id: one for id, one in held.items() if id not in gone}
        held |= {one.id: one for one in more}
        withdrawn = (withdrawn | set(gone)) - {one.id for one in more}
        assert engine.search().total == len(held)
    fresh = engine.another()
    with fresh.writer() as writer:
        writer.add(held.values())
        writer.withdraw(withdrawn)

    amended, expected = answers_of(engine), answers_of(fresh)

    assert amended.keys() == expected.keys()
    for asked, answer in expected.items():
        assert amended[asked] == answer, asked


def any_entry(chance: Random, entry: Callable[..., Entry], id: str, lyon: Any) -> Entry:
    italian = chance.random() < 0.5
    words = (ITALIAN if italian else ENGLISH).split()

    def text(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(0, most)))

    translation = Version("en" if italian else "it", "", text(4), "machine", translator="fake")
    return entry(
        id,
        text(4),
        text(25),
        language="it" if italian else "en",
        on="" if chance.random() < 0.1 else id[:10],
        until=str(date(2007, 2, chance.randint(1, 5))) if chance.random() < 0.2 else "",
        kind=chance.choice(["meeting", "event"]),
        countries=tuple(chance.sample(["FR", "DE", "IT"], chance.randint(0, 2))),
        places=(lyon,) if chance.random() < 0.3 else (),
        visitors=tuple(chance.sample(NAMES, chance.randint(0, 1))),
        hosts=tuple(chance.sample(NAMES, 1)) if chance.random() < 0.1 else (),
        versions=(translation,) if chance.random() < 0.3 else (),
        aliases=(f"old-{id}",) if chance.random() < 0.2 else (),
    )


def answers_of(engine: Any) -> dict[Any, Any]:
    """Everything an archive says when it is asked, but for its generation's name and time."""
    with closing(engine.open_searcher()) as searcher:
        now = searcher.holdings()
        answers: dict[Any, Any] = {
            "holdings": replace(now, generation="", built=now.built.min),
        }
        for query in QUERIES:
            answers[query] = replace(searcher.search(query), generation="")
            answers["export", query] = list(searcher.export(query))
        for id in IDS:
            answers["get", id] = searcher.get(id), searcher.get(f"old-{id}")
            answers["withdrawn", id] = searcher.is_withdrawn(id)
        for id in IDS[::9]:
            answers["similar", id] = searcher.similar(id)
        for text in ("mu", "An", "Ly", "del"):
            answers["suggest", text] = searcher.autocomplete(text, "it")
        return answers
