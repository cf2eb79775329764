"""Words by which a page is cut, and its address, language and damage are read."""

from __future__ import annotations

from index.text.lexicon.sections.word_types import NO_WORDS, Patterns, Phrases, Section, Words


class Layouts(Section):
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
    today: Phrases = NO_WORDS
    """Before the day on which a page is looked at."""
    title_labels: Phrases = NO_WORDS
    """Labels of the title of an entry."""
    unfound: Patterns = ()
    """Names of pages that a site shows instead of what was asked for."""
    searched: Patterns = ()
    """Names of pages with what somebody searched for."""
    about_site: Patterns = ()
    """Names of pages about a site and its office, without news."""
    tenders: Patterns = ()
    """Names of pages with calls for tenders and applications."""
    telephones: Words = NO_WORDS
    """Before the number of a telephone or a fax."""
    galleries: Patterns = ()
    """Names of pages with nothing but pictures."""
    comments: Patterns = ()
    """Headings above what readers wrote below an entry."""
    notices: Patterns = ()
    """Words of a notice about a service: it is closed, or cannot be reached."""
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
    counters: Patterns = ()
    """Whole lines that count the visitors of a site, perhaps since a day."""
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
    also: Patterns = ()
    """Lines above the titles of other pages: "Read also"."""
    press_contacts: Patterns = ()
    """Before a colon and whom the press may ask."""
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


class AddressWords(Section):
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


class Detection(Section):
    """By what the language of a text is told. A word of all languages says nothing."""

    function_words: Words = NO_WORDS
    """The words that a text of any subject has."""
    topic_words: Words = NO_WORDS
    """What the archive often writes about, for headings too short to have function words."""


class Repairs(Section):
    """Words that a wrong encoding damaged."""

    whole: Patterns = ()
    """A word, a colon, and what it became in one encoding or another."""
