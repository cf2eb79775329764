"""Print every package that torino-archive needs with its version and licence.

    python web/deploy/licences.py

Exit 1 when a licence is not accepted or not declared.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

OURS = "torino-archive"

ACCEPTED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MPL-2.0",
    "PSF-2.0", "ZPL-2.1", "Zlib",
}  # fmt: skip
"""Licences under which a program of another licence may use the package and be distributed."""

SPDX_IDS = {
    "MIT License": "MIT",
    "MIT, BSD": "MIT OR BSD",
    "BSD License": "BSD",
    "Two-clause BSD license": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0",
    "PSFL": "PSF-2.0",
    "ZPL 2.1": "ZPL-2.1",
}
"""SPDX expressions for the names that other packages use."""


def needed(name: str = OURS) -> set[str]:
    """Return the normalised names of all packages that it needs here, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            wanted, _, condition = line.partition(";")
            need = normal(re.split(r"[^\w.-]", wanted.strip(), maxsplit=1)[0])
            if need in found or ("extra ==" in condition and not is_engine(condition)):
                continue
            try:
                distribution(need)
            except PackageNotFoundError:  # for another platform
                if not condition:
                    raise
                continue
            found.add(need)
            waiting.append(need)
    return found


def is_engine(condition: str) -> bool:
    """Return whether a package is needed for the extra that this program itself offers."""
    return re.search(r"""extra == ['"]opensearch['"]""", condition) is not None


def licence(name: str) -> str:
    """Return the licence that an installed package declares; "" when it declares none."""
    metadata = distribution(name).metadata
    classified = [
        line.rpartition(":: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    declared = [
        *(metadata.get_all("License-Expression") or ()),
        *(metadata.get_all("License") or ()),
    ]
    first = next(filter(None, [*declared, " OR ".join(classified)]), "")
    return SPDX_IDS.get(first, first)


def is_accepted(expression: str) -> bool:
    """Return whether an SPDX expression is accepted: all of its parts, or any alternative."""
    alternatives = [part.strip("() ") for part in expression.split(" OR ")]
    return any(
        all(SPDX_IDS.get(one, one) in ACCEPTED for one in each.split(" AND "))
        for each in alternatives
    )


def normal(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    refused = 0
    for each in sorted(needed()):
        word = "" if is_accepted(licence(each)) else "  not accepted"
        refused += bool(word)
        print(f"{each:20} {distribution(each).version:12} {licence(each)}{word}")
    sys.exit(min(refused, 1))
