"""The settings for serving the site with gunicorn.

    gunicorn -c python:web.gunicorn_settings --workers 2 'web.wsgi:application()'

gunicorn reads the names of this module as its settings; its command line takes precedence.
"""

from __future__ import annotations

import os

import gunicorn.http.wsgi

from web.http.admission import admission_control_of
from web.http.server import GRACE
from web.http.settings import DEFAULTS, settings_of

gunicorn.http.wsgi.SERVER = ""  # do not name the software in the Server header

preload_app = True  # loaded once, then shared by the processes
worker_class = "gthread"
threads = admission_control_of({**DEFAULTS, **settings_of(os.environ)}).threads
graceful_timeout = int(GRACE)
limit_request_line = limit_request_field_size = 8190
limit_request_fields = 64
control_socket_disable = True
