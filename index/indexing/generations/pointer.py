"""CURRENT: which generation is the live one."""

from __future__ import annotations

import logging
import re
import zlib
from pathlib import Path

from index.files.atomic import replace_text
from index.indexing.generations.manifest import MANIFEST
from index.model.errors import IndexMissingError

log = logging.getLogger(__name__)

CURRENT = "CURRENT"

_NAME = re.compile(r"g[0-9]{6,}\Z")


def point_to(root: Path, name: str) -> None:
    """Make the generation of this name the live one, atomically."""
    replace_text(root / CURRENT, _pointer(name))


def current_name(root: Path) -> str:
    """What CURRENT names, sound or not; when CURRENT is damaged, the newest whole generation.

    Raises IndexMissingError when there is neither.
    """
    try:
        said = (root / CURRENT).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"no index in {root} yet; add pages with `torino add`") from error
    except OSError as error:
        raise IndexMissingError(
            f"{root / CURRENT} cannot be read ({error}); rebuild with `torino index`"
        ) from error
    name = _named(said)
    if name is None:
        whole = [name for name in names_in(root) if (root / name / MANIFEST).exists()]
        if not whole:
            raise IndexMissingError(f"{root / CURRENT} is damaged; rebuild with `torino index`")
        name = whole[-1]
        log.error("%s is damaged; %s is taken for the live one", root / CURRENT, name)
    return name


def damage_of_pointer(root: Path) -> tuple[str, ...]:
    """What is wrong with CURRENT, in words; empty when it is sound or absent."""
    try:
        said = (root / CURRENT).read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        return (f"{CURRENT} cannot be read: {error.strerror}",)
    return () if _named(said) else (f"{CURRENT} has changed since it was written",)


def names_in(root: Path) -> list[str]:
    """The names of the generations there, live or not, in order."""
    try:
        return sorted(path.name for path in root.iterdir() if _NAME.match(path.name))
    except OSError:
        return []


def _pointer(name: str) -> str:
    """What CURRENT holds: a name and its checksum, since one changed bit may make another name."""
    return f"{name} {zlib.crc32(name.encode()):08x}\n"


def _named(said: bytes) -> str | None:
    """The name in CURRENT; None when it is damaged. Of old, it held nothing else."""
    text = said.decode("ascii", "replace")
    name = text.partition(" ")[0].strip()
    is_sound = bool(_NAME.match(name)) and text in (_pointer(name), f"{name}\n")
    return name if is_sound else None
