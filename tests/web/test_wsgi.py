import logging

from web.wsgi import application


def test_a_server_gets_the_site_of_the_environments_home(monkeypatch, tmp_path):
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setenv("TORINO_HOME", str(tmp_path))
    monkeypatch.setenv("TORINO_CONTACT", "archive@example.org")
    site = application()
    client = site.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/it/search?q=x").status_code == 503
    assert site.config["CONTACT"] == "archive@example.org"
