"""CURRENT: the file that names the live generation."""

from __future__ import annotations

import logging
import re
import zlib
from pathlib import Path

from index.files.atomic import replace_text
from index.files.ownership import owner_remedy
from index.indexing.generations.manifest import has_manifest
from index.model.errors import IndexMissingError

log = logging.getLogger(__name__)

CURRENT = "CURRENT"

_NAME = re.compile(r"g[0-9]{6,}\Z")


def set_current(root: Path, name: str) -> None:
    """Make the generation of this name the live one, atomically."""
    replace_text(root / CURRENT, _pointer_text(name))


def current_name(root: Path) -> str:
    """Return the name in CURRENT; when CURRENT is damaged, the newest generation with a manifest.

    The generation itself is not verified. Raises IndexMissingError when there is neither.
    """
    try:
        content = (root / CURRENT).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"no index in {root} yet; add pages with `torino add`") from error
    except PermissionError as error:
        raise IndexMissingError(
            f"{root / CURRENT} may not be read by this user; {owner_remedy(root / CURRENT)}"
        ) from error
    except OSError as error:
        raise IndexMissingError(
            f"{root / CURRENT} cannot be read ({error}); rebuild with `torino index`"
        ) from error
    name = _parse_pointer(content)
    if name is None:
        complete = [name for name in generation_names(root) if has_manifest(root / name)]
        if not complete:
            raise IndexMissingError(f"{root / CURRENT} is damaged; rebuild with `torino index`")
        name = complete[-1]
        log.error("%s is damaged; %s is taken for the live one", root / CURRENT, name)
    return name


def find_pointer_damage(root: Path) -> tuple[str, ...]:
    """Return what is wrong with CURRENT; empty when it is sound or absent."""
    try:
        content = (root / CURRENT).read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        return (f"{CURRENT} cannot be read: {error.strerror}",)
    return () if _parse_pointer(content) else (f"{CURRENT} has changed since it was written",)


def generation_names(root: Path) -> list[str]:
    """Return the names of all generations in the folder, the oldest first."""
    try:
        return sorted(path.name for path in root.iterdir() if _NAME.match(path.name))
    except OSError:
        return []


def _pointer_text(name: str) -> str:
    """Return the content of CURRENT: a name and its CRC-32, since a flipped bit may give a name."""
    return f"{name} {zlib.crc32(name.encode()):08x}\n"


def _parse_pointer(content: bytes) -> str | None:
    """Return the name in CURRENT; None when it is damaged. Older files have no checksum."""
    text = content.decode("ascii", "replace")
    name = text.partition(" ")[0].strip()
    is_sound = bool(_NAME.match(name)) and text in (_pointer_text(name), f"{name}\n")
    return name if is_sound else None
