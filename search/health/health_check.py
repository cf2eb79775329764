"""Health checks of an archive: home, disk, software, archive.db and index."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index.files.diagnosis import RESTORE
from index.files.fingerprint import indexing_fingerprint
from index.gazetteer import load_gazetteer
from index.indexing.open_engine import open_engine
from index.model.errors import (
    ArchiveError,
    ConfigError,
    CorrectionError,
    EngineUnavailableError,
    IndexMissingError,
    ProfileError,
    StoreError,
)
from index.model.profile_examples import unfilled
from index.publishing.live_state import (
    FOREIGN_REMEDY,
    foreign_index,
    is_of_other_profile,
    missing_archive,
    older_index,
)
from index.store.database import Store
from index.store.home import Home
from index.store.unplaced import find_unplaced
from search.health.health_state import HealthCheck, HealthState
from search.health.home_checks import check_home
from search.open_searcher import open_searcher

FILL_IN = "write what is true of your city, or leave the key out where it is not needed"
"""The remedy for an example of `torino profile` that is left in a profile."""
REBUILD = "rebuild the index with `torino index`"
"""The remedy for most damage: everything in the index can be made again."""
_LIBRARIES = (
    "whoosh",
    "whoosh3",
    "opensearch-py",
    "numpy",
    "flask",
    "waitress",
    "deep-translator",
    "langdetect",
)
_ENGINES = {"whoosh": "2.7.4", "whoosh3": "3.54.0"}
"""The two distributions of Whoosh, and the version of each that is tested."""


def run_health_checks(home: Home) -> Iterator[HealthCheck]:
    """Check everything but the settings, part by part. Nothing is changed."""
    yield from versions_here()
    yield from check_home(home)
    yield from _profile(home)
    yield from _store(home)
    yield from _index(home)


def versions_here() -> Iterator[HealthCheck]:
    """Check which versions of the software are installed."""
    found = {name: known for name in _LIBRARIES if (known := _version(name))}
    listed = ", ".join(f"{name} {known}" for name, known in found.items())
    yield HealthCheck(
        "versions",
        "ok",
        f"torino-archive {_version('torino-archive') or 'not installed'}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {listed}",
    )
    engines = [name for name in _ENGINES if name in found]
    if len(engines) > 1:
        yield HealthCheck(
            "versions",
            "bad",
            "whoosh and whoosh3 are both installed, and lie over one another",
            "pip uninstall whoosh whoosh3, then pip install whoosh==2.7.4",
        )
    for name in engines:
        if found[name] != _ENGINES[name]:
            yield HealthCheck(
                "versions",
                "warning",
                f"{name} {found[name]} is not the version that is tested",
                f"pip install {name}=={_ENGINES[name]}",
            )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _profile(home: Home) -> Iterator[HealthCheck]:
    """Check the archive profile, and whether the index was made with it."""
    try:
        profile = home.read_profile()
    except ProfileError as error:
        for problem in error.problems:
            yield HealthCheck(
                "profile",
                "bad",
                f"{home.profile_file}: {problem}",
                "correct the file; `torino profile` prints a start that says what each key is for",
            )
        return
    where = str(home.profile_file) if profile.text else "bundled"
    examples = unfilled(profile.text)
    for key, value in examples:
        yield HealthCheck(
            "profile", "bad", f"{where}: {key} is still the example {value!r}", FILL_IN
        )
    is_country = load_gazetteer().has_country(profile.home.country)
    if not is_country:
        yield HealthCheck(
            "profile",
            "bad",
            f"{where}: home.country {profile.home.country!r} is no country of ISO 3166-1",
            "write the two capitals of the city's country, as in the addresses of its web sites",
        )
    if is_country and not examples:
        yield HealthCheck("profile", "ok", f"{profile.site['en']}, {where}")
    try:
        is_other = is_of_other_profile(home)
    except ArchiveError:  # told with the index
        return
    if is_other:
        yield HealthCheck(
            "profile", "warning", "the index was made with another profile than this", REBUILD
        )


def _store(home: Home) -> Iterator[HealthCheck]:
    try:
        with home.open_store("read") as store:
            damage = store.damage()
            yield from (HealthCheck("archive.db", "bad", line, RESTORE) for line in damage)
            if not damage:
                yield from _sound_store(home, store)
                yield from _deny_list(home.location, store)
    except StoreError as error:
        if error.fault != "missing":
            state: HealthState = "warning" if error.fault in ("busy", "version") else "bad"
            yield HealthCheck("archive.db", state, error.detail, error.remedy)
        elif missing := missing_archive(home):
            yield HealthCheck("archive.db", "bad", missing, FOREIGN_REMEDY)
        elif home.database.exists() and open_engine(home.location).live_fingerprint():
            yield HealthCheck("archive.db", "bad", f"{home.database} is empty", FOREIGN_REMEDY)
        else:
            yield HealthCheck("archive.db", "warning", "is not there yet")
    except (ConfigError, EngineUnavailableError):  # told with the index
        return


def _sound_store(home: Home, store: Store) -> Iterator[HealthCheck]:
    shown = store.memory.count().get("ok", 0)
    yield HealthCheck(
        "archive.db",
        "ok",
        f"{store.pages.count()} pages, {shown} translations; every row is as it was written",
    )
    try:
        for unplaced in find_unplaced(home, store):
            yield HealthCheck("archive.db", "warning", unplaced.detail, unplaced.remedy)
    except CorrectionError as error:
        yield HealthCheck("archive.db", "bad", str(error))
    if day := store.erasures.unfinished:
        yield HealthCheck(
            "archive.db",
            "warning",
            f"the erasure of {day} was interrupted; erased text may still be in files of the home",
            "finish it with `torino index`",
        )
    if foreign := foreign_index(home, store):
        yield HealthCheck("index", "bad", foreign, FOREIGN_REMEDY)
    elif older := older_index(home, store):
        yield HealthCheck("index", "bad", older, REBUILD)
    elif not store.is_published:
        yield HealthCheck(
            "archive.db", "warning", "holds changes that no search finds yet", REBUILD
        )
    elif store.published_by not in ("", indexing_fingerprint()):
        yield HealthCheck(
            "index", "warning", "was built by another version of this software", REBUILD
        )


def _deny_list(location: str, store: Store) -> Iterator[HealthCheck]:
    """Compare the deny-list with archive.db; what damages it is found with the index."""
    try:
        denied, expected = open_engine(location).denied(), store.names_to_deny()
    except ArchiveError:
        return
    if missing := sorted(expected - denied):
        yield HealthCheck(
            "index",
            "bad",
            f"the deny-list lacks {_some(missing)}, which an older generation would show",
            REBUILD,
        )
    if more := sorted(denied - expected):
        yield HealthCheck(
            "index",
            "warning",
            f"the deny-list hides {_some(more)}, which archive.db has not as withdrawn",
            REBUILD,
        )


def _some(names: Sequence[str]) -> str:
    """Return the first name, and how many there are beside it."""
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _index(home: Home) -> Iterator[HealthCheck]:
    location = home.location
    try:
        damage = open_engine(location).find_damage()
        for line in damage:
            yield HealthCheck("index", "bad", line, REBUILD)
        with closing(open_searcher(location)) as searcher:
            held = searcher.holdings()
    except (IndexMissingError, ConfigError, EngineUnavailableError) as error:
        is_new = isinstance(error, IndexMissingError) and not (
            home.database.exists() or Path(location).exists()
        )
        state: HealthState = "warning" if is_new else "bad"
        yield HealthCheck("index", state, str(error))  # the message names the remedy
        return
    except ArchiveError as error:
        yield HealthCheck("index", "bad", str(error), REBUILD)
        return
    if not damage:
        yield HealthCheck(
            "index",
            "ok",
            f"{held.generation}, {held.entries} entries, of {held.built:%Y-%m-%d %H:%M} UTC; "
            "nothing of it is missing or damaged",
        )
