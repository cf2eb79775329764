"""The home of an archive: one folder with all its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from index.files.diagnosis import failure
from index.model.errors import ProfileError
from index.store.home_files import (
    CORRECTIONS,
    DATABASE,
    DERIVED,
    INDEX,
    LOCK,
    PROFILE,
    RESTORING,
    TRANSLATING,
)

# What a home is asked for is imported when it is asked: every verb makes a home first.
if TYPE_CHECKING:
    from index.model.profile import ArchiveProfile
    from index.store.database import Store, StoreMode

_ELSEWHERE = {"ANDROID_DATA", "XDG_DATA_HOME"}
"""Variables of Linux that tell another place for a user's data."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of an archive, and the location of its index.

    `engine` None means Whoosh in the folder `index` below it, `profile` None the file profile.toml
    in it.
    """

    path: Path
    engine: str | None = None
    profile: Path | None = None

    @classmethod
    def of_environment(cls, path: Path | None = None, engine: str | None = None) -> Self:
        """Return the home at `path`, else at TORINO_HOME, else in the user's data folder.

        `engine` falls back to TORINO_ENGINE in the same way; the profile is TORINO_PROFILE.
        """
        setting = os.environ.get("TORINO_HOME")
        profile = os.environ.get("TORINO_PROFILE")
        return cls(
            path or (Path(setting) if setting else _user_data()),
            engine or os.environ.get("TORINO_ENGINE") or None,
            Path(profile) if profile else None,
        )

    @property
    def location(self) -> str:
        """The index's location: a folder is Whoosh, a url is OpenSearch."""
        return self.engine or str(self.path / INDEX)

    @property
    def database(self) -> Path:
        """The path of archive.db."""
        return self.path / DATABASE

    @property
    def derived(self) -> Path:
        """The path of derived.db, which may be deleted while nothing is being published."""
        return self.path / DERIVED

    @property
    def corrections(self) -> Path:
        """The path of corrections.csv, which the archivist writes and which may be absent."""
        return self.path / CORRECTIONS

    @property
    def restore_folders(self) -> tuple[Path, ...]:
        """The folders in which a restore is under way, or was when its process died."""
        return tuple(sorted(self.path.glob(f"{RESTORING}*")))

    @property
    def profile_file(self) -> Path:
        """The path of the archive profile; one in the home may be absent."""
        return self.profile or self.path / PROFILE

    def read_profile(self) -> ArchiveProfile:
        """Return the profile that pages are to be read with; the bundled one when there is no file.

        Raises ProfileError, and StoreError when the file cannot be read at all.
        """
        from index.model.profile_format import profile_of

        path = self.profile_file
        try:
            text = path.read_text("utf-8-sig")  # some editors begin a file with a mark
        except FileNotFoundError as error:
            if self.profile is None:
                return profile_of("", path.name)
            raise ProfileError(
                str(path), ["there is no such file; correct TORINO_PROFILE, or unset it"]
            ) from error
        except UnicodeDecodeError as error:
            raise ProfileError(str(path), ["it is not UTF-8; save it anew as UTF-8"]) from error
        except OSError as error:
            raise failure(path, "read", error) from error
        if not text.strip():
            raise ProfileError(str(path), ["it is empty; `torino profile` writes a start"])
        return profile_of(text, str(path))

    def using_profile(self) -> AbstractContextManager[None]:
        """Let the profile be the current one in a block. Raises as `read_profile`."""
        from index.text.current_profile import using_profile

        return using_profile(self.read_profile())

    def open_store(self, mode: StoreMode = "create") -> Store:
        """Open archive.db. Raises StoreError."""
        from index.store.database import Store

        return Store(self.database, mode)

    def hold(self, mode: Literal["create", "change"] = "create") -> AbstractContextManager[None]:
        """Hold the lock of those who change this archive, as its owner.

        What is created meanwhile has the mode of the home. With `change` a home without an archive
        is refused and not created. Raises IndexLockedError, StoreError.
        """
        return self._held(LOCK, mode)

    def hold_translating(self) -> AbstractContextManager[None]:
        """Hold the lock of those who ask for translations, as `hold` with `change`."""
        return self._held(TRANSLATING, "change")

    @contextmanager
    def _held(self, name: str, mode: Literal["create", "change"]) -> Iterator[None]:
        from index.files.atomic import make_folder
        from index.files.lock import locked
        from index.files.ownership import creating_like, refuse_other_user

        try:
            if mode == "change" and not (self.path.exists() and any(self.path.iterdir())):
                from index.store.database import no_archive

                raise no_archive(self.path)  # and nothing is created
            make_folder(self.path, 0o700)
            refuse_other_user(self.path, self.database)
        except OSError as error:
            raise failure(self.path, "used", error) from error
        with creating_like(self.path), locked(self.path / name):
            yield


def _user_data() -> Path:
    """Return the folder that `platformdirs` names; loading that takes a fifth of a search, and on
    most systems of Linux it is known without."""
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/") and not _ELSEWHERE & os.environ.keys():
        return Path(home, ".local", "share", "torino-archive")
    import platformdirs

    return platformdirs.user_data_path("torino-archive")
