"""The error of a query that cannot be answered. All other errors are in index.model.errors."""

from typing import Literal

from index.model.errors import ArchiveError

QueryErrorCode = Literal[
    "too-long",
    "too-many-values",
    "too-many-alternatives",
    "too-slow",
    "not-a-number",
    "not-a-year",
    "not-a-date",
    "backwards",
    "no-such-page",
    "no-such-size",
    "no-such-separator",
    "no-such-value",
    "beyond-reach",
]
"""What is wrong with a query. Part of the public API: no code ever changes its meaning."""


class QueryError(ArchiveError):
    """A query that is malformed or passes a limit; the message says what to change.

    `code` says what is wrong, for programs and for messages in other languages. `value` is the
    part of the query that is wrong, as given; when a parameter holds too much, its name.
    """

    def __init__(self, message: str, *, code: QueryErrorCode, value: str) -> None:
        super().__init__(message)
        self.code: QueryErrorCode = code
        self.value = value
