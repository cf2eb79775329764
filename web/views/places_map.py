"""The map of countries: land without borders, and a dot for each country.

It has two views: the world, and Europe with the Mediterranean, where dots would overlap on the
world map. A country inside the Europe view has its dot only there. Outlines: Natural Earth, public
domain.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from markupsafe import Markup, escape

TORINO = (45.07, 7.69)
MIN_RADIUS, MAX_RADIUS = 6.0, 24.0
"""The radius of a dot: at least, and for the country with most entries."""
MAX_LABELS = 6
"""Dots of a view that have a label, if there is room."""
CACHE_SIZE = 16
"""Pairs of maps in the cache; those of all entries are needed most often."""
LETTER, LINE = 13.5, 26.0
"""Width of a letter and height of a line of a label, in the units of the views."""

ViewName = Literal["world", "europe"]


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world: its bounds in degrees, the scale of each axis, and its land as a path.

    x = (longitude - west) * kx, y = (north - latitude) * ky.
    """

    name: ViewName
    west: float
    east: float
    south: float
    north: float
    kx: float
    ky: float
    width: int
    height: int
    land: Markup

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the point (x, y) of a place on the view."""
        return (longitude - self.west) * self.kx, (self.north - latitude) * self.ky

    def holds(self, latitude: float, longitude: float) -> bool:
        """Return whether a place is inside the view."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True)
class Dot:
    """A country on a view."""

    code: str
    label: str
    count: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class DotLabel:
    """The label of a dot, where there is room for it; `anchor` is SVG's text-anchor."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """A view with its dots, the largest first, and the labels of some."""

    view: View
    dots: tuple[Dot, ...]
    labels: tuple[DotLabel, ...]
    torino: tuple[float, float] | None
    frame: tuple[float, float, float, float] | None
    """x, y, width and height of the other view in this one."""


def places_maps(countries: Iterable[tuple[str, str, int]]) -> tuple[PlacesMap, PlacesMap]:
    """Return the world and Europe with a dot for each (code, label, count).

    Countries with count 0 have no dot, and neither has one whose position is unknown: the list
    beside the map has it.
    """
    return _places_maps(tuple(countries))


@lru_cache(maxsize=CACHE_SIZE)
def _places_maps(countries: tuple[tuple[str, str, int], ...]) -> tuple[PlacesMap, PlacesMap]:
    world, europe = _view("world"), _view("europe")
    held = [(code, label, count) for code, label, count in countries if count]
    most = max((count for _, _, count in held), default=1)
    dots_by_view: dict[ViewName, list[Dot]] = {"world": [], "europe": []}
    for code, label, count in sorted(held, key=lambda each: (-each[2], each[0])):
        if point := country_points().get(code):
            view = europe if europe.holds(*point) else world
            if view.holds(*point):
                x, y = view.place(*point)
                radius = MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * (count / most) ** 0.5
                dot = Dot(code, label, count, round(x, 1), round(y, 1), round(radius, 1))
                dots_by_view[view.name].append(dot)
    left, top = world.place(europe.north, europe.west)
    right, bottom = world.place(europe.south, europe.east)
    frame = (round(left), round(top), round(right - left), round(bottom - top))
    home = europe.place(*TORINO)
    torino = Dot("IT", "Torino", 0, round(home[0], 1), round(home[1], 1), 11.0)
    return (
        PlacesMap(
            world,
            tuple(dots_by_view["world"]),
            dot_labels(world, dots_by_view["world"]),
            None,
            frame,
        ),
        PlacesMap(
            europe,
            tuple(dots_by_view["europe"]),
            dot_labels(europe, [torino, *dots_by_view["europe"]]),
            (torino.x, torino.y),
            None,
        ),
    )


def dot_labels(view: View, dots: Sequence[Dot]) -> tuple[DotLabel, ...]:
    """Return labels for the first dots: below, above, right or left, where there is room."""
    taken = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in dots]
    labels: list[DotLabel] = []
    for dot in dots[:MAX_LABELS]:
        width = LETTER * len(dot.label)
        candidates = (
            (DotLabel(dot.label, dot.x, dot.y + dot.radius + LINE, "middle"), dot.x - width / 2),
            (DotLabel(dot.label, dot.x, dot.y - dot.radius - 8, "middle"), dot.x - width / 2),
            (
                DotLabel(dot.label, dot.x + dot.radius + 8, dot.y + 9, "start"),
                dot.x + dot.radius + 8,
            ),
            (
                DotLabel(dot.label, dot.x - dot.radius - 8, dot.y + 9, "end"),
                dot.x - dot.radius - 8 - width,
            ),
        )
        for label, left in candidates:
            box = (left, label.y - LINE + 6, left + width, label.y + 6)
            inside = box[0] > 0 and box[1] > 0 and box[2] < view.width and box[3] < view.height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                labels.append(replace(label, x=round(label.x), y=round(label.y)))
                break
    return tuple(labels)


@cache
def country_points() -> dict[str, tuple[float, float]]:
    """Return the latitude and longitude of each country's dot."""
    text = (files("web") / "land" / "countries.csv").read_text(encoding="utf-8")
    return {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(text.splitlines())
    }


def _view(name: ViewName) -> View:
    return _load_view(name)


@cache  # hides the types of its arguments, so `_view` has them
def _load_view(name: ViewName) -> View:
    data = json.loads((files("web") / "land" / f"{name}.json").read_text(encoding="utf-8"))
    return View(
        name=name,
        west=data["west"],
        east=data["east"],
        south=data["south"],
        north=data["north"],
        kx=data["kx"],
        ky=data["ky"],
        width=data["width"],
        height=data["height"],
        land=escape(data["d"]),
    )


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
