"""The site for any WSGI server: `gunicorn 'web.wsgi:application()'`."""

from __future__ import annotations

import os

from flask import Flask

from index.home import Home
from search.searcher import open_searcher
from web import create_app
from web.logs import keep_log
from web.settings import settings_of
from web.standing import leave_standing


def application() -> Flask:
    """The site over the home that the environment names, with its settings.

    Nothing is filled or indexed here: until there is an index, the site answers 503.
    """
    settings = settings_of(os.environ)
    keep_log(str(settings.get("LOG", "")))
    app = create_app(open_searcher(Home.of_environment().location), config=settings)
    leave_standing()
    return app
