"""What a lexicon has: each list of words with its use. A file of a language has the same names.

`Words` are separated by white space, `Phrases` by `|` or line ends; both are folded. `Ordered`
words are folded too and keep their order; `Written` ones keep their accents as well. `Patterns` are
regular expressions, one a line, of folded text where nothing else is said; `bool` is true or false.
Any list may be missing, which means that the language has no such words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = frozenset[str]
Phrases = frozenset[str]
Ordered = tuple[str, ...]
Written = tuple[str, ...]
Patterns = tuple[str, ...]
NO_WORDS: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The small words, which many stages ask for; elided ones are without their apostrophe."""

    articles: Words = NO_WORDS
    """Definite articles."""
    indefinite: Words = NO_WORDS
    """Indefinite articles."""
    joined: Words = NO_WORDS
    """Prepositions written as one word with an article: "del", "nella", "du"."""
    of: Words = NO_WORDS
    """Before that to which somebody or something belongs, joined with an article too."""
    origin: Words = NO_WORDS
    """Before that from which somebody comes, joined with an article too."""
    place: Words = NO_WORDS
    """Before the place where something is, joined with an article too."""
    goal: Words = NO_WORDS
    """Before the place to which somebody goes, where `place` has it not."""
    near: Words = NO_WORDS
    """Before the place or body at, near or towards which something is."""
    around: Words = NO_WORDS
    """Before a place that is passed, left behind, or one of several."""
    purpose: Words = NO_WORDS
    """Before what something is for."""
    company: Words = NO_WORDS
    """Before those with whom somebody is."""
    topic: Words = NO_WORDS
    """Before what something is about, joined with an article too."""
    agent: Ordered = ()
    """Before those by whom something is done: alone, then joined with an article."""
    elided: Words = NO_WORDS
    """Words that an apostrophe joins to the next one: "l'", "dell'"."""
    conjunction: Words = NO_WORDS
    """The word "and"."""
    alternative: Words = NO_WORDS
    """The word "or"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Names of the calendar, as CLDR has them, and how pages cut them."""

    months: Written = ()
    """Names of the months, January first."""
    short_months: Ordered = ()
    """Abbreviations without full stop, January first; `/` between several, `-` for none."""
    weekdays: Written = ()
    """Names of the days of the week, Monday first."""
    short_weekdays: Words = NO_WORDS
    """Abbreviations of weekdays without full stop."""
    spring: Written = ()
    """Names of the season of March, April and May."""
    summer: Written = ()
    """Names of the season of June, July and August."""
    autumn: Written = ()
    """Names of the season of September, October and November."""
    winter: Written = ()
    """Names of the season of December, January and February."""

    ordinals: Words = NO_WORDS
    """What follows the number of a day: "1st", "1er"."""
    first: Words = NO_WORDS
    """The first day of a month in words."""
    month_first: bool = False
    """Whether the day may follow the month: "June 20th"."""
    also_words: Words = NO_WORDS
    """Months that are other words too: without a number beside them they need a capital."""
    slug_months: Ordered = ()
    """Months as addresses spell them that leave accented letters out, as `short_months`."""
    of: Phrases = NO_WORDS
    """Between a day, its month and its year: "5 di maggio del 2007"."""
    before_day: Phrases = NO_WORDS
    """What stands before a day: "on the 5th", "nei giorni 5 e 6"."""
    glued: Words = NO_WORDS
    """Words to which pages glue a day: "il5 maggio"."""
    openings: Phrases = NO_WORDS
    """Words that may precede the date with which a text opens."""
    range_from: Phrases = NO_WORDS
    """Before the first of two dates that "to" joins."""
    range_between: Phrases = NO_WORDS
    """Before the first of two dates that "and" joins."""
    until: Phrases = NO_WORDS
    """Between the two dates of a range."""
    until_weak: Phrases = NO_WORDS
    """The same, but also an ordinary word: on pages only before a weekday."""
    before_month: Words = NO_WORDS
    """After one of these a number that follows the month counts things: "In June 12 cities"."""

    def seasons(self) -> Written:
        """Return the names of all seasons."""
        return self.spring + self.summer + self.autumn + self.winter


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Words for offices by whose they are, and forms of address; plurals have lists of their own.

    Where a word is in several lists, the first of them in this order counts.
    """

    envoys: Words = NO_WORDS
    """The plurals of `envoy`."""
    envoy: Words = NO_WORDS
    """Whose office is a country's abroad."""
    others: Words = NO_WORDS
    """The plurals of `other`."""
    other: Words = NO_WORDS
    """Any office that is none of the rest."""
    states: Words = NO_WORDS
    """The plurals of `state`."""
    state: Words = NO_WORDS
    """Whose office is a country's, a region's or a church's."""
    dotted: Words = NO_WORDS
    """Forms of address that are one only with their full stop: "On.", "Arch."."""
    title: Words = NO_WORDS
    """Forms of address, which are no office: "Mr", "Dottoressa"."""
    towns: Words = NO_WORDS
    """The plurals of `town`."""
    town: Words = NO_WORDS
    """Whose office is a municipality's."""
    posts: Words = NO_WORDS
    """Those of `other` after which a single word is sooner their field: "direttore Masterplan"."""
    town_phrases: Phrases = NO_WORDS
    """The same in two words, neither of which is an office alone: "primo cittadino"."""
    titles: Words = NO_WORDS
    """Forms of address for several people: "Messrs"."""

    def offices(self) -> Words:
        """Return the words for offices, forms of address left out."""
        of_countries = self.envoys | self.envoy | self.states | self.state
        return of_countries | self.others | self.other | self.towns | self.town


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The words around people's names, and those that are in none."""

    never: Words = NO_WORDS
    """Words that may be capitalised but are part of no person's name; months are among them
    without being listed."""
    tail: Words = NO_WORDS
    """Small words over which a role runs on: "of", "delegated"."""
    adjectives: Words = NO_WORDS
    """Adjectives that go with an office: "honorary"."""
    verbs: Words = NO_WORDS
    """Small words that end a role."""
    venues: Words = NO_WORDS
    """Words before the name of a street or building."""
    houses: Words = NO_WORDS
    """Words after a person's name that make it an organisation or building."""
    small_houses: Words = NO_WORDS
    """Those of `houses` that do so in small letters too."""
    leader_cues: Phrases = NO_WORDS
    """Before the name of who leads: "led by"."""
    host_cues: Phrases = NO_WORDS
    """Before the name of anybody else who acts: "received by"."""
    before_role: Words = NO_WORDS
    """Words, besides articles, between a cue and a role: "the former Mayor"."""
    before_office: Words = NO_WORDS
    """Words that may precede the word for an office: "Deputy Mayor"."""
    after_office: Words = NO_WORDS
    """Words that may follow the word for an office: "Console generale"."""
    after_portfolio: Words = NO_WORDS
    """After a comma these begin something else than a portfolio."""
    adjective_endings: Ordered = ()
    """Endings of adjectives in portfolios, seldom of verbs."""
    title_endings: Words = NO_WORDS
    """What follows the full stop of a form of address: "dott.ssa"."""
    kept_titles: Words = NO_WORDS
    """Forms of address that are kept as the role: "Amb.", "Prof."."""
    missions: Phrases = NO_WORDS
    """In a role, these say that it is an embassy's or consulate's."""
    councils: Phrases = NO_WORDS
    """In a role, these say that it is a city council's."""
    larger_bodies: Ordered = ()
    """How the words for bodies begin that are larger than a municipality."""
    particles: Words = NO_WORDS
    """Particles of names that are also words of the language: there they separate two names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The words around names of places."""

    envoys: Words = NO_WORDS
    """Who or what represents one country in another."""
    heads: Words = NO_WORDS
    """Who is at the head of something: the word may precede a person's name."""
    offices: Words = NO_WORDS
    """Bodies, and people in the plural, that belong to a place."""
    towns: Words = NO_WORDS
    """Words for towns."""
    visitors: Words = NO_WORDS
    """Who comes from a place, and what is held with those."""
    town_leads: Words = NO_WORDS
    """Besides `towns`: after one of these and "of" even a little known name is a town's."""
    moves: Words = NO_WORDS
    """After one of these a town follows "to" and "in" as surely as "of"."""
    foreign_heads: Words = NO_WORDS
    """Besides `envoys` and `offices`: after one of these a demonym may have a capital."""
    fillers: Words = NO_WORDS
    """Besides articles: words that may be between a preposition or role and a place."""
    reaching: Words = NO_WORDS
    """Verbs that are followed by the place to which somebody goes."""
    in_country: Words = NO_WORDS
    """Words between a place and its country: "Lyon in France"."""
    ways: Words = NO_WORDS
    """Streets that a place gives its name to after a preposition: "rue de Lyon"."""
    streets: Words = NO_WORDS
    """A capitalised name right after one of these is a street's or a building's."""
    not_streets: Words = NO_WORDS
    """Such words of other languages that mean something else in small letters: "via"."""
    leads: Words = NO_WORDS
    """Capitalised words that may precede a place without making it a person's name."""
    comparisons: Phrases = NO_WORDS
    """Directly before places that are only compared with."""
    examples: Phrases = NO_WORDS
    """Directly before examples, which count only in an entry that names nothing else."""
    compared: Words = NO_WORDS
    """Between a comparison and a place: "like those of"."""
    culture: Words = NO_WORDS
    """Words for what a people makes and does together, which a demonym beside them belongs to."""
    without_place: Phrases = NO_WORDS
    """Names that contain a place's name and are no place: organisations, treaties, buildings."""
    when_lowercase: Words = NO_WORDS
    """Demonyms that are other words when written in small letters."""
    principality: Words = NO_WORDS
    """Words near which "Monaco" is the state, and not Munich."""
    also_persons: Words = NO_WORDS
    """Countries and regions that are people's names too."""
    city: Words = NO_WORDS
    """Before a name that is a country's and a city's: it is the city's."""
    regions: Words = NO_WORDS
    """Words for a region that is called by a place's name: "provincia di"."""
    parts: Words = NO_WORDS
    """Words for a part of a country that is called by a name: an island, a valley, a village."""
    language_before: Words = NO_WORDS
    """Before a demonym that is a language: "lingua romena"."""
    language_after: Words = NO_WORDS
    """After a demonym that is a language: "Romanian lessons"."""
    republic: Words = NO_WORDS
    """Between an envoy and the name of the country: "of the Republic of"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDates:
    """What the words around a date in a text say of it; patterns in any case, with accents."""

    spent: Patterns = ()
    """Participles after which a date is not the entry's own: "signed in January"."""
    auxiliaries: Patterns = ()
    """Verbs before such a participle by which the date is the entry's own: "was signed"."""
    since: Patterns = ()
    """Before a date from which something has lasted."""
    past_things: Patterns = ()
    """What is called by its date: "the law of 5 May"."""
    past_links: Patterns = ()
    """Between such a thing and its date."""
    ahead: Patterns = ()
    """Words by which a text looks forward to a date in the same sentence."""
    limits: Patterns = ()
    """Right before a date by which something else is to happen: "until"."""
    in_year: Patterns = ()
    """Before the year in which the news of a text happened."""
    updated: Phrases = NO_WORDS
    """Before the day on which a page was changed."""
    published: Phrases = NO_WORDS
    """Before the day on which a page was published."""
    dated: Words = NO_WORDS
    """Before a date that belongs to the words of a heading: "letter dated"."""
    agreements: Words = NO_WORDS
    """Words in the heading of an agreement's page."""
    signings: Phrases = NO_WORDS
    """Besides `agreements`: words in the heading of an entry about what was signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """Furniture of pages: what is printed around entries, in menus, labels and footers."""

    year_titles: Phrases = NO_WORDS
    """What stands before the year in the title of a list of entries: "Events 2005"."""
    bylines: Phrases = NO_WORDS
    """Before the author of a page, beside its date."""
    categories: Words = NO_WORDS
    """Before the category of a page, beside its date."""
    date_labels: Phrases = NO_WORDS
    """Labels of the date of an entry."""
    label_ends: Phrases = NO_WORDS
    """Small words between such a label and the date."""
    end_labels: Phrases = NO_WORDS
    """Labels of the last day of an entry."""
    event_labels: Phrases = NO_WORDS
    """Labels of the date on which something happens."""
    published_labels: Phrases = NO_WORDS
    """Labels of the date on which a page was published, besides `event_dates.published`."""
    changed_labels: Phrases = NO_WORDS
    """Labels of the date on which a page was changed or ends, besides `event_dates.updated`."""
    title_labels: Phrases = NO_WORDS
    """Labels of the title of an entry."""
    rules: Patterns = ()
    """What is called by its date and tells of no event, besides `event_dates.past_things`."""
    hours: Phrases = NO_WORDS
    """Before the time of day."""
    half_days: Words = NO_WORDS
    """After the time of day."""
    office: Patterns = ()
    """The name of an office for international relations."""
    city_of: Phrases = NO_WORDS
    """Before the name of the home city in the title of its site."""
    menus: Patterns = ()
    """Whole lines of a page's navigation."""
    older_years: Patterns = ()
    """Before the links to older years."""
    pages: Patterns = ()
    """Before the numbers of pages of a list."""
    next_page: Patterns = ()
    """Links to the next page of a list."""
    other_page: Patterns = ()
    """Links to the page before or after."""
    more: Patterns = ()
    """How a link to more information begins."""
    more_sentences: Patterns = ()
    """A sentence that only leads to more information, letters as written."""
    logos: Patterns = ()
    """Whole lines that name a logo or a flag."""
    pictures: Words = NO_WORDS
    """Before the number of a picture."""
    footers: Patterns = ()
    """How the footer of a page begins."""
    openers: Words = NO_WORDS
    """Words that open a text run into its heading: only those that are sure to."""
    unsure_openers: Words = NO_WORDS
    """Openers in which names end too: LinkedIn, MyCity."""
    sure_openers: Words = NO_WORDS
    """Openers that open a text after a space too."""
    elided_openers: Words = NO_WORDS
    """Openers that an apostrophe follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Words by which sites name the folders and pages of an archive."""

    static: Patterns = ()
    """Pages that hold no entry."""
    archives: Words = NO_WORDS
    """Folders of lists of entries, each of a month of a year."""
    visits: Words = NO_WORDS
    """The same for lists of delegations."""
    events: Words = NO_WORDS
    """Folders of lists of events, each of a year."""
    entries: Words = NO_WORDS
    """Folders in which each page is an entry."""
    yearly: Words = NO_WORDS
    """Before the year in the name of a folder, whole or cut short."""
    agreements: Patterns = ()
    """Folders of agreements."""
    searches: Words = NO_WORDS
    """Folders and parameters of the results of a search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPatterns:
    """Patterns of words for each kind of entry, of folded text; `{home}` stands for the home city,
    `{demonym}` for its people.
    """

    ambassador: Patterns = ()
    """An ambassador's visit."""
    consul: Patterns = ()
    """A consul's visit."""
    mission: Patterns = ()
    """The City travels."""
    delegation: Patterns = ()
    """Somebody comes to the City."""
    twinning: Patterns = ()
    """Cities become twins."""
    agreement: Patterns = ()
    """Something is signed."""
    network: Patterns = ()
    """A network of cities."""
    meeting: Patterns = ()
    """Somebody meets."""
    event: Patterns = ()
    """Something is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCues:
    """Words that say of what kind an entry is where no other do."""

    meeting: Patterns = ()
    """In a heading, by which it is a meeting when nothing else is said."""
    visited_city: Patterns = ()
    """In a heading, by which an entry about a meeting or event is about a delegation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """By what the language of a text is told. A word of all languages says nothing."""

    function_words: Words = NO_WORDS
    """The words that a text of any subject has."""
    topic_words: Words = NO_WORDS
    """What the archive often writes about, for headings too short to have function words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """Words that a wrong encoding damaged."""

    whole: Patterns = ()
    """A word, a colon, and what it became in one encoding or another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stems:
    """What the stemmer of the language does not know."""

    same: Patterns = ()
    """A stem, a colon, and the words that have it, folded; they have no other."""
    plurals: Patterns = ()
    """The ending of a word, a colon, and its endings in singular and plural, each after a hyphen;
    the first line that fits is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Words that tell entries in two languages apart or not."""

    common: Words = NO_WORDS
    """Besides months: words that two titles share by chance."""
    venues: Words = NO_WORDS
    """Words of the names of places that texts about any event have."""
    mayors: Words = NO_WORDS
    """The head of the City, who takes part in everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Words around names of countries and regions, for the gazetteer."""

    countries_of: Phrases = NO_WORDS
    """Before a region's name or adjective they say no more than it does: "paesi dell'"."""
    countries_after: Words = NO_WORDS
    """The same after it: "African countries"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How readers write queries."""

    stop_words: Words = NO_WORDS
    """Words too common to tell entries apart: articles, prepositions, pronouns, auxiliaries."""
    asking: Phrases = NO_WORDS
    """Words and phrases with which people ask: left out where a search begins."""
    asking_inside: Phrases = NO_WORDS
    """The same anywhere in a search that begins with one of `asking`."""
    asking_anywhere: Phrases = NO_WORDS
    """The same anywhere in any search."""
    or_operators: Words = NO_WORDS
    """In capitals, either of the words beside it is looked for."""
    and_operators: Words = NO_WORDS
    """In capitals, it says no more than that both words are looked for."""
    not_operators: Words = NO_WORDS
    """In capitals, the word after it is excluded."""
    operators_among: Words = NO_WORDS
    """Operators that are ordinary words in capitals too: they count only among small letters."""
    fields: Written = ()
    """Names of fields, as other search boxes have them before a colon."""
    date_links: Phrases = NO_WORDS
    """Between a part of a date and its year: "inizio del 2007"."""
    since: Phrases = NO_WORDS
    """Before a date with which an open range begins."""
    onwards: Phrases = NO_WORDS
    """After such a date."""
    after: Phrases = NO_WORDS
    """Before a date after which an open range begins."""
    before: Phrases = NO_WORDS
    """Before a date before which an open range ends."""
    up_to: Phrases = NO_WORDS
    """Before a date with which an open range ends."""
    first_half: Phrases = NO_WORDS
    """The first half of a month or year."""
    second_half: Phrases = NO_WORDS
    """The second half of a month or year."""
    beginning: Phrases = NO_WORDS
    """The beginning of a month or year."""
    middle: Phrases = NO_WORDS
    """The middle of a month or year."""
    end: Phrases = NO_WORDS
    """The end of a month or year."""
    decades: Words = NO_WORDS
    """Before two digits that are a decade: "anni 90"."""
    year: Words = NO_WORDS
    """Between a month and its year."""
    digits: Patterns = ()
    """A digit, a colon, and the word that it stands for inside of a name: Club2Club."""
    times: Words = NO_WORDS
    """What a date after it makes superfluous: "nel mese di", "the year"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
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
    addresses: Addresses = Addresses()
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
    names: Names = Names()
    search: Search = Search()


SECTIONS: Mapping[str, type] = {
    "grammar": Grammar,
    "calendar": Calendar,
    "roles": Roles,
    "people": People,
    "places": Places,
    "event_dates": EventDates,
    "layouts": Layouts,
    "addresses": Addresses,
    "kinds_in_heading": KindPatterns,
    "kinds_in_rest": KindPatterns,
    "kinds_in_text": KindPatterns,
    "kind_cues": KindCues,
    "detection": Detection,
    "repairs": Repairs,
    "stems": Stems,
    "joining": Joining,
    "names": Names,
    "search": Search,
}
"""The tables of a language's file."""
