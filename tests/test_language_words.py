"""Code holds no word of a language: those are in the lexicons, one file a language.

The string literals of what reads, joins, analyses and plans are scanned for words of the lexicons'
lists. Names (of files, media types, fields, members of closed sets, groups of patterns) and what is
said to people (messages of errors) are no words that code decides by.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import index
from index.text.folding import fold
from index.text.lexicon import lexicons, sections

ROOT = Path(index.__file__).parents[1]
ROOMS = (
    "index/gazetteer",
    "index/joining",
    "index/reading",
    "index/text",
    "index/translation",
    "search/plan",
    "search/query",
    "search/zero_results.py",
)

INDEX_FILES = "names of files: index, home, pdf"
MARKUP = "names of HTML, its classes and its metadata"
MESSAGES = "says why a page or record was left out, or explains a plan"
EXCEPTIONS = {
    "index/reading/dates/address.py": INDEX_FILES,
    "index/reading/documents/__init__.py": MARKUP,
    "index/reading/documents/document_markup.py": MARKUP,
    "index/reading/documents/docx/package.py": MESSAGES,
    "index/reading/documents/docx/parts_of_file.py": MARKUP,
    "index/reading/documents/docx/styles.py": MARKUP,
    "index/reading/documents/pdf/__init__.py": MESSAGES,
    "index/reading/documents/pdf/gutters.py": "sides of a row of letters",
    "index/reading/layouts/address_kinds.py": INDEX_FILES,
    "index/reading/layouts/tree/blocks.py": MARKUP,
    "index/reading/layouts/tree/markup_bounds.py": MARKUP,
    "index/reading/layouts/line/markup_dates.py": MARKUP,
    "index/reading/layouts/line/noise.py": "names of files and of a programme of the EU",
    "index/reading/layouts/other.py": "how servers head the listing of a folder",
    "index/reading/layouts/site_lines.py": MARKUP,
    "index/reading/layouts/tree/page_name.py": MARKUP,
    "index/reading/layouts/tree/tags.py": MARKUP,
    "index/reading/page_reader.py": MESSAGES,
    "index/reading/people/name_lexicon.py": "tags of the lists of names",
    "index/reading/people/names.py": "syllables of Chinese names in Pinyin; tags of words of names",
    "index/reading/people/word_spans.py": "elisions that the tokens of this stage are cut at",
    "index/reading/places/cities.py": "the name of a rule",
    "index/reading/redaction.py": MARKUP,
    "index/reading/sources/addresses.py": INDEX_FILES,
    "index/reading/sources/canonical.py": MARKUP,
    "index/reading/sources/capture_times.py": MESSAGES,
    "index/reading/sources/documents.py": INDEX_FILES,
    "index/reading/sources/feeds.py": MARKUP,
    "index/reading/sources/json_lines.py": MESSAGES,
    "index/reading/sources/other_formats.py": MESSAGES,
    "index/reading/worker.py": "keys of what is sent from one process to another",
    "index/text/lexicon/__init__.py": MESSAGES,
    "index/text/lexicon/sections/__init__.py": "names of the lists themselves",
    "index/translation/reviewed_csv.py": MESSAGES,
    "index/translation/glossary.py": "notes for translators",
    "index/translation/incoming.py": MESSAGES,
    "index/translation/meaning.py": MESSAGES,
    "index/translation/omegat.py": "names of the files and settings of OmegaT",
    "index/translation/omegat_files.py": "names of the elements of OmegaT's files",
    "index/translation/plausibility.py": MESSAGES,
    "index/translation/run.py": MESSAGES,
    "index/translation/tmx.py": "names of the elements and attributes of TMX",
    "index/translation/translators/apertium.py": "names of its modes",
    "index/translation/translators/deep_translator.py": "what services answer, and their codes",
    "index/translation/translators/transport.py": MESSAGES,
    "index/text/page_keys.py": "names and values of parameters in addresses",
    "search/plan/expanded_names.py": "a name that means a country and a continent",
    "search/plan/tree_text.py": MESSAGES,
}
"""Modules that may have such words, each with its reason."""

_NAME = re.compile(r"[\w./:-]*[\d_./:-][\w./:-]*|[A-Z]{2}")
"""Names of files, media types, headers, functions and fields; codes of countries."""
_NAMING = frozenset({"getattr", "files", "joinpath", "Skipped"})
"""Calls whose words name an attribute, a file or a reason."""
_RULES = frozenset({"Rule", "Cue", "KindFinder", "accept", "_add_names"})
"""Calls that name a rule, and give its example; what the rule asks is scanned."""
_SYNTAX = re.compile(r"HOME|\{home\}|\(\?P[<=]\w+[>)]|\\[a-zA-Z]|\[[^\]]*\]")
_GROUP = re.compile(r"\?P<(\w+)>")


@cache
def vocabulary() -> frozenset[str]:
    """The folded words of two letters and more of all lists that are words, not patterns."""
    return frozenset(
        word
        for lexicon in lexicons()
        for section in sections.SECTIONS
        for name, kind in getattr(lexicon, section).list_types.items()
        if kind not in ("Patterns", "bool")
        for written in getattr(getattr(lexicon, section), name)
        for word in re.findall(r"[^\W\d_]{2,}", fold(written))
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def closed_sets() -> frozenset[str]:
    """The members of all Literal types of the packages."""
    return frozenset(
        member.value
        for package in ("index", "search", "web")
        for path in (ROOT / package).rglob("*.py")
        if "Literal[" in path.read_text("utf-8")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
        for member in ast.walk(node.slice)
        if isinstance(member, ast.Constant) and isinstance(member.value, str)
    )


def modules() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        yield from [path] if path.suffix else sorted(path.rglob("*.py"))


def bound(node: ast.stmt) -> set[str]:
    """The names that an import binds."""
    return {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()


def decided_by(module: ast.Module) -> Iterator[str]:
    """The literals of a module, without docstrings, messages of errors, keys and names."""
    others: set[int] = set()
    if any("Rule" in bound(node) for node in module.body):  # names of rules may be constants
        others.update(
            id(node.value)
            for node in module.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        )
    for node in ast.walk(module):
        apart: ast.AST | None = None
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            apart = node
        elif isinstance(node, ast.Subscript):
            apart = node.slice
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            apart = node.right
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            apart = node if called.endswith("Error") or called in _NAMING else None
            if called in _RULES:
                others.update(id(each) for each in node.args if isinstance(each, ast.Constant))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__all__", "rule"):
            apart = node
        others.update(map(id, ast.walk(apart)) if apart else ())
    groups = {
        name
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for name in _GROUP.findall(node.value)
    }
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in others
        ):
            text = node.value
            if text not in groups and text not in closed_sets() and not _NAME.fullmatch(text):
                yield text


def words_in(literals: Iterator[str]) -> set[str]:
    """The words of lists in literals; of two letters only where several are in one literal."""
    found: set[str] = set()
    for literal in literals:
        words = re.findall(r"[^\W\d_]{2,}", fold(_SYNTAX.sub(" ", literal)))
        known = [word for word in words if word in vocabulary()]
        if len(known) > 1 or any(len(word) > 2 for word in known):
            found.update(known)
    return found


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_no_word_of_a_language(path: Path) -> None:
    found = words_in(decided_by(tree(path)))
    if path.relative_to(ROOT).as_posix() in EXCEPTIONS:
        assert found, "the exception is not needed any more: take it out of the list"
    else:
        assert found == set(), "put these words into index/data/languages/"


@pytest.mark.parametrize(
    "code",
    [
        "_ARTICLES = frozenset(('the', 'il'))",
        "_OF = re.compile(r'\\b(?:of|del|della)\\s')",
        "if word == 'sindaco': pass",
        "WORDS = '''\n il lo la\n'''.split()",
        "_LABEL = rf'{x}(?:posted|published)?\\W*'",
        "LAST = {'mayor': 1}",
        "Rule('a mayor', True, lambda one: one.word == 'sindaco', 'it: Il sindaco [X].')",
    ],
)
def test_a_word_is_found_in_sets_patterns_and_comparisons(code: str) -> None:
    assert words_in(decided_by(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n    '''Return the mayor of the city.'''",
        "raise ValueError('the date is not of this year')",
        "row['name']; match['month']",
        "KIND = 'mission'",
        "_POINT = re.compile('(?P<year>x)')\nmatch.group('year')",
        "files('index').joinpath('data/terms.csv')",
        "HOME = 'IT'",
        "Rule('a mayor', True, lambda one: one.known, 'en: The mayor [X] came.')",
    ],
)
def test_messages_names_and_keys_are_no_words_to_decide_by(code: str) -> None:
    assert words_in(decided_by(ast.parse(code))) == set()


@pytest.mark.parametrize("room", [room for room in ROOMS if room.startswith("index/")])
def test_rules_ask_the_lexicon_and_not_which_language_it_is(room: str) -> None:
    tags = {lexicon.tag for lexicon in lexicons()}
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Compare)
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant) and constant.value in tags
    }
    assert asking == set(), "give the lexicon a list for what the language has"
