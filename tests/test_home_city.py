"""The code knows no city: its names stand in the profile, in data and in the prose of documents."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import index
from index.model.profile_format import bundled_profile
from index.text.home_names import home_names_of

ROOT = Path(index.__file__).parents[1]
PACKAGES = ("index", "search", "web")

THE_PROGRAM = re.compile(
    r"torino-(?:archive|files-|backup-)|torino[.](?:place|request)|TORINO_|\btorino:(?: |$)"
    r"|^torino$|^torino-$"
    r"|\btorino (?:add|backup|check|correct|desk|erase|explain|export|index|info|log|profile|remove"
    r"|restore|search|serve|show|translate|translations|--home|…)"
    r"|^try `torino|(?:Run|command|of|not|this) `?torino\b"
    r"|What torino cannot|torino's files"
)
"""The program by its name: its package, commands, settings, and the files that it makes."""

EXCEPTIONS = {
    "web/deploy": "the container and the service are named after the program",
    "web/docs": "documents, and the tools that make them",
}
"""Folders that are no part of the product's code, with the reason why they are not looked at."""

LITERALS = {
    "it: Banchi di [Porta Palazzo] e altro.": "the example of a rule about landmarks of any city",
    "write it as https://host:9200/torino": "an index that is named after the program",
    "a cluster as in https://host:9200/torino": "the same",
}
"""Literals that may name the city, with the reason."""


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        for ending in ("py", "html", "xml", "js", "json"):
            for path in sorted((ROOT / package).rglob(f"*.{ending}")):
                where = path.relative_to(ROOT).as_posix()
                if "/data/" not in where and not where.startswith(tuple(EXCEPTIONS)):
                    yield path


def texts_of(path: Path) -> Iterator[str]:
    """The literals of a module without its docstrings; the lines of any other file."""
    if path.suffix != ".py":
        yield from path.read_text("utf-8").splitlines()
        return
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from node.value.splitlines()


def names() -> re.Pattern[str]:
    """The names, demonyms, site and landmarks of the bundled city, and its officials."""
    profile = bundled_profile()
    words = [*profile.home.names, *profile.home.demonyms, *profile.site.values()]
    words += [word for word in profile.home.landmarks if " " in word] + ["lingotto"]
    words += [official.name for official in profile.officials]
    words += [profile.sources.host, profile.sources.folder]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def test_no_literal_of_the_code_names_the_bundled_city() -> None:
    city = names()
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {text.strip()[:90]}"
        for path in sources()
        for text in texts_of(path)
        if city.search(THE_PROGRAM.sub("", text.strip()))
        and not any(allowed in text for allowed in LITERALS)
    }
    assert found == set()


def test_the_names_are_found_where_they_are_written() -> None:
    city = names()
    for text in ("City of Torino", "torinesi", "a Turin delegation", "www.comune.torino.it"):
        assert city.search(THE_PROGRAM.sub("", text)), text
    for text in ("`torino add` again", "torino-archive", "TORINO_HOME", "torino: no index"):
        assert not city.search(THE_PROGRAM.sub("", text)), text


def test_the_home_city_is_found_by_any_of_its_names() -> None:
    home = home_names_of(bundled_profile())
    for text in ("torino", "citta di torino", "turin and lyon", "torinesi"):
        assert home.is_named_in(text), text
    for text in ("torinov", "maturin", "lyon", ""):
        assert not home.is_named_in(text), text
