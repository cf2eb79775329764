import pytest

from index.errors import ConfigError
from web.settings import settings_of
from web.wsgi import application


def test_a_server_gets_the_site_of_the_environments_home(monkeypatch, tmp_path):
    monkeypatch.setenv("TORINO_HOME", str(tmp_path))
    monkeypatch.setenv("TORINO_CONTACT", "archive@example.org")
    site = application()
    client = site.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/it/search?q=x").status_code == 503
    assert site.config["CONTACT"] == "archive@example.org"


def test_settings_are_read_from_the_environment():
    environment = {"TORINO_PROXIES": "2", "TORINO_TRUSTED_HOSTS": "a.example, b.example"}
    assert settings_of(environment) == {
        "PROXIES": 2,
        "TRUSTED_HOSTS": ["a.example", "b.example"],
    }


def test_a_wrong_setting_is_named():
    with pytest.raises(ConfigError, match="TORINO_PROXIES is 'many'"):
        settings_of({"TORINO_PROXIES": "many"})
