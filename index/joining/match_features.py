"""Match features: what an entry can be recognised by in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

from index.gazetteer import load_gazetteer
from index.joining.spelt_names import spelt_alike
from index.joining.topics import Topics, topics_of
from index.model.entry import Entry, Person, Version
from index.model.profile import ArchiveProfile
from index.text.current_profile import current_profile, of_current_profile
from index.text.folding import fold
from index.text.home_names import home_names, home_names_of
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation
from index.text.months import FULL_NAMES, MONTHS
from index.text.tokens import compound_words

cached_fold = lru_cache(maxsize=65536)(fold)
"""`fold`, cached since the words of the archive recur."""

_TITLE_CHARACTERS = 160
"""Characters of text that are used as title where the layout lost it; chosen by hand."""

_TEXT_CHARACTERS = 4000
"""Characters of text that are compared when the titles share nothing; chosen by hand."""

_OPENING = frozenset('\n“"«')

_SENTENCE_ENDS = frozenset(".!?:;•\n")

_NUMBER = re.compile(rf"\d+(?:{alternation(union(lambda words: words.calendar.ordinals))})?")

_MAYORS = union(lambda words: words.joining.mayors)

_GUESTS = union(
    lambda words: words.roles.envoys | words.roles.envoy | words.roles.towns | words.roles.town
)
"""Offices that are of a place abroad where a visitor has them, also without its name."""

_PAIRS = [pair for names in MONTHS.values() for pair in pairwise(names)]

_COMMON_WORDS = (
    union(lambda words: words.joining.common)
    | FULL_NAMES
    | {a + b for a, b in _PAIRS}
    | {b + a for a, b in _PAIRS}
)
"""Words that two titles share by chance; the files of two months have the names of both."""

_VENUES = union(lambda words: words.joining.venues)
"""Words of the names of places that texts about any event have; the landmarks are others."""


@dataclass(frozen=True)
class MatchFeatures:
    """What an entry can be recognised by in another language."""

    entry: Entry
    languages: frozenset[str]
    cities: frozenset[str]
    countries: frozenset[str]
    visitors: frozenset[str]
    """Ids of visitors."""
    officers: frozenset[str]
    """Ids of those of them whose office is of a place abroad."""
    surnames: frozenset[str]
    """Surnames of visitors, as all their spellings have them."""
    hosts: frozenset[str]
    """Ids of the City's people without its mayor, who takes part in everything."""
    acronyms: frozenset[str]
    """The title's acronyms and words with figures, folded."""
    words: frozenset[str]
    """The title's other capitalised words and its numbers, folded, without places and networks."""
    distinctive: frozenset[str]
    """The acronyms of a title, and the words of a published one except its first."""
    places: frozenset[str]
    """The title's words that name the entry's places, folded."""
    slug: frozenset[str]
    """The words of the page's own name, places included."""
    page: str
    """The page's path without its language folder."""
    ignored: frozenset[str]
    """The words that it shares with others of its city or its hosts (`common_words`)."""

    @cached_property
    def topics(self) -> Topics:
        """What its text is about, without its places and the City's people."""
        return topics_of(self.entry.original, self.ignored)


def match_features_of(entry: Entry) -> MatchFeatures:
    """Return the match features of an entry, taken from its published versions."""
    published = [v for v in entry.versions if v.origin == "published"]
    visitors = [p for p in entry.people if p.side == "visitor"]
    hosts = [p for p in entry.people if p.side == "city"]
    names = _place_words(entry)
    ignored = _common_at_home() | _words_of_hosts(entry) | names
    acronyms: set[str] = set()
    words: set[str] = set()
    places: set[str] = set()
    distinctive: set[str] = set()
    for version in published:
        for n, word in enumerate(words_of(_title_of(version))):
            folded = cached_fold(word)
            if folded in names:
                places.add(folded)
            elif folded in ignored or folded in _country_names():
                continue
            elif _is_acronym(word):
                acronyms.add(folded)
                distinctive.add(folded)
            elif _is_distinctive(word) and not _is_network(folded):
                words.add(folded)
                if n and version.title:
                    distinctive.add(folded)
    url = next((v.url for v in published if v.url), "") or ""
    path = urlsplit(url).path
    return MatchFeatures(
        entry,
        frozenset(v.language for v in published),
        frozenset(p.id for p in entry.places),
        frozenset(entry.countries),
        frozenset(p.id for p in visitors),
        frozenset(p.id for p in visitors if _is_of_abroad(p.role, names)),
        surnames(p.id for p in visitors if len(p.id.split("-")[-1]) > 2),
        frozenset(p.id for p in hosts if not _is_mayor(p)),
        frozenset(acronyms),
        frozenset(words),
        frozenset(distinctive),
        frozenset(places),
        _slug_words(path) - home_names().words,
        _language_folder(current_profile()).sub("", path),
        ignored,
    )


def common_words(entry: Entry) -> frozenset[str]:
    """Return the folded words that an entry shares with others of its city or its hosts.

    They are those of its places and of the City's people, and words that texts share by chance.
    """
    return _common_at_home() | _words_of_hosts(entry) | _place_words(entry)


def _words_of_hosts(entry: Entry) -> frozenset[str]:
    return frozenset(w for p in entry.people if p.side == "city" for w in p.id.split("-"))


@of_current_profile
def _common_at_home(profile: ArchiveProfile) -> frozenset[str]:
    return _COMMON_WORDS | home_names_of(profile).words


def _title_of(version: Version) -> str:
    return version.title or version.text[:_TITLE_CHARACTERS]


def _is_acronym(word: str) -> bool:
    capitals = sum(c.isupper() for c in word)
    letters = sum(c.isalpha() for c in word)
    figures = sum(c.isdigit() for c in word)
    return letters >= 2 and ((capitals >= 2 and len(word) >= 3) or (figures > 0 and capitals > 0))


def _is_distinctive(word: str) -> bool:
    """Return whether a word is a name, or a number that is neither a day nor a year."""
    if _NUMBER.fullmatch(word):
        number = int(re.sub(r"\D", "", word))
        return number > 31 and not 1950 <= number <= 2050 and word.isdigit()
    return len(word) > 3 and word[0].isupper()


@lru_cache(maxsize=4096)
def _is_network(word: str) -> bool:
    """Return whether a folded word names a network of cities, which has many events."""
    return any(pattern.fullmatch(word) for pattern in _networks())


@lru_cache(maxsize=1)
def _networks() -> tuple[re.Pattern[str], ...]:
    written = union(lambda words: frozenset(words.kinds_in_heading.network))
    return tuple(re.compile(pattern) for pattern in sorted(written))


def _is_mayor(person: Person) -> bool:
    return fold(person.role).split(" ")[0] in {"", *_MAYORS}


def _is_of_abroad(role: str, places: frozenset[str]) -> bool:
    """Return whether a visitor's office names one of these places, or is one of a guest."""
    words = {cached_fold(word) for word in words_of(role)}
    return not words.isdisjoint(places) or not words.isdisjoint(_GUESTS)


def _place_words(entry: Entry) -> frozenset[str]:
    written = [p.as_written for p in entry.places]
    written += [name for p in entry.places for name in p.names.values()]
    return frozenset().union(
        (cached_fold(word) for name in written for word in words_of(name)),
        *(_country_words(code) for code in entry.countries),
    )


@lru_cache(maxsize=512)
def _country_words(code: str) -> frozenset[str]:
    labels = (load_gazetteer().country_name(code, tag) for tag in MONTHS)
    return frozenset(cached_fold(word) for label in labels for word in words_of(label))


@lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    """Return the folded names of all countries in the languages of the archive."""
    gazetteer = load_gazetteer()
    return frozenset(
        fold(gazetteer.country_name(code, tag)) for tag in MONTHS for code in gazetteer.countries()
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text in its order, as written."""
    return [word for _, word in compound_words(text)]


def _opens_sentence(gap: str) -> bool:
    """Return whether a word after such a gap is the first of a sentence, a line or a quotation."""
    return gap[-1:] in _OPENING or (gap[-1:] == " " and gap[-2:-1] in _SENTENCE_ENDS)


@lru_cache(maxsize=16384)
def _slug_words(path: str) -> frozenset[str]:
    name = path.rstrip("/").rpartition("/")[2].rpartition(".")[0]
    words = re.split(r"[^a-z]+", fold(name))
    return frozenset(w for w in words if len(w) > 3 and w not in _COMMON_WORDS)


@lru_cache(maxsize=8)
def _language_folder(profile: ArchiveProfile) -> re.Pattern[str]:
    """Return what a path begins with that is not the same in the other language."""
    rules = profile.sources
    news = f"(?:/{re.escape(rules.folder)})?" if rules.folder else ""
    folders = "|".join(map(re.escape, rules.folders)) or "(?!)"
    return re.compile(rf"^{news}(?:/(?:{folders}))?(?=/)")


def names_its_year(page: str) -> bool:
    """Return whether a page's own name tells it from other pages: "index07", not "index"."""
    return any(c.isdigit() for c in page.rpartition("/")[2].partition("~")[0])


def names_in_entry(entry: Entry) -> frozenset[str]:
    """Return the names in an entry's text, without places and the City's people."""
    text = next((v.text for v in entry.versions if v.origin == "published"), "")
    home = home_names()
    names = _names_in_text(text[:_TEXT_CHARACTERS]) - home.words - home.landmark_words
    return names - _place_words(entry) - _words_of_hosts(entry)


@lru_cache(maxsize=256)
def _names_in_text(text: str) -> frozenset[str]:
    """Return the acronyms, names and large numbers inside sentences, without common words."""
    words = compound_words(text)
    next(words, None)
    inner = [word for gap, word in words if not _opens_sentence(gap)]
    named = frozenset(
        cached_fold(word) for word in inner if _is_acronym(word) or _is_distinctive(word)
    )
    return named - _COMMON_WORDS - _VENUES - _country_names()


def surnames(ids: Iterable[str]) -> frozenset[str]:
    """Return the last words of the ids of people, as all their spellings have them."""
    return frozenset(spelt_alike(each.split("-")[-1]) for each in ids)
