"""Bring the UN M49 regions of regions.csv up to date with CLDR (not a dependency).

    npm pack cldr-core && tar xzf cldr-core-*.tgz && python index/data/make_regions.py package

The argument is the unpacked package. For each row with a code in its column `m49` the countries are
those that CLDR's territory containment gives for it, as far as countries.csv has them. All other
cells, and all other rows, are kept by hand.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
Contained = Mapping[str, Mapping[str, Sequence[str]]]


def countries_in(code: str, contained: Contained) -> Iterator[str]:
    """Yield the codes of all territories below a code, itself if it contains none."""
    inner = contained.get(code) or contained.get(f"{code}-status-grouping")
    if inner is None:
        yield code
        return
    for one in inner["_contains"]:
        yield from countries_in(one, contained)


def main(package: Path) -> None:
    """Write regions.csv again."""
    text = (package / "supplemental" / "territoryContainment.json").read_text(encoding="utf-8")
    contained: Contained = json.loads(text)["supplemental"]["territoryContainment"]
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    with (HERE / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["m49"]:
            found = {c for code in row["m49"].split("|") for c in countries_in(code, contained)}
            row["countries"] = "|".join(sorted(found & known))
    with (HERE / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
