"""The lexicons: one file a language, each list known, documented and of its own kind."""

from __future__ import annotations

import ast
import inspect
import re
from importlib.resources import files
from itertools import pairwise

import pytest
from babel import Locale

from index.text.lexicon import Lexicon, LexiconError, lexicons, read_lexicon, sections, union
from index.text.lexicon.sections import SECTIONS

LEAST = "order = 9\n"


def lists_of(lexicon: Lexicon) -> dict[str, frozenset[str] | tuple[str, ...]]:
    return {
        f"{name}.{each}": getattr(getattr(lexicon, name), each)
        for name, section in sections.SECTIONS.items()
        for each in section.list_types
    }


def test_the_archive_is_read_in_italian_english_and_french_in_this_order() -> None:
    assert [lexicon.tag for lexicon in lexicons()] == ["it", "en", "fr"]


def test_a_file_may_have_any_part_of_the_lists() -> None:
    lexicon = read_lexicon("de.toml", LEAST + "[grammar]\narticles = 'der die das'\n")
    assert lexicon.tag == "de"
    assert lexicon.grammar.articles == {"der", "die", "das"}
    assert lexicon.people.never == frozenset()


def test_words_are_folded_and_phrases_keep_their_words_together() -> None:
    text = LEAST + "[places]\ntowns = 'Città KÖLN'\nexamples = '''\n such as | tel  que\n come\n'''"
    places = read_lexicon("xx.toml", text).places
    assert places.towns == {"citta", "koln"}
    assert places.examples == {"such as", "tel que", "come"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "'order'"),
        ("order = '1'", "'order'"),
        ("order = true", "'order'"),
        (LEAST + "stemer = 'german'", "'stemer'"),
        (LEAST + "stemmer = 1", "'stemmer'"),
        (LEAST + "[gramar]\narticles = 'x'", "'gramar'"),
        (LEAST + "[grammar]\narticle = 'x'", "'article'"),
        (LEAST + "[grammar]\narticles = ['x']", "grammar.articles"),
        (LEAST + "[grammar.articles]\nx = 'x'", "grammar.articles"),
        (LEAST + "grammar = 'x'", "'grammar'"),
        (LEAST + "[grammar\n", "line 2"),
        (LEAST + "[calendar]\nmonths = 'Januar Februar'", "calendar.months has 2 words"),
        (LEAST + "[calendar]\nweekdays = 'Montag'", "calendar.weekdays has 1 words"),
        (LEAST + "[calendar]\nmonth_first = 'yes'", "calendar.month_first"),
    ],
)
def test_a_file_with_a_mistake_is_refused_by_its_name_and_key(text: str, named: str) -> None:
    with pytest.raises(LexiconError, match=r"^de\.toml") as error:
        read_lexicon("de.toml", text)
    assert named in str(error.value)


def test_every_list_says_what_it_is_for() -> None:
    silent = [
        ast.unparse(each.target)
        for section in ast.parse(inspect.getsource(sections)).body
        if isinstance(section, ast.ClassDef)
        for each, said in pairwise(section.body)
        if isinstance(each, ast.AnnAssign)
        and ast.unparse(each.annotation) not in {kind.__name__ for kind in SECTIONS.values()}
        and not isinstance(said, ast.Expr)
    ]
    assert silent == []


@pytest.mark.parametrize("tag", [lexicon.tag for lexicon in lexicons()])
def test_every_list_of_a_file_has_its_use_above_it(tag: str) -> None:
    text = files("index").joinpath("data", "languages", f"{tag}.toml").read_text("utf-8")
    begins = re.compile(r"[a-z_]+ = '")
    bare = [
        line
        for before, line in pairwise(text.partition("\n[")[2].splitlines())
        if begins.match(line) and not before.startswith("#")
    ]
    assert bare == []


@pytest.mark.parametrize("lexicon", lexicons(), ids=lambda lexicon: lexicon.tag)
def test_months_and_weekdays_are_those_of_cldr(lexicon: Lexicon) -> None:
    locale = Locale(lexicon.tag)
    months = locale.months["stand-alone"]["wide"]
    days = locale.days["stand-alone"]["wide"]
    assert list(lexicon.calendar.months) == [months[number].lower() for number in range(1, 13)]
    assert list(lexicon.calendar.weekdays) == [days[number].lower() for number in range(7)]


def test_a_union_has_the_words_of_all_languages() -> None:
    articles = union(lambda words: words.grammar.articles)
    assert {"il", "the", "les"} <= articles


def test_every_list_of_the_sections_is_used_by_a_language() -> None:
    used = {name for lexicon in lexicons() for name, words in lists_of(lexicon).items() if words}
    kinds = {name for name in lists_of(lexicons()[0]) if name.startswith("kinds_in_")}
    assert lists_of(lexicons()[0]).keys() - used - kinds == set()
