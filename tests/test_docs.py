"""The documents of the repository: every path, module and link that they name exists."""

import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import grimp
import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = (".github", "index", "search", "tests", "web")
PLACEHOLDERS = ("NAME", "LANGUAGE", "…")
"""In a path they stand for a name that the reader chooses."""

if not (ROOT / "web" / "docs").exists():
    pytest.skip("the installed package comes without its documents", allow_module_level=True)

DOCUMENTS = sorted(
    {ROOT / "README.md", *(path for name in FOLDERS for path in (ROOT / name).rglob("*.md"))}
)

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(rf"(?:{'|'.join(map(re.escape, FOLDERS))})/[^\s`,;:)\"']*")
_FILE = re.compile(r"[\w-]+\.(?:py|sh|po|html|tsv)")
_ROOM = re.compile(r"^### `(index|search|web)/(\w+)/`\n(.+?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_MODULE = re.compile(r"(?:index|search|web|tests)(?:\.\w+)+")


def test_there_are_documents_to_look_at():
    names = {path.relative_to(ROOT).as_posix() for path in DOCUMENTS}
    assert {"README.md", ".github/CONTRIBUTING.md", "web/docs/ARCHITECTURE.md"} <= names


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_a_document_names_exists(document):
    missing = [
        word
        for word in _words(document)
        if (_PATH.fullmatch(word) and not _exists(ROOT / word))
        or (_FILE.fullmatch(word) and not any(ROOT.glob(f"*/**/{word}")))
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_and_name_that_a_document_names_exists(document):
    missing = [word for word in _words(document) if _MODULE.fullmatch(word) and not _found(word)]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_of_a_document_leads_somewhere(document):
    links = (link.partition("#")[0] for link in _LINK.findall(_prose(document)))
    missing = [
        link
        for link in links
        if link and not re.match(r"\w+:", link) and not _exists(document.parent / unquote(link))
    ]
    assert missing == []


@pytest.mark.parametrize("package", ["index", "search", "web"])
def test_every_room_has_a_section_of_the_map(package):
    text = (ROOT / "web" / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    rooms = [path.parent.name for path in (ROOT / package).glob("*/__init__.py")]
    assert [room for room in rooms if f"### `{package}/{room}/`" not in text] == []


def test_the_map_reports_what_each_room_imports():
    text = (ROOT / "web" / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    reported = {
        f"{package}.{room}": set(_reported_imports(package, section))
        for package, room, section in _ROOM.findall(text)
    }
    imported = _imports_of_rooms()
    assert reported == {room: imported[room] for room in reported}


def _reported_imports(package: str, section: str) -> Iterator[str]:
    """Yield the rooms of the line "Imports `a`, and of `index` `b`." in a section."""
    line = re.search(r"\bImports\s(.+?)\.\s", section, re.DOTALL)
    assert line is not None, section
    own, *others = re.split(r"\bof `(index|search)` ", " ".join(line[1].split()))
    for of, names in [(package, own), *zip(others[::2], others[1::2], strict=True)]:
        for name in _CODE.findall(names):
            yield name if name == of else f"{of}.{name}"


def _imports_of_rooms() -> dict[str, set[str]]:
    graph = grimp.build_graph("index", "search", "web", cache_dir=None)
    rooms = defaultdict(set)
    for module in graph.modules:
        room, imported = _room(module), graph.find_modules_directly_imported_by(module)
        rooms[room] |= {_room(other) for other in imported} - {room}
    return rooms


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _prose(document: Path) -> str:
    return _FENCED.sub("", document.read_text("utf-8"))


def _words(document: Path) -> Iterator[str]:
    """Yield the words of all inline code, without those that hold a placeholder."""
    for code in _CODE.findall(_prose(document)):
        for word in code.split():
            if not any(placeholder in word for placeholder in PLACEHOLDERS):
                yield word.partition("::")[0]


def _exists(path: Path) -> bool:
    return any(path.parent.glob(path.name)) if "*" in path.name else path.exists()


def _found(name: str) -> bool:
    """Return whether a dotted name is a module, or something defined in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:length])
        if path.is_dir() or path.with_suffix(".py").exists():
            rest = parts[length:]
            return not rest or _has(importlib.import_module(".".join(parts[:length])), rest)
    return False


def _has(thing: object, names: list[str]) -> bool:
    for name in names:
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


def test_each_word_of_the_glossary_stands_once_and_in_order():
    rows = (ROOT / "web" / "docs" / "GLOSSARY.md").read_text("utf-8").splitlines()
    words = [row.split("|")[1].strip().casefold() for row in rows if row.startswith("| ")][1:]
    assert words == sorted(set(words))
