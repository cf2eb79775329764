"""The site as a WSGI application, for any server: `gunicorn 'web.wsgi:application()'`."""

from __future__ import annotations

import os

from flask import Flask

from index.store.home import Home
from search.open_searcher import open_searcher
from web import create_app
from web.http.access_log import configure_logging
from web.http.gc_freeze import freeze_gc
from web.http.settings import log_format_of, settings_of


def application() -> Flask:
    """Make the site over the home that the environment names, with its settings.

    Nothing is added or indexed here: until there is an index, the site answers 503.
    """
    settings = settings_of(os.environ)
    configure_logging(log_format_of(settings))
    home = Home.of_environment()
    searcher = open_searcher(home.location, ahead=True)
    app = create_app(searcher, config=settings, profile=home.read_profile())
    freeze_gc()
    return app
