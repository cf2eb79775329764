"""Entry likeness: how likely it is that what is read now is an entry of before.

It is taken from traits alone, so that it needs neither the page nor the entry of before.
"""

from __future__ import annotations

from index.publishing.identity.entry_traits import Traits
from index.text.sketches import Sketch, share_within, similarity, sketch_of, united

_TEXT_SHARE = 0.7
"""What the text counts beside the title, which is shorter and more often like another."""
_SHARED_TOPICS, _TOPICS_OF_VISITOR = 0.58, 0.4
"""The share of the topics of the shorter text from which on two texts are about the same; where
they have a visitor in common, and so are likely to be, less.
Chosen on edits written by hand (see MEASURED): other words for a few are no other event."""
_REPLACED_TOPICS, _REPLACED_OF_VISITOR = 0.4, 0.25
"""The same for an entry under the heading and the date of another one, below which it is another
event: less, since an editor may write a text anew. Chosen on the same edits."""
_ENOUGH_TOPICS = 2
"""Topics that a text must have to tell that it is about something else; chosen by hand."""
_SAME_DATES, _NEAR_DATES, _OTHER_DATES = 0.4, 0.5, 0.7
"""Similarities from which on two entries may be one: with equal dates; without any, or with dates
that overlap; with others.
Chosen on the bundled sample, where of 500 small edits the least similar has 0.55, and where no two
entries of a page with equal dates have more than 0.28, and no two entries at all more than 0.47."""
_NO_DATES = "/"
_TITLE_ONLY = 0.6
"""The same for two entries of which one has no text, and whose dates are equal."""
SAME_TEXT = 0.9
"""The similarity from which on two entries count as equal but for a few signs."""
_MIN_PART = 24
"""Hashes that a text must have, about as many characters, for its being a part of another one to
say anything; chosen by hand."""
_WHOLE = 0.8
"""The share of a text in another one from which on it is not longer; chosen by hand."""
_MIN_TITLE = 8
"""The same for a title that is a part of another one."""


def likeness(old: Traits, new: Traits) -> float:
    """Return how similar two entries are, 0 to 1; 0 when they cannot be one."""
    same_dates = old.dates == new.dates
    title = similarity(old.title, new.title)
    if old.text and new.text:
        score = _TEXT_SHARE * similarity(old.text, new.text) + (1 - _TEXT_SHARE) * title
        least = _least(old.dates, new.dates)
    else:
        score, least = title, _TITLE_ONLY if same_dates else SAME_TEXT
    score = max(score, similarity(old.whole, new.whole))
    if _tell_of_others(old, new):
        least = SAME_TEXT  # of two visits on a day, short texts differ in little else
    return score if score >= least else 0.0


def is_another(old: Traits, new: Traits) -> bool:
    """Return whether an entry under the heading, date and address of another one is another event.

    More is asked than for two entries with other headings: in doubt it is the same one.
    """
    if likeness(old, new) or not (old.text and new.text):
        return False
    if _have_others(old, new):
        return True
    limit = _REPLACED_OF_VISITOR if _have_visitor(old, new) else _REPLACED_TOPICS
    enough = min(map(len, _subjects(old, new))) >= _ENOUGH_TOPICS
    return enough and _share_of_subjects(old, new) < limit


def _tell_of_others(old: Traits, new: Traits) -> bool:
    """Return whether two entries have other countries, places, visitors or topics.

    One topic more is taken as shared, so that of few topics one may differ.
    """
    limit = _TOPICS_OF_VISITOR if _have_visitor(old, new) else _SHARED_TOPICS
    number = min(map(len, _subjects(old, new)))
    share = (_share_of_subjects(old, new) * number + 1) / (number + 1)
    return _have_others(old, new) or share < limit


def _have_others(old: Traits, new: Traits) -> bool:
    """Return whether two entries name countries, places or visitors, and have none in common."""
    return any(
        one and other and frozenset(one).isdisjoint(other)
        for one, other in (
            (old.countries, new.countries),
            (old.places, new.places),
            (old.visitors, new.visitors),
        )
    )


def _have_visitor(old: Traits, new: Traits) -> bool:
    return not frozenset(old.visitors).isdisjoint(new.visitors)


def _share_of_subjects(old: Traits, new: Traits) -> float:
    """Return which share of what one text is about is in the other; 1 when that is not known."""
    one, other = _subjects(old, new)
    if not one or not other:
        return 1.0
    return max(share_within(one, other), share_within(other, one))


def _subjects(old: Traits, new: Traits) -> tuple[Sketch, Sketch]:
    """Return the topics of two entries; where one has only visitors, these beside the topics."""
    if old.topics is None or new.topics is None:
        return (), ()
    if old.topics and new.topics:
        return old.topics, new.topics
    return united(old.topics, old.visitors), united(new.topics, new.visitors)


def _least(old: str, new: str) -> float:
    """Return the similarity from which on two entries with these dates may be one."""
    if old == new:
        return _NEAR_DATES if old == _NO_DATES else _SAME_DATES
    (first, last), (start, end) = old.split("/"), new.split("/")
    return _NEAR_DATES if first <= end and start <= last else _OTHER_DATES


def title_likeness(title: str, day: str, new: Traits) -> float:
    """Return how similar the title of an entry is of which only title and first day are known, 0 to
    1; 0 when the two cannot be one. `day` is ISO 8601, or "undated"."""
    start = new.dates.partition("/")[0] or "undated"
    old = sketch_of(title)
    score = similarity(old, new.title)
    if (
        min(len(old), len(new.title)) >= _MIN_TITLE
        and max(share_within(old, new.title), share_within(new.title, old)) >= SAME_TEXT
    ):
        score = max(score, _TITLE_ONLY)
    return score if start == day and score >= _TITLE_ONLY else 0.0


def is_within(old: Traits, new: Traits) -> bool:
    """Return whether the text of an entry is a part of that of another one, with its title."""
    if len(old.text) < _MIN_PART or share_within(old.text, new.text) < SAME_TEXT:
        return False
    # A text that is hardly longer is no more than that of the other one, with its own names.
    is_longer = share_within(new.text, old.text) < _WHOLE
    return is_longer or not _have_others(old, new)
