"""The places of an entry as features of GeoJSON (RFC 7946), for maps.

Coordinates are those of the gazetteer, which has them of GeoNames. Countries have none there.
"""

from __future__ import annotations

from typing import Any

from index.model.entry import Entry
from index.text.titles import title_of
from search.export.reference import iso_dates, one_line
from search.results.labels import label_of, place_name

ATTRIBUTION = "Coordinates: GeoNames (https://www.geonames.org), CC BY 4.0"

GeoJsonFeature = dict[str, Any]


def features_of(entry: Entry, address: str, language: str) -> list[GeoJsonFeature]:
    """Return a point for each place of the entry, in order.

    An entry without a place that has coordinates is one feature without a geometry, so that it is
    in the file too. Names are in the language.
    """
    about = {
        "entry": entry.id,
        "title": one_line(title_of(entry.original)),
        "date": "/".join(iso_dates(entry.dates)),
        "kind": entry.kind,
        "language": entry.original.language,
        "countries": [label_of("country", code)[language] for code in entry.countries],
        "url": address,
    }
    points = [
        _feature(
            f"{entry.id}#{place.id}",
            {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            {**about, "place": place_name(place, language), "country": place.country},
        )
        for place in entry.places
        if place.longitude is not None and place.latitude is not None
    ]
    return points or [_feature(entry.id, None, about)]


def _feature(
    id: str, geometry: dict[str, Any] | None, properties: dict[str, Any]
) -> GeoJsonFeature:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}
