"""Names of people: at which tokens a name begins and ends.

Positions are numbers of tokens; an end is exclusive.
"""

from __future__ import annotations

import re

from index.reading.people.classified_tokens import ELIDED_D, ClassifiedToken
from index.reading.people.name_lexicon import KnownPerson, name_lexicon
from index.reading.people.word_classes import CAPITALISED, INITIAL, WordClass
from index.text.lexicon import lexicons, union
from index.text.name_words import tagged_words

LONGEST_NAME = 7
"""Words of a name, particles and initials included; chosen by hand."""

_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou"
    r"|ua|ui|un|uo|ue|ve|a|e|i|o|u|v)r?)"
)
_PINYIN = re.compile(rf"{_SYLLABLE}{{1,3}}")
_KOREAN = re.compile(r"[a-z]{2,6}-[a-z]{2,6}")

_MAY_BE_NAME_MASK = (
    CAPITALISED
    | WordClass.NEVER_IN_NAME
    | WordClass.ACRONYM
    | INITIAL
    | WordClass.HAS_DIGITS
    | WordClass.ROLE_CONTINUATION
)


def place_at(tokens: list[ClassifiedToken], i: int) -> int:
    """Return how many tokens from `i` on are the name of a well-known place, 0 for none."""
    return tokens[i].place


def is_given_name_of_a_place(tokens: list[ClassifiedToken], i: int) -> bool:
    """Return whether a place's name at `i` may be a given name: a name follows ("Sofia Leon")."""
    given = tokens[i].word_class & (WordClass.GIVEN_NAME | WordClass.GIVEN_NAME_OR_PLACE)
    return (
        bool(given)
        and place_at(tokens, i) == 1
        and i + 1 < len(tokens)
        and may_be_in_name(tokens[i + 1])
    )


def known_person_at(tokens: list[ClassifiedToken], i: int) -> tuple[int, KnownPerson] | None:
    """Return how many tokens from `i` on are the name of a known person, and the person."""
    if not tokens[i].word_class & CAPITALISED:
        return None
    for words, known in name_lexicon().spellings.get(tokens[i].folded, ()):
        if _stand_at(tokens, i, words):
            return len(words), known
    return None


def _stand_at(tokens: list[ClassifiedToken], i: int, words: tuple[str, ...]) -> bool:
    end = i + len(words)
    return end <= len(tokens) and all(tokens[i + n].folded == word for n, word in enumerate(words))


def may_be_in_name(token: ClassifiedToken) -> bool:
    """Return whether a word is capitalised and is not one that never belongs to a name.

    A word all in capitals is an acronym, unless a name precedes it (see `_is_name_word`).
    """
    return token.word_class & _MAY_BE_NAME_MASK == CAPITALISED


def name_end(tokens: list[ClassifiedToken], i: int, language: str) -> int:
    """Return the end of the run of name words that begins at `i`; `i` when none begins there.

    The run has capitalised words, initials with their full stops, and particles between them. It
    ends after a possessive and before a place of the word list.
    """
    j = last = i
    words = 0
    limit = min(len(tokens), i + LONGEST_NAME + 4)
    while j < limit and words < LONGEST_NAME:
        token = tokens[j]
        if token.word_class & INITIAL:
            after = _after_initial(tokens, j)
            if after == j:
                break
            j = after
            words += 1
        elif _is_name_word(tokens, j, named=last > i):
            if last > i and _starts_new_name(tokens, j):
                break
            j += 1
            words += 1
            last = j
            if token.possessive:
                break
        elif last > i and (after := _after_particles(tokens, j, language)) > j:
            j = after
            if not may_be_in_name(tokens[j]):
                j += 1
                words += 1
                last = j
        else:
            break
    return last


def _starts_new_name(tokens: list[ClassifiedToken], j: int) -> bool:
    """Return whether the name of a place or of another known person begins at `j`."""
    after_given_name = tokens[j - 1].word_class & (
        WordClass.GIVEN_NAME | WordClass.GIVEN_NAME_OR_PLACE
    )
    if place_at(tokens, j) and not tokens[j].word_class & WordClass.GIVEN_NAME:
        return place_at(tokens, j) > 1 or not after_given_name  # Fernando Medina, Jack London
    known = known_person_at(tokens, j)
    return known is not None and (known[0] > 1 or not after_given_name)


def _is_name_word(tokens: list[ClassifiedToken], j: int, *, named: bool) -> bool:
    """Return whether the word at `j` belongs to a name; `named` when a word of it precedes."""
    token = tokens[j]
    if (
        named
        and token.word_class & WordClass.ORGANISATION_SUFFIX
        and not token.word_class & WordClass.SURNAME
    ):
        return False
    if may_be_in_name(token) or _is_asian_family(tokens, j):
        return True
    if named and ELIDED_D.match(token.word):
        word_class = name_lexicon().word_classes.get(token.folded[2:], WordClass.NONE)
        return not token.place_inside and not word_class & WordClass.NEVER_IN_NAME
    if not token.word_class & CAPITALISED:
        return False
    if named:
        before = tokens[j - 1].word_class
        if token.word_class & WordClass.ACRONYM and not token.word_class & WordClass.NEVER_IN_NAME:
            return len(token.word) > 3
        if token.word_class & WordClass.SURNAME and before & CAPITALISED:
            return True
        if token.word_class & WordClass.VENUE and before & WordClass.GIVEN_NAME:
            return not token.word_class & WordClass.ORGANISATION_SUFFIX
    if token.folded not in _CAPITAL_PARTICLES or j + 1 == len(tokens) or place_at(tokens, j + 1):
        return False
    after = tokens[j + 1]
    is_surname = after.word_class & WordClass.SURNAME and after.word_class & CAPITALISED
    return may_be_in_name(after) or bool(named and is_surname)  # Elena Lo Re


_CAPITAL_PARTICLES = frozenset(tagged_words("capital"))
"""Particles that also begin surnames: Lo Russo, De Luca, Al Askar."""


def _after_initial(tokens: list[ClassifiedToken], j: int) -> int:
    """Return the token after the initial at `j`; `j` when no name follows."""
    after = j + 1
    if tokens[j].word_class & WordClass.NEVER_IN_NAME and tokens[j].word.endswith("."):
        return j
    if not tokens[j].word.endswith("."):
        if after >= len(tokens) or tokens[after].word != ".":
            return j
        after += 1
    if after >= len(tokens) or place_at(tokens, j):
        return j
    following = tokens[after]
    goes_on = may_be_in_name(following) or following.word_class & INITIAL
    return after if goes_on else j


def _after_particles(tokens: list[ClassifiedToken], j: int, language: str) -> int:
    """Return the token after the particles at `j`; `j` when no name follows."""
    first = tokens[j]
    if not first.word_class & WordClass.NAME_PARTICLE or first.word_class & CAPITALISED:
        return j
    if ELIDED_D.match(first.word):
        return j
    k = j + 1
    while k < len(tokens) and k < j + 3 and _is_small_particle(tokens[k]):
        k += 1
    if k >= len(tokens) or not tokens[k].word_class & CAPITALISED or place_at(tokens, k):
        return j
    if k - j > 1:
        return k if first.folded in _PARTICLES_BEFORE_PARTICLE else j
    if first.word in _SEPARATING.get(language, ()):
        return j
    return k if _is_name_word(tokens, k, named=False) else j


def _is_small_particle(token: ClassifiedToken) -> bool:
    return bool(token.word_class & WordClass.NAME_PARTICLE) and not token.word_class & CAPITALISED


_PARTICLES_BEFORE_PARTICLE = frozenset(tagged_words("leading"))
"""Particles that another particle may follow: de la Torre, van der Hoeven."""
_SEPARATING = {words.tag: words.people.particles for words in lexicons()}
"""By language, particles that are also its words: in its texts they separate two names."""


_ALSO_SMALL = WordClass.VERB | WordClass.NAME_PARTICLE | WordClass.ROLE_CONTINUATION


def _is_asian_family(tokens: list[ClassifiedToken], i: int) -> bool:
    """Return whether a listed family name at `i` precedes a syllable of the same spelling."""
    token = tokens[i]
    if not (token.word_class & WordClass.ASIAN_FAMILY_NAME and token.word_class & CAPITALISED):
        return False
    if i + 1 >= len(tokens) or not tokens[i + 1].word_class & CAPITALISED:
        return False
    if tokens[i + 1].word_class & WordClass.NEVER_IN_NAME:
        return False
    if token.word_class & _ALSO_SMALL and tokens[i + 1].word.isupper():
        return False  # a heading in capitals: SI PARLA
    after = tokens[i + 1].folded
    return bool(_PINYIN.fullmatch(after) or _KOREAN.fullmatch(after))


def is_asian_name(tokens: list[ClassifiedToken], i: int, end: int) -> bool:
    """Return whether the whole run is a Chinese or Korean name, family name first."""
    if not 2 <= end - i <= 3 or not _is_asian_family(tokens, i):
        return False
    given = tokens[i + 1 : end]
    if any(t.word_class & WordClass.NEVER_IN_NAME for t in given):
        return False
    return all(_PINYIN.fullmatch(t.folded) or _KOREAN.fullmatch(t.folded) for t in given)


def is_asian_name_reversed(tokens: list[ClassifiedToken], i: int, end: int) -> bool:
    """Return whether two words are a Chinese or Korean name with the family name last."""
    if end - i != 2 or not tokens[i + 1].word_class & WordClass.ASIAN_FAMILY_NAME:
        return False
    given, family = tokens[i], tokens[i + 1]
    if not family.word_class & CAPITALISED or not may_be_in_name(given) or given.town:
        return False
    is_korean = _KOREAN.fullmatch(given.folded) is not None
    is_chinese = _PINYIN.fullmatch(given.folded) and len(given.folded) >= _LEAST_GIVEN
    return is_korean or bool(is_chinese)


_LEAST_GIVEN = 5
"""Letters of a Chinese given name before a family name: shorter ones may be any word."""


def given_at(tokens: list[ClassifiedToken], i: int, end: int) -> int | None:
    """Return the first token of the run that is a given name and does not follow "San"."""
    for j in range(i, end):
        if tokens[j].word_class & WordClass.GIVEN_NAME and tokens[j].word_class & CAPITALISED:
            if j > i and tokens[j - 1].folded in SAINTS:
                continue
            return j - 1 if j == i + 1 and tokens[j].folded in _NOT_FIRST_WORDS else j
        head, _, rest = tokens[j].folded.partition("-")
        if rest and name_lexicon().word_classes.get(head, WordClass.NONE) & WordClass.GIVEN_NAME:
            return j
    return None


_NOT_FIRST_WORDS = frozenset(tagged_words("continuing"))
"""Given names that continue a name: the word before them is its first."""
SAINTS = frozenset(tagged_words("saint"))


def is_organisation(tokens: list[ClassifiedToken], end: int) -> bool:
    """Return whether a word at `end` makes a run an organisation ("Agnelli Foundation")."""
    if end >= len(tokens) or not tokens[end].word_class & WordClass.ORGANISATION_SUFFIX:
        return False
    return (
        bool(tokens[end].word_class & CAPITALISED) or tokens[end].folded in _LOWERCASE_ORGANISATIONS
    )


_LOWERCASE_ORGANISATIONS = union(lambda words: words.people.small_houses)


def is_full_name(tokens: list[ClassifiedToken], start: int, end: int) -> bool:
    """Return whether a run of name words has several words and is not an organisation's name."""
    return count_name_words(tokens, start, end) > 1 and not is_organisation(tokens, end)


def count_name_words(tokens: list[ClassifiedToken], start: int, end: int) -> int:
    """Return how many words of a run are names, without initials and particles."""
    plain = CAPITALISED | INITIAL
    return sum(t.word_class & plain == CAPITALISED for t in tokens[start:end])
