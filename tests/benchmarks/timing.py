"""Asking every engine the same questions in turns, and taking the time.

Times are the processor time of the whole process, all threads counted: on an idle machine that is
what the clock shows, on a busy one what the clock would have shown.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from questions import Question

from search.results.results import Results

FACETS = ("year", "country", "kind")
SLOW = 4.0
"""Seconds for all questions beyond which an engine is asked in the first rounds only."""
FEW = 3
Times = dict[str, list[float]]
"""By engine, the seconds of each question, in the questions' order."""


class DisagreementError(Exception):
    """Two engines do not find the same; the message says where."""


def agreed(engines: Mapping[str, Any], questions: Sequence[Question]) -> Times:
    """Hold all answers against the first engine's, and give the times of this first asking.

    Raises DisagreementError.
    """
    times: Times = {key: [] for key in engines}
    for question in questions:
        answers = {}
        for key, engine in engines.items():
            start = time.process_time()
            answers[key] = engine.search(question)
            times[key].append(time.process_time() - start)
        first, *others = answers.items()
        for key, answer in others:
            _compare(question, first, (key, answer))
    return times


def _compare(question: Question, first: tuple[str, Results], other: tuple[str, Results]) -> None:
    (mine, expected), (key, answer) = first, other
    where = f"{question}: {mine} and {key} disagree on"
    if expected.total != answer.total:
        raise DisagreementError(f"{where} the total, {expected.total} and {answer.total}")
    if len(expected.hits) != len(answer.hits):
        raise DisagreementError(f"{where} the number of hits")
    if question.sort == "everything" and [h.id for h in expected.hits] != [
        h.id for h in answer.hits
    ]:
        raise DisagreementError(f"{where} the newest entries")
    for field in FACETS:
        one, two = expected.facets[field].values, answer.facets[field].values
        if one != two:
            apart = [(a, b) for a, b in zip(one, two, strict=False) if a != b][:1]
            raise DisagreementError(f"{where} {field}, {len(one)} and {len(two)} values: {apart}")


def timed(
    engines: Mapping[str, Any],
    questions: Sequence[Question],
    rounds: Mapping[str, int],
    *,
    counted: bool,
) -> Times:
    """Ask every question of every engine in turns, in an order drawn anew each time; medians.

    `rounds` says of each engine how often it is asked everything.
    """
    chance = random.Random(1)
    taken: dict[str, list[list[float]]] = {key: [[] for _ in questions] for key in engines}
    for turn in range(max(rounds.values())):
        keys = [key for key in engines if turn < rounds[key]]
        gc.collect()
        order = list(range(len(questions)))
        chance.shuffle(order)
        for number in order:
            chance.shuffle(keys)
            for key in keys:
                search = engines[key].search
                start = time.process_time()
                search(questions[number], counted=counted)
                taken[key][number].append(time.process_time() - start)
    return {key: [median(each) for each in held] for key, held in taken.items()}


def rounds_of(first: Times, rounds: int) -> dict[str, int]:
    """How often each engine is to be asked, after its times of the first asking."""
    return {key: min(rounds, FEW) if sum(each) > SLOW else rounds for key, each in first.items()}


def spread(times: Sequence[float]) -> tuple[float, float, float]:
    """The middle one, the 95th of a hundred, and the longest, in milliseconds."""
    ordered = sorted(times)
    last = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    return 1e3 * median(ordered), 1e3 * last, 1e3 * ordered[-1]
