"""The captures of a page: what it said each time it was read, the one that is shown included."""

from __future__ import annotations

from collections.abc import Iterator

import click

from index.cli.screen import Screen
from index.model.errors import ArchiveError
from index.model.page import Page
from index.store.database import Store
from index.text.output_characters import json_text


def is_page(name: str) -> bool:
    """Return whether a name is the address of a page, and of no entry on a site."""
    return "://" in name


def list_captures(store: Store, address: str, screen: Screen, *, as_json: bool) -> None:
    """Print the captures of a page, newest first. Raises ArchiveError when there are none."""
    for number, state, page in _captures(store, address):
        fetched = f"{page.fetched:%Y-%m-%d %H:%M}"
        if as_json:
            shape = {
                "capture": number,
                "url": page.url,
                "fetched": page.fetched.isoformat(),
                "state": state,
                "bytes": len(page.body),
            }
            click.echo(json_text(shape))
        else:
            words = screen.line(f"{state}, {len(page.body)} bytes, {page.media_type}")
            screen.echo(f"{screen.line(fetched, dim=True)}  {screen.line(str(number))}  {words}")


def print_capture(store: Store, address: str, number: int) -> None:
    """Print one capture as it was read. Raises ArchiveError when the page has none such."""
    known = {capture: page for capture, _, page in _captures(store, address)}
    if number not in known:
        numbers = ", ".join(map(str, sorted(known)))
        raise ArchiveError(f"{address} has no capture {number}; there are {numbers}")
    click.echo(known[number].body, nl=False)


def _captures(store: Store, address: str) -> Iterator[tuple[int, str, Page]]:
    """Yield number, state and page of each capture, newest first."""
    known = store.pages.captures(store.pages.address_of(address))
    if not known:
        raise ArchiveError(f"no page was read from {address}; `torino show ID` names the addresses")
    for number in sorted(known, reverse=True):
        yield number, known[number], store.pages.get(number)
