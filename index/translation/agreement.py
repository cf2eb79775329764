"""Forms of words that depend on what follows: articles before a vowel, numbers of ordinals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from index.text.folding import fold
from index.text.lexicon import Lexicon, lexicons, split_pair
from index.text.lexicon.regexes import alternation

_VOWEL = re.compile("[aeiou][a-z]{2}")


def with_articles_agreed(text: str, following: Mapping[str, str], language: str) -> str:
    """Return the text with articles in their form before vowels.

    `following` are the words that may need it, each as it is in the text and as it will be read.
    """
    forms = _before_vowels(language)
    words = [word for word, read in following.items() if _VOWEL.match(fold(read))]
    if not forms or not words:
        return text
    pattern = rf"\b({alternation(forms)})\s(?=(?:{'|'.join(map(re.escape, words))})(?!\w))"

    def agree(found: re.Match[str]) -> str:
        form = forms[found[1].lower()]
        written = form.capitalize() if found[1][0].isupper() else form
        return written if form.endswith("’") else f"{written} "

    return re.sub(pattern, agree, text, flags=re.IGNORECASE)


def without_second_article(text: str, language: str) -> str:
    """Return the text with one article where a name brings its own: the + the Netherlands."""
    lexicon = _lexicon(language)
    if lexicon is None:
        return text
    articles = alternation(lexicon.grammar.articles - lexicon.grammar.elided)
    return re.sub(rf"\b({articles}) \1\b", r"\1", text, flags=re.IGNORECASE)


def ordinal_written(number: str, language: str) -> str:
    """Return a number, perhaps with what makes it an ordinal, as the language writes it.

    It stays as it is where the language has not one sign for all ordinals.
    """
    lexicon = _lexicon(language)
    sign = next(iter(lexicon.translation.ordinal), "") if lexicon else ""
    bare = re.match(r"[\d.,]*\d", number)
    return f"{bare[0]}{sign}" if sign and bare and bare[0] != number else number


@cache
def _before_vowels(language: str) -> Mapping[str, str]:
    lexicon = _lexicon(language)
    lines = lexicon.translation.before_vowels if lexicon else ()
    return {article: forms[0] for article, forms in map(split_pair, lines)}


def _lexicon(language: str) -> Lexicon | None:
    return next((lexicon for lexicon in lexicons() if lexicon.tag == language), None)
