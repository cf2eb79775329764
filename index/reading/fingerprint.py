"""Which edition of the reading code this is: what it read can be kept until it is another."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_LIBRARIES = ("babel", "ftfy", "langdetect", "resiliparse")
"""What reading leans on; Python and its Unicode tables too."""


@cache
def code_fingerprint() -> str:
    """A digest of everything that decides how a page is read, 32 hex digits, once a process.

    It is taken over the files of this package, code and data, and over the versions of the
    libraries, so that no change can be forgotten; some of them change nothing, and cost a reading.
    """
    digest = hashlib.sha256(f"{sys.version_info} {unicodedata.unidata_version}".encode())
    for library in _LIBRARIES:
        digest.update(f"\0{library} {_version(library)}".encode())
    for name, file in _files_in(files("index"), ""):
        content = file.read_bytes()
        digest.update(f"\0{name} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # its files may have been put in the path by hand
        return ""


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """Every file below a folder, on the disk or in a zip, with its path, in order; no cache."""
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.name.startswith((".", "__pycache__")):
            continue
        if each.is_file():
            yield f"{path}{each.name}", each
        else:
            yield from _files_in(each, f"{path}{each.name}/")
