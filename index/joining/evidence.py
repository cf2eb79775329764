"""The match score: how likely the features of two entries tell of one event.

The score leaves dates and places out; `clusters` adds those.
"""

from __future__ import annotations

from index.joining.match_features import (
    MatchFeatures,
    cached_fold,
    names_in_entry,
    names_its_year,
    surnames,
    words_of,
)

_ENVOYS = frozenset({"ambassador", "consul"})
"""Kinds whose visitor is known by the country alone: a country has one ambassador."""

_VISITOR_WEIGHT = 4.0

_SURNAME_WEIGHT = 3.0

_ACRONYM_WEIGHT = 3.0

_SLUG_WORD_WEIGHT = 2.0

_SAME_SLUG_WEIGHT = 2.0

_TITLE_WORD_WEIGHT = 1.0

_HOST_WEIGHT = 1.0

_TOPIC_WEIGHT = 0.5

_SAME_PAGE_WEIGHT = 0.5
"""What each shared feature adds to a match score: more, the less often it is shared by chance.

Chosen by hand on pairs of entries judged by hand.
"""

_SHARED_TOPICS, _SHARE_OF_TOPICS = 3, 0.35

_SHARED_IN_CITY, _SHARE_IN_CITY = 2, 0.4
"""Topics, and their share of the smaller text's, by which two texts are about the same."""

_SHARED_OF_TITLE, _SHARE_OF_TITLE = 3, 0.6
"""Words, and their share of both, by which two titles are one; chosen by hand."""

_ENOUGH_TOPICS, _OTHER_TOPICS = 3, 0.2
"""Topics of a text that are enough to tell, and the share below which it is about something else.

All four were chosen by hand on invented pairs.
"""


def match_score(a: MatchFeatures, b: MatchFeatures) -> float:
    """Return the match score of two entries without dates and places; 0 for no match."""
    shared = a.visitors & b.visitors
    people = _VISITOR_WEIGHT * len(shared) + _SURNAME_WEIGHT * len(
        (a.surnames & b.surnames) - surnames(shared)
    )
    named = _ACRONYM_WEIGHT * len(shared_acronyms(a, b)) + _SLUG_WORD_WEIGHT * len(
        shared_slug(a, b)
    )
    if a.slug and a.slug == b.slug:
        named += _SAME_SLUG_WEIGHT
    common_words = _TITLE_WORD_WEIGHT * len(a.words & b.words)
    number, share = a.topics.shared(b.topics)
    about_same = _are_about_same(a, b)
    if not people and _are_about_others(a, b):
        return 0.0
    topics = _TOPIC_WEIGHT * number * share if about_same else 0.0
    is_mission = a.entry.kind == b.entry.kind == "mission" and a.cities == b.cities
    if (about_same or (is_mission and a.cities)) and len(a.hosts & b.hosts) > 1:
        common_words += _HOST_WEIGHT * len(a.hosts & b.hosts)
    visitors_differ = bool(a.visitors and b.visitors) and not people
    if people or named or ((common_words or topics) and not visitors_differ):
        same_page = _SAME_PAGE_WEIGHT if a.page == b.page else 0.0
        return people + named + common_words + topics + same_page
    if visitors_differ or _contradict(a, b):
        return 0.0
    return 1.0 if _is_match_without_names(a, b) else 0.0


def _are_about_same(a: MatchFeatures, b: MatchFeatures) -> bool:
    """Return whether two texts share enough topics, fewer where a city abroad is the same."""
    number, share = a.topics.shared(b.topics)
    if number >= _SHARED_TOPICS and share >= _SHARE_OF_TOPICS:
        return bool(a.countries)
    return number >= _SHARED_IN_CITY and share >= _SHARE_IN_CITY and bool(a.cities & b.cities)


def _have_one_title(a: MatchFeatures, b: MatchFeatures) -> bool:
    """Return whether most words of two titles are the same, as in the name of a festival."""
    one, other = (
        {word for word in map(cached_fold, words_of(each.entry.original.title)) if len(word) > 1}
        for each in (a, b)
    )
    shared = len(one & other)
    return shared >= _SHARED_OF_TITLE and shared > _SHARE_OF_TITLE * len(one | other)


def _are_about_others(a: MatchFeatures, b: MatchFeatures) -> bool:
    """Return whether two texts with topics enough to tell share hardly any."""
    if not (a.entry.original.text and b.entry.original.text) or _have_one_title(a, b):
        return False
    dates = a.entry.dates
    days = (dates.start, dates.end)
    if (
        days == (b.entry.dates.start, b.entry.dates.end)
        and days[0] != days[1]
        and a.cities & b.cities
    ):
        return False  # two events of one city seldom have the same several days
    least = min(len(each.topics.terms) + len(each.topics.roots) for each in (a, b))
    return least >= _ENOUGH_TOPICS and a.topics.shared(b.topics)[1] < _OTHER_TOPICS


def _is_match_without_names(a: MatchFeatures, b: MatchFeatures) -> bool:
    """Return whether two entries tell of one event though they share no name.

    They do as visits of an envoy, as missions to the same cities, as twin pages of one year's
    events, or when their texts have two names in common.
    """
    same_kind = a.entry.kind == b.entry.kind
    same_cities = bool(a.cities) and a.cities == b.cities
    if same_kind and a.entry.kind in _ENVOYS and a.places and b.places:
        return True
    if same_kind and a.entry.kind == "mission" and same_cities:
        return len(a.cities) > 1 or a.topics.shared(b.topics)[0] > 0
    if a.page != b.page and not same_kind:
        return False
    if a.page == b.page and same_cities and names_its_year(a.page):
        return True
    return bool(a.countries) and len(names_in_entry(a.entry) & names_in_entry(b.entry)) > 1


def shared_acronyms(a: MatchFeatures, b: MatchFeatures) -> frozenset[str]:
    """Return the words of both titles that at least one of them writes as an acronym."""
    return (a.acronyms & (b.acronyms | b.words)) | (b.acronyms & a.words)


def shared_slug(a: MatchFeatures, b: MatchFeatures) -> frozenset[str]:
    """Return the words of both pages' own names that name no place."""
    return (a.slug & b.slug) - a.places - b.places


def _contradict(a: MatchFeatures, b: MatchFeatures) -> bool:
    """Return whether the hosts or the distinctive words of two entries contradict each other."""
    hosts_differ = bool(a.hosts and b.hosts) and not a.hosts & b.hosts
    return hosts_differ or bool(a.distinctive and b.distinctive)


def is_strong_match(a: MatchFeatures, b: MatchFeatures) -> bool:
    """Return whether two entries share more than one name or word of their titles.

    So much is asked where one of the two dates is only a window.
    """
    named = len(a.surnames & b.surnames) + len(shared_acronyms(a, b)) + len(shared_slug(a, b))
    return named + len(a.words & b.words) > 1
