"""The site for any WSGI server: `gunicorn 'web.wsgi:application()'`."""

from __future__ import annotations

import os

from flask import Flask

from index.store.home import Home
from search.open_searcher import open_searcher
from web import create_app
from web.http.access_log import keep_log
from web.http.gc_freeze import freeze_gc
from web.http.settings import settings_of


def application() -> Flask:
    """The site over the home that the environment names, with its settings.

    Nothing is filled or indexed here: until there is an index, the site answers 503.
    """
    settings = settings_of(os.environ)
    keep_log(str(settings.get("LOG", "")))
    app = create_app(open_searcher(Home.of_environment().location), config=settings)
    freeze_gc()
    return app
