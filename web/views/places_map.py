"""The map of where Torino went and who came: land without borders, a dot for each country.

Two views: the world, and Europe with the Mediterranean, where most of the dots would overlap.
A country in Europe's frame is a dot there only. Outlines: Natural Earth, public domain.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from markupsafe import Markup, escape

TORINO = (45.07, 7.69)
LEAST, MOST = 6.0, 24.0
"""Radius of the dot of a single entry at the very least, and of the fullest country."""
NAMED = 6
"""How many dots of a view are named, if there is room."""
KEPT = 16
"""How many pairs of maps are kept: those of all entries are asked for again and again."""
LETTER, LINE = 13.5, 26.0
"""Width of a letter and height of a line of a name, in the units of the views."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world: its box in degrees, the scale of each axis, and its land as a path.

    x = (longitude - west) * kx, y = (north - latitude) * ky.
    """

    name: str
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
        """The point of the view where a place lies."""
        return (longitude - self.west) * self.kx, (self.north - latitude) * self.ky

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place lies within the view."""
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
class Named:
    """A dot's name where there is room for it; `anchor` is SVG's text-anchor."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """A view with its dots, the fullest first, and some of their names."""

    view: View
    dots: tuple[Dot, ...]
    names: tuple[Named, ...]
    torino: tuple[float, float] | None
    frame: tuple[float, float, float, float] | None
    """x, y, width and height of the other view's box in this one."""


def places_maps(countries: Iterable[tuple[str, str, int]]) -> tuple[PlacesMap, PlacesMap]:
    """The world and Europe with a dot for each (code, label, count); those at 0 are left out.

    A country whose place nobody knows is left out too: the list beside the map has it.
    """
    return _places_maps(tuple(countries))


@lru_cache(maxsize=KEPT)
def _places_maps(countries: tuple[tuple[str, str, int], ...]) -> tuple[PlacesMap, PlacesMap]:
    world, europe = _view("world"), _view("europe")
    held = [(code, label, count) for code, label, count in countries if count]
    most = max((count for _, _, count in held), default=1)
    sorted_in: dict[str, list[Dot]] = {"world": [], "europe": []}
    for code, label, count in sorted(held, key=lambda each: (-each[2], each[0])):
        if point := country_points().get(code):
            view = europe if europe.holds(*point) else world
            if view.holds(*point):
                x, y = view.place(*point)
                radius = LEAST + (MOST - LEAST) * (count / most) ** 0.5
                dot = Dot(code, label, count, round(x, 1), round(y, 1), round(radius, 1))
                sorted_in[view.name].append(dot)
    left, top = world.place(europe.north, europe.west)
    right, bottom = world.place(europe.south, europe.east)
    frame = (round(left), round(top), round(right - left), round(bottom - top))
    home = europe.place(*TORINO)
    torino = Dot("IT", "Torino", 0, round(home[0], 1), round(home[1], 1), 11.0)
    return (
        PlacesMap(world, tuple(sorted_in["world"]), names(world, sorted_in["world"]), None, frame),
        PlacesMap(
            europe,
            tuple(sorted_in["europe"]),
            names(europe, [torino, *sorted_in["europe"]]),
            (torino.x, torino.y),
            None,
        ),
    )


def names(view: View, dots: Sequence[Dot]) -> tuple[Named, ...]:
    """Names for the first dots: below, above, right or left, where they cover nothing else."""
    taken = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in dots]
    named: list[Named] = []
    for dot in dots[:NAMED]:
        width = LETTER * len(dot.label)
        for x, y, anchor, left in (
            (dot.x, dot.y + dot.radius + LINE, "middle", dot.x - width / 2),
            (dot.x, dot.y - dot.radius - 8, "middle", dot.x - width / 2),
            (dot.x + dot.radius + 8, dot.y + 9, "start", dot.x + dot.radius + 8),
            (dot.x - dot.radius - 8, dot.y + 9, "end", dot.x - dot.radius - 8 - width),
        ):
            box = (left, y - LINE + 6, left + width, y + 6)
            inside = box[0] > 0 and box[1] > 0 and box[2] < view.width and box[3] < view.height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                named.append(Named(dot.label, round(x), round(y), anchor))
                break
    return tuple(named)


@cache
def country_points() -> dict[str, tuple[float, float]]:
    """Where each country's dot stands: latitude and longitude."""
    text = (files("web") / "land" / "countries.csv").read_text(encoding="utf-8")
    return {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(text.splitlines())
    }


@cache
def _view(name: str) -> View:
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
