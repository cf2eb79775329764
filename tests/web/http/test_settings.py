import pytest

from index.model.errors import ConfigError
from web.http.settings import settings_of


def test_settings_are_read_from_the_environment() -> None:
    environment = {
        "TORINO_SITE": "https://archive.example.org",
        "TORINO_PROXIES": "2",
        "TORINO_TRUSTED_HOSTS": " a.example, ,b.example,",
        "TORINO_LOG": "json",
        "TORINO_ANSWERING": "8",
        "TORINO_WAITING": "0",
        "TORINO_HOME": "/srv/torino",
        "PATH": "/bin",
    }
    assert settings_of(environment) == {
        "SITE": "https://archive.example.org",
        "PROXIES": 2,
        "TRUSTED_HOSTS": ["a.example", "b.example"],
        "LOG": "json",
        "ANSWERING": 8,
        "WAITING": 0,
    }


def test_an_empty_setting_is_none() -> None:
    assert settings_of({"TORINO_LOG": "", "TORINO_PROXIES": " "}) == {}
    assert settings_of({"TORINO_TRUSTED_HOSTS": ","}) == {"TRUSTED_HOSTS": None}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PROXIES", "many", "a number from 0 to 10"),
        ("PROXIES", "-1", "a number from 0 to 10"),
        ("PROXIES", "²", "a number from 0 to 10"),
        ("ANSWERING", "0", "a number from 1 to 64"),
        ("WAITING", "9999999", "a number from 0 to 1000"),
        ("LOG", "xml", "json or text"),
        ("CONTACT", "no mail", "like archive@example.org"),
        ("CONTACT", "archive.example.org", "like archive@example.org"),
        ("CONTACT", '"><script>@x', "like archive@example.org"),
        ("SITE", "archive.example.org", "like https://archive.example.org"),
        ("SITE", "https://archive.example.org/under", "like https://archive.example.org"),
        ("SITE", 'https://x"><script>', "like https://archive.example.org"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_should_be(
    name: str, value: str, message: str
) -> None:
    with pytest.raises(ConfigError, match=rf"TORINO_{name} is .*{message}"):
        settings_of({f"TORINO_{name}": value})
