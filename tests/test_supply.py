"""What comes from others: pinned, at one version everywhere, and under a licence that lets us."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "web" / "deploy" / "requirements.lock"
CONSTRAINTS = ROOT / "web" / "deploy" / "constraints.txt"
LICENCES = ROOT / "web" / "deploy" / "licences.py"

pytestmark = pytest.mark.skipif(
    not LOCK.exists(), reason="the installed package comes without its lock"
)

PLACES = [
    {"python_version": version, "python_full_version": f"{version}.9", "sys_platform": platform}
    for version in ("3.11", "3.12", "3.13", "3.14")
    for platform in ("linux", "darwin", "win32")
]
"""Where the pins must hold."""


def pins(path: Path) -> list[Requirement]:
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [
        Requirement(re.split(r"\s--hash", line, maxsplit=1)[0])
        for line in lines
        if line and not line.startswith("#")
    ]


def here(requirements: Iterable[Requirement], place: dict[str, str]) -> list[Requirement]:
    return [r for r in requirements if r.marker is None or r.marker.evaluate(place)]


def asked(*extras: str) -> list[Requirement]:
    """What the project asks for, and what its extras do."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = [line for extra in extras for line in project["optional-dependencies"][extra]]
    lines = map(Requirement, [*project["dependencies"], *optional])
    return [line for line in lines if line.name != project["name"]]  # "dev" holds "test" by name


@pytest.mark.parametrize(
    "place", PLACES, ids=lambda p: f"{p['python_version']}-{p['sys_platform']}"
)
@pytest.mark.parametrize("path", [LOCK, CONSTRAINTS], ids=lambda path: path.name)
def test_everything_asked_for_is_pinned_once_at_a_version_that_will_do(
    path: Path, place: dict[str, str]
) -> None:
    found = here(pins(path), place)
    pinned = {canonicalize_name(pin.name): pin for pin in found}
    assert Counter(canonicalize_name(p.name) for p in found).most_common(1)[0][1] == 1
    for requirement in here(asked(*(("test", "dev") if path == CONSTRAINTS else ())), place):
        assert canonicalize_name(requirement.name) in pinned
        (pin,) = pinned[canonicalize_name(requirement.name)].specifier
        assert pin.operator == "=="
        assert requirement.specifier.contains(pin.version, prereleases=True), requirement.name


def test_the_lock_pins_nothing_at_another_version_than_the_constraints() -> None:
    assert set(map(str, pins(LOCK))) <= set(map(str, pins(CONSTRAINTS)))


@pytest.mark.parametrize(
    ("path", "extras"), [(LOCK, ()), (CONSTRAINTS, ("test",))], ids=["lock", "constraints"]
)
def test_everything_that_is_needed_here_is_pinned(path: Path, extras: tuple[str, ...]) -> None:
    """And what that needs in its turn, so that nothing is left to the day of the installation."""
    pinned = {canonicalize_name(pin.name): pin for pin in here(pins(path), {})}
    waiting = {(each.name, frozenset(each.extras)) for each in here(asked(*extras), {})}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one = name, wanted = waiting.pop()
        seen.add(one)
        assert canonicalize_name(name) in pinned
        if distribution(name).version not in pinned[canonicalize_name(name)].specifier:
            continue  # another version is installed; it may need something else
        for line in distribution(name).requires or ():
            need = Requirement(line)
            if not need.marker or any(need.marker.evaluate({"extra": e}) for e in ("", *wanted)):
                waiting |= {(need.name, frozenset(need.extras))} - seen
    assert len(seen) > 20


@pytest.mark.parametrize("path", [LOCK, CONSTRAINTS], ids=lambda path: path.name)
def test_no_pin_says_where_it_comes_from(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "http" not in text
    assert "--index" not in text
    assert "--find" not in text


def test_every_pin_of_the_lock_has_hashes_and_none_of_the_constraints() -> None:
    for entry in re.split(r"\n(?=\w)", LOCK.read_text("utf-8").partition("\n")[2]):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry[:40]
    assert "--hash" not in CONSTRAINTS.read_text("utf-8")


def test_every_licence_lets_us_build_on_the_package() -> None:
    ran = subprocess.run([sys.executable, LICENCES], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
