"""Make months.csv: the months of languages that have no lexicon, as dates write them.

python index/data/make_months.py
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale

from index.text.folding import fold

LANGUAGES = (
    *("be", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "es", "et", "fi", "gl"),
    *("hr", "is", "lb", "mk", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk", "sl"),
    *("sq", "sr", "sr_Latn", "sv", "tr", "uk"),
)
"""Languages of Europe whose dates are a day, a month and a year, in this order."""


def _word(name: str) -> str:
    """Return a name folded, without the "de" or "d'" that CLDR has before it."""
    return fold(name).split()[-1].rpartition("'")[2]


def main() -> None:
    """Write the file: a language, whether its days have a full stop, its months.

    The forms of one month stand between bars.
    """
    with (Path(__file__).parent / "months.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("language", "has_stop", "months"))
        for tag in LANGUAGES:
            locale = Locale.parse(tag)
            has_stop = locale.date_formats["long"].pattern.startswith("d.")
            names = [
                "|".join(sorted({_word(forms["wide"][number]) for forms in locale.months.values()}))
                for number in range(1, 13)
            ]
            rows.writerow((tag, int(has_stop), " ".join(names)))


if __name__ == "__main__":
    main()
