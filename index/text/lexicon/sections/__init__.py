"""What a lexicon has: each list of words with its use. A file of a language has the same names.

`Words` are separated by white space, `Phrases` by `|` or line ends; both are folded. `Ordered`
words are folded too and keep their order; `Written` ones keep their accents as well. `Patterns` are
regular expressions, one a line, of folded text where nothing else is said; `bool` is true or false.
Any list may be missing, which means that the language has no such words.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.text.lexicon.sections.calendar_words import Calendar, EventDates
from index.text.lexicon.sections.event_words import Joining, KindCues, KindPatterns
from index.text.lexicon.sections.grammar_words import Grammar, Stems
from index.text.lexicon.sections.page_words import AddressWords, Detection, Layouts, Repairs
from index.text.lexicon.sections.person_words import NameWords, People, Roles
from index.text.lexicon.sections.place_words import Places
from index.text.lexicon.sections.search_words import Search
from index.text.lexicon.sections.translation_words import TranslationWords
from index.text.lexicon.sections.word_types import Section, Words

__all__ = ["SECTIONS", "KindPatterns", "Lexicon", "Roles", "Search", "Section", "Words"]


class Lexicon(Section):
    """The words of one language."""

    tag: str
    """Its BCP 47 tag: the name of the file."""
    order: int
    """Where two languages are as likely, that with the lower number is taken."""
    stemmer: str | None = None
    """The name of the language in Snowball; without one, texts are found by folded words."""
    grammar: Grammar = Grammar()
    calendar: Calendar = Calendar()
    roles: Roles = Roles()
    people: People = People()
    places: Places = Places()
    event_dates: EventDates = EventDates()
    layouts: Layouts = Layouts()
    addresses: AddressWords = AddressWords()
    kinds_in_heading: KindPatterns = KindPatterns()
    """Kinds that a heading names."""
    kinds_in_rest: KindPatterns = KindPatterns()
    """Kinds that a heading names when it names none of those."""
    kinds_in_text: KindPatterns = KindPatterns()
    """Kinds by the beginning of a text, where the heading names none."""
    kind_cues: KindCues = KindCues()
    detection: Detection = Detection()
    repairs: Repairs = Repairs()
    stems: Stems = Stems()
    joining: Joining = Joining()
    names: NameWords = NameWords()
    search: Search = Search()
    translation: TranslationWords = TranslationWords()


SECTIONS: Mapping[str, type[Section]] = {
    "grammar": Grammar,
    "calendar": Calendar,
    "roles": Roles,
    "people": People,
    "places": Places,
    "event_dates": EventDates,
    "layouts": Layouts,
    "addresses": AddressWords,
    "kinds_in_heading": KindPatterns,
    "kinds_in_rest": KindPatterns,
    "kinds_in_text": KindPatterns,
    "kind_cues": KindCues,
    "detection": Detection,
    "repairs": Repairs,
    "stems": Stems,
    "joining": Joining,
    "names": NameWords,
    "search": Search,
    "translation": TranslationWords,
}
"""The tables of a language's file."""
