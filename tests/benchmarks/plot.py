"""What was measured, as a plot: milliseconds against entries, both on scales of tens."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from engines import KEYS, PRODUCT, engine
from report import Measured
from timing import spread

_COLOURS = {
    PRODUCT: "#b3261e",
    "tantivy": "#1f5fa8",
    "xapian": "#2e7d4f",
    "fts5": "#8a6d1f",
    "whoosh": "#6b6b6b",
}
_WIDTH, _HEIGHT = 760, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 160, 44, 48
_APART = 15
"""Points between two names, at least."""


def drawn(measured: Sequence[Measured]) -> str:
    """The plot as SVG: a line through the medians of each engine, a whisker up to its p95."""
    spreads = {
        key: [(one.size, *spread(one.faceted[key])) for one in measured if key in one.faceted]
        for key in KEYS
        if any(key in one.faceted for one in measured)
    }
    sizes = [one.size for one in measured]
    values = [value for each in spreads.values() for one in each for value in one[1:3]]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(min(sizes)), math.log10(max(sizes))

    def x(size: int) -> float:
        across = (math.log10(size) - first) / (last - first) if last > first else 0.5
        return _LEFT + 14 + across * (_WIDTH - _LEFT - _RIGHT - 28)

    def y(value: float) -> float:
        return _TOP + (high - math.log10(value)) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [*_frame(low, high, y), *_sizes(sizes, x)]
    for key, held in spreads.items():
        points = [(x(size), y(middle)) for size, middle, _, _ in held]
        parts.extend(_line(key, points, [y(long) for _, _, long, _ in held]))
    parts.extend(_names({key: y(held[-1][1]) for key, held in spreads.items()}))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">\n'
        "<title>Milliseconds for a faceted search, by engine and number of entries</title>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n'
        f'<text x="{_LEFT}" y="22" font-weight="600" fill="#222222">'
        "Ten hits, total and exact facets: milliseconds, median and 95th percentile</text>\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _frame(low: int, high: int, y) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for power in range(low, high + 1):
        line = y(10**power)
        yield (
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{line:.1f}" y2="{line:.1f}" '
            'stroke="#dddddd"/>'
        )
        yield (
            f'<text x="{_LEFT - 8}" y="{line + 4:.1f}" text-anchor="end" fill="#444444">'
            f"{10**power:g}</text>"
        )


def _sizes(sizes: Sequence[int], x) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for size in sizes:
        yield (
            f'<text x="{x(size):.1f}" y="{_HEIGHT - _BOTTOM + 22}" text-anchor="middle" '
            f'fill="#444444">{size:,} entries</text>'
        )


def _line(key: str, points: Sequence[tuple[float, float]], ends: Sequence[float]) -> Iterator[str]:
    colour, width = _COLOURS[key], 3 if key == PRODUCT else 1.8
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
    for (across, down), end in zip(points, ends, strict=True):
        yield f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{width + 1}" fill="{colour}"/>'
        yield (
            f'<line x1="{across:.1f}" x2="{across:.1f}" y1="{down:.1f}" y2="{end:.1f}" '
            f'stroke="{colour}" stroke-width="1" stroke-dasharray="2 2"/>'
        )


def _names(places: dict[str, float]) -> Iterator[str]:
    """The names at the lines' ends, moved apart where they would touch."""
    before = -math.inf
    for key, place in sorted(places.items(), key=lambda pair: pair[1]):
        before = max(place, before + _APART)
        weight = "600" if key == PRODUCT else "400"
        yield (
            f'<text x="{_WIDTH - _RIGHT + 4}" y="{before + 4:.1f}" fill="{_COLOURS[key]}" '
            f'font-weight="{weight}">{engine(key).name}</text>'
        )
