"""What a template gives can be sent and parsed, whatever its values hold."""

from __future__ import annotations

from defusedxml import ElementTree
from flask import Flask
from flask.templating import Environment
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader

from web.views.output_template import install_templates

SOURCE = "<a title=\"{{ text }}\">{% include 'part' %}</a>"
ANY_TEXT = st.text(st.characters() | st.sampled_from("\x00\x1b\x9b\ud800\ufffe\U0001ffff<&\"'"))


def environment() -> Environment:
    made = Environment(Flask(__name__), autoescape=True)
    made.loader = DictLoader({"a.xml": SOURCE, "a.html": SOURCE, "part": "{{ text }}"})
    install_templates(made)
    return made


TEMPLATES = environment()


@given(text=ANY_TEXT)
def test_xml_is_well_formed_with_any_value(text: str) -> None:
    page = TEMPLATES.get_template("a.xml").render(text=text)
    root = ElementTree.fromstring(page.encode())
    assert len(root.text or "") == len(text.replace("\r\n", "\n"))  # as XML reads lines


@given(text=ANY_TEXT)
def test_html_can_be_sent_with_any_value(text: str) -> None:
    page = TEMPLATES.get_template("a.html").render(text=text)
    assert not set("\x00\x1b\x9b\ufffe\U0001ffff") & set(page)
    page.encode()
