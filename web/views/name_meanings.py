"""What names in a query mean, in words: the size of an added region, and ambiguous names."""

from __future__ import annotations

from typing import NamedTuple

from index.gazetteer.regions import load_regions
from search.export.json_format import search_url
from search.query.transforms import narrowed
from search.results.labels import meaning_name, region_name
from search.results.results import Results
from search.results.understood import ExpansionNote
from web.views.i18n import figure, ngettext
from web.views.query_text import quoted


class MeaningLink(NamedTuple):
    """One meaning of an ambiguous name, with its entries and the search for it alone."""

    label: str
    total: int
    address: str


def ambiguous_links(results: Results, language: str) -> list[tuple[str, list[MeaningLink]]]:
    """Return each ambiguous name in quotation marks, with links to its meanings."""
    query = results.query
    return [
        (
            quoted(name.word),
            [
                MeaningLink(
                    meaning_name(one, language),
                    one.count,
                    search_url(narrowed(query, one.field, one.values), language),
                )
                for one in name.meanings
            ],
        )
        for name in results.understood.ambiguous
    ]


def added_term(note: ExpansionNote, language: str) -> str:
    """Return an added term; a region in the page's language, with the size that is known."""
    region = load_regions().get(note.region)
    if region is None:
        return note.term
    name, number = region_name(note.region, language), figure(note.size)
    if not note.size:
        return name
    if region.divisions:
        return ngettext(
            "%(name)s (%(number)s place)",
            "%(name)s (%(number)s places)",
            note.size,
            name=name,
            number=number,
        )
    return ngettext(
        "%(name)s (%(number)s country)",
        "%(name)s (%(number)s countries)",
        note.size,
        name=name,
        number=number,
    )
