"""Print every package that torino-archive needs with its version and licence.

    python web/deploy/licences.py

Exit 1 when a licence is not accepted or not told.
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
"""Licences that let a program of another licence be built on the package and passed on."""

SAYS = {
    "MIT License": "MIT",
    "MIT, BSD": "MIT OR BSD",
    "BSD License": "BSD",
    "Two-clause BSD license": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0",
    "PSFL": "PSF-2.0",
    "ZPL 2.1": "ZPL-2.1",
}
"""What packages that know no SPDX expression call theirs."""


def needed(name: str = OURS) -> set[str]:
    """The names of all packages that it needs here, and those that they need, normalised."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            wanted, _, condition = line.partition(";")
            need = normal(re.split(r"[^\w.-]", wanted.strip(), maxsplit=1)[0])
            if need in found or "extra ==" in condition:
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


def licence(name: str) -> str:
    """The licence that an installed package tells; empty when it tells none."""
    told = distribution(name).metadata
    classified = [
        line.rpartition(":: ")[2]
        for line in told.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    spoken = [*(told.get_all("License-Expression") or ()), *(told.get_all("License") or ())]
    said = next(filter(None, [*spoken, " OR ".join(classified)]), "")
    return SAYS.get(said, said)


def is_accepted(expression: str) -> bool:
    """Whether all that an SPDX expression asks for is accepted; of alternatives, any."""
    alternatives = [part.strip("() ") for part in expression.split(" OR ")]
    return any(
        all(SAYS.get(one, one) in ACCEPTED for one in each.split(" AND ")) for each in alternatives
    )


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    refused = 0
    for each in sorted(needed()):
        word = "" if is_accepted(licence(each)) else "  not accepted"
        refused += bool(word)
        print(f"{each:20} {distribution(each).version:12} {licence(each)}{word}")
    sys.exit(min(refused, 1))
