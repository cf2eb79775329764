"""What became of the sources of one `torino add`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from index.files.timings import Timings
from index.model.page import Page
from index.model.page_account import PageReading, Share, account_report
from index.publishing.publishing_run import Published
from index.reading.sources import Redated, Skipped
from index.reading.sources.skipped import SkipReason
from index.store.pages import Added

_MAX_EXAMPLES = 10


@dataclass(slots=True)
class AddReport:
    """What became of the sources."""

    pages: Counter[Added] = field(default_factory=Counter)
    """The pages that could be read, by what they were to the archive."""
    empty: int = 0
    """Readable pages without entries."""
    letters: Counter[Share] = field(default_factory=Counter)
    """Letters of the new and changed pages by what became of them."""
    unread_pages: int = 0
    """Pages that have text which nobody reads."""
    empty_examples: list[str] = field(default_factory=list)
    """The addresses of the first ten pages without entries."""
    detail: Callable[[Mapping[str, object]], None] | None = None
    """Is given what became of each page and of each part of a source that was skipped."""
    entries: int = 0
    """Entries on the readable pages, before joining."""
    skipped: Counter[SkipReason] = field(default_factory=Counter)
    """What was skipped, by reason."""
    examples: list[Skipped] = field(default_factory=list)
    """The first ten that were skipped."""
    redated: list[Redated] = field(default_factory=list)
    """The first ten whose date of capture cannot be true."""
    redated_count: int = 0
    """All of them."""
    replaced_sample: bool = False
    """Whether these are the first pages after the bundled sample, which they replaced."""
    published: Published | None = None
    """None when nothing was due: nothing new was added, and all before it was published."""
    timings: Timings = field(default_factory=Timings)

    def skip(self, skipped: Skipped) -> None:
        """Count a skipped page or source."""
        self.skipped[skipped.reason] += 1
        if self.detail is not None:
            self.detail({"skipped": skipped.name, "reason": skipped.reason, "why": skipped.detail})
        if len(self.examples) < _MAX_EXAMPLES:
            self.examples.append(skipped)

    def note_page(self, page: Page, read: PageReading) -> None:
        """Count a page that was read, and its text by what became of it."""
        entries, account = read.entries, read.account
        self.entries += len(entries)
        if not entries:
            self.empty += 1
            if len(self.empty_examples) < _MAX_EXAMPLES:
                self.empty_examples.append(page.url)
        self.letters += account.letters
        self.unread_pages += bool(account.unread)
        if self.detail is not None:
            self.detail(
                {
                    "page": page.url,
                    "entries": [entry.original.title for entry in entries],
                    **account_report(account),
                }
            )

    def redate(self, redated: Redated) -> None:
        """Count a page whose date of capture is not believed."""
        self.redated_count += 1
        if len(self.redated) < _MAX_EXAMPLES:
            self.redated.append(redated)

    @property
    def read(self) -> int:
        """The number of pages that could be read."""
        return self.pages.total()
