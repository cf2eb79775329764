"""What the command line prints of results and entries, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.cli.screen import Screen
from index.gazetteer.regions import load_regions
from index.text.output_characters import text_for
from search.cli.explanation_text import explanation_lines
from search.query.notes import Note, NoteCode
from search.query.query import FacetField, Query
from search.query.url_parameters import parameters_of
from search.results.date_format import written_reading
from search.results.hit import Hit, Snippet
from search.results.labels import label_of, meaning_name, place_name
from search.results.results import Results
from search.results.score_explanation import Explanation
from search.results.understood import ExpansionNote
from search.zero_results import ZeroResultSuggestion

PLAIN = Screen()
"""A pipe or a file."""
LANGUAGE = "en"
"""The language of the command line's output."""
CHANGED = ", the original has changed since"
"""Behind what is said of a translation, where it has."""
SHOWN_FACETS: tuple[FacetField, ...] = ("year", "country", "kind", "written")
"""The facets whose counts are shown."""
_SHOWN_VALUES = 8
"""Values shown of each facet, beside those that are chosen."""
_NOTES: dict[NoteCode, str] = {
    "unclosed-quote": "a quotation mark was not closed and is taken as it is",
    "taken-literally": "taken as plain words",
    "short-prefix": "a * needs three letters before it; taken as a whole word",
    "no-words": "there is no word in it",
    "only-stop-words": "only very common words; searched as they are",
    "question-words": "only ask; left out (in quotation marks they are searched)",
    "excluded-words": 'left out, as you say; in quotation marks "but not" excludes nothing',
    "rarest-words": "the rarest words of a long text; only these are searched",
    "missing-words": "in no entry; these have other words",
    "prefix-as-word": "taken as a whole word; two words with * are possible",
    "no-groups": "not searched as a group; OR joins two words, -word leaves one out",
    "no-fields": "ignored, its word is searched everywhere; there are options for fields",
    "entry-named": "found by its id or its address",
    "no-such-day": "not in the calendar; its month or year is searched",
    "unknown-person": "nobody is known by that name; searched in the texts",
    "unknown-place": "no place is known by that name; searched in the texts",
    "unknown-country": "no such country; left out",
    "unknown-kind": "no such kind; left out",
    "unknown-year": "no such year here; left out",
    "unknown-written": "no such language; left out",
    "unknown-read": "no such language to read in; the original is shown",
    "unknown-sort": "no such order; by relevance",
}


def answer_lines(
    results: Results,
    suggestions: Sequence[ZeroResultSuggestion],
    explanations: Mapping[str, Explanation],
    screen: Screen = PLAIN,
    *,
    lenient: bool = False,
) -> Iterator[str]:
    """Yield the lines of one page of results, with what led to them and what else to try.

    `explanations` are by entry id; a hit without one is shown without. With `lenient`, the
    suggested commands are too.
    """
    yield screen.line(_headline(results), bold=True)
    if results.understood.same:
        also = ", ".join(map(_added_term, results.understood.same))
        yield screen.line(f"also searched: {also} (--no-expand: only the words as typed)")
    for name in results.understood.ambiguous:
        meanings = ", ".join(
            f"{meaning_name(one, 'en')} ({_entries(one.count)})" for one in name.meanings
        )
        yield screen.line(f"{name.word} may be: {meanings} (choose with --country or --place)")
    if results.did_you_mean:
        correction = results.did_you_mean
        counted = f"{correction.text} ({_entries(correction.total)})"
        yield screen.line(
            f"corrected: {counted} (--exactly: the words as typed)"
            if correction.is_applied
            else f"did you mean: {counted}"
        )
    if suggestions:
        yield "these find something:"
        for suggestion in suggestions:
            command = command_line(suggestion.query, lenient=lenient)
            yield _plain(f"  {command}  ({_entries(suggestion.total)})")
    for hit in results.hits:
        why = explanations.get(hit.id)
        yield ""
        yield from _hit_lines(hit, screen)
        if why:
            yield from map(_plain, explanation_lines(why))
    if results.related:
        yield ""
        yield screen.line(
            "related, with only a part of what was asked, or like a result:", bold=True
        )
        if results.understood.about_the_same:
            near = ", ".join(note.term for note in results.understood.about_the_same)
            yield screen.line(f"about the same: {near} (--no-expand: only the words as typed)")
    for hit in results.related:
        yield ""
        yield from _hit_lines(hit, screen)
    yield from _facet_lines(results, screen)
    if screen.width and results.hits:
        yield ""
        yield screen.line(_what_next(results), dim=True)


def _added_term(note: ExpansionNote) -> str:
    """Return a term, that of a region with the number of its countries or places, and a date in
    words."""
    if note.why == "date":
        return written_reading(note.term, LANGUAGE)
    if not note.size:
        return note.term
    region = load_regions().get(note.region)
    one, several = ("place", "places") if region and region.divisions else ("country", "countries")
    return f"{note.term} ({note.size} {one if note.size == 1 else several})"


def _what_next(results: Results) -> str:
    more = f"; --page {results.query.page + 1}: the next hits"
    return f"torino show {results.hits[0].id}: an entry in full" + (
        more if results.query.page < results.pages else ""
    )


def command_line(query: Query, *, lenient: bool = False) -> str:
    """Return the command line for a query."""
    import shlex

    words: list[str] = []
    options: list[str] = ["--lenient"] if lenient else []
    for name, value in parameters_of(query):
        if name == "q":
            typed = value.split()
            ends = ["--"] if any(word.startswith("-") for word in typed) else []
            words = [*ends, shlex.join(typed)]
        elif name == "expand":
            options.append("--no-expand")
        elif name in ("exactly", "by_people"):
            options.append(f"--{name.replace('_', '-')}")
        else:
            options.append(f"--{name.replace('_', '-')} {shlex.quote(value)}")
    return " ".join(["torino search", *options, *words])


def _headline(results: Results) -> str:
    query = results.query
    line = _entries(results.total)
    if results.without:
        parts = [f"have {' or '.join(words)}" for words in results.some_of]
        if results.left_out:
            parts.append(f"are without {', '.join(results.left_out)}")
        line += f", none with all the words; these {' and '.join(parts)}"
    if query.filter_count and results.total_without_filters != results.total:
        line += f" ({results.total_without_filters} without filters)"
    if results.pages > 1 or query.page > 1:
        line += f", page {query.page} of {results.pages}"
    return line


def _hit_lines(hit: Hit, screen: Screen) -> Iterator[str]:
    where = [place_name(place, LANGUAGE) for place in hit.places]
    where += [label_of("country", code)[LANGUAGE] for code in hit.countries]
    meta = [_span(hit), hit.id, hit.kind, *where, hit.shown.language]
    if hit.shown.origin != "published":
        meta.append(f"{hit.shown.origin} translation{CHANGED * hit.shown.outdated}")
    title = hit.shown.title if hit.shown.title.text else Snippet("(no title)")
    yield screen.line(title.text, marks=title.marks, bold=True, link=hit.source.url)
    yield screen.line(" · ".join(meta), indent="  ", dim=True)
    yield screen.line(hit.shown.text.text, marks=hit.shown.text.marks, indent="  ")


def _facet_lines(results: Results, screen: Screen) -> Iterator[str]:
    if not results.total:
        return
    yield ""
    for field in SHOWN_FACETS:
        facet = results.facets[field]
        values = [v for n, v in enumerate(facet.values) if n < _SHOWN_VALUES or v.selected]
        shown = [f"{v.labels[LANGUAGE]} {v.count}" for v in values]
        more = facet.total_values - len(shown)
        if shown:
            rest = f" and {more} more" if more > 0 else ""
            yield screen.line(f"{field + ':':<9}{', '.join(shown)}{rest}", hanging=" " * 9)


def _plain(text: str) -> str:
    """Return the text without what could steer the terminal; styles are added afterwards."""
    return text_for("terminal", text)


def _span(hit: Hit) -> str:
    return days_text(hit.dates.start, hit.dates.end)


def days_text(start: object, end: object) -> str:
    """Return the first and the last day, as one where they are the same."""
    if start is None:
        return "undated"
    return str(start) if start == end else f"{start}/{end}"


def _entries(count: int) -> str:
    return f"{count} entry" if count == 1 else f"{count} entries"


def note_text(note: Note) -> str:
    """Return a note in words, without control characters."""
    return _plain(f"{note.value}: {_NOTES.get(note.code, note.code.replace('-', ' '))}")
