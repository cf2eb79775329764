"""The desk: a page on the archivist's own machine, with what waits for a decision.

It is an app of its own, with its own process and token, and never a part of the site. Every
decision is a correction, with who made it and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from index.store.home import Home
    from search.searcher import Searcher


def create_desk(home: Home, searcher: Searcher, token: str, who: str = "") -> Flask:
    """Make the desk of a home. Only who has the token may use it; `who` signs the decisions."""
    from flask import Flask

    from index.model.errors import ArchiveError
    from web.current_searcher import PROFILE_KEY, SEARCHER_KEY
    from web.desk import routes, translation_routes, unread_routes
    from web.desk.access import guard
    from web.desk.session import DESK_KEY, Desk
    from web.http.settings import DEFAULTS
    from web.views.i18n import install_translations
    from web.views.language_templates import LanguageTemplates
    from web.views.output_template import install_templates
    from web.views.template_globals import template_globals

    app = Flask("web")
    app.jinja_environment = LanguageTemplates
    app.config.from_mapping(DEFAULTS)
    for name, file in (("STYLE", "style.css"), ("SCRIPT", "desk.js"), ("TIMELINE", "timeline.js")):
        app.config[name] = f"/static/{file}"
    app.extensions[SEARCHER_KEY] = searcher
    app.extensions[PROFILE_KEY] = home.read_profile()
    app.extensions[DESK_KEY] = Desk(home, searcher, who)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    install_templates(app.jinja_env)
    install_translations(app)
    app.context_processor(template_globals)
    guard(app, token)
    for each in (unread_routes, translation_routes, routes):
        app.register_blueprint(each.pages)
    app.register_error_handler(ArchiveError, routes.problem)
    return app
