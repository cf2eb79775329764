"""A document is read by the process that reads pages, and accounted for as what it says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from made_documents import lines, pages_of, show

from index.files.timings import Timings
from index.model.errors import PageError
from index.model.page import Page
from index.reading.documents import readable
from index.reading.page_reader import ADDING, Limits, PageReader, end_idle

DATA = Path(__file__).parent / "data"


def pdf(body: bytes) -> Page:
    return Page("file:a.pdf", datetime(2026, 1, 5, tzinfo=UTC), "application/pdf", body, None)


LIST = pdf((DATA / "list.reportlab.pdf").read_bytes())


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader() as reader:
        yield reader
    end_idle()


def test_a_document_is_the_markup_that_layouts_read_and_any_other_page_itself():
    shown = readable(LIST)
    assert shown.media_type.startswith("text/html")
    assert readable(shown) is shown


def test_the_account_names_what_of_a_document_is_in_no_entry(reader):
    read = reader.read(LIST, Timings(), ADDING)
    assert len(read.entries) == 9
    assert read.account.letters["entry"] > 20 * read.account.letters["short"]
    two = pages_of(show(lines(700, 50, ["3 May 2007 - A choir", "Forty singers came."])), b"")
    unread = reader.read(pdf(two), Timings(), ADDING).account.unread
    assert unread == ("Page 2 of this PDF has no text; it may be a picture of some.",)


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_an_error_and_the_next_is_read(reader):
    # On any machine several times the second that is allowed; the process ends after that second.
    rows = [f"{n} " * 40 for n in range(60)]
    long = pdf(pages_of(*[show(lines(750, 20, rows))] * 400))
    with pytest.raises(PageError, match="processor time"):
        reader.read(long, Timings(), Limits(1, 2 << 30))
    assert len(reader.read(LIST, Timings(), ADDING).entries) == 9


def test_what_reads_no_document_loads_no_library_of_theirs():
    script = "import sys, index.reading.worker; print('pypdf' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
