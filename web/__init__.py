"""The web site over Flask: `create_app` makes it.

It imports little at the top, since the command `torino` imports it before it can handle Ctrl-C.
Rooms: http (server, middleware, settings) → routes (URLs) → views (HTML and words) → templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

    from index.model.profile import ArchiveProfile
    from search.searcher import Searcher


def create_app(
    searcher: Searcher,
    *,
    config: Mapping[str, object] | None = None,
    profile: ArchiveProfile | None = None,
) -> Flask:
    """Make the site over a searcher. It opens no store and writes nothing.

    An index says whose archive it is; `profile` says so until there is one, by default the bundled.
    """
    from flask import Flask
    from werkzeug.middleware.proxy_fix import ProxyFix

    from index.model.profile_format import bundled_profile
    from web.current_searcher import PROFILE_KEY, SEARCHER_KEY
    from web.http.access_log import with_access_log
    from web.http.admission import ADMISSION_KEY, admission_control_of
    from web.http.file_cache import FILE_CACHE_KEY, FileCache
    from web.http.middleware import install_middleware
    from web.http.page_cache import PAGE_CACHE_KEY, PageCache
    from web.http.settings import DEFAULTS
    from web.routes import browse, discovery, entry, exports, news, people, search, site
    from web.routes.errors import handle_errors
    from web.views.i18n import install_translations
    from web.views.language_templates import LanguageTemplates
    from web.views.output_template import install_templates
    from web.views.template_globals import template_globals

    app = Flask(__name__)
    app.jinja_environment = LanguageTemplates
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    app.config["STYLE"] = f"/static/style.css?v={_fingerprint(app, 'style.css')}"
    app.config["SCRIPT"] = f"/static/suggest.js?v={_fingerprint(app, 'suggest.js')}"
    app.config["TIMELINE"] = f"/static/timeline.js?v={_fingerprint(app, 'timeline.js')}"
    app.extensions[SEARCHER_KEY] = searcher
    app.extensions[PROFILE_KEY] = profile or bundled_profile()
    app.extensions[ADMISSION_KEY] = admission = admission_control_of(app.config)
    app.extensions[FILE_CACHE_KEY] = FileCache()
    app.extensions[PAGE_CACHE_KEY] = PageCache()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    install_templates(app.jinja_env)
    install_translations(app)
    app.context_processor(template_globals)
    install_middleware(app)
    handle_errors(app)
    for routes in (search, browse, people, entry, exports, news, discovery, site):
        app.register_blueprint(routes.pages)
    wsgi_app = with_access_log(admission.guard(app.wsgi_app, _reject(app)))
    if proxies := int(str(app.config["PROXIES"])):
        wsgi_app = ProxyFix(wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
    app.wsgi_app = wsgi_app  # type: ignore[assignment]
    return app


def _reject(app: Flask) -> WSGIApplication:
    """Return a WSGI application that answers rejected requests with 503."""
    from web.http.busy import busy
    from web.http.middleware import secure

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with app.app_context():
            response = busy(str(environ.get("PATH_INFO", "")), str(app.config["STYLE"]))
        secure(response.headers, tls=environ["wsgi.url_scheme"] == "https")
        return response(environ, start_response)

    return answer


def _fingerprint(app: Flask, name: str) -> str:
    import hashlib
    from pathlib import Path

    body = (Path(str(app.static_folder)) / name).read_bytes()
    return hashlib.sha256(body).hexdigest()[:12]
