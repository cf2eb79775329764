"""A location with a deny-list answers like one that never had the entries it names."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from index.model.entry import Entry, Place, Version
from search.query.query import Query

IDS = [f"{date(2007, 1, 1) + timedelta(60 * n)}-{n:04}" for n in range(24)]
ENGLISH = "the mayor met a delegation from Lyon museum museums water school visit Rossi"
ITALIAN = "il sindaco ha incontrato una delegazione di Lione museo musei acqua Rossi città"
NAMES = ("Ana Ruiz", "Jean Dupont", "Anna Rossi")
QUERIES = (
    Query(limit=50),
    Query(sort="oldest"),
    Query(text="mayor", limit=7, page=2),
    Query(text="sindaco", country=("FR",)),
    Query(text="museum -water"),
    Query(text="musei acqua", sort="newest"),
    Query(text='"from Lyon"'),
    Query(text="muse*", year=("2007",)),
    Query(person="Rossi", not_country=("DE",)),
    Query(text="musuem"),
    Query(text="zanzibra"),
    Query(since="2008", until="2009"),
)
PREFIXES = ("mu", "An", "Ly", "del", "only", "Ca", "Je")


@pytest.mark.parametrize(("seed", "share"), [(0, 0.1), (1, 0.5), (2, 1)])
def test_denied_entries_are_as_if_they_had_never_been(engine, entry, lyon, seed, share):
    chance = Random(seed)
    entries = [any_entry(chance, entry, id, lyon) for id in IDS]
    engine.publish(*entries[:14])
    with engine.writer(amend=True) as writer:
        writer.add(entries[14:])
        writer.remove(IDS[:3])
    held = entries[3:]
    denied = [one for one in held if chance.random() < share]
    engine.writing.deny(frozenset(chance.choice(names_of(one)) for one in denied))
    kept = [one for one in held if one not in denied]
    fresh = engine.another()
    with fresh.writer() as writer:
        writer.add(kept)
        writer.withdraw(id for one in denied for id in (one.id, *one.aliases))

    answers, expected = answers_of(engine), answers_of(fresh)

    for asked, answer in expected.items():
        assert answers[asked] == answer, asked
    engine.writing.deny(frozenset())
    assert engine.search().total == len(held)


def names_of(entry: Entry) -> tuple[str, ...]:
    return (entry.id, *entry.aliases, *entry.read_from)


def any_entry(chance: Random, entry: Any, id: str, lyon: Place) -> Entry:
    italian = chance.random() < 0.5
    words = (ITALIAN if italian else ENGLISH).split()

    def text(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(0, most)))

    own = Place(f"place-{id}", "CA", {"it": f"Cà {id}", "en": f"Cabin {id}"}, f"Cabin {id}", 1, 2)
    also = replace(lyon, names=chance.choice([lyon.names, {"it": "Lione", "en": "Lyons"}]))
    return replace(
        entry(
            id,
            text(4),
            f"{text(25)} only{id[-4:]} {chance.choice(['Zanzibar', 'zanzibar', 'ZANZIBAR'])}",
            language="it" if italian else "en",
            on="" if chance.random() < 0.1 else id[:10],
            kind=chance.choice(["meeting", "event"]),
            countries=tuple(chance.sample(["FR", "DE", "IT", "CA"], chance.randint(0, 2))),
            places=tuple(chance.sample((also, own), chance.randint(0, 2))),
            visitors=tuple(chance.sample(NAMES, chance.randint(0, 1))),
            hosts=tuple(chance.sample(NAMES, 1)) if chance.random() < 0.2 else (),
            versions=(Version("en" if italian else "it", "", text(4), "human"),),
            aliases=(f"old-{id}",) if chance.random() < 0.3 else (),
        ),
        pages=(f"file:{id}",) if chance.random() < 0.3 else (),
    )


def answers_of(engine: Any) -> dict[Any, Any]:
    """Everything a location says when it is asked, but for its generation's name and time."""
    with closing(engine.open_searcher()) as searcher:
        now = searcher.holdings()
        answers: dict[Any, Any] = {"holdings": replace(now, generation="", built=now.built.min)}
        for query in QUERIES:
            answers[query] = replace(searcher.search(query), generation="")
            answers["export", query] = list(searcher.export(query))
        for id in IDS[3:]:
            for one in (id, f"old-{id}"):
                answers["get", one] = searcher.get(one), searcher.is_withdrawn(one)
            answers["similar", id] = searcher.similar(id)
        for text in PREFIXES:
            for language in ("it", "en"):
                answers["suggest", text, language] = searcher.autocomplete(text, language)
        with searcher._engine.live() as reader:
            answers["spellings"] = reader.spellings()
            answers["labels"] = reader.facts.places, reader.facts.people
            for prefix in ("", "m", "only"):
                answers["terms", prefix] = tuple(reader.terms("body_exact", prefix, 40))
        return answers


def test_an_open_searcher_hides_what_is_denied_at_its_next_answer(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"), entry("2007-06-28-bbbb", "metro"))
    before = engine.search("metro")

    engine.writing.deny(frozenset({"2007-06-27-aaaa"}))
    during = engine.search("metro")
    engine.writing.deny(frozenset())
    after = engine.search("metro")

    assert [hit.id for hit in during.hits] == ["2007-06-28-bbbb"]
    assert after.hits == before.hits
    assert len({before.generation, during.generation}) == 2
    assert after.generation == before.generation


def test_a_generation_without_the_names_is_the_same_reader(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    searcher = engine.searcher
    with searcher._engine.live() as before:
        engine.writing.deny(frozenset({"2007-01-01-none", "http://example.org/nothing"}))
        with searcher._engine.live() as after:
            assert after is before


@pytest.mark.parametrize("names", [{"2007-06-27-aaaa"}, {"old"}, {"file:page"}])
def test_every_name_of_an_entry_denies_it(engine, entry, names):
    one = replace(entry("2007-06-27-aaaa", "metro", aliases=("old",)), pages=("file:page",))
    engine.publish(one)
    engine.writing.deny(frozenset(names))

    assert engine.ids("metro") == []
    assert (engine.searcher.get("2007-06-27-aaaa"), engine.searcher.get("old")) == (None, None)
    assert engine.searcher.is_withdrawn("2007-06-27-aaaa")
    assert engine.searcher.is_withdrawn("old")


def test_what_is_denied_stays_denied_in_every_later_generation(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    engine.writing.deny(frozenset({"http://example.org/2007-06-27-aaaa"}))

    engine.publish(entry("2007-06-27-aaaa", "metro"), entry("2007-06-28-bbbb", "metro"))

    assert engine.ids("metro") == ["2007-06-28-bbbb"]
    assert engine.writing.denied() == {"http://example.org/2007-06-27-aaaa"}


def test_what_was_denied_before_anything_was_published_is_never_shown(engine, entry):
    engine.writing.deny(frozenset({"2007-06-27-aaaa"}))
    engine.publish(entry("2007-06-27-aaaa", "metro"))

    assert engine.ids("metro") == []
