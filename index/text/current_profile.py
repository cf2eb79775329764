"""The profile that pages are read with: set in one place, where a command or a page begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from index.model.profile import ArchiveProfile

_CURRENT: ContextVar[ArchiveProfile] = ContextVar("profile")


@contextmanager
def using_profile(profile: ArchiveProfile) -> Iterator[None]:
    """Let `current_profile` be this one in the block.

    The rules of reading are many and small, so that none of them takes the profile as a parameter.
    """
    token = _CURRENT.set(profile)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_profile() -> ArchiveProfile:
    """Return the profile of the archive that is worked on.

    Raises LookupError outside of `using_profile`: no profile is taken by default, so that no page
    is read as another city's.
    """
    return _CURRENT.get()
