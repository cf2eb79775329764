"""The bundled sample, into an empty home."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import as_file, files

from index.files.progress import ProgressCallback, ignore_progress
from index.model.errors import StoreError
from index.model.page import Page
from index.model.profile_format import bundled_profile
from index.publishing.live_state import is_live, open_archive
from index.publishing.publish import publish
from index.publishing.publishing_run import Published
from index.reading.sources import read_pages
from index.store.home import Home
from index.store.stored_translation import Translation
from index.translation.tmx import read_tmx


def add_sample(home: Home, progress: ProgressCallback = ignore_progress) -> Published:
    """Fill an empty home with the bundled sample archive and publish it.

    Its pages are ours, so they are read in this process, which is at hand at once. Raises
    StoreError where a restore was interrupted: it is to be finished.
    """
    from index.reading.pipeline import read_in_process  # other verbs leave this to the worker

    refuse_sample(home)
    now = datetime.now(UTC)
    with home.using_profile(), home.hold(), open_archive(home) as store:
        with store.change(), as_file(files("index") / "data" / "sample") as folder:
            for page in read_pages(str(folder), fetched=now):
                if isinstance(page, Page):
                    store.pages.add(page, "sample")
            with (folder / "translations.tmx").open("rb") as stream:
                for unit in read_tmx(stream):
                    store.memory.remember(
                        Translation(
                            unit.source_language,
                            unit.source,
                            unit.target_language,
                            unit.target,
                            unit.origin,
                            unit.translator or "",
                            unit.model or "",
                            unit.day,
                        ),
                        sample=True,
                    )
        return publish(home, store, progress, full=True, read=read_in_process)


def refuse_sample(home: Home) -> None:
    """Raise StoreError where the sample does not belong: another city's home, or one that is being
    restored. Raises ProfileError too."""
    if home.restore_folders:
        raise StoreError(
            f"a restore is under way in {home.path}, or was interrupted",
            "give the same `torino restore` again",
        )
    if home.read_profile() != bundled_profile():
        raise StoreError(
            f"the sample is not of the city that {home.profile_file} is of",
            "add pages of that city with `torino add`, or take a home without a profile",
        )


def fill_with_sample(home: Home, progress: ProgressCallback = ignore_progress) -> Published | None:
    """Fill an empty home with the bundled sample archive and publish it; None when it is there.

    Raises StoreError, and changes nothing, when the home holds other pages, or held some that are
    withdrawn or erased now.
    """
    if home.database.exists():
        with home.open_store("read") as store:
            pages, of_sample = store.pages.count(), store.pages.count("sample")
            if pages > of_sample or not (pages or store.is_empty):
                raise StoreError(
                    f"the archive in {home.path} has pages of its own; the sample needs an empty "
                    "one: name another with --home"
                )
            if pages and is_live(home, store):
                return None
    return add_sample(home, progress)
