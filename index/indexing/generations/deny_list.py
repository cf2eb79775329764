"""DENIED: the file that names what no generation of a location may show."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from index.files.atomic import replace_text
from index.files.ownership import folder_mode
from index.model.errors import IndexMissingError, StoreError

DENIED = "DENIED"


def read_denied(root: Path) -> frozenset[str] | None:
    """Return the names in DENIED; None when there is no such file.

    Raises IndexMissingError when it is damaged: what it named must not be shown, and nobody knows
    what that was.
    """
    try:
        content = (root / DENIED).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IndexMissingError(_refusal(root, f"cannot be read ({error.strerror})")) from error
    names = _parse(content)
    if names is None:
        raise IndexMissingError(_refusal(root, "has changed since it was written"))
    return names


def lost_denied(root: Path) -> IndexMissingError:
    """Return the error to raise when DENIED is absent, although the generation came with one."""
    return IndexMissingError(_refusal(root, "is missing"))


def write_denied(root: Path, names: frozenset[str]) -> None:
    """Replace the names in DENIED, atomically and durably. Raises StoreError."""
    try:
        root.mkdir(mode=folder_mode(), parents=True, exist_ok=True)
        replace_text(root / DENIED, _text(names))
    except OSError as error:
        raise StoreError(f"{root / DENIED} cannot be written: {error}") from error


def find_deny_list_damage(root: Path) -> tuple[str, ...]:
    """Return what is wrong with DENIED; empty when it is sound or absent."""
    try:
        read_denied(root)
    except IndexMissingError as error:
        return (str(error),)
    return ()


def _refusal(root: Path, what: str) -> str:
    return (
        f"{root / DENIED} {what}, so it is not known which entries are withdrawn, and none is "
        "shown; write it again with `torino index`"
    )


def _text(names: frozenset[str]) -> str:
    """Return the content of DENIED: a CRC-32 and, in JSON, the sorted names that it covers."""
    listed = json.dumps(sorted(names))
    return f"{zlib.crc32(listed.encode()):08x} {listed}\n"


def _parse(content: bytes) -> frozenset[str] | None:
    """Return the names in DENIED; None when it is damaged."""
    try:
        names = frozenset(map(str, json.loads(content[9:])))
    except (ValueError, TypeError):
        return None
    return names if content == _text(names).encode() else None
