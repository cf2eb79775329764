import random
import re
from itertools import combinations

import pytest
from flask.testing import FlaskClient

from index.model.profile import MapFrame
from index.model.profile_format import bundled_profile
from web.views.places_map import (
    NARROW_SCALE,
    PlacesMap,
    country_points,
    fitted_frame,
    near_view,
    places_maps,
)


def maps_of(countries: list[tuple[str, str, int]]) -> tuple[PlacesMap, PlacesMap]:
    return places_maps(countries, bundled_profile(), "it")


def test_a_country_of_europe_is_a_dot_in_europe_only() -> None:
    world, europe = maps_of([("FR", "France", 3), ("JP", "Japan", 2), ("CA", "Canada", 0)])
    assert [dot.code for dot in world.dots] == ["JP"]
    assert [dot.code for dot in europe.dots] == ["FR"]


def test_the_fullest_country_has_the_largest_dot_and_every_dot_is_seen() -> None:
    _, europe = maps_of([("FR", "France", 400), ("ES", "Spain", 1), ("DE", "Germany", 100)])
    radii = [dot.radius for dot in europe.dots]
    assert radii == sorted(radii, reverse=True)
    assert radii[-1] >= 6


@pytest.mark.parametrize(
    ("code", "view", "left", "top", "right", "bottom"),
    [("JP", 0, 1080, 150, 1160, 260), ("AR", 0, 370, 470, 460, 580), ("FR", 1, 180, 300, 300, 420)],
)
def test_a_dot_stands_where_its_country_lies(
    code: str, view: int, left: int, top: int, right: int, bottom: int
) -> None:
    (dot,) = maps_of([(code, code, 1)])[view].dots
    assert left < dot.x < right
    assert top < dot.y < bottom


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_names_cover_neither_dots_nor_each_other(narrow: bool, seed: int) -> None:
    chance = random.Random(seed)
    codes = chance.sample(sorted(country_points()), chance.choice((5, 30, len(country_points()))))
    for each in maps_of([(code, f"Country {code}", chance.randrange(1, 50)) for code in codes]):
        scale = NARROW_SCALE[each.view.name] if narrow else 1.0
        boxes = []
        for name in each.narrow_labels if narrow else each.labels:
            width = 13.5 * scale * len(name.text)
            left = {"middle": name.x - width / 2, "start": name.x, "end": name.x - width}[
                name.anchor
            ]
            boxes.append((left, name.y - 20 * scale, left + width, name.y + 6))
        for one, other in combinations(boxes, 2):
            apart = one[2] + 4 <= other[0] or other[2] + 4 <= one[0]
            assert apart or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
        assert boxes or narrow


def test_a_country_nobody_can_place_is_left_to_the_list() -> None:
    assert maps_of([("ZZ", "Nowhere", 5)])[0].dots == ()


def test_every_dot_has_a_name_and_a_count(client: FlaskClient) -> None:
    html = client.get("/it/").get_data(as_text=True)
    assert re.search(r'<a href="/it/countries/JP"><title>Giappone, 12 voci</title><circle', html)


def test_the_map_follows_the_search(client: FlaskClient) -> None:
    html = client.get("/en/search/country?q=library").get_data(as_text=True)
    dots = re.findall(r'<a href="([^"]*)"><title>([^<]*)</title>', html)
    assert dots == [
        ("/en/search?q=library&amp;country=BR", "Brazil, 12 entries"),
        ("/en/search?q=library&amp;country=JP", "Japan, 12 entries"),
    ]


@pytest.mark.parametrize(
    ("home", "countries"),
    [
        ((44.41, 8.93), {"FR": 5, "ES": 3, "NO": 1}),
        ((-34.6, -58.4), {"BR": 4, "CL": 2, "ES": 1}),
        ((35.68, 139.69), {"KR": 3, "CN": 9}),
        ((64.15, -21.94), {"NO": 2}),
        ((-41.29, 174.78), {"AU": 3, "FJ": 1}),
        ((44.41, 8.93), {}),
    ],
)
def test_a_frame_is_fitted_around_the_city_and_the_countries_nearest_to_it(
    home: tuple[float, float], countries: dict[str, int]
) -> None:
    frame = fitted_frame(home, [(code, code, count) for code, count in countries.items()])
    assert frame.west < home[1] < frame.east
    assert frame.south < home[0] < frame.north
    view = near_view(frame)
    assert view.width == 840
    assert 500 <= view.height <= 900
    x, y = view.place(*home)
    assert 0 < x < view.width
    assert 0 < y < view.height
    for code in list(countries)[:1]:
        assert view.holds(*country_points()[code])


def test_outlines_lie_where_the_view_says() -> None:
    """A corner of the outlines is at the same place by their transform as by the view."""
    frame = MapFrame(0.0, 36.0, 20.0, 50.0)
    drawn, near = near_view(MapFrame(-12.0, 30.0, 41.0, 62.5)), near_view(frame)
    assert drawn.transform == ""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", near.transform)]
    x, y = drawn.place(44.41, 8.93)
    moved = numbers[0] + x * numbers[2], numbers[1] + y * numbers[3]
    assert moved == pytest.approx(near.place(44.41, 8.93), abs=0.5)
