"""The map of countries: land without borders, and a dot for each country.

It has two views: the world, and the surroundings of the home city, where dots would overlap on the
world map. A country inside the nearer view has its dot only there. Outlines: Natural Earth, public
domain; those of Europe with the Mediterranean are finer.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, hypot, radians
from typing import Literal

from markupsafe import Markup, escape

from index.model.profile import ArchiveProfile, MapFrame

MIN_RADIUS, MAX_RADIUS = 6.0, 24.0
"""The radius of a dot: at least, and for the country with most entries."""
MAX_LABELS = 6
"""Dots of a view that have a label, if there is room."""
CACHE_SIZE = 16
"""Pairs of maps in the cache; those of all entries are needed most often."""
LETTER, LINE = 13.5, 26.0
"""Width of a letter and height of a line of a label, in the units of the views, on a wide page."""
NARROW_SCALE: Mapping[ViewName, float] = {"world": 44 / 24, "near": 32 / 24}
"""How much larger letters are on a narrow page, which draws the views smaller; as in style.css."""
GAP = 6.0
"""Between two labels, and a label and a dot."""

NEAR_WIDTH = 840
"""Width of a nearer view that is fitted, in its units; that of Europe."""
NEAR_SHARE = 0.6
"""The share of the entries whose countries a fitted view holds, the nearest first."""
MIN_SPAN, MARGIN = 12.0, 0.12
"""Degrees of latitude that a fitted view has at least, and its margin as a share of its sides."""
SHAPE = (0.7, 1.0)
"""The least and the greatest height of a fitted view by its width. These are chosen by hand."""
MAX_LATITUDE = 85.0
"""Beyond this, a degree of longitude is too short for a map."""

ViewName = Literal["world", "near"]


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
    transform: str = ""
    """How the outlines are moved to this view, in SVG; "" where they were made for it."""
    is_europe: bool = False
    """Whether it is Europe with the Mediterranean."""

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
    """Those of a wide page."""
    narrow_labels: tuple[DotLabel, ...]
    """Those of a narrow page."""
    home: tuple[float, float] | None
    """The home city on a nearer view that holds it."""
    frame: tuple[float, float, float, float] | None
    """x, y, width and height of the other view in this one."""


def places_maps(
    countries: Iterable[tuple[str, str, int]], profile: ArchiveProfile, language: str
) -> tuple[PlacesMap, PlacesMap]:
    """Return the world and the nearer view with a dot for each (code, label, count).

    The nearer view is the frame of the profile, else it is fitted to the countries.

    Countries with count 0 have no dot, and neither has one whose position is unknown: the list
    beside the map has it.
    """
    return _places_maps(tuple(countries), profile, language)


@lru_cache(maxsize=CACHE_SIZE)
def _places_maps(
    countries: tuple[tuple[str, str, int], ...], profile: ArchiveProfile, language: str
) -> tuple[PlacesMap, PlacesMap]:
    held = [(code, label, count) for code, label, count in countries if count]
    home = profile.home
    world = _drawn_view("world")
    near = near_view(profile.frame or fitted_frame((home.latitude, home.longitude), held))
    most = max((count for _, _, count in held), default=1)
    dots_by_view: dict[ViewName, list[Dot]] = {"world": [], "near": []}
    for code, label, count in sorted(held, key=lambda each: (-each[2], each[0])):
        if point := country_points().get(code):
            view = near if near.holds(*point) else world
            if view.holds(*point):
                x, y = view.place(*point)
                radius = MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * (count / most) ** 0.5
                dot = Dot(code, label, count, round(x, 1), round(y, 1), round(radius, 1))
                dots_by_view[view.name].append(dot)
    left, top = world.place(near.north, near.west)
    right, bottom = world.place(near.south, near.east)
    frame = (round(left), round(top), round(right - left), round(bottom - top))
    diamonds: list[Dot] = []
    if near.holds(home.latitude, home.longitude):
        x, y = near.place(home.latitude, home.longitude)
        name = home.name[language]
        diamonds.append(Dot(home.country, name, 0, round(x, 1), round(y, 1), 11.0))
    here = next(((dot.x, dot.y) for dot in diamonds), None)
    return (
        _labelled(world, dots_by_view["world"], (), None, frame),
        _labelled(near, dots_by_view["near"], diamonds, here, None),
    )


def _labelled(
    view: View,
    dots: Sequence[Dot],
    diamonds: Sequence[Dot],
    home: tuple[float, float] | None,
    frame: tuple[float, float, float, float] | None,
) -> PlacesMap:
    wide, narrow = (
        dot_labels(view, [*diamonds, *dots], scale) for scale in (1.0, NARROW_SCALE[view.name])
    )
    return PlacesMap(view, tuple(dots), wide, narrow, home, frame)


def dot_labels(view: View, dots: Sequence[Dot], scale: float = 1.0) -> tuple[DotLabel, ...]:
    """Return labels for the first dots: below, above, right or left, where there is room.

    `scale` is how much larger the letters are than on a wide page.
    """
    radii = [dot.radius * min(scale, 1.3) for dot in dots]  # dots are larger there too
    taken = [
        (dot.x - radius, dot.y - radius, dot.x + radius, dot.y + radius)
        for dot, radius in zip(dots, radii, strict=True)
    ]
    labels: list[DotLabel] = []
    line = LINE * scale
    for dot in dots[:MAX_LABELS]:
        width = LETTER * scale * len(dot.label)
        candidates = (
            (DotLabel(dot.label, dot.x, dot.y + dot.radius + line, "middle"), dot.x - width / 2),
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
            box = (left, label.y - line + 6, left + width, label.y + 6)
            inside = box[0] > 0 and box[1] > 0 and box[2] < view.width and box[3] < view.height
            around = (box[0] - GAP, box[1], box[2] + GAP, box[3])
            if inside and not any(_overlap(around, other) for other in taken):
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


def near_view(frame: MapFrame) -> View:
    """Return the view of a part of the world, with the finest outlines that there are of it."""
    drawn = _drawn_view("europe")
    if (drawn.west, drawn.south, drawn.east, drawn.north) == (
        frame.west, frame.south, frame.east, frame.north,
    ):  # fmt: skip
        return drawn
    if not (
        drawn.west <= frame.west
        and frame.east <= drawn.east
        and drawn.south <= frame.south
        and frame.north <= drawn.north
    ):
        drawn = _drawn_view("world")
    kx = NEAR_WIDTH / (frame.east - frame.west)
    ky = kx / _narrowing((frame.south + frame.north) / 2)
    x, y = (drawn.west - frame.west) * kx, (frame.north - drawn.north) * ky
    return replace(
        drawn,
        name="near",
        west=frame.west,
        east=frame.east,
        south=frame.south,
        north=frame.north,
        kx=kx,
        ky=ky,
        width=NEAR_WIDTH,
        height=round((frame.north - frame.south) * ky),
        transform=f"translate({x:.1f} {y:.1f}) scale({kx / drawn.kx:.4f} {ky / drawn.ky:.4f})",
        is_europe=False,
    )


def fitted_frame(home: tuple[float, float], countries: Iterable[tuple[str, str, int]]) -> MapFrame:
    """Return a frame around the home city with the countries nearest to it.

    It holds those that have most of the entries together; `home` is latitude and longitude.
    """
    points = country_points()
    narrowing = _narrowing(home[0])
    placed = sorted(
        (hypot(point[0] - home[0], (point[1] - home[1]) * narrowing), code, count)
        for code, _, count in countries
        if (point := points.get(code))
    )
    wanted = NEAR_SHARE * sum(count for _, _, count in placed)
    inside = [home]
    for _, code, count in placed:
        if wanted <= 0:
            break
        inside.append(points[code])
        wanted -= count
    south, north = (limit(latitude for latitude, _ in inside) for limit in (min, max))
    west, east = (limit(longitude for _, longitude in inside) for limit in (min, max))
    height = max((north - south) * (1 + 2 * MARGIN), MIN_SPAN)
    width = max((east - west) * (1 + 2 * MARGIN), MIN_SPAN) * narrowing
    height = max(height, width * SHAPE[0])
    width = max(width, height / SHAPE[1]) / narrowing
    europe, world = _drawn_view("europe"), _drawn_view("world")
    drawn = europe if all(europe.holds(*point) for point in inside) else world
    south, north = _within((south + north) / 2, height, drawn.south, drawn.north)
    west, east = _within((west + east) / 2, width, drawn.west, min(drawn.east, 180))
    return MapFrame(round(west, 1), round(south, 1), round(east, 1), round(north, 1))


def _within(middle: float, length: float, least: float, most: float) -> tuple[float, float]:
    """Return both ends of a stretch around the middle, moved so that it is inside the limits."""
    length = min(length, most - least)
    start = min(max(middle - length / 2, least), most - length)
    return start, start + length


def _narrowing(latitude: float) -> float:
    """Return the length of a degree of longitude by that of a degree of latitude."""
    return cos(radians(min(abs(latitude), MAX_LATITUDE)))


def _drawn_view(name: Literal["world", "europe"]) -> View:
    return _load_view(name)


@cache  # hides the types of its arguments, so `_drawn_view` has them
def _load_view(name: Literal["world", "europe"]) -> View:
    data = json.loads((files("web") / "land" / f"{name}.json").read_text(encoding="utf-8"))
    return View(
        name="world" if name == "world" else "near",
        is_europe=name == "europe",
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
