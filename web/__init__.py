"""The page people see, over Flask."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from web.http.admission import ANSWERING, WAITING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

    from search.searcher import Searcher

DEFAULTS: Mapping[str, object] = {
    "SITE": "",
    "CONTACT": "",
    "PROXIES": 0,
    "TRUSTED_HOSTS": None,
    "MAX_CONTENT_LENGTH": 16_384,
    "ANSWERING": ANSWERING,
    "WAITING": WAITING,
}
"""What `create_app` is made with; web.http.settings says what each is for."""


def create_app(searcher: Searcher, *, config: Mapping[str, object] | None = None) -> Flask:
    """Make the site that answers from `searcher`. It opens no store and writes nothing."""
    from flask import Flask
    from werkzeug.middleware.proxy_fix import ProxyFix

    from web.current_searcher import KEY
    from web.http.access_log import logged
    from web.http.admission import KEY as GATE
    from web.http.admission import admission_control_of
    from web.http.middleware import install_middleware
    from web.routes import browse, discovery, exports
    from web.routes import entry as entry_view
    from web.routes import search as views
    from web.routes.errors import handle_errors
    from web.routes.site import pages
    from web.views.i18n import install_translations
    from web.views.template_globals import template_globals

    app = Flask(__name__)
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    app.config["STYLE"] = f"/static/style.css?v={_fingerprint(app, 'style.css')}"
    app.config["SCRIPT"] = f"/static/suggest.js?v={_fingerprint(app, 'suggest.js')}"
    app.extensions[KEY] = searcher
    app.extensions[GATE] = gate = admission_control_of(app.config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    install_translations(app)
    app.context_processor(template_globals)
    install_middleware(app)
    handle_errors(app)
    rooms = (views, browse, entry_view, exports, discovery)
    for room in (*(each.pages for each in rooms), pages):
        app.register_blueprint(room)
    site = logged(gate.guard(app.wsgi_app, _turned_away(app)))
    if proxies := int(str(app.config["PROXIES"])):
        site = ProxyFix(site, x_for=proxies, x_proto=proxies, x_host=proxies)
    app.wsgi_app = site  # type: ignore[assignment]
    return app


def _turned_away(app: Flask) -> WSGIApplication:
    """What answers those whom the gate does not let in."""
    from web.http.busy import busy
    from web.http.middleware import secure

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with app.app_context():
            response = busy(str(environ.get("PATH_INFO", "")), str(app.config["STYLE"]))
        secure(response.headers, tls=environ["wsgi.url_scheme"] == "https")
        return response(environ, start_response)

    return answer


def _fingerprint(app: Flask, name: str) -> str:
    body = (Path(str(app.static_folder)) / name).read_bytes()
    return hashlib.sha256(body).hexdigest()[:12]
