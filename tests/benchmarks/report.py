"""What was measured, as Markdown."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from os import cpu_count
from statistics import median

from engines import KEYS, PRODUCT, WRITER, Built, engine
from serving import Served
from timing import FEW, SLOW, Times, spread


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything of one size. Times are seconds, in the order of the questions."""

    size: int
    rounds: int
    built: dict[str, Built]
    served: dict[str, Served]
    first: Times
    """The first asking, nothing read before."""
    faceted: Times
    top: Times
    sorts: list[str]
    """Of each question."""


def kept(one: Measured) -> str:
    """The measurements as JSON, to be reported later."""
    return json.dumps(asdict(one))


def read(text: str) -> Measured:
    """What `kept` wrote."""
    held = json.loads(text)
    held["built"] = {key: Built(**value) for key, value in held["built"].items()}
    held["served"] = {key: Served(**value) for key, value in held["served"].items()}
    return Measured(**held)


Spread = Callable[[Measured, str], float]


def _middle(times: Times, key: str) -> float:
    return spread(times[key])[0]


def _long(times: Times, key: str) -> float:
    return spread(times[key])[1]


TARGETS: tuple[tuple[str, str, Spread, tuple[float | None, ...]], ...] = (
    ("Tantivy, faceted p50", "tantivy", lambda m, k: _middle(m.faceted, k), (1.0, 0.95, 0.85)),
    ("Tantivy, faceted p95", "tantivy", lambda m, k: _long(m.faceted, k), (0.7, 0.8, 0.9)),
    ("Tantivy, top-10 p50", "tantivy", lambda m, k: _middle(m.top, k), (1.5, 1.3, 1.1)),
    ("FTS5, faceted p50", "fts5", lambda m, k: _middle(m.faceted, k), (0.65, 0.17, 0.07)),
    ("Xapian, faceted p50", "xapian", lambda m, k: _middle(m.faceted, k), (0.55, 0.35, 0.28)),
    ("stock Whoosh, faceted p50", "whoosh", lambda m, k: _middle(m.faceted, k),
     (1 / 10, 1 / 30, 1 / 60)),
    ("building, stock writer, same schema", WRITER, lambda m, k: m.built[k].seconds,
     (0.6, 1 / 3, 1 / 3)),
)  # fmt: skip
"""The targets at 3,000, 30,000 and 100,000 entries: our figure divided by the peer's, at most."""
SIZES = (3_000, 30_000, 100_000)
NONE = "–"
MEMORY = 80
"""Megabytes to serve 100,000 entries in, at most."""


def written(measured: Sequence[Measured]) -> str:
    """The whole report."""
    keys = [key for key in KEYS if any(key in one.faceted for one in measured)]
    return "\n".join(
        [
            "# How fast it searches",
            "",
            f"Made by `search_speed.py` on {cpu_count()} cores, Python "
            f"{platform.python_version()}; all engines in one process, asked in turns; medians of "
            f"{_rounds(measured)} rounds ({FEW} for one that takes more than {SLOW:g} s for all "
            "questions). Processor time, but for the start of Python, which is by the clock. Only "
            "the ratios travel to another machine.",
            "",
            "## To reach: ours / theirs",
            "",
            *_targets(measured),
            "",
            "## Latency over 60 questions, ms: p50 / p95 / max",
            "",
            "Faceted: ten hits, total, exact counts of year, country and kind. Top-10: hits and "
            "total; the product always counts, for this row its counting was cut out. "
            "First: each question for the first time, faceted, nothing read before.",
            "",
            *_latencies(measured, keys),
            "",
            "## Faceted, by kind of question, ms",
            "",
            *_sorts(measured, keys),
            "",
            "## Building: processor seconds, MB",
            "",
            *_building(measured),
            "",
            "## Serving: seconds from the start of Python to the first answer; MB resident, "
            "of that its own",
            "",
            *_serving(measured, keys),
            "",
        ]
    )


def _rounds(measured: Sequence[Measured]) -> str:
    return ", ".join(f"{one.rounds} ({one.size:,} entries)" for one in measured)


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _head(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield _row(["---"] * len(cells))


def _number(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _targets(measured: Sequence[Measured]) -> Iterator[str]:
    yield from _head(["", *(f"{one.size:,}" for one in measured)])
    for title, key, value, limits in TARGETS:
        cells = [title]
        for one in measured:
            known = key in one.built if key == WRITER else key in one.faceted
            limit = limits[SIZES.index(one.size)] if one.size in SIZES else None
            ratio = value(one, PRODUCT) / value(one, key) if known else None
            cells.append(_judged(ratio, limit))
        yield _row(cells)
    cells = ["MB when serving"]
    for one in measured:
        limit = MEMORY if one.size == SIZES[-1] else None
        cells.append(_judged(one.served[PRODUCT].resident, limit))
    yield _row(cells)


def _judged(value: float | None, limit: float | None) -> str:
    if value is None:
        return NONE
    if limit is None:
        return _number(value)
    verdict = "reached" if value <= limit else "missed"
    return f"{_number(value)} (target {_number(limit)}: {verdict})"


def _latencies(measured: Sequence[Measured], keys: Sequence[str]) -> Iterator[str]:
    yield from _head(["entries", "", *(engine(key).name for key in keys)])
    for one in measured:
        for title, times in (("faceted", one.faceted), ("top-10", one.top), ("first", one.first)):
            cells = (
                " / ".join(map(_number, spread(times[key]))) if key in times else NONE
                for key in keys
            )
            yield _row([f"{one.size:,}", title, *cells])


def _spread(times: list[float] | None) -> str:
    return " / ".join(map(_number, spread(times))) if times else NONE


def _sorts(measured: Sequence[Measured], keys: Sequence[str]) -> Iterator[str]:
    yield from _head(["entries", "", *(engine(key).name for key in keys)])
    for one in measured:
        for sort in dict.fromkeys(one.sorts):
            numbers = [number for number, each in enumerate(one.sorts) if each == sort]
            cells = (
                _number(1e3 * median(one.faceted[key][number] for number in numbers))
                if key in one.faceted
                else NONE
                for key in keys
            )
            yield _row([f"{one.size:,}", sort, *cells])


def _building(measured: Sequence[Measured]) -> Iterator[str]:
    keys = [key for key in KEYS if any(key in one.built for one in measured)]
    yield from _head(["entries", *(engine(key).name for key in keys)])
    for one in measured:
        cells = (
            f"{_number(one.built[key].seconds)} s, {_number(one.built[key].megabytes)} MB"
            if key in one.built
            else NONE
            for key in keys
        )
        yield _row([f"{one.size:,}", *cells])


def _serving(measured: Sequence[Measured], keys: Sequence[str]) -> Iterator[str]:
    yield from _head(["entries", *(engine(key).name for key in keys)])
    for one in measured:
        cells = (
            f"{one.served[key].first:.2f} s, {one.served[key].resident:.0f} MB, "
            f"{one.served[key].own:.0f} own"
            if key in one.served
            else NONE
            for key in keys
        )
        yield _row([f"{one.size:,}", *cells])
