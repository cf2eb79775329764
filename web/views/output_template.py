"""Templates whose output is well-formed and whose links carry the reading language along."""

from __future__ import annotations

from typing import Any

from flask.templating import Environment
from jinja2 import Template

from index.text.output_characters import text_for
from web.views.reading_language import carry_choice


class OutputTemplate(Template):
    """A template that replaces what its format cannot carry: XML when it is named so, else HTML.

    The links of an HTML page get the reading language that its variable `chosen_read` holds.
    """

    def render(self, *args: Any, **values: Any) -> str:
        """Return the rendered template, fit for its format."""
        text = super().render(*args, **values)
        if (self.name or "").endswith(".xml"):
            return text_for("xml", text)
        return text_for("html", carry_choice(text, dict(*args, **values).get("chosen_read", "")))


def install_templates(environment: Environment) -> None:
    """Make all templates of the environment OutputTemplates."""
    environment.template_class = OutputTemplate
