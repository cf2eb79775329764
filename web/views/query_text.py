"""A query in words: the heading, the sentence of how its filters combine, and the chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from search.query.query import Query
from search.query.transforms import toggled
from search.results.date_format import within
from search.results.results import Correction, Facet, FacetValue, Results
from web.views.i18n import figure, gettext, ngettext
from web.views.labels import facet_name, value_label


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on, and the query without it."""

    name: str
    """The facet's name in the page's language."""
    value: str
    without: Query


def heading(results: Results) -> str:
    """ "26 entries for “mayor”", "No entries", in the page's language."""
    words = words_of(results.query)
    if not results.total:
        if not words:
            return gettext("No entries")
        return gettext("No entries for %(words)s", words=words)
    count = counted(results.total)
    return gettext("%(count)s for %(words)s", count=count, words=words) if words else count


def counted(number: int) -> str:
    """ "1 entry", "1,234 entries", in the page's language."""
    return ngettext("%(number)s entry", "%(number)s entries", number, number=figure(number))


def words_of(query: Query) -> str:
    """The free words of a query, quoted as the page's language quotes; empty when there are none.

    The boxes are named: “zlin”, person “gajda”.
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


def meant_words(meant: Correction) -> Markup:
    """The corrected words in bold, with the name of the box they are for when it is a small one."""
    words = Markup("<b>{}</b>").format(meant.text)
    box = {"person": gettext("person"), "place": gettext("place")}.get(meant.box)
    return Markup("{} {}").format(box, words) if box else words


def quoted(words: str) -> str:
    """The words in the quotation marks of the page's language."""
    return gettext("“%(words)s”", words=words)


def labels_of(
    field: str, values: Iterable[object], facet: Facet | None, language: str
) -> list[str]:
    """The values in words, in the order given."""
    wanted = [str(value) for value in values]
    held = facet.values if facet else ()
    known = {v.value: value_label(field, v, language) for v in held if v.value in wanted}
    return [known.get(value) or _lone_label(field, value, language) for value in wanted]


def describe_filters(query: Query, facets: Mapping[str, Facet], language: str) -> Markup:
    """How the filters combine, in one sentence; empty when there are none.

    Values of one facet are joined by "or", facets by "and", exclusions stand at the end.
    """
    forms = {
        "country": gettext("about %(values)s"),
        "places": gettext("about the city or territory %(values)s"),
        "year": gettext("of %(values)s"),
        "kind": gettext("of kind %(values)s"),
        "people": gettext("with %(values)s"),
        "written": gettext("written in %(values)s"),
    }
    clauses = []
    for field, form in forms.items():
        if values := getattr(query, field):
            labels = labels_of(field, values, facets.get(field), language)
            if field in ("kind", "written"):
                labels = [_small(label, field, language) for label in labels]
            clauses.append(_filled(form, _either(labels)))
    if span := within(query.since, query.until, language):
        clauses.append(Markup("<b>{}</b>").format(span))
    if not clauses and not query.not_country:
        return Markup()
    joined = Markup(", {} ").format(gettext("and")).join(clauses)
    if query.not_country:
        left_out = labels_of("not_country", query.not_country, None, language)
        excluded = _filled(gettext("not about %(values)s"), _either(left_out))
        joined = Markup("{}; {}").format(joined, excluded) if clauses else excluded
    return _filled(gettext("Only entries %(values)s."), joined)


def chips(query: Query, facets: Mapping[str, Facet], language: str) -> tuple[Chip, ...]:
    """One chip for each filter value, and one for the date range."""
    made = []
    for field in ("country", "places", "year", "kind", "people", "written"):
        values = getattr(query, field)
        for value, label in zip(
            values, labels_of(field, values, facets.get(field), language), strict=True
        ):
            made.append(Chip(facet_name(field, language), label, toggled(query, field, str(value))))
    if query.since or query.until:
        unbounded = replace(query, since="", until="", page=1)
        made.append(Chip(gettext("Dates"), within(query.since, query.until, language), unbounded))
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


def _small(label: str, field: str, language: str) -> str:
    """A label inside a sentence; English writes its languages with a capital."""
    return label if field == "written" and language == "en" else label.lower()


def _lone_label(field: str, value: str, language: str) -> str:
    return value_label(field, FacetValue(value, {}, 0, True), language)


def _either(labels: list[str]) -> Markup:
    """The labels in bold, joined by commas and a last "or"."""
    bold = [Markup("<b>{}</b>").format(label) for label in labels]
    if len(bold) < 2:
        return Markup().join(bold)
    return Markup("{} {} {}").format(Markup(", ").join(bold[:-1]), gettext("or"), bold[-1])


def _filled(form: str, values: Markup) -> Markup:
    return escape(form) % {"values": values}
