"""The page people see, over Flask."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from search.searcher import Searcher

DEFAULTS: Mapping[str, object] = {
    "SITE": "",
    "CONTACT": "",
    "PROXIES": 0,
    "TRUSTED_HOSTS": None,
    "MAX_CONTENT_LENGTH": 16_384,
}
"""SITE: address of the site as seen from outside, when it is not the one asked for. CONTACT: a
mail address for errors. PROXIES: how many proxies stand in front and set X-Forwarded-*."""


def create_app(searcher: Searcher, *, config: Mapping[str, object] | None = None) -> Flask:
    """Make the site that answers from `searcher`. It opens no store and writes nothing."""
    from flask import Flask
    from flask_babel import Babel
    from werkzeug.middleware.proxy_fix import ProxyFix

    from web import browse, discovery, entry_view, exports, views
    from web.context import at_hand, page_language
    from web.desk import desk
    from web.errors import handle_errors
    from web.shelf import KEY
    from web.wire import wire
    from web.words import speak

    app = Flask(__name__)
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    app.config["STYLE"] = f"/static/style.css?v={_fingerprint(app, 'style.css')}"
    app.config["SCRIPT"] = f"/static/suggest.js?v={_fingerprint(app, 'suggest.js')}"
    app.extensions[KEY] = searcher
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=page_language)
    speak(app)
    app.context_processor(at_hand)
    wire(app)
    handle_errors(app)
    rooms = (views, browse, entry_view, exports, discovery)
    for room in (*(each.pages for each in rooms), desk):
        app.register_blueprint(room)
    if proxies := int(str(app.config["PROXIES"])):
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app


def _fingerprint(app: Flask, name: str) -> str:
    body = (Path(str(app.static_folder)) / name).read_bytes()
    return hashlib.sha256(body).hexdigest()[:12]
