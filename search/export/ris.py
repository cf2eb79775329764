"""An entry as a RIS record, as Zotero, EndNote, Mendeley and rispy read it.

What Zotero makes of each tag is in web/docs/REFERENCE.md.
"""

from __future__ import annotations

from index.text.output_characters import text_for
from search.export.reference import Reference

_TYPE = "ELEC"
"""A web page. Zotero takes ICOMM for an e-mail."""


def ris(reference: Reference) -> str:
    """Return the reference as one RIS record; lines end with CR LF."""
    lines = [
        ("TY", _TYPE),
        ("ID", reference.id),
        ("TI", reference.title),
        *(("TT", title) for title in reference.translated_titles),
        ("AU", reference.author),
        *_dates(reference.dates),
        ("T2", reference.site),
        ("CY", reference.place),
        ("UR", reference.address),
        ("Y2", reference.accessed.strftime("%Y/%m/%d/")),
        *(("L2", source) for source in reference.sources),
        ("LA", reference.language),
        *(("KW", keyword) for keyword in reference.keywords),
        ("AB", reference.text),
    ]
    record = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value)
    return text_for("ris", f"{record}ER  - \r\n\r\n")


def _dates(dates: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the year and the date.

    RIS has no form for a span. ISO 8601 puts a slash between its days, and readers that expect
    one day keep a date that they do not understand as it is.
    """
    if not dates:
        return []
    if len(dates) == 2:
        return [("PY", dates[0][:4]), ("DA", "/".join(dates))]
    year, month, day = (*dates[0].split("-"), "", "")[:3]
    return [("PY", year), ("DA", f"{year}/{month}/{day}/")]
