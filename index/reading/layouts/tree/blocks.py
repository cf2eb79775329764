"""Blocks: the lines of a page, each with what the markup says of it.

Resiliparse flattens HTML into the shape of the archive's text files, so that one reader serves
both. Before that, headings, bold text and links are marked with private-use characters, since
flattening runs some headings into their text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLParserException, HTMLTree

from index.model.errors import PageError
from index.model.page import Page
from index.reading.layouts.line.headings import opens_with_date
from index.reading.layouts.tree.markup_bounds import check_markup
from index.reading.layouts.tree.tags import holds_block, holds_content
from index.reading.sources.addresses import is_web_address
from index.reading.sources.decoding import decode_text, is_markup
from index.text.typed_text import INVISIBLE

_OPEN, _CLOSE = "\ue001", "\ue002"
"""Around a heading; the digit of its level follows the opening mark."""
_LEAD_OPEN, _LEAD_CLOSE = "\ue003", "\ue004"
"""Around bold text and links."""
_VIA_OPEN, _VIA_CLOSE = "\ue005", "\ue006"
"""Around the address of a link with rel="via", which says where an entry comes from."""
_MARKS = re.compile("[\ue000-\ue00f]")
_MARKS_IN_SOURCE = re.compile("[\ue000-\ue00f]|&#(?:x0*e00|0*573[45])[0-9a-f];?", re.IGNORECASE)
_HEADING = re.compile(f"{_OPEN}(\\d)([^{_CLOSE}]*){_CLOSE}?")
_LEAD = re.compile(f"{_LEAD_OPEN}([^{_LEAD_CLOSE}]*){_LEAD_CLOSE}")
_VIA = re.compile(f"{_VIA_OPEN}([^{_VIA_CLOSE}]*){_VIA_CLOSE}")
_RUN = re.compile(f"[{_OPEN}{_LEAD_OPEN}][^{_CLOSE}{_LEAD_CLOSE}]*[{_CLOSE}{_LEAD_CLOSE}]")
_BULLET = re.compile(r"(\s*)[•◦▪●·]\s+")
_LOOSE_BULLET = re.compile(r"(\s*)(?:[*–-]|\d{1,2}[.)])\s+")
"""Signs that are a bullet only before a date, since texts have them too."""
_SKIPPED = ("nav", "footer", "aside", ".nota", "[hidden]", "[aria-hidden=true]", "select", "form")
_INLINE = ("b", "strong", "a")
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_MAX_LINK_LABEL = 40
"""Letters of the label ("Source:") beside a link with rel="via"; chosen by hand."""
_MARKED_LIMIT = 5_000
"""Elements that are marked on one page, many times what a real page has; chosen by hand."""
_MARKED_TAGS = frozenset({*_INLINE, *_HEADINGS.split(", ")})


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page. `text` has single spaces and is empty only when there is a `via`."""

    text: str
    level: int = 0
    """1-6 when the markup makes it a heading, else 0."""
    lead: str = ""
    """The bold or linked words at the start of the line, else empty."""
    bullet: bool = False
    indent: int = 0
    """Spaces before the text, those of its bullet included."""
    gap: bool = False
    """Whether an empty line or the end of a heading precedes it."""
    via: str | None = None
    """The http(s) address of a link with rel="via" in it."""

    @property
    def rest(self) -> str:
        """What follows the lead."""
        return self.text[len(self.lead) :].strip()


def parse_page(page: Page) -> tuple[tuple[Block, ...], HTMLTree | None]:
    """Return the lines of a page without empty ones, and its tree; None for plain text.

    The tree has the marks of this module in its text. Raises PageError when the page has no body,
    is a frameset, or is over a bound of `check_markup`.
    """
    bare = _MARKS_IN_SOURCE.sub("", decode_text(page.body, page.media_type))
    if not is_markup(page.media_type):
        return tuple(_blocks(bare)), None
    tree = _parse(bare)
    return tuple(_blocks(_flatten(tree))), tree


def collapse_whitespace(text: str) -> str:
    """Return a text with one space for each run of white space, without invisible characters."""
    return " ".join(INVISIBLE.sub("", text).split())


def _parse(markup: str) -> HTMLTree:
    check_markup(markup)
    try:
        tree = HTMLTree.parse(markup)
    except HTMLParserException as error:  # of any markup there is a tree, if there is room for it
        raise MemoryError from error
    if tree.body is None:
        raise PageError("The page has no body; fetch it again.")
    if tree.body.tag is None:  # Resiliparse's empty body of a frameset; no walk over it ends
        raise PageError("The page only names frames; add the pages that it shows in them.")
    return tree


def _flatten(tree: HTMLTree) -> str:
    body = tree.body
    assert body is not None
    for heading in _elements(body, _HEADINGS):
        _wrap(tree, heading, f"{_OPEN}{(heading.tag or 'h2')[1]}", _CLOSE)
    for inline in _elements(body, ", ".join(_INLINE)):
        if "via" in (inline.getattr("rel") or "").split():
            address = inline.getattr("href") or ""
            _replace_content(tree, inline, f"{_VIA_OPEN}{address}{_VIA_CLOSE}")
        elif not _is_inside_marked(inline) and not holds_block(inline):
            _wrap(tree, inline, _LEAD_OPEN, _LEAD_CLOSE)
    skipped = list(_SKIPPED)
    if any(map(holds_content, _elements(body, "form"))):
        skipped.remove("form")
    flat: str = extract_plain_text(tree, alt_texts=False, skip_elements=skipped)
    return _RUN.sub(lambda run: run[0].replace("\n", " "), flat)


def _elements(body: ElementNode, selector: str) -> list[ElementNode]:
    """Return the elements to mark; [] when there are more than a real page has.

    They are copied at once, since Resiliparse walks its list for each element that is taken.
    """
    found = body.query_selector_all(selector)
    return list(found.values()) if len(found) <= _MARKED_LIMIT else []


def _wrap(tree: HTMLTree, node: ElementNode, before: str, after: str) -> None:
    first = node.first_child
    if first is None:
        return
    opening, closing = tree.create_text_node(before), tree.create_text_node(after)
    if opening is not None and closing is not None:
        node.insert_before(opening, first)
        node.append_child(closing)


def _replace_content(tree: HTMLTree, node: ElementNode, text: str) -> None:
    """Replace the content of a node by `text`."""
    while node.first_child is not None:
        node.remove_child(node.first_child)
    content = tree.create_text_node(text)
    if content is not None:
        node.append_child(content)


def _is_inside_marked(node: ElementNode) -> bool:
    """Return whether a heading or another marked element contains this one."""
    above = node.parent
    for _ in range(12):
        tag = above.tag if above is not None else "body"
        if above is None or tag == "body":
            return False
        if tag in _MARKED_TAGS:
            return True
        above = above.parent
    return False


def _blocks(text: str) -> list[Block]:
    found: list[Block] = []
    gap = True
    for line in text.splitlines():
        block = _block(line.expandtabs(4), gap)
        if block is None:
            gap = True
        else:
            found.append(block)
            gap = block.level > 0
    return found


def _block(line: str, gap: bool) -> Block | None:
    via, has_via, level = None, False, 0
    is_marked = _MARKS.search(line) is not None
    if is_marked and (match := _VIA.search(line)):
        address = collapse_whitespace(match[1])
        via = address if is_web_address(address) else None
        line, has_via = _VIA.sub("", line), True
    if is_marked and (match := _HEADING.search(line)):
        level = int(match[1])
        line = line.replace(_OPEN + match[1], "").replace(_CLOSE, "")
    indent = len(line) - len(line.lstrip())
    start = 0
    while match := _BULLET.match(line, start):
        indent, start = match.end() - start, match.end()
    bullet, line = start > 0, line[start:]
    if (match := _LOOSE_BULLET.match(line)) and opens_with_date(
        _MARKS.sub("", line[match.end() :])
    ):
        bullet, line = True, line[match.end() :]
        indent += match.end()
    lead = ""
    if is_marked:
        if not level and (match := _LEAD.match(line.lstrip())):
            lead = collapse_whitespace(_MARKS.sub("", match[1]))
        line = _MARKS.sub("", line)
    words = collapse_whitespace(line)
    beside = has_via and not level and not bullet and len(words) <= _MAX_LINK_LABEL
    if beside and not words.endswith((".", "!", "?")):
        words, lead = "", ""
    if not words and via is None:
        return None
    return Block(words, level, lead if words.startswith(lead) else "", bullet, indent, gap, via)
