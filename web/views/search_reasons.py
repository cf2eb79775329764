"""Why a search has its results, in words: what was required, added and left out."""

from __future__ import annotations

from dataclasses import dataclass

from search.query.query import Query
from search.results.clause_reasons import ClauseReason, ClauseUse, SearchReasons
from search.results.date_format import written_reading
from search.results.understood import ExpansionNote, ExpansionReason
from web.views.i18n import gettext, gettext_in, gettext_noop
from web.views.links import QueryAddresses
from web.views.name_meanings import added_term
from web.views.query_text import quoted

_USES: dict[ClauseUse, str] = {
    "required": gettext_noop("every result has this"),
    "some": gettext_noop("every result has some of these"),
    "ranks": gettext_noop("only the order depends on it"),
    "left out": gettext_noop("not required, since no entry has all the words"),
    "missing": gettext_noop("no entry has this"),
}
_WHY: dict[ExpansionReason, str] = {
    "term": gettext_noop("means the same"),
    "place": gettext_noop("another name of the place"),
    "country": gettext_noop("another name of the country"),
    "region": gettext_noop("the countries or places of the region"),
    "demonym": gettext_noop("the country of these people"),
    "kind": gettext_noop("the kind of entry that it names"),
    "date": gettext_noop("read as a date"),
    "narrower": gettext_noop("is a part or a kind of it"),
    "related": gettext_noop("means about the same; only for related entries"),
}


@dataclass(frozen=True, slots=True)
class AddedItem:
    """A term that was added, with the link that takes it off."""

    term: str
    language: str
    why: str
    total: int
    remove: str


@dataclass(frozen=True, slots=True)
class WordItem:
    """Some words of the query, and what became of them."""

    words: str
    box: str
    """The box they were typed in, "" for the main one."""
    use: str
    total: int
    as_typed: int
    added: tuple[AddedItem, ...]


def word_items(
    reasons: SearchReasons, query: Query, here: QueryAddresses, language: str
) -> tuple[WordItem, ...]:
    """Return the words of a query in their order, each with what became of it."""
    boxes = {
        "person": gettext("person"), "place": gettext("place"), "phrase": gettext("phrase")
    }  # fmt: skip
    return tuple(
        WordItem(
            quoted(each.words),
            boxes.get(each.box, ""),
            gettext_in(language, _USES[each.use]),
            each.total,
            each.as_typed,
            _added(each, query, here, language),
        )
        for each in reasons.clauses
    )


def _added(
    reason: ClauseReason, query: Query, here: QueryAddresses, language: str
) -> tuple[AddedItem, ...]:
    """Return the added terms that some entry holds, and dates: they are how words were read."""
    return tuple(
        AddedItem(
            *expansion_term(each.note, language),
            gettext_in(language, _WHY[each.note.why]),
            each.total,
            remove_address(each.note, query, here),
        )
        for each in reason.added
        if each.total or each.note.why == "date"
    )


def expansion_term(note: ExpansionNote, language: str) -> tuple[str, str]:
    """Return an added term as it is shown, and its language."""
    if note.why == "date":
        return written_reading(note.term, language), language
    return added_term(note, language), language if note.region else note.language


def remove_address(note: ExpansionNote, query: Query, here: QueryAddresses) -> str:
    """Return the address of the search without an added term."""
    return here.choosing("drop", {*query.drop, note.term})
