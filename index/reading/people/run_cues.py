"""What the words around a run say of it: that it is a person's name, or nobody's."""

from __future__ import annotations

from index.reading.people.name_lexicon import name_lexicon
from index.reading.people.name_run import SENTENCE_ENDS, Run
from index.reading.people.names import known_person_at, place_at
from index.reading.people.tokenised_text import WORDS_BEFORE_ROLE, TokenisedText
from index.reading.people.word_classes import ANDS, INITIAL, OF, WordClass
from index.text.lexicon import lexicons, union
from index.text.thesaurus import load_thesaurus

_REGION_WORDS = union(lambda words: words.places.regions | words.places.parts)
"""Words for a region or district that is called by a place's name."""


CALLINGS = union(lambda words: words.people.callings)
_BYLINES = frozenset(tuple(each.split()) for each in union(lambda words: words.people.bylines))
_LONGEST_BYLINE = max(map(len, _BYLINES))
_ARTICLES = {words.tag: words.grammar.articles | words.grammar.joined for words in lexicons()}
_ALL_ARTICLES = frozenset().union(*_ARTICLES.values())
_LINE_STARTS = frozenset("\n|•·-–—")
_BYLINE_ENDS = frozenset("\n|•·-–—(")


def follows_cue(run: Run) -> bool:
    """Return whether "led by", "received by" or the like precede."""
    words = name_lexicon()
    return run.tokenised.follows_cue(run.start, words.leader_cues) or run.tokenised.follows_cue(
        run.start, words.host_cues
    )


def is_byline(run: Run) -> bool:
    """Return whether a line has the name of its author and nothing before it but the word for it.

    Nothing of a sentence follows. A name after a sign of copyright is one too.
    """
    tokens, at = run.tokens, run.start
    if run.end < len(tokens) and tokens[run.end].word not in _BYLINE_ENDS:
        return False
    if run.before == "©":
        return True
    if run.before == ":":
        at -= 1
    for width in range(1, _LONGEST_BYLINE + 1):
        first = at - width
        if first < 0:
            return False
        if tuple(token.folded for token in tokens[first:at]) in _BYLINES and (
            first == 0 or tokens[first - 1].word in _LINE_STARTS
        ):
            return True
    return False


def is_called_after_person(run: Run) -> bool:
    """Return whether an article stands right before a given name: "al Carlo Felice", a theatre.

    One with a capital may be taken for the first word of the name.
    """
    articles = _ARTICLES.get(run.tokenised.language, _ALL_ARTICLES)
    if run.given == run.start:
        return run.before in articles
    return run.given == run.start + 1 and run.tokens[run.start].folded in articles


def acts_at_head(run: Run) -> bool:
    """Return whether unusual words open a sentence and a verb follows: "Otabek Yuldashev met"."""
    tokens, before = run.tokens, run.start - 1
    if run.end >= len(tokens) or (before >= 0 and tokens[before].word not in SENTENCE_ENDS):
        return False
    verb = tokens[run.end]
    if not verb.word.islower() or len(verb.word) < _LEAST_VERB:
        return False
    if not (verb.word_class & WordClass.VERB or verb.folded in _ACTS):
        return False
    words = tokens[run.start : run.end]
    if words[0].folded in _ALL_ARTICLES or any(word.town for word in words):
        return False
    usual = load_thesaurus()
    return all(word.word.istitle() and usual.family(word.folded) is None for word in words)


_LEAST_VERB = 3
_ACTS = union(lambda words: words.places.acts)


def precedes_calling(run: Run) -> bool:
    """Return whether a comma and what somebody is or does follow: "X Y, a poet"."""
    tokens, at = run.tokens, run.end + 1
    if at >= len(tokens) or tokens[run.end].word not in (",", "("):
        return False
    if at + 1 < len(tokens) and tokens[at].folded in WORDS_BEFORE_ROLE:
        at += 1
    is_named = at + 1 < len(tokens) and run.tokenised.is_capital(at + 1)
    return tokens[at].folded in CALLINGS and not run.tokenised.is_capital(at) and not is_named


def opens_with_place(run: Run) -> bool:
    """Return whether the first word is a given name that is commoner as a place."""
    return bool(run.tokens[run.start].word_class & WordClass.GIVEN_NAME_OR_PLACE)


def begins_with_initial(run: Run) -> bool:
    """Return whether the first word is an initial, and the last no place."""
    first = run.tokens[run.start]
    is_initial = first.word_class & INITIAL and first.folded not in ("s", "s.")
    return bool(is_initial) and not place_at(run.tokens, run.end - 1)


def is_region_name(tokenised: TokenisedText, i: int) -> bool:
    """Return whether "province of" or the like precedes."""
    before = [token.folded for token in tokenised.tokens[max(i - 2, 0) : i]]
    return len(before) == 2 and before[0] in _REGION_WORDS and before[1] in OF


def acts_with_known(tokenised: TokenisedText, i: int, end: int) -> bool:
    """Return whether a known person and a verb follow: "Besson and Chiamparino opened"."""
    tokens = tokenised.tokens
    if len(tokens[i].word) < 4 or end + 1 >= len(tokens) or tokens[end].folded not in ANDS:
        return False
    known = known_person_at(tokens, end + 1)
    after = end + 1 + known[0] if known else len(tokens)
    return after < len(tokens) and bool(tokens[after].word_class & WordClass.VERB)
