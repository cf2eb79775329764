"""OpenSearch itself, from Maven: fetched once by coordinates, each file held to its SHA-256.

`opensearch.lock` has a line for each file: the part of the installation that it belongs to, its
coordinates, its digest.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

HERE = Path(__file__).parent
LOCK = HERE / "opensearch.lock"
VERSION = "2.19.4"
SECURITY = "opensearch-security"
PROGRAMS = ("java", "javac", "keytool", "mvn")
_MODULES = {
    # the class of the plugin, and the module that it extends
    "transport-netty4": ("org.opensearch.transport.Netty4Plugin", ""),
    "lang-painless": ("org.opensearch.painless.PainlessPlugin", ""),
    "analysis-common": ("org.opensearch.analysis.common.CommonAnalysisPlugin", "lang-painless"),
}


def reason_to_skip() -> str:
    """Why no cluster can be started here; "" when one can."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        return f"a cluster needs Java and Maven; missing: {', '.join(missing)}"
    try:
        installed(secured=False)
    except DownloadError as error:
        return f"OpenSearch cannot be downloaded here: {error}"
    return ""


def skip_unless_installed() -> None:
    """Skip the test that asks when no cluster can be started here."""
    if reason := reason_to_skip():
        pytest.skip(reason)


class DownloadError(Exception):
    """Maven could not fetch a file."""


def cache_folder() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "torino-tests-opensearch"


def installed(*, secured: bool) -> Path:
    """The folder of an installation, which is made if need be."""
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    home = cache / (f"{VERSION}-secured" if secured else VERSION)
    with FileLock(cache / "LOCK"):
        if not (home / "complete").exists():
            shutil.rmtree(home, ignore_errors=True)
            _install(home, cache, secured)
            (home / "complete").touch()
    return home


def _install(home: Path, cache: Path, secured: bool) -> None:
    lines = [line.split() for line in LOCK.read_text("ascii").splitlines()]
    wanted = [line for line in lines if secured or line[0] != SECURITY]
    for (part, _, _), file in zip(wanted, _files(cache / "files", wanted), strict=True):
        if part == SECURITY:
            with zipfile.ZipFile(file) as zipped:
                zipped.extractall(home / "plugins" / part)
            continue
        folder = home / "lib" if part == "lib" else home / "modules" / part
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder)
    for name, (plugin, extended) in _MODULES.items():
        (home / "modules" / name / "plugin-descriptor.properties").write_text(
            f"name={name}\ndescription={name}\nversion={VERSION}\nopensearch.version={VERSION}\n"
            f"java.version=11\nclassname={plugin}\nextended.plugins={extended}\n"
        )
    (home / "plugins").mkdir(exist_ok=True)
    subprocess.run(
        [
            "javac",
            "-proc:none",
            "-cp",
            f"{home / 'lib'}/*",
            "-d",
            home / "main",
            HERE / "Main.java",
        ],
        check=True,
    )


def _files(folder: Path, wanted: list[list[str]]) -> list[Path]:
    """The files of these lines, in their order."""
    folder.mkdir(exist_ok=True)
    items = ""
    files = []
    for _, coordinates, _ in wanted:
        group, name, version, kind = coordinates.split(":")
        files.append(folder / f"{name}-{version}.{kind}")
        if not files[-1].exists():
            items += (
                f"<artifactItem><groupId>{group}</groupId><artifactId>{name}</artifactId>"
                f"<version>{version}</version><type>{kind}</type></artifactItem>"
            )
    if items:
        pom = folder / "pom.xml"
        pom.write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>cluster"
            "</artifactId><version>1</version><packaging>pom</packaging><build><plugins><plugin>"
            "<artifactId>maven-dependency-plugin</artifactId><configuration><outputDirectory>"
            f"{folder}</outputDirectory><artifactItems>{items}</artifactItems></configuration>"
            "</plugin></plugins></build></project>"
        )
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise DownloadError(ran.stdout[-500:])
    for file, (_, coordinates, digest) in zip(files, wanted, strict=True):
        if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            file.unlink()
            raise AssertionError(f"{coordinates} is not what {LOCK.name} says; it was removed")
    return files
