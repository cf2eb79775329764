"""The package of a .docx: the XML parts in its zip, within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from index.model.errors import PageError
from index.reading.sources.skipped import RATIO_EXEMPT_BYTES, RATIO_LIMIT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": R,
}
"""The names of the strict form of the format."""
_PART_LIMIT = 60_000_000
"""Bytes of one part, decompressed; chosen by hand."""
_DEEPEST = 200
"""Elements within elements, many times a real document's; chosen by hand."""
_MOST_PARTS = 20_000
"""Files in one zip; chosen by hand."""
DAMAGED = "It is a damaged .docx ({}); open it in a word processor, save it anew, and add that."


class Package:
    """The parts of one .docx. Raises PageError for what is no sound one."""

    def __init__(self, body: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, LookupError) as error:
            raise PageError(DAMAGED.format(error)) from error
        if len(infos) > _MOST_PARTS:
            raise PageError(f"It is a zip of {len(infos):,} files, which no document has.")
        self.names = frozenset(info.filename for info in infos)

    def starting(self, start: str) -> list[str]:
        """Return the names of the parts that begin so, sorted."""
        return sorted(
            name for name in self.names if name.startswith(start) and name.endswith(".xml")
        )

    def xml(self, name: str) -> Element | None:
        """Return the root of a part; None when there is no such part."""
        if name not in self.names:
            return None
        try:
            info = self._zip.getinfo(name)
            grown = info.file_size > max(RATIO_EXEMPT_BYTES, RATIO_LIMIT * info.compress_size)
            if info.file_size > _PART_LIMIT or grown:
                raise PageError(
                    f"It is a .docx whose {name} grows to {info.file_size:,} bytes, as no real one"
                    " does; open it in a word processor, save it anew, and add that."
                )
            with self._zip.open(info) as stream:
                content = stream.read(info.file_size + 1)
            return _root(content)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
            ParseError, DefusedXmlException, ValueError, LookupError,
        ) as error:  # fmt: skip
            raise PageError(DAMAGED.format(f"{name}: {error}")) from error

    def links(self, name: str) -> dict[str, str]:
        """Return the targets of a part's relations to addresses outside, by id."""
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels")
        return {
            each.get("Id", ""): each.get("Target", "")
            for each in (root if root is not None else ())
            if each.get("TargetMode") == "External"
        }


def _root(content: bytes) -> Element:
    """Parse XML, with a bound on its depth, since what is deep cannot be walked."""
    depth = 0
    root: Element | None = None
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
        if event == "start":
            root = element if root is None else root
            depth += 1
            if depth > _DEEPEST:
                raise ValueError(f"over {_DEEPEST} elements within each other")
        else:
            depth -= 1
    assert root is not None
    return _named_as_usual(root)


def _named_as_usual(root: Element) -> Element:
    if not any(root.tag.startswith(name) for name in _STRICT):
        return root
    for element in root.iter():
        element.tag = _usual(element.tag)
        element.attrib = {_usual(name): value for name, value in element.attrib.items()}
    return root


def _usual(name: str) -> str:
    for strict, usual in _STRICT.items():
        if name.startswith(strict):
            return usual + name.removeprefix(strict)
    return name


def values(elements: Iterable[Element], tag: str) -> list[str]:
    """Return the values of the elements of a tag."""
    return [each.get(f"{W}val", "") for each in elements if each.tag == f"{W}{tag}"]
