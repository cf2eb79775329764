"""The profile that pages are read with: set in one place, where a command or a page begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TypeVar

from index.model.profile import ArchiveProfile

_T = TypeVar("_T")
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


def of_current_profile(make: Callable[[ArchiveProfile], _T]) -> Callable[[], _T]:
    """Return a function that gives what `make` makes of the current profile.

    It is made once for each of the last few profiles; while the profile stays the same object, as
    for all words of a page, nothing is looked up.
    """
    made = lru_cache(maxsize=8)(make)
    last: list[tuple[ArchiveProfile, _T]] = []

    @wraps(make)
    def current() -> _T:
        profile = _CURRENT.get()
        for known, value in last:
            if known is profile:
                return value
        value = made(profile)
        last[:] = [(profile, value)]
        return value

    return current


def current_profile() -> ArchiveProfile:
    """Return the profile of the archive that is worked on.

    Raises LookupError outside of `using_profile`: no profile is taken by default, so that no page
    is read as another city's.
    """
    return _CURRENT.get()
