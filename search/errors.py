"""What a search refuses. The rest of the project's errors stand in index.errors."""

from index.errors import ArchiveError


class QueryError(ArchiveError):
    """The asker's fault; the message says what to change."""
