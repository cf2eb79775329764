"""A template has the words of the page's language in their place, and gives what it gave before."""

from __future__ import annotations

import pytest
from flask import Flask, render_template
from jinja2 import DictLoader

from web.views.i18n import install_translations, template_gettext
from web.views.language_templates import LanguageTemplates

SOURCE = """{% extends 'whole' %}{% block main %}
{{ _('Years') }} {{- _('Help') -}} {{ language }}|{{ languages }}|{{ _('Years')|upper }}
{% for name in (_('Years'), language) %}{{ name }} {% endfor %}
{{ _('Remove the filter:') }} {{ _('only the words as written') ~ word }}
{{ _('Clear the filters: %(count)s', count=word) }}{{ word }}{% endblock %}"""
WHOLE = "<{{ language }}>{% block main %}{% endblock %}{{ _('Footer') }}"


def site() -> Flask:
    made = Flask(__name__)
    made.jinja_environment = LanguageTemplates
    made.jinja_env.loader = DictLoader({"page.html": SOURCE, "whole": WHOLE})
    install_translations(made)
    return made


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_words_of_each_language_are_in_their_place(language: str) -> None:
    app, values = site(), {"word": "<b>", "languages": "two", "language": language}
    with app.test_request_context(f"/{language}/search"):
        page = render_template("page.html", **values, **template_gettext(language))
    looking = app.jinja_env.get_template("page.html")  # outside a request

    assert page == looking.render(**values, **template_gettext(language))
    assert ("Anni" in page) == (language == "it")
    assert "&lt;b&gt;" in page


def test_words_in_their_place_are_not_looked_up() -> None:
    app = site()
    with app.test_request_context("/it/"):
        page = app.jinja_env.get_template("whole").render(_=None, language="none")

    assert page.startswith("<it>")
