"""Styles of a .docx: what a paragraph or a run looks like that names one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from index.reading.documents.docx.package import W
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_HEADING_ID = re.compile(
    rf"(?:heading|{alternation(union(lambda words: words.layouts.title_labels))})[ _-]?([1-6])",
    re.IGNORECASE,
)
"""The id of a style for headings, in English or as a program in another language writes it."""
_TITLES = {"title": 1, "subtitle": 2}
_LONGEST_CHAIN = 20
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look, and what a paragraph is; None where nothing says it."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    level: int | None = None
    """1-6 for a heading, 0 for none."""
    is_item: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look where it says something, else that below it."""
        return Look(
            *(
                mine if mine is not None else other
                for mine, other in (
                    (getattr(self, name), getattr(below, name)) for name in Look.__slots__
                )
            )
        )


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks by the ids of styles."""

    looks: dict[str, Look]
    usual: Look
    """That of a paragraph without a style."""

    def look(self, id: str | None) -> Look:
        """Return the look of a style; that of a plain paragraph for none.

        A style that the file names and does not describe is a heading when its id says so.
        """
        known = self.looks.get(id or "")
        if known is not None or not id:
            return known or self.usual
        found = _HEADING_ID.fullmatch(id)
        return replace(self.usual, level=int(found[1])) if found else self.usual


def styles_of(root: Element | None) -> Styles:
    """Return the styles of `word/styles.xml`."""
    if root is None:
        return Styles({}, Look(size=11.0))
    plain = Look(size=10.0)
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is not None:
        plain = run_look(defaults).over(plain)
    own: dict[str, tuple[Look, str]] = {}
    usual = ""
    for style in root.iter(f"{W}style"):
        id = style.get(f"{W}styleId", "")
        based = style.find(f"{W}basedOn")
        name = style.find(f"{W}name")
        look = _style_look(style, "" if name is None else name.get(f"{W}val", ""))
        own[id] = (look, "" if based is None else based.get(f"{W}val", ""))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            usual = id
    looks = {id: _resolved(id, own).over(plain) for id in own}
    return Styles(looks, looks.get(usual, plain))


def _style_look(style: Element, name: str) -> Look:
    look = Look()
    run, paragraph = style.find(f"{W}rPr"), style.find(f"{W}pPr")
    if run is not None:
        look = run_look(run)
    if paragraph is not None:
        look = paragraph_look(paragraph).over(look)
    if found := _HEADING.fullmatch(name.strip()):
        look = replace(look, level=min(6, int(found[1])))
    elif name.strip().casefold() in _TITLES:
        look = replace(look, level=_TITLES[name.strip().casefold()])
    return look


def _resolved(id: str, own: dict[str, tuple[Look, str]]) -> Look:
    look = Look()
    for _ in range(_LONGEST_CHAIN):
        if id not in own:
            break
        mine, id = own[id]
        look = look.over(mine)
    return look


def run_look(properties: Element) -> Look:
    """Return what the properties of a run say of its letters."""
    size = properties.find(f"{W}sz")
    points = None if size is None else _number(size.get(f"{W}val"))
    return Look(
        bold=_switch(properties, "b"),
        italic=_switch(properties, "i"),
        hidden=_switch(properties, "vanish"),
        size=None if points is None else points / 2,
    )


def paragraph_look(properties: Element) -> Look:
    """Return what the properties of a paragraph say of it."""
    outline, list_of = properties.find(f"{W}outlineLvl"), properties.find(f"{W}numPr")
    level = None if outline is None else _number(outline.get(f"{W}val"))
    number = None if list_of is None else list_of.find(f"{W}numId")
    return Look(
        level=None if level is None else int(level) + 1 if level < 6 else 0,
        is_item=None if number is None else number.get(f"{W}val") != "0",
    )


def _switch(properties: Element, tag: str) -> bool | None:
    found = properties.find(f"{W}{tag}")
    return None if found is None else found.get(f"{W}val", "1").casefold() not in _OFF


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
