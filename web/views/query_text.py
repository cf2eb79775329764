"""A query in words: the heading, the sentence about its filters, and the chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from search.query.query import FacetField, FilterField, Query, TextField
from search.query.transforms import toggled
from search.results.date_format import within
from search.results.facet_values import Facet, FacetValue
from search.results.results import Results
from search.results.understood import QueryCorrection
from web.views.i18n import figure, gettext, gettext_noop, ngettext
from web.views.labels import facet_name, value_label

_FILTER_FORMS: dict[FacetField, str] = {
    "country": gettext_noop("about %(values)s"),
    "places": gettext_noop("about the city or territory %(values)s"),
    "year": gettext_noop("of %(values)s"),
    "kind": gettext_noop("of kind %(values)s"),
    "people": gettext_noop("with %(values)s"),
    "written": gettext_noop("written in %(values)s"),
}
_CHIP_ORDER: tuple[FacetField, ...] = ("country", "places", "year", "kind", "people", "written")


@dataclass(frozen=True, slots=True)
class Chip:
    """A link that removes one filter."""

    name: str
    """The name of the filter in the page's language."""
    value: str
    without: Query


def heading(results: Results) -> str:
    """Return "26 entries for “mayor”" or "No entries" in the page's language.

    When no entry has all of the words, the heading says so, and which words the entries are
    without or have some of. When a correction is searched, the words are the corrected ones.
    """
    words = words_of(searched_query(results))
    if not results.total:
        if not words:
            return gettext("No entries")
        return gettext("No entries for %(words)s", words=words)
    count = entry_count(results.total)
    if results.without:
        return gettext(
            "No entry with all of %(words)s; %(count)s %(parts)s",
            words=words,
            count=count,
            parts=parts_held(results),
        )
    return gettext("%(count)s for %(words)s", count=count, words=words) if words else count


def parts_held(results: Results) -> str:
    """Return which of the words the hits have some of and which they are without: “with “2007” or
    “2009”, without “consul””; empty when they have all."""
    parts = [gettext("with %(words)s", words=_any_of(group)) for group in results.some_of]
    if results.left_out:
        without = ", ".join(map(quoted, results.left_out))
        parts.append(gettext("without %(words)s", words=without))
    return ", ".join(parts)


def _any_of(words: Sequence[str]) -> str:
    *first, last = map(quoted, words)
    return f"{', '.join(first)} {gettext('or')} {last}"


def searched_query(results: Results) -> Query:
    """Return the query that the hits are of: the one typed or, with a correction, the other."""
    correction = results.did_you_mean
    is_applied = correction is not None and correction.is_applied
    return correction.applied(results.query) if correction and is_applied else results.query


def entry_count(number: int) -> str:
    """Return "1 entry" or "1,234 entries" in the page's language."""
    return ngettext("%(number)s entry", "%(number)s entries", number, number=figure(number))


def words_of(query: Query) -> str:
    """Return the free words of a query in quotation marks; "" when there are none.

    Words that are not from the main box are named: “zlin”, person “gajda”.
    """
    parts = [quoted(query.text)] if query.text else []
    for name, text in (
        (gettext("person"), query.person),
        (gettext("place"), query.place),
        (gettext("phrase"), query.phrase),
    ):
        if text:
            parts.append(f"{name} {quoted(text)}")
    return ", ".join(parts)


def correction_text(correction: QueryCorrection) -> Markup:
    """Return the corrected words in bold, after the name of their box if it is not the main one."""
    words = Markup("<b>{}</b>").format(correction.text)
    boxes: dict[TextField, str] = {"person": gettext("person"), "place": gettext("place")}
    box = boxes.get(correction.box)
    return Markup("{} {}").format(box, words) if box else words


def quoted(words: str) -> str:
    """Return the words in the quotation marks of the page's language."""
    return gettext("“%(words)s”", words=words)


def labels_of(
    field: FilterField, values: Iterable[object], facet: Facet | None, language: str
) -> list[str]:
    """Return the labels of filter values, in the order given."""
    wanted = [str(value) for value in values]
    held = facet.values if facet else ()
    known = {v.value: value_label(field, v, language) for v in held if v.value in wanted}
    return [known.get(value) or _label_without_facet(field, value, language) for value in wanted]


def describe_filters(query: Query, facets: Mapping[FacetField, Facet], language: str) -> Markup:
    """Return one sentence that says how the filters combine; empty when there are none.

    The values of one filter are joined by "or", the filters by "and"; exclusions are at the end.
    """
    clauses = []
    for field, form in _FILTER_FORMS.items():
        if values := getattr(query, field):
            labels = labels_of(field, values, facets.get(field), language)
            if field in ("kind", "written"):
                labels = [_inside_sentence(label, field, language) for label in labels]
            clauses.append(_filled(gettext(form), _either(labels)))
    if span := within(query.since, query.until, language):
        clauses.append(Markup("<b>{}</b>").format(span))
    if query.by_people:
        clauses.append(escape(gettext("whose text is by people")))
    if not clauses and not query.not_country:
        return Markup()
    joined = Markup(", {} ").format(gettext("and")).join(clauses)
    if query.not_country:
        left_out = labels_of("not_country", query.not_country, None, language)
        excluded = _filled(gettext("not about %(values)s"), _either(left_out))
        joined = Markup("{}; {}").format(joined, excluded) if clauses else excluded
    return _filled(gettext("Only entries %(values)s."), joined)


def chips(query: Query, facets: Mapping[FacetField, Facet], language: str) -> tuple[Chip, ...]:
    """Return one chip for each filter value, and one for the date range."""
    made = []
    for field in _CHIP_ORDER:
        values = getattr(query, field)
        for value, label in zip(
            values, labels_of(field, values, facets.get(field), language), strict=True
        ):
            made.append(Chip(facet_name(field, language), label, toggled(query, field, str(value))))
    if query.since or query.until:
        unbounded = replace(query, since="", until="", page=1)
        made.append(Chip(gettext("Dates"), within(query.since, query.until, language), unbounded))
    if query.by_people:
        without = replace(query, by_people=False, page=1)
        made.append(Chip(gettext("Texts"), gettext("only by people"), without))
    for code in query.not_country:
        label = labels_of("not_country", (code,), None, language)[0]
        made.append(
            Chip(
                gettext("Excluded"),
                gettext("not %(country)s", country=label),
                toggled(query, "not_country", code),
            )
        )
    return tuple(made)


def _inside_sentence(label: str, field: FacetField, language: str) -> str:
    """Return a label in lower case; English writes languages with a capital."""
    return label if field == "written" and language == "en" else label.lower()


def _label_without_facet(field: FilterField, value: str, language: str) -> str:
    return value_label(field, FacetValue(value, {}, 0, True), language)


def _either(labels: list[str]) -> Markup:
    """Return the labels in bold, joined by commas and a last "or"."""
    bold = [Markup("<b>{}</b>").format(label) for label in labels]
    if len(bold) < 2:
        return Markup().join(bold)
    return Markup("{} {} {}").format(Markup(", ").join(bold[:-1]), gettext("or"), bold[-1])


def _filled(form: str, values: Markup) -> Markup:
    return escape(form) % {"values": values}
