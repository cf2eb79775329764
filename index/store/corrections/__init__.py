"""corrections.csv, written by the archivist: its values replace what was read from the pages.

`table` reads and writes the file in whatever form a spreadsheet gives it, `corrected_entry` says
what each field may hold and applies it. Read `Correction` and `correct_entries` first.
"""

from index.store.corrections.corrected_entry import (
    check_correction,
    correct_entries,
    corrections_by_id,
    corrections_of,
    is_named,
    not_entries,
    shown_entries,
)
from index.store.corrections.correction import (
    FIELDS,
    Correction,
    CorrectionField,
    changed_ids,
    decide_joins,
)
from index.store.corrections.listed_values import SIGNS
from index.store.corrections.table import (
    NOTHING,
    add_correction,
    drop_corrections,
    read_corrections,
)

__all__ = [
    "FIELDS",
    "NOTHING",
    "SIGNS",
    "Correction",
    "CorrectionField",
    "add_correction",
    "changed_ids",
    "check_correction",
    "correct_entries",
    "corrections_by_id",
    "corrections_of",
    "decide_joins",
    "drop_corrections",
    "is_named",
    "not_entries",
    "read_corrections",
    "shown_entries",
]
