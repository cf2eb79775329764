"""Tags and classes: which elements are inline, and which belong to no entry."""

from __future__ import annotations

import re
from functools import lru_cache

from resiliparse.parse.html import ElementNode

from index.reading.layouts.line.headings import is_month_heading, title_year
from index.reading.layouts.tree.tree_marks import without_marks

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRONG = frozenset({"a", "b", "strong"})
MARKED = STRONG | frozenset({"em", "i", "u", "cite", "mark", "font", "big"})
"""Elements by which a run of text is told from those beside it."""
INLINE = MARKED | frozenset(
    {"abbr", "acronym", "bdo", "br", "button", "code", "data", "del", "dfn", "img", "ins", "kbd"}
    | {"label", "link", "meta", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "sub"}
    | {"sup", "time", "tt", "var", "wbr"}
)
"""Elements that begin no line."""
_SKIPPED = frozenset(
    {"aside", "head", "iframe", "marquee", "nav", "noscript", "object", "script", "select"}
    | {"style", "svg", "template", "textarea", "title"}
)
_FURNITURE = re.compile(
    r"nota|nav|menu|navbar|respond|colophon|ticker|newsticker|widget|widget[-_](?:area|title)"
    r"|(?:[a-z]+[-_])?(?:breadcrumbs?|pagination|pager|cookies?|sidebar|comments?|social|share|skip)"
    r"(?:[-_](?:area|bar|banner|box|block|buttons?|consent|first|left|right|second|links?|list"
    r"|menu|nav|notice|policy|respond|save|wrapper|container|inner))*"
    r"|comment[-_]?list|comment[-_]respond|addtoany_share_save|related(?:[-_]posts?)?|read[-_]next"
    r"|correlat[aeio]|leggi[-_]anche|vedi[-_]anche|in[-_]evidenza|briciole|cookie[-_]?bar|strumenti"
    r"|visually[-_]hidden|sr[-_]only|screen[-_]reader[-_]text|hide[-_]accessible"
    r"|(?:main|site|top|page|global)[-_](?:menu|nav|navigation|footer)|menu[-_](?:main|top|principale)"
    r"|skip[-_](?:link|to[-_]content)s?|languages?[-_](?:switcher|selector)|lang[-_]switch(?:er)?"
)
"""Classes and ids, as content management systems name them, of what belongs to no entry."""
_FOOTERS = re.compile(
    r"footer(?:[-_](?:area|wrapper|content|inner|bottom|top))?|piede?|pie[-_]pagina"
)
_ALTERNATING = frozenset({"odd", "even", "first", "last", "active"})
_BLOCKS = "div, dl, h1, h2, h3, h4, h5, h6, li, ol, p, table, ul"
_CONTENT = "h1, h2, h3, article"
_WIDGETS = frozenset({"widget", "Widget"})
_POSTS = ".hentry, .post-body, article"
"""The posts of a blog, which Blogger puts into a widget as well."""
_FORM = 400
"""Letters of the longest form that is only to be filled in; chosen by hand."""
_OPENS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
"""Attributes of a button that opens a part of its page."""
_LEAST_WORDS = 3
"""Words of the shortest name of a panel that is more than "Toggle navigation"; chosen by hand."""
_NEAR = 12
"""Levels above an element that are looked at; chosen by hand."""


def is_skipped(node: ElementNode, tag: str) -> bool:
    """Return whether an element is hidden, or belongs to no entry: a menu, a form, comments."""
    if tag in _SKIPPED:
        return True
    if tag == "footer":
        return not is_inside(node, "article")
    if tag == "form":
        return not holds_content(node)
    if tag == "button":
        is_name = node.parent is not None and node.parent.tag in (*HEADINGS, "dt", "summary")
        return not is_name and not _opens_panel(node)
    names = node.attrs
    if not names or tag == "body":
        return False
    if "hidden" in names or ("aria-hidden" in names and node.getattr("aria-hidden") == "true"):
        return True
    own_id = node.getattr("id") or "" if "id" in names else ""
    if own_id and (_is_furniture(node, own_id) or _FOOTERS.fullmatch(own_id.casefold())):
        return True
    return "class" in names and any(
        _is_furniture(node, name) for name in (node.getattr("class") or "").split()
    )


def _opens_panel(button: ElementNode) -> bool:
    """Return whether a button has the name of a panel, or the year of the one that follows it."""
    names = button.attrs
    if any(name in names for name in _OPENS) and len((button.text or "").split()) >= _LEAST_WORDS:
        return True
    following = button.next_element_sibling
    is_alone = following is not None and following.tag != "button"
    return is_alone and bool(title_year((button.text or "").strip()))


def holds_content(form: ElementNode) -> bool:
    """Return whether a form is around a page's text, as those of ASP.NET are."""
    return form.query_selector(_CONTENT) is not None or len(form.text or "") > _FORM


def holds_block(node: ElementNode) -> bool:
    """Return whether an inline element contains whole paragraphs, as a link around a card does."""
    if node.first_element_child is None:
        return False
    return node.query_selector(_BLOCKS) is not None


def is_inside(node: ElementNode, tag: str) -> bool:
    """Return whether an element is near below one of this tag."""
    above = node.parent
    for _ in range(_NEAR):
        if above is None:
            return False
        if above.tag == tag:
            return True
        above = above.parent
    return False


def class_of(node: ElementNode) -> str:
    """Return the first class that does not number or alternate items, "" for none."""
    for name in (node.getattr("class") or "").split():
        if not re.search(r"\d", name) and name not in _ALTERNATING:
            return name
    return ""


def _is_furniture(node: ElementNode, name: str) -> bool:
    """Return whether a class or an id names furniture.

    What has the page's title or its posts is none, nor is a hidden heading of a year or a month.
    """
    if not _names_furniture(name):
        return False
    if node.tag in HEADINGS:
        text = without_marks(node.text or "").strip()
        return not (title_year(text) or is_month_heading(text))
    if node.tag in INLINE:
        return True
    is_of_posts = name in _WIDGETS and node.query_selector(_POSTS) is not None
    return not is_of_posts and node.query_selector("h1") is None


@lru_cache(maxsize=2048)
def _names_furniture(name: str) -> bool:
    return _FURNITURE.fullmatch(name.casefold()) is not None
