"""The shape of the code: few rooms at the top, one name for one module and one type."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

import index

ROOT = Path(index.__file__).parents[1]
"""The folder of the packages: that of the clone, or the one they are installed in."""
PACKAGES = ("index", "search", "web")
MOST_AT_THE_TOP = 12
NOT_ROOMS = frozenset(
    {"data", "deploy", "docs", "land", "static", "templates", "translations", "__pycache__"}
)
SHARED_NAMES = frozenset({"__init__", "cli", "errors", "words"})
"""Names that several modules of a package may have."""

VAGUE = frozenset({"backend", "base", "helper", "helpers", "manager", "provider", "util", "utils"})
"""Words that say nothing of what a module or a class is; see CONTRIBUTING."""
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not NOT_ROOMS.intersection(path.relative_to(ROOT).parts):
                yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def defined(path: Path) -> Iterator[str]:
    """The classes, functions and constants that a module defines."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
    for node in tree(path).body:
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def public_types(path: Path) -> Iterator[str]:
    """The classes and the names of types that a module offers to others."""
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def is_type_name(name: str) -> bool:
    return name[0].isupper() and not name.isupper()


def exported_by(path: Path) -> list[str]:
    """The names in `__all__`; empty when the module has none."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and "__all__" in map(ast.unparse, node.targets):
            return list(ast.literal_eval(node.value))
    return []


def bound(path: Path) -> set[str]:
    """The names that a module defines or imports, also where a package may be missing."""
    imported = {
        alias.asname or alias.name.partition(".")[0]
        for statement in tree(path).body
        for node in (statement.body if isinstance(statement, ast.Try) else [statement])
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return {*defined(path), *imported}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_few_rooms_at_its_top(package: str) -> None:
    top = [
        each.name
        for each in (ROOT / package).iterdir()
        if each.name not in NOT_ROOMS
        and each.stem != "__init__"
        and (each.is_dir() or each.suffix == ".py")
    ]
    assert len(top) <= MOST_AT_THE_TOP, top


@pytest.mark.parametrize("package", PACKAGES)
def test_no_two_modules_of_a_package_have_one_name(package: str) -> None:
    names = Counter(
        path.stem
        for path in modules()
        if path.relative_to(ROOT).parts[0] == package
        and "engines" not in path.parts
        and path.stem not in SHARED_NAMES
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_public_types_have_one_name() -> None:
    names = Counter(filter(is_type_name, chain.from_iterable(map(public_types, modules()))))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_package_says_what_it_holds() -> None:
    silent = [
        str(path.parent.relative_to(ROOT))
        for path in modules()
        if path.name == "__init__.py" and len(ast.get_docstring(tree(path)) or "") < 40
    ]
    assert silent == []


def test_every_name_that_a_module_exports_exists_in_it() -> None:
    missing = {}
    for path in modules():
        exported, found = exported_by(path), bound(path)
        if not found.issuperset(exported):
            missing[str(path.relative_to(ROOT))] = sorted(set(exported) - found)
    assert missing == {}


def test_no_module_and_no_type_has_a_name_that_says_nothing() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in (path.stem, *public_types(path))
        if not VAGUE.isdisjoint(word.lower() for word in WORDS.findall(name))
    }
    assert found == set()
