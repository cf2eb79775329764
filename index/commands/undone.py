"""What ends a transaction of the archive without changing anything."""


class NothingChangedError(Exception):
    """Raised inside `Store.change`, and caught outside it, to undo what was changed so far."""
