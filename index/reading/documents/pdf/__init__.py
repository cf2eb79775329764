"""PDF: its text layer as paragraphs and tables, by the places and looks of the letters.

pypdf parses the file, its streams and its fonts; what is here decides what belongs together. Read
`read_pdf` first.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections import Counter

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from index.model.errors import PageError
from index.reading.documents.parts import Document, DocumentPart
from index.reading.documents.pdf.fonts import PdfFont
from index.reading.documents.pdf.full_rows import full_edge, joined, parts_of
from index.reading.documents.pdf.furniture import all_words, take_furniture
from index.reading.documents.pdf.page_regions import Grid, PageRegion, regions_of_page
from index.reading.documents.pdf.page_walk import PageWalk
from index.reading.documents.pdf.words import PageWords

_MOST_PAGES = 2_000
"""Pages of one file; chosen by hand."""
_LEAST_READABLE = 0.7
"""Share of letters that must be known characters; chosen by hand."""
_DAMAGES = (
    PyPdfError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError,
    RecursionError, NotImplementedError, OSError, zlib.error, struct.error, AssertionError,
)  # fmt: skip
"""What pypdf raises for broken files, as it says itself."""


def read_pdf(body: bytes) -> Document:
    """Return the parts of a PDF in reading order.

    Raises PageError when it is damaged or locked, has no text, or is over a bound.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it speaks of every oddity
    try:
        pages = _pages(body)
    except DependencyError as error:
        raise PageError(_LOCKED) from error
    except _DAMAGES as error:
        raise PageError(
            f"It is a damaged PDF ({error or type(error).__name__}); open it in a viewer, print it"
            " to a new PDF, and add that."
        ) from error
    _check_text(pages)
    unread = [
        f"Page {number} of this PDF has no text; it may be a picture of some."
        for number, page in enumerate(pages, 1)
        if not (page.words or page.aside or page.turned)
    ]
    furniture = take_furniture(pages)
    regions: list[list[PageRegion | Grid]] = []
    for page in pages:
        last = regions[-1][-1] if regions and regions[-1] else None
        above = last if isinstance(last, Grid) else None
        regions.append(regions_of_page(page.words, page.rules, above))
    whole = [row for each in regions for one in each if isinstance(one, PageRegion) and one.is_whole
             for row in one.rows]  # fmt: skip
    edge = full_edge(whole)
    parts: list[DocumentPart] = [part for each in regions for part in parts_of(each, edge)]
    return Document(joined(parts), furniture, unread)


_LOCKED = (
    "It is a PDF that is encrypted; open it in a viewer with its password, print it to a new PDF,"
    " and add that."
)


def _pages(body: bytes) -> list[PageWords]:
    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PageError(_LOCKED)
    number = len(reader.pages)
    if number > _MOST_PAGES:
        raise PageError(f"It is a PDF of {number:,} pages; split it into files of one year first.")
    fonts: dict[int, PdfFont] = {}
    return [_upright(page, fonts) for page in reader.pages]


def _upright(page: PageObject, fonts: dict[int, PdfFont]) -> PageWords:
    """Return what a page shows, turned so that most of its words stand upright."""
    found = PageWalk(page, fonts).walk()
    turns = Counter(turn for turn, _ in found.turned if turn % 90 == 0)
    turn, number = max(turns.items(), key=lambda each: each[1], default=(0, 0))
    return PageWalk(page, fonts, turn).walk() if number > len(found.words) else found


def _check_text(pages: list[PageWords]) -> None:
    letters = [letter for word in all_words(pages) for letter in word.text]
    letters += [letter for page in pages for _, text in page.turned for letter in text]
    if not letters:
        raise PageError(
            "It is a PDF without text, as scanners make them; let a program of text recognition"
            " read it first (ocrmypdf FILE.pdf NEW.pdf), and add what that writes."
        )
    known = sum(letter.isprintable() and letter != "\ufffd" for letter in letters)
    if known < _LEAST_READABLE * len(letters):
        raise PageError(
            "It is a PDF whose fonts do not say which letters they show; let a program of text"
            " recognition read it (ocrmypdf --force-ocr FILE.pdf NEW.pdf), and add its NEW.pdf."
        )
