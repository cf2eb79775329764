"""What comes from others: pinned by version and hash, and under a licence that lets us."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "web" / "deploy" / "requirements.lock"
LICENCES = ROOT / "web" / "deploy" / "licences.py"

pytestmark = pytest.mark.skipif(
    not LOCK.exists(), reason="the installed package comes without its lock"
)

PLACES = [
    {"python_version": version, "python_full_version": f"{version}.9", "sys_platform": platform}
    for version in ("3.11", "3.12", "3.13", "3.14")
    for platform in ("linux", "darwin", "win32")
]
"""Where the lock must hold."""


def pins() -> list[Requirement]:
    lines = LOCK.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [
        Requirement(re.split(r"\s--hash", line, maxsplit=1)[0])
        for line in lines
        if line and not line.startswith("#")
    ]


def here(requirements: Iterable[Requirement], place: dict[str, str]) -> list[Requirement]:
    return [r for r in requirements if r.marker is None or r.marker.evaluate(place)]


def asked() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


@pytest.mark.parametrize(
    "place", PLACES, ids=lambda p: f"{p['python_version']}-{p['sys_platform']}"
)
def test_everything_asked_for_is_pinned_once_at_a_version_that_will_do(
    place: dict[str, str],
) -> None:
    pinned = {canonicalize_name(pin.name): pin for pin in here(pins(), place)}
    assert Counter(canonicalize_name(p.name) for p in here(pins(), place)).most_common(1)[0][1] == 1
    for requirement in here(asked(), place):
        (pin,) = pinned[canonicalize_name(requirement.name)].specifier
        assert pin.operator == "=="
        assert pin.version in requirement.specifier, requirement.name


def test_everything_that_is_needed_here_is_pinned() -> None:
    ran = subprocess.run([sys.executable, LICENCES], capture_output=True, text=True, check=False)
    needed = {line.split()[0] for line in ran.stdout.splitlines()}
    assert needed <= {canonicalize_name(pin.name) for pin in pins()}
    assert len(needed) > 20


def test_every_pin_has_hashes_and_none_says_where_it_comes_from() -> None:
    text = LOCK.read_text("utf-8")
    assert "http" not in text
    assert "--index" not in text
    assert "--find" not in text
    for entry in re.split(r"\n(?=\w)", text.partition("\n")[2]):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry[:40]


def test_every_licence_lets_us_build_on_the_package() -> None:
    ran = subprocess.run([sys.executable, LICENCES], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
