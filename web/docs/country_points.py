"""Make web/land/countries.csv: where the map sets each country's dot.

The dot stands where a country's people are: the mean of its cities in index/data/cities.csv,
weighted by their inhabitants. Run from the root when the list of cities changes:
`python web/docs/country_points.py`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
BY_HAND = {"VA": (41.9, 12.45), "PS": (31.9, 35.2), "XK": (42.6, 21.0), "MC": (43.7, 7.4)}
"""Countries of which the list of cities holds too little."""


def main() -> None:
    """Read the cities and write the points."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    with (ROOT / "index" / "data" / "cities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weight = float(row["population"])
            point = sums[row["country"]]
            point[0] += weight
            point[1] += weight * float(row["latitude"])
            point[2] += weight * float(row["longitude"])
    points = {code: (y / n, x / n) for code, (n, y, x) in sums.items() if n} | BY_HAND
    with (ROOT / "web" / "land" / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "latitude", "longitude"))
        for code, (latitude, longitude) in sorted(points.items()):
            writer.writerow((code, f"{latitude:.1f}", f"{longitude:.1f}"))


if __name__ == "__main__":
    main()
