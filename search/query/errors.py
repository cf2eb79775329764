"""What a search refuses. The rest of the project's errors stand in index.model.errors."""

from typing import Literal

from index.model.errors import ArchiveError

QueryCode = Literal[
    "too-long",
    "too-many-words",
    "too-many-prefixes",
    "too-many-values",
    "too-many-terms",
    "too-slow",
    "not-a-number",
    "not-a-year",
    "not-a-date",
    "backwards",
    "no-such-page",
    "no-such-size",
    "beyond-reach",
]
"""What can be wrong with a query. Programs rely on these: none changes its meaning."""


class QueryError(ArchiveError):
    """The asker's fault; the message says what to change.

    `code` says what is wrong, for programs and for other languages; `value` is the part of the
    query that it is about, as asked: a text, or the name of a parameter when it holds too much.
    """

    def __init__(self, message: str, *, code: QueryCode, value: str) -> None:
        super().__init__(message)
        self.code: QueryCode = code
        self.value = value
