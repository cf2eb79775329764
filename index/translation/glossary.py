"""The glossary of a translator's project: the names and offices in its texts, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from index.gazetteer import Gazetteer
from index.text.term_list import LONGEST_WORDING, TermRow, load_terms
from index.translation.sentences import SegmentWords
from index.translation.work import Work


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A wording, its translation, and what it names."""

    source: str
    target: str
    note: str


def glossary_of(work: Iterable[Work], gazetteer: Gazetteer) -> list[GlossaryTerm]:
    """Return the countries, places, people, offices and terms of the texts, sorted, each once."""
    terms: dict[GlossaryTerm, None] = {}
    phrases: set[tuple[str, ...]] = set()
    languages = ("", "")
    for each in work:
        languages = each.source.language, each.language
        for text, _ in each.texts:
            phrases.update(_phrases(SegmentWords.of(text).words))
        terms.update(dict.fromkeys(_names(each, gazetteer)))
    terms.update(dict.fromkeys(_wordings(phrases, *languages)))
    known = (term for term in terms if term.source and term.target)
    return sorted(known, key=lambda term: (term.source.casefold(), term.target, term.note))


def write_glossary(terms: Iterable[GlossaryTerm]) -> str:
    """Return the text of a glossary file: a line each, tabs between the columns."""
    cells = ((term.source, term.target, term.note) for term in terms)
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in cells)


def _names(work: Work, gazetteer: Gazetteer) -> Iterator[GlossaryTerm]:
    source, target = work.source.language, work.language
    for code in work.entry.countries:
        own, other = (gazetteer.country_name(code, each) for each in (source, target))
        yield GlossaryTerm(own, other, "country")
    for place in work.entry.places:
        name = place.names.get(source) or place.as_written
        yield GlossaryTerm(name, place.names.get(target, name), "place")
    for person in work.entry.people:
        yield GlossaryTerm(person.name, person.name, "person")


def _phrases(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for end in range(start + 1, start + LONGEST_WORDING + 1):
            yield words[start:end]


def _wordings(phrases: set[tuple[str, ...]], source: str, target: str) -> Iterator[GlossaryTerm]:
    """Yield the offices, terms and organisations that are among these phrases."""
    for row in load_terms().pairs:
        shown = row.side(target)[:1]
        for wording, other in product(row.side(source), shown):
            if any(map(str.isalpha, wording)) and SegmentWords.of(wording).words in phrases:
                yield GlossaryTerm(wording, other, _note(row))


def _note(row: TermRow) -> str:
    return "office or kind of entry" if row.word_class == "role" else "term"
