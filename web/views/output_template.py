"""Templates whose output is well-formed, whatever characters their values hold."""

from __future__ import annotations

from typing import Any

from flask.templating import Environment
from jinja2 import Template

from index.text.output_characters import text_for


class OutputTemplate(Template):
    """A template that replaces what its format cannot carry: XML when it is named so, else HTML."""

    def render(self, *args: Any, **values: Any) -> str:
        """Return the rendered template, fit for its format."""
        is_xml = (self.name or "").endswith(".xml")
        return text_for("xml" if is_xml else "html", super().render(*args, **values))


def install_templates(environment: Environment) -> None:
    """Make all templates of the environment OutputTemplates."""
    environment.template_class = OutputTemplate
