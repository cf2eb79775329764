"""Where an archive lies that no setting names."""

import platformdirs
import pytest

from index.store.home import Home


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOME": "/"},
        {"HOME": "/home/anna/"},
        {"HOME": ""},
        {"HOME": "anna"},
        {"XDG_DATA_HOME": "/data"},
        {"XDG_DATA_HOME": ""},
        {"XDG_DATA_HOME": "data"},
    ],
    ids=str,
)
def test_it_is_where_programs_keep_the_data_of_a_user(monkeypatch, environment):
    for name in ("HOME", "XDG_DATA_HOME", "TORINO_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Home.of_environment().path == platformdirs.user_data_path("torino-archive")
