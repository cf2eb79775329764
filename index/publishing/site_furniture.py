"""Site furniture: the lines that recur on the pages of each site, learned from the stored pages."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from typing import Any
from urllib.parse import urlsplit

from index.files.disk_list import DiskList
from index.files.fingerprint import reading_fingerprint
from index.model.page import Page
from index.reading.layouts.site_lines import LEAST_PAGES, fingerprint, line_keys, recurring
from index.store.cache import DerivedCache
from index.store.database import Store

LINES = "lines "
"""Prefix of the names in derived.db; the page's number follows."""
_MOST_PAGES = 200
"""Pages of a site from which its lines are learned; chosen by hand."""

_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?:/[!-~]*)?\Z")
"""An address whose host is told without taking it apart."""


@dataclass(frozen=True, slots=True)
class SiteFurniture:
    """The furniture of all sites."""

    of_site: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """By host; only of sites that have some."""
    site_of: Mapping[int, str] = field(default_factory=dict)
    """The host of each live page, by its number."""

    def at(self, url: str) -> frozenset[int]:
        """Return the keys of the lines that recur on the site of an address."""
        return self.of_site.get(_site(url), frozenset())

    def key_of(self, number: int) -> str:
        """Return a text that changes with the furniture of a page's site, "" for none."""
        site = self.site_of.get(number, "")
        return fingerprint({site: self.of_site.get(site, frozenset())})

    def with_site(self, page: Page) -> Page:
        """Return a page with the furniture of its site."""
        furniture = self.at(page.url)
        return replace(page, furniture=furniture) if furniture else page

    @property
    def fingerprint(self) -> str:
        """A text that differs between any two furnitures, "" where no site has any."""
        return fingerprint(self.of_site)


def learn_furniture(store: Store, derived: DerivedCache, *, write: bool = True) -> SiteFurniture:
    """Return the furniture of the sites of the live pages.

    It depends on these pages alone: of a large site, on those whose addresses have the smallest
    digests. The lines of a page are kept in derived.db when `write`.
    """
    return _learned(
        store.pages.addresses(), lambda number: _lines_of(store, derived, number, write=write)
    )


def furniture_of_pages(pages: DiskList[Any]) -> SiteFurniture:
    """Return the furniture that the sites have by these pages alone, as far as they are pages.

    Of the captures of one address the last counts. What an archive has of the same sites may make
    another of it.
    """
    last: dict[str, int] = {}
    for number, page in enumerate(pages):
        if isinstance(page, Page):
            last[page.url] = number

    def lines_of(number: int) -> frozenset[int]:
        page = pages[number]
        return line_keys(page) if isinstance(page, Page) else frozenset()

    return _learned(((number, url) for url, number in last.items()), lines_of)


def _learned(
    addresses: Iterable[tuple[int, str]], lines_of: Callable[[int], frozenset[int]]
) -> SiteFurniture:
    """Return the furniture of pages, by their numbers and addresses and the lines of some."""
    pages: defaultdict[str, list[tuple[bytes, int]]] = defaultdict(list)
    site_of: dict[int, str] = {}
    for number, url in addresses:
        site_of[number] = _site(url)
        digest = hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=8).digest()
        pages[site_of[number]].append((digest, number))
    of_site = {}
    for site, found in pages.items():
        if len(found) >= LEAST_PAGES:
            numbers = [number for _, number in nsmallest(_MOST_PAGES, found)]
            keys = recurring(map(lines_of, numbers))
            if keys:
                of_site[site] = keys
    return SiteFurniture(of_site, site_of)


def _lines_of(store: Store, derived: DerivedCache, number: int, *, write: bool) -> frozenset[int]:
    key = f"{reading_fingerprint()} {store.pages.page_fingerprint(number)}"
    known = derived.get(f"{LINES}{number}", key)
    if known is not None:
        return frozenset(known)
    keys = line_keys(store.pages.get(number))
    if write:
        derived.put(f"{LINES}{number}", key, sorted(keys))
    return keys


def _site(url: str) -> str:
    """Return the host of an address, "" for a file and for what is no address."""
    if plain := _PLAIN.match(url):
        return plain[1]
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
