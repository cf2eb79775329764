"""The rules of reading in words of the page's language, by their names in a trace."""

from __future__ import annotations

from collections.abc import Mapping

from index.model.page import Layout
from index.model.reading_trace import DateRule, FeatureName, KindRule, LanguageBasis
from web.views.i18n import gettext_in, gettext_noop

MENTION_RULES: Mapping[str, str] = {
    "called a region": gettext_noop("called a region or a province"),
    "Chinese or Korean name": gettext_noop("a Chinese or Korean name"),
    "Chinese or Korean name, the family name last": gettext_noop("a Chinese or Korean name"),
    "who wrote or photographed it": gettext_noop("who wrote the page or took the picture"),
    "called after a person": gettext_noop("a thing that is called after a person"),
    "calling before it": gettext_noop("what somebody does for a living before it"),
    "calling after it": gettext_noop("what somebody does for a living after it"),
    "acts at the head of a sentence": gettext_noop("acts, at the beginning of a sentence"),
    "given name": gettext_noop("begins with a given name"),
    "given name that is a place too": gettext_noop("a given name that is also a place"),
    "words for a leader or host before it": gettext_noop(
        "“led by”, “welcomed by” or the like before it"
    ),
    "office after it": gettext_noop("an office after it"),
    "initial before a surname": gettext_noop("an initial before a surname"),
    "office after a surname": gettext_noop("a surname with an office after it"),
    "acts with a known person": gettext_noop("acts together with a known person"),
    "nothing says so": gettext_noop("nothing says that it is a person"),
    "office before several words": gettext_noop("an office before it"),
    "comma between office and name": gettext_noop("an office before it, with a comma between"),
    "known person after an office": gettext_noop("a known person, after an office"),
    "initial after an office": gettext_noop("an initial, after an office"),
    "surname right after an office": gettext_noop("a surname right after an office"),
    "surname right after a mayor's town": gettext_noop("a surname right after a mayor’s town"),
    "surname of a name that the text has in full": gettext_noop(
        "the surname of somebody named in full elsewhere"
    ),
    "sooner a part of the role": gettext_noop("rather a part of the office"),
    "known person": gettext_noop("a person whom the archive knows"),
    "listed with another": gettext_noop("in a list with another person"),
    "form of address": gettext_noop("a form of address before it"),
    "its country stands beside it": gettext_noop("its country stands beside it"),
    "its country is named": gettext_noop("its country is named too"),
    "its country's people are named": gettext_noop("the people of its country are named too"),
    "a line of its own": gettext_noop("a line of the text by itself"),
    "what links towns and with before it": gettext_noop(
        "a word such as twinning, and “with”, before it"
    ),
    "acronym": gettext_noop("an acronym"),
    "all in capitals": gettext_noop("all in capitals, as the words around it"),
    "article before it": gettext_noop("an article before it, as before a word"),
    "what only towns have stands beside it": gettext_noop("what only a town has stands before it"),
    "its mayor or the word for a town before it": gettext_noop(
        "a mayor or the word for a town before it"
    ),
    "office before it": gettext_noop("an office before it"),
    "a part of the title": gettext_noop("a part of the title by itself"),
    "does what towns do": gettext_noop("does what towns do"),
    "in a list of places": gettext_noop("in a list of places"),
    "preposition of place": gettext_noop("a preposition of place before it"),
    "where something is": gettext_noop("says where something is"),
    "head of a sentence": gettext_noop("a word at the beginning of a sentence"),
    "a word at the head of a sentence": gettext_noop("a word at the beginning of a sentence"),
    "paired with a word": gettext_noop("in a pair with an ordinary word"),
    "a word beside another word": gettext_noop("in a pair with an ordinary word"),
    "kept by hand": gettext_noop("in the list of places kept by hand"),
    "large city": gettext_noop("a large city"),
    "city": gettext_noop("too small a place to be meant without more"),
    "small city": gettext_noop("too small a place to be meant without more"),
    "town": gettext_noop("too small a place to be meant without more"),
    "little known": gettext_noop("too small a place to be meant without more"),
    "a person's name": gettext_noop("a person’s name"),
    "a person's name sooner than a little known town": gettext_noop("a person’s name"),
    "an ordinary word": gettext_noop("an ordinary word"),
    "a thing called after it": gettext_noop("a thing that is called after a place"),
    "name of the thing before it": gettext_noop("the name of the thing before it"),
    "after a name and its of": gettext_noop("a part of a longer name"),
    "part of a longer name": gettext_noop("a part of a longer name"),
    "country or region": gettext_noop("the name of a country or a region"),
    "surname": gettext_noop("a surname"),
    "language": gettext_noop("a language"),
    "says who came": gettext_noop("says where people came from"),
    "a people's culture": gettext_noop("says whose culture it is"),
    "a thing": gettext_noop("said of a thing"),
    "street or building": gettext_noop("a street or a building"),
    "landmark of the home city": gettext_noop("a landmark of the city itself"),
    "seat of an envoy": gettext_noop("the seat of an embassy or a consulate"),
    "only compared with": gettext_noop("only compared with"),
    "Monaco or Munich": gettext_noop("Monaco or Munich, by the words around it"),
    "city of a name": gettext_noop("a city that has the name of a country"),
    "home country": gettext_noop("a place at home, not abroad"),
    "weak mention": gettext_noop("only mentioned; the entry is about other places"),
}
DATE_RULES: Mapping[DateRule, str] = {
    "heading": gettext_noop("the heading has it"),
    "misprint": gettext_noop("the heading has a day that cannot be; the likelier one was taken"),
    "day before month": gettext_noop("in numbers only; the day was read before the month"),
    "month first": gettext_noop("in numbers, the month first as in other dates of the page"),
    "days within the month": gettext_noop("the heading has a month, and the text has days in it"),
    "days beside publication": gettext_noop(
        "the day above the text is that of publication; the text says the days of the event"
    ),
    "publication": gettext_noop("nothing but the day of publication is known"),
    "first candidate": gettext_noop("the heading has none; the best of the others was taken"),
    "none": gettext_noop("nothing says a date"),
}
LANGUAGE_BASES: Mapping[LanguageBasis, str] = {
    "declared": gettext_noop("the page says so"),
    "function words": gettext_noop("told by its small words"),
    "letters": gettext_noop("told by its sequences of letters"),
    "nothing": gettext_noop("too little text to tell"),
}
KIND_RULES: Mapping[KindRule, str] = {
    "heading": gettext_noop("by a word of the heading"),
    "meeting in heading": gettext_noop("by a word of the heading"),
    "visited city": gettext_noop("by a city in the heading that came on a visit"),
    "text": gettext_noop("by a word of the text"),
    "none": gettext_noop("no word says another kind"),
}
LAYOUTS: Mapping[Layout, str] = {
    "bulleted-list": gettext_noop("a list of entries under their headings"),
    "headless-list": gettext_noop("a list of entries that has lost its headings"),
    "single": gettext_noop("a page of one entry"),
    "cms-list": gettext_noop("a list made by a content management system"),
    "events": gettext_noop("the events of a year"),
    "agreement": gettext_noop("the page of an agreement"),
    "repeated": gettext_noop("a page of parts that are built alike"),
}
FEATURES: Mapping[FeatureName, str] = {
    "days": gettext_noop("the same days"),
    "visitors": gettext_noop("the same guests"),
    "guests": gettext_noop("the same names"),
    "surnames": gettext_noop("the same surnames of guests"),
    "acronyms": gettext_noop("the same acronyms in the title"),
    "slug words": gettext_noop("the same words in the address of the page"),
    "slug": gettext_noop("the same name of the page"),
    "title words": gettext_noop("the same names in the title"),
    "hosts": gettext_noop("the same people of the city"),
    "page": gettext_noop("the same page in another language"),
    "cities": gettext_noop("the same places"),
    "countries": gettext_noop("the same countries"),
    "kind": gettext_noop("the same kind"),
    "translated words": gettext_noop("words that mean about the same"),
}


def mention_rule(name: str, language: str) -> str:
    """Return a rule of names in words; one that is not known here as it is called."""
    return gettext_in(language, MENTION_RULES[name]) if name in MENTION_RULES else name
