"""Fingerprints: digests of the code, data and libraries that decide the outcome of a step.

A stored outcome with another fingerprint is made again. Each fingerprint covers only the rooms that
decide its step, so that a change in the command line, for example, makes no page be read again.
The digest is of bytes: a changed comment in one of these rooms counts as changed code.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_MODEL = ("model",)
_READING = ("data", "gazetteer", "model", "reading", "text")
_JOINING = (*_READING, "joining", "publishing")
_INDEXING = (*_JOINING, "indexing", "store", "translation", "data/thesaurus")

_READING_LIBRARIES = ("babel", "ftfy", "langdetect", "pypdf", "resiliparse")
"""What reading relies on, besides Python and its Unicode tables."""
_INDEXING_LIBRARIES = (*_READING_LIBRARIES, "pystemmer")
"""The terms of an index are stems; reading and joining use none."""
_NOT_CODE = frozenset({"__pycache__", "sample", "thesaurus"})
"""Folders that no entry depends on; the pages of the sample are input like any. What an index notes
of the thesaurus is named with the rooms of indexing."""


@cache
def reading_fingerprint() -> str:
    """Return a digest of all that decides what entries a page is read into, 32 hex digits."""
    return _fingerprint(_READING, _READING_LIBRARIES)


@cache
def model_fingerprint() -> str:
    """Return a digest of all that decides how an entry is stored; of reading it is a part."""
    return _fingerprint(_MODEL, ())


@cache
def joining_fingerprint() -> str:
    """Return a digest of all that decides which entries are one, reading included."""
    return _fingerprint(_JOINING, _READING_LIBRARIES)


@cache
def indexing_fingerprint() -> str:
    """Return a digest of all that decides what an index holds, reading and joining included."""
    return _fingerprint(_INDEXING, _INDEXING_LIBRARIES)


def _fingerprint(rooms: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    digest = hashlib.sha256(f"{sys.version_info} {unicodedata.unidata_version}".encode())
    for library in libraries:
        digest.update(f"\0{library} {_version(library)}".encode())
    for room in rooms:
        for name, file in _files_in(files("index") / room, f"{room}/"):
            content = file.read_bytes()
            digest.update(f"\0{name} {len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:32]


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # takes long to import

    try:
        return version(library)
    except PackageNotFoundError:  # its files may have been put in the path by hand
        return ""


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """Yield every file below a folder, on the disk or in a zip, with its path, in order."""
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.name.startswith(".") or each.name in _NOT_CODE:
            continue
        if each.is_file():
            yield f"{path}{each.name}", each
        else:
            yield from _files_in(each, f"{path}{each.name}/")
