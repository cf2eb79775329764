"""The .docx of word processors (ECMA-376): its text as paragraphs and tables.

A zip of XML, read with the standard library and defusedxml. Read `read_docx` first.
"""

from __future__ import annotations

from index.model.errors import PageError
from index.reading.documents.docx.package import DAMAGED, Package, W
from index.reading.documents.docx.parts_of_file import BodyReader
from index.reading.documents.docx.styles import styles_of
from index.reading.documents.parts import Document, DocumentPart, Paragraph, Table

_DOCUMENT = "word/document.xml"
_ASIDE = ("word/header", "word/footer", "word/footnotes", "word/endnotes")


def read_docx(body: bytes) -> Document:
    """Return the parts of a .docx in their order; headers, footers and notes are furniture.

    Raises PageError when it is damaged, has no text, or is over a bound.
    """
    package = Package(body)
    name = next((each for each in package.starting("word/document")), _DOCUMENT)
    name = _DOCUMENT if _DOCUMENT in package.names else name
    root = package.xml(name)
    holder = None if root is None else root.find(f"{W}body")
    if holder is None:
        raise PageError(DAMAGED.format("it has no text of a document"))
    styles = styles_of(package.xml("word/styles.xml"))
    parts = list(BodyReader(styles, package.links(name)).parts(holder))
    furniture: dict[str, None] = {}
    for start in _ASIDE:
        for each in package.starting(start):
            beside = package.xml(each)
            if beside is not None:
                lines = _lines(list(BodyReader(styles, {}).parts(beside)))
                furniture.update(dict.fromkeys(lines))
    if not any(_lines(parts)):
        raise PageError(
            "It is a .docx without text, perhaps of pictures only; let a program of text"
            " recognition read these, and add what that writes."
        )
    return Document(parts, list(furniture), [])


def _lines(parts: list[DocumentPart]) -> list[str]:
    found: list[str] = []
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Table):
            waiting += (each for row in reversed(part.rows) for cell in reversed(row)
                        for each in reversed(cell))  # fmt: skip
        elif isinstance(part, Paragraph) and (text := " ".join(part.text.split())):
            found.append(text)
    return found
