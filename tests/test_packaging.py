import importlib.metadata
import importlib.resources
import importlib.util
import os
from pathlib import Path

import pytest

ROOMS = ("index", "search", "web")


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_ships_a_package_of_our_name(room):
    found = set(importlib.metadata.packages_distributions().get(room, ()))
    assert found <= {"torino-archive"}


@pytest.mark.parametrize("room", ROOMS)
def test_the_wheel_is_what_is_tested_when_it_is_installed(room):
    if not os.environ.get("TORINO_TESTS_INSTALLED"):
        return  # a checkout tests itself
    spec = importlib.util.find_spec(room)
    assert spec is not None
    assert spec.origin is not None
    assert "site-packages" in Path(spec.origin).parts


@pytest.mark.parametrize("room", ROOMS)
def test_every_package_tells_type_checkers_that_it_is_typed(room):
    assert (importlib.resources.files(room) / "py.typed").is_file()
