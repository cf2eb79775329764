"""Invented entries in every layout and language, written before anything read them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

INVENTED = Path(__file__).parent / "data" / "invented.jsonl"
LEAST = {"entries": 0.98, "dates": 0.98, "countries": 0.97, "cities": 0.92, "people": 0.88}


def expected_entry(line: dict[str, Any], reading: Any) -> Any:
    cities = tuple((name, code) for name, code in line["cities"])
    return reading.expected(
        layout=line["layout"],
        language=line["language"],
        url=line["url"],
        heading=line["heading"],
        paragraphs=tuple(line["paragraphs"]),
        start=date.fromisoformat(line["start"]),
        end=date.fromisoformat(line["end"]),
        month=line["month"],
        event=line["heading"] or line["paragraphs"][0],
        window=line["layout"] in ("headless-list", "single without heading")
        and line["precision"] != "day",
        countries=frozenset(line["countries"]),
        cities=cities,
        people=tuple(line["people"]),
        cities_besides=tuple((name, code) for name, code in line["either"]),
    )


@pytest.fixture(scope="module")
def invented(reading: Any) -> tuple[Any, ...]:
    lines = INVENTED.read_text("utf-8").splitlines()
    return tuple(expected_entry(json.loads(line), reading) for line in lines)


@pytest.mark.parametrize("marked", [False, True], ids=["text", "html"])
def test_the_invented_entries_read_back(
    marked: bool, invented: tuple[Any, ...], reading: Any, record_property: Any
) -> None:
    scores = reading.scores()
    scores.add(invented, reading.read(reading.render(invented, marked=marked)))
    print(scores.line(f"invented, {'HTML' if marked else 'text'}"))
    for name, tally in scores.items():
        print(name, *tally.faults, sep="\n  ")
    short = {name: tally.faults for name, tally in scores.items() if tally.f1 < LEAST[name]}
    assert not short


def test_no_two_invented_events_are_joined(invented: tuple[Any, ...], reading: Any) -> None:
    entries = reading.joined(reading.render(invented, marked=True))
    assert [entry for entry in entries if len(entry.versions) > 1] == []
    assert len(entries) == len(invented)
