"""Mentions of people: where a text names somebody, and what it says of them there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.people.names import given_at, is_asian_name, is_house, known_at, name_end, place_at
from index.people.role_reach import Reach, reach_of
from index.people.roles import TORINO, Head, Rank, head_at
from index.people.words import Known, Nature, Token, tokens_of, vocabulary, word_set

_ANDS = word_set("and e ed et &")
_ARTICLES = word_set("the il lo la l i gli le un una une les its new current former neo")
_BY = {"dal": "da", "dalla": "da", "dall": "da", "dai": "da", "dallo": "da", "dagli": "da"}
_PREPOSITIONS = word_set(
    "of in at from to for with a di da del della dello dei delle de du des en nel nella per al"
)
_OF = word_set("of di de")
_GROUNDS = word_set(
    "province provincia region regione county contea district distretto prefecture"
    " prefettura island isola ile valley valle village villaggio town"
)
"""Words for what lies round a place that is called by its name."""
_ADDRESSES = word_set("amb on sen sheikh sceicco prof")
"""Forms of address that say what somebody is."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands, with what was said of its bearer there."""

    words: tuple[str, ...]
    """The name as written, initials with their full stops."""
    folded: tuple[str, ...]
    known: Known | None
    role: str
    rank: Rank | None
    of_torino: bool
    of_elsewhere: bool
    guest: bool
    """Whether the words before present a guest ("led by …")."""
    italian: bool
    family_first: bool


@dataclass(frozen=True, slots=True)
class _Office:
    """What a role says of whoever bears it."""

    role: str
    rank: Rank | None
    of_torino: bool = False
    of_elsewhere: bool = False
    guest: bool = False
    plural: bool = False
    places: tuple[str, ...] = ()


_NO_OFFICE = _Office("", None)


def mentions_of(text: str, language: str) -> list[Mention]:
    """Everybody `text` names, in order. `language` is two letters."""
    return _Reading(text, language).mentions()


class _Reading:
    """One way along a text."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.tokens = tokens_of(text)
        self.found: list[Mention] = []

    def mentions(self) -> list[Mention]:
        i = 0
        while i < len(self.tokens):
            nature = self.tokens[i].nature
            if nature & Nature.SIGN:
                i += 1
                continue
            head = head_at(self.tokens, i, self.language)
            if head:
                i = self._from_office(i, head)
            elif nature & Nature.CAPITAL:
                i = self._from_name(i)
            else:
                i += 1
        return self.found

    # A role, then its name

    def _from_office(self, i: int, head: Head) -> int:
        if self._is_venue(i) and self._is_capital(i):
            return max(name_end(self.tokens, head.end, self.language), head.end)
        if head.rank == "title":
            return self._from_address(head)
        reach = reach_of(self.tokens, head, self.language)
        if reach.name == reach.name_end:
            return max(reach.end, head.end)
        office = self._office(head, reach, max(reach.end, head.end))
        return self._names(reach.name, reach.name_end, reach.name_end, office)

    def _from_address(self, head: Head) -> int:
        start = head.end
        if start >= len(self.tokens):
            return start
        known = known_at(self.tokens, start)
        end = start + known[0] if known else name_end(self.tokens, start, self.language)
        if end == start or (not known and place_at(self.tokens, start)):
            return head.end
        said = self.text[self.tokens[head.start].start : self.tokens[start - 1].end]
        role = said if self.tokens[head.start].folded in _ADDRESSES else ""
        office, after = self._apposition(end)
        return self._names(
            start, end, after, office if office.rank else _Office(role, "title", plural=head.plural)
        )

    def _office(self, head: Head, reach: Reach, end: int) -> _Office:
        return _Office(
            self.text[self.tokens[head.start].start : self.tokens[end - 1].end],
            head.rank,
            reach.of_torino,
            reach.of_elsewhere,
            self._is_cued(head.start, vocabulary().led),
            head.plural,
            reach.places,
        )

    def _names(self, start: int, end: int, after: int, office: _Office) -> int:
        """Add the name, and those that a list joins to it; answer where they end.

        `after` is where the role ends that follows the name, `end` when none does.
        """
        italian = False
        n = 0
        while True:
            italian = italian or bool(self.tokens[start].nature & Nature.ITALIAN)
            self._add(start, end, _nth(office, n), italian)
            following = self._listed(after, office)
            if following is None:
                return after
            start, end = following
            n += 1
            after = end
            if not office.plural:
                italian = False
                office, after = self._apposition(end)

    def _listed(self, end: int, office: _Office) -> tuple[int, int] | None:
        """The next name of a list whose last one ended at `end`."""
        tokens = self.tokens
        if end >= len(tokens) or tokens[end - 1].possessive:
            return None
        joined = tokens[end].folded in _ANDS and tokens[end].word != "è"
        if not joined and (tokens[end].word != "," or not office.plural):
            return None
        k = end + 1
        if not joined and k < len(tokens) and tokens[k].folded in _ANDS:
            k += 1
        head = head_at(tokens, k, self.language) if k < len(tokens) else None
        if head and head.rank == "title":
            k = head.end
        elif head:
            return None
        if k >= len(tokens) or not self._is_capital(k):
            return None
        known = known_at(tokens, k)
        if known:
            return k, k + known[0]
        stop = name_end(tokens, k, self.language)
        if stop == k or is_house(tokens, stop) or place_at(tokens, k) or self._owns_office(stop):
            return None
        if self._words(k, stop) > 1:
            return k, stop
        if office.plural or tokens[k].folded in vocabulary().surnames:
            return k, stop
        acts = stop < len(tokens) and tokens[stop].nature & Nature.VERB
        return (k, stop) if joined and acts and len(tokens[k].word) > 3 else None

    def _owns_office(self, end: int) -> bool:
        """Whether the run is "Rabat's" before an office."""
        if not self.tokens[end - 1].possessive or end >= len(self.tokens):
            return False
        return head_at(self.tokens, end, self.language) is not None

    # A name, then perhaps its role

    def _from_name(self, i: int) -> int:
        tokens = self.tokens
        known = known_at(tokens, i)
        if known:
            end = i + known[0]
            if is_house(tokens, end) or self._is_venue(i):
                return end
        else:
            length = place_at(tokens, i)
            if length and not (length == 1 and tokens[i].nature & Nature.GIVEN):
                return i + length
            end = name_end(tokens, i, self.language)
            if end == i:
                return i + 1
            if is_house(tokens, end):
                return end + 1
            if self._is_venue(i) or self._owns_office(end):
                return end
            start = self._believed(i, end)
            if start is None:
                return end
            i = start
        office, after = self._apposition(end)
        return self._names(i, end, after, office)

    def _believed(self, i: int, end: int) -> int | None:
        """Where in a run without a role a name begins that can be believed, else None."""
        tokens = self.tokens
        if self._is_called_place(i):
            return None
        if is_asian_name(tokens, i, end):
            return i
        count = self._words(i, end)
        given = given_at(tokens, i, end)
        if given is not None and self._words(given, end) > 1:
            return given
        voc = vocabulary()
        if count > 1 and (self._is_cued(i, voc.led) or self._is_cued(i, voc.hosted)):
            return i
        if count > 1 and self._apposition(end)[0].rank:
            before = tokens[i - 1].folded if i else ""
            if given is not None or before not in _PREPOSITIONS:
                return i
        if count == 1 and self._stands_alone(i, end):
            return i
        return None

    def _is_called_place(self, i: int) -> bool:
        """Whether "the province of" or its like stands before."""
        before = [token.folded for token in self.tokens[max(i - 2, 0) : i]]
        return len(before) == 2 and before[0] in _GROUNDS and before[1] in _OF

    def _stands_alone(self, i: int, end: int) -> bool:
        """Whether a single surname can be believed: by an initial, a role after it ("Chernetsky,
        Mayor of Ekaterinburg"), or a known person beside it."""
        tokens = self.tokens
        if tokens[i].nature & Nature.INITIAL and tokens[i].folded not in ("s", "s."):
            return not place_at(tokens, end - 1)
        before = tokens[i - 1].folded if i else ""
        office = self._apposition(end)[0]
        if office.rank and before not in _PREPOSITIONS and not office.plural:
            return len(tokens[end - 1].word) > 3 and (office.of_torino or office.of_elsewhere)
        return self._acts_with_known(i, end)

    def _acts_with_known(self, i: int, end: int) -> bool:
        """Whether "Besson and Chiamparino opened" stands here."""
        tokens = self.tokens
        if len(tokens[i].word) < 4 or end + 1 >= len(tokens) or tokens[end].folded not in _ANDS:
            return False
        known = known_at(tokens, end + 1)
        after = end + 1 + known[0] if known else len(tokens)
        return after < len(tokens) and bool(tokens[after].nature & Nature.VERB)

    def _apposition(self, end: int) -> tuple[_Office, int]:
        """The role that follows a name after a comma, and where it ends."""
        tokens = self.tokens
        if end >= len(tokens) or tokens[end].word not in (",", "("):
            return _NO_OFFICE, end
        k = end + 1
        while k < len(tokens) and k < end + 4 and tokens[k].folded in _ARTICLES:
            k += 1
        head = head_at(tokens, k, self.language) if k < len(tokens) else None
        if head is None or head.rank == "title":
            return _NO_OFFICE, end
        reach = reach_of(tokens, head, self.language)
        if reach.name < reach.name_end and tokens[reach.name - 1].word != ",":
            return _NO_OFFICE, end
        after = max(reach.end, head.end)
        return self._office(head, reach, after), after

    # What stands around

    def _is_capital(self, i: int) -> bool:
        return bool(self.tokens[i].nature & Nature.CAPITAL)

    def _words(self, start: int, end: int) -> int:
        mask = Nature.CAPITAL | Nature.INITIAL
        return sum(t.nature & mask == Nature.CAPITAL for t in self.tokens[start:end])

    def _is_venue(self, i: int) -> bool:
        return i > 0 and bool(self.tokens[i - 1].nature & Nature.VENUE)

    def _is_cued(self, i: int, cues: Mapping[str, frozenset[str]]) -> bool:
        """Whether one of the cues ("led by", "guidata dal") stands before."""
        j = i - 1
        while j > 0 and j > i - 4 and self.tokens[j].folded in _ARTICLES:
            j -= 1
        if j < 1:
            return False
        last = self.tokens[j].folded
        before = cues.get(_BY.get(last, last))
        return before is not None and self.tokens[j - 1].folded in before

    def _add(self, start: int, end: int, office: _Office, italian: bool) -> None:
        tokens = self.tokens
        known = known_at(tokens, start)
        named = [t for t in tokens[start:end] if t.word != "."]
        self.found.append(
            Mention(
                tuple(_written(t) for t in named),
                tuple(t.folded for t in named),
                known[1] if known and start + known[0] == end else None,
                office.role,
                office.rank,
                office.of_torino,
                office.of_elsewhere,
                office.guest,
                italian,
                is_asian_name(tokens, start, end),
            )
        )


def _written(token: Token) -> str:
    word = token.word[:-2] if token.possessive else token.word
    return f"{word}." if token.nature & Nature.INITIAL and not word.endswith(".") else word


def _nth(office: _Office, n: int) -> _Office:
    """The office of the nth bearer: "the Mayors of Dakar and Torino" are two mayors."""
    if not office.plural or len(office.places) < 2 or n >= len(office.places):
        return office
    torino = bool(TORINO & set(office.places[n].split()))
    return replace(office, of_torino=torino, of_elsewhere=not torino)
