"""The reach of a role: how far its words run, and the name they run into."""

from __future__ import annotations

from dataclasses import dataclass

from index.people.names import (
    SAINTS,
    given_at,
    is_asian_name,
    is_house,
    known_at,
    may_be_named,
    name_end,
    place_at,
)
from index.people.roles import TORINO, Head, head_at
from index.people.words import Nature, Token, word_set

_LONGEST_ROLE = 44
"""Tokens a role may run over, signs included; the longest one seen has 16 words."""
_JOINING = word_set("""
of in at for from to with the a an and di del dello della dei degli delle dell d de e ed con su
per al allo alla all ai agli alle nel nella nei nelle il lo la le gli i du des les l un une et en
au aux
""")
"""Small words after which a place or a charge follows sooner than a name."""
_ARTICLES = word_set("the a an il lo la l i gli le un une una uno les")
_ANDS = word_set("and e ed et & y")
_OF = word_set("of to di del dello della dei degli delle dell de du des au")
_WHERE = word_set("in a at en au nel nella")
"""After these a place is where somebody serves, not whom."""
_TOWN_AND_OF = 4
"""Tokens of "of Sault St. Marie" or shorter."""
_CLOSING = frozenset(".,;)")
_ADJECTIVAL = (
    "ili", "ali", "ari", "ale", "ile", "iche", "ici", "ivi", "ive", "osi", "ose",
    "iques", "elles", "aux", "ees",
)  # fmt: skip
"""How Italian and French adjectives of charges end, and verbs seldom do."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a role runs, and the name it runs into (`name == name_end` when there is none)."""

    end: int
    name: int
    name_end: int
    of_torino: bool
    of_elsewhere: bool
    places: tuple[str, ...]


def reach_of(tokens: list[Token], head: Head, language: str) -> Reach:
    """Follow a role from its office to the name it is given to, or to where it ends.

    Runs over places, charges and their commas; a verb, a full stop or an unknown small word
    ends it. Looks at no more tokens than the longest role has.
    """
    return _Walk(tokens, head, language).reach()


class _Walk:
    """One way along a role."""

    def __init__(self, tokens: list[Token], head: Head, language: str) -> None:
        self.tokens = tokens
        self.head = head
        self.language = language
        self.at = head.end
        self.limit = min(len(tokens), head.end + _LONGEST_ROLE)
        self.of_torino = head.of_torino
        self.of_elsewhere = head.of_elsewhere
        self.places: list[str] = []
        self.charged = False

    def reach(self) -> Reach:
        found: tuple[int, int] | None = None
        while self.at < self.limit:
            here = self.at
            found = self._step()
            if found or self.at == here:
                break
        start, end = found or (self.at, self.at)
        return Reach(self.at, start, end, self.of_torino, self.of_elsewhere, tuple(self.places))

    def _step(self) -> tuple[int, int] | None:
        """Move over one thing; answer the name when it is one; stand still to end."""
        token = self.tokens[self.at]
        nature = token.nature
        if nature & Nature.SIGN:
            return self._sign()
        if nature & Nature.CAPITAL or nature & Nature.FIGURES:
            return self._capital()
        if token.folded.startswith("d'") and nature & Nature.PARTICLE:
            self._note_place(token.folded[2:])
            self.at += 1
        elif nature & Nature.VERB and self._is_verb(token):
            pass
        elif token.folded in _ANDS:
            self._and()
        elif nature & Nature.TAIL:
            self.charged = True
            self.at += 1
        elif self._qualifies(token) or (
            head_at(self.tokens, self.at, self.language) and self._joined()
        ):
            self.at += 1
        return None

    def _qualifies(self, token: Token) -> bool:
        """Whether an adjective goes with the office or its charge ("Politiche giovanili")."""
        if token.nature & Nature.ADJECTIVE:
            return self.at <= self.head.end + 1
        before = self.tokens[self.at - 1].nature
        charge = self.at > self.head.end and before & Nature.CAPITAL and before & Nature.NEVER
        return self.language != "en" and bool(charge) and token.folded.endswith(_ADJECTIVAL)

    def _is_verb(self, token: Token) -> bool:
        if token.folded == "a":
            return token.word == "a" and self.language == "fr"
        return token.folded != "e" or token.word == "è"

    def _joined(self) -> bool:
        """Whether an office is part of the role here: "adviser to the mayor"."""
        j = self.at - 1
        while j > self.head.end and self.tokens[j].folded in _ARTICLES:
            j -= 1
        return j >= self.head.end and self.tokens[j].folded in _OF

    def _sign(self) -> tuple[int, int] | None:
        word = self.tokens[self.at].word
        if word == "(":
            for j in range(self.at + 1, min(self.limit, self.at + 7)):
                if self.tokens[j].word == ")":
                    self.at = j + 1
                    return None
        if word in "-&" and self.charged and self._is_common(self.at + 1):
            self.at += 1
            return None
        return self._comma() if word == "," else None

    def _is_common(self, j: int) -> bool:
        return j < self.limit and bool(self.tokens[j].nature & (Nature.NEVER | Nature.TAIL))

    def _comma(self) -> tuple[int, int] | None:
        j = self.at + 1
        if j >= self.limit:
            return None
        joined = self.tokens[j].folded in _ANDS
        if joined:
            j += 1
        k = j
        while k < self.limit and self.tokens[k].folded in _ARTICLES:
            k += 1
        if k >= self.limit:
            return None
        office = head_at(self.tokens, k, self.language)
        if office and office.rank != "title":
            return None
        if office:
            end = name_end(self.tokens, office.end, self.language)
            return (office.end, end) if end > office.end else None
        if self.tokens[k].nature & Nature.CAPITAL:
            known = known_at(self.tokens, k)
            if known:
                return None if joined else (k, k + known[0])
            if place_at(self.tokens, k):
                if self.charged:
                    self.at = j
                return None
            end = name_end(self.tokens, k, self.language)
            if end > k and self._is_person_after_comma(k, end):
                return None if joined else (k, end)
            follows = self.tokens[end].word if end < len(self.tokens) else ""
            if self.charged and (
                self.tokens[k].nature & Nature.NEVER or follows in _ANDS or follows == ","
            ):
                self.at = j
                if end > k:
                    self.at = end
            return None
        if self.charged and self.tokens[j].nature & Nature.TAIL and not self._leaves(j):
            self.at = j
        return None

    def _leaves(self, j: int) -> bool:
        """Whether a comma's "with …", "in …" begins something else than a charge."""
        return self.tokens[j].folded in {
            "with",
            "in",
            "a",
            "at",
            "from",
            "con",
            "for",
            "per",
            "the",
        }

    def _is_person_after_comma(self, start: int, end: int) -> bool:
        if is_house(self.tokens, end):
            return False
        return _words(self.tokens, start, end) > 1 or self._is_mayor_s_surname(start, end)

    def _is_mayor_s_surname(self, start: int, end: int) -> bool:
        """Whether a surname alone stands between a mayor's town and the end of the phrase.

        A mayor has one town, so that what follows it is no second one.
        """
        if self.head.rank != "town" or self.head.plural or not self.of_elsewhere:
            return False
        one_town = len(self.places) == 1 and self.at - self.head.end <= _TOWN_AND_OF
        closed = end >= len(self.tokens) or self.tokens[end].word in _CLOSING
        return one_town and end == start + 1 and closed and len(self.tokens[start].word) > 3

    def _and(self) -> None:
        """Go over an "and" that joins two charges or places, stand before one that does not."""
        j = self.at + 1
        if j >= self.limit or not self.charged:
            return
        if self.tokens[j].folded in _ARTICLES and j + 1 < self.limit:
            j += 1
        if head_at(self.tokens, j, self.language):
            return
        token = self.tokens[j]
        if token.nature & Nature.CAPITAL:
            end = name_end(self.tokens, j, self.language)
            if known_at(self.tokens, j) or (
                end > j + 1 and given_at(self.tokens, j, end) == j and not place_at(self.tokens, j)
            ):
                return
            if is_asian_name(self.tokens, j, end):
                return
            self.at += 1
        elif token.nature & Nature.TAIL and not token.nature & Nature.VERB:
            self.at += 1

    def _capital(self) -> tuple[int, int] | None:
        tokens, at = self.tokens, self.at
        token = tokens[at]
        known = known_at(tokens, at)
        if known:
            return at, at + known[0]
        if is_asian_name(tokens, at, end := name_end(tokens, at, self.language)):
            return at, end
        length = place_at(tokens, at)
        if length and not self._is_name_like_a_place(at, length):
            self._note_place(" ".join(t.folded for t in tokens[at : at + length]))
            self.at += length
            self.charged = True
            return None
        if (
            token.folded in SAINTS
            and at + 1 < self.limit
            and tokens[at + 1].nature & Nature.CAPITAL
        ):
            self._note_place(tokens[at + 1].folded)
            self.at += 2
            return None
        office = head_at(tokens, at, self.language)
        if office and office.rank == "title" and at + 1 < self.limit:
            end = name_end(tokens, office.end, self.language)
            if end > office.end:
                return office.end, end
            self.at = office.end
            return None
        if end == at:
            if token.nature & (Nature.NEVER | Nature.FIGURES | Nature.CAPITALS):
                if token.nature & Nature.VERB and not token.nature & Nature.TAIL:
                    return None
                self.at += 1
                self.charged = True
            return None
        if is_house(tokens, end):
            self.at = end + 1
            return None
        return self._run(at, end)

    def _is_name_like_a_place(self, at: int, length: int) -> bool:
        """Whether a place's word is a given name here ("Israel Singer" after "President")."""
        token = self.tokens[at]
        if length > 1 or not token.nature & Nature.GIVEN or self._prefixed(at):
            return False
        return at + 1 < self.limit and may_be_named(self.tokens[at + 1])

    def _prefixed(self, at: int) -> bool:
        """Whether a small word or a comma stands before, so that a place comes before a name."""
        if at == self.head.end:
            return False
        before = self.tokens[at - 1]
        return before.folded in _JOINING or before.word in {",", "(", "&", "/"}

    def _run(self, at: int, end: int) -> tuple[int, int] | None:
        """Part a run of unknown capitalised words into a place or charge and a name."""
        tokens = self.tokens
        if not self._prefixed(at):
            given = given_at(tokens, at, end)
            if given is not None and given > at and given < end - 1:
                before = tokens[at - 1]
                common = before.nature & (Nature.VENUE | Nature.NEVER)
                if at > self.head.end and common and not place_at(tokens, at - 1):
                    self.at = at = given
            return at, end
        start = self._name_within(at, end)
        self._note_place(" ".join(t.folded for t in tokens[at:start]))
        self.charged = True
        self.at = start
        return (start, end) if start < end else None

    def _name_within(self, at: int, end: int) -> int:
        """Where in a run after "of" the name begins; `end` when all of it is the place."""
        tokens = self.tokens
        words = [j for j in range(at, end) if tokens[j].nature & Nature.CAPITAL]
        count = len(words)
        given = given_at(tokens, at + 1, end)
        if given is not None:
            place = words.index(given) if given in words else 1
            if given == words[-1]:
                return words[1]
            return words[max(place, 1)]
        for j in range(at + 1, end - 1):
            if is_asian_name(tokens, j, end):
                return j
        if count == 1:
            return end
        if tokens[words[0]].nature & Nature.OPENING:
            return words[2] if count > 2 else end
        if tokens[at].nature & Nature.GIVEN and count == 2:
            return at
        return words[1] if count > 2 else end

    def _note_place(self, place: str) -> None:
        words = set(place.split())
        where = self.tokens[self.at - 1].folded if self.at else ""
        torino = bool(words & TORINO)
        self.places.append(place)
        if where in _WHERE and self.at > self.head.end:
            return
        if torino:
            self.of_torino = True
        else:
            self.of_elsewhere = True


def _words(tokens: list[Token], start: int, end: int) -> int:
    """The name words of a run, initials and particles not counted."""
    plain = Nature.CAPITAL | Nature.INITIAL
    return sum(t.nature & plain == Nature.CAPITAL for t in tokens[start:end])
