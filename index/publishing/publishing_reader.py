"""What reads pages within the limits of publishing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from index.reading.page_reader import PUBLISHING, PageReader, PageReadFunction


@contextmanager
def reading(read: PageReadFunction | None = None) -> Iterator[PageReadFunction]:
    """Yield `read`, or when it is None what reads within the limits of publishing."""
    with PageReader() as reader:
        yield read or partial(reader.read, limits=PUBLISHING)
