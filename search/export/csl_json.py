"""An entry as an item of CSL-JSON, the input of citeproc, Pandoc and Zotero.

https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

from typing import Any

from search.export.reference import Reference

DateVariable = dict[str, list[list[int]]]
"""`{"date-parts": [[year, month, day]]}`, with a second list for the end of a span."""


def csl_item(reference: Reference) -> dict[str, Any]:
    """Return the reference as a web page; what is not known has no key."""
    item: dict[str, Any] = {
        "id": reference.id,
        "type": "webpage",
        "title": reference.title,
        "author": [{"literal": reference.author}],
        "container-title": reference.site,
        "publisher-place": reference.place,
        "issued": _date_variable(*reference.dates) if reference.dates else None,
        "accessed": _date_variable(reference.accessed.isoformat()),
        "URL": reference.address,
        "language": reference.language,
        "keyword": ", ".join(reference.keywords),
        "abstract": reference.text,
    }
    return {name: value for name, value in item.items() if value}


def _date_variable(*dates: str) -> DateVariable:
    return {"date-parts": [[int(part) for part in each.split("-")] for each in dates]}
