"""How lines are printed: plain in a pipe or a file; on a terminal with styles, links and a width.

The variables NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM=dumb are respected, in the
order of Python's own programs: what forbids colour is stronger than what forces it.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO
from urllib.parse import quote

import click

from index.text.output_characters import text_for

_MARK = "red"
"""The colour of what was sought, that of grep; readable on light and dark."""
_NARROWEST = 20
"""Columns below which lines are not wrapped."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What lines may have on one stream. The default is a pipe or a file: text and nothing else."""

    styled: bool = False
    links: bool = False
    """OSC 8 hyperlinks."""
    width: int | None = None
    """Columns to wrap at; None when lines are not wrapped."""

    @classmethod
    def of(cls, stream: TextIO, environment: Mapping[str, str] | None = None) -> Screen:
        """Return what a stream can show."""
        given = os.environ if environment is None else environment
        terminal = stream.isatty() and given.get("TERM") != "dumb"
        styled = _is_styled(terminal, given)
        if not terminal:
            return cls(styled)
        import shutil  # which brings all that can pack files along

        columns = shutil.get_terminal_size().columns
        return cls(styled, styled, columns if columns >= _NARROWEST else None)

    def echo(self, line: str = "", *, err: bool = False) -> None:
        """Print a line made by this screen."""
        click.echo(line, err=err, color=True if self.styled else None)

    def line(
        self,
        text: str,
        *,
        marks: Sequence[tuple[int, int]] = (),
        indent: str = "",
        hanging: str | None = None,
        bold: bool = False,
        dim: bool = False,
        colour: str | None = None,
        link: str = "",
    ) -> str:
        """Return a text without what could steer the terminal, styled, linked and wrapped.

        `marks` are parts of the text that stand out, ascending. `hanging` is the indent of the
        lines after the first, else `indent`. What is wrapped are several lines in one string.
        """
        text = text_for("terminal", text)
        hanging = indent if hanging is None else hanging
        lines: list[str] = []
        for start, end in self._rows(text, max(cells(indent), cells(hanging))):
            row = "".join(
                self._styled(text[first:last], bold=bold or marked, dim=dim, colour=shade)
                for first, last, marked in _runs(start, end, marks)
                for shade in (_MARK if marked else colour,)
            )
            lines.append((hanging if lines else indent) + self._linked(row, link))
        return "\n".join(lines)

    def _styled(self, text: str, *, bold: bool, dim: bool, colour: str | None) -> str:
        if not self.styled or not text or not (bold or dim or colour):
            return text
        return click.style(text, bold=bold or None, dim=dim or None, fg=colour)

    def _linked(self, row: str, address: str) -> str:
        """Return the row as an OSC 8 link to an address of the web; any other address is left."""
        if not self.links or not row or not re.match(r"https?://", address):
            return row
        target = quote(address, safe="!#$%&'()*+,/:;=?@[]~")
        return f"\x1b]8;;{target}\x1b\\{row}\x1b]8;;\x1b\\"

    def _rows(self, text: str, indent: int) -> Iterator[tuple[int, int]]:
        """Yield where each row of the text begins and ends; without a width one row for all."""
        if self.width is None:
            yield 0, len(text)
            return
        room = max(self.width - indent, _NARROWEST // 2)
        at = 0
        for paragraph in text.split("\n"):
            yield from _wrapped(text, at, at + len(paragraph), room)
            at += len(paragraph) + 1


def cells(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def stdout_screen() -> Screen:
    """Return what standard output can show."""
    return Screen.of(sys.stdout)


def stderr_screen() -> Screen:
    """Return what standard error can show."""
    return Screen.of(sys.stderr)


def _is_styled(terminal: bool, given: Mapping[str, str]) -> bool:
    if given.get("NO_COLOR"):
        return False
    if given.get("FORCE_COLOR") or given.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return terminal and given.get("CLICOLOR") != "0"


def _wrapped(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """Yield the rows of a paragraph; a word that is longer than the room has a row of its own."""
    first = last = start
    for word in re.finditer(r"[^ ]+", text[start:end]):
        begins, ends = start + word.start(), start + word.end()
        if last > first and cells(text[first:ends]) > room:
            yield first, last
            first = begins
        last = ends
    yield first, last


def _runs(
    start: int, end: int, marks: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    """Yield the marked and unmarked parts of a row, in order."""
    at = start
    for first, last in marks:
        first, last = max(first, at), min(last, end)
        if first < last:
            yield at, first, False
            yield first, last, True
            at = last
    yield at, end, False
