"""Years and months that tabs of a page call the panels that they open."""

from __future__ import annotations

from resiliparse.parse.html import ElementNode

from index.reading.layouts.line.headings import is_month_heading, title_year
from index.reading.layouts.tree.blocks import collapse_whitespace
from index.reading.layouts.tree.tree_marks import without_marks

_LEADS_TO = ("href", "data-target", "data-bs-target", "aria-controls")
"""Attributes that name what a tab opens."""
_TABS = ", ".join(("a[href^='#']", *(f"[{where}]" for where in _LEADS_TO[1:])))


def tab_names(body: ElementNode) -> dict[str, str]:
    """Return the years and months that links within the page call what they lead to, by its id."""
    found: dict[str, str] = {}
    for link in body.query_selector_all(_TABS):
        name = collapse_whitespace(without_marks(link.text or ""))
        if title_year(name) or is_month_heading(name):
            found |= {
                (link.getattr(where) or "").removeprefix("#"): name
                for where in _LEADS_TO
                if where in link.attrs
            }
    found.pop("", None)  # a link to the top of the page leads to no panel
    return found
