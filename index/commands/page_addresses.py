"""Page addresses: under which address a page that is added belongs into the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from index.model.page import Page
from index.reading.layouts import split_page
from index.reading.sources.canonical import canonical_address, may_be_address_of
from index.store.pages import Pages
from index.text.page_keys import is_same_page, page_key
from index.text.sketches import Sketch, similarity, sketch_of

_SAME_CONTENT = 0.5
"""The similarity from which on two captures may be of one page; chosen by hand. A site whose pages
all name one address as canonical has pages that are less alike."""


class PageAddresses:
    """Finds the address of each page of one call.

    A page that the archive has under a spelling of its address stays there. Another one may name a
    canonical address: it is a capture of the page there if their entries are alike. Where the
    archive has no page there, it gets that address if the two addresses are alike, and if no other
    page of the call names it whose entries are not.
    """

    def __init__(self, added: Iterable[Page], pages: Pages) -> None:
        self._pages = pages
        self._naming: defaultdict[str, list[Sketch]] = defaultdict(list)
        """The content of the pages of this call that name each canonical address, by its key."""
        for page in added:
            if canonical := _other_canonical(page):
                self._naming[page_key(canonical)].append(_content_of(page))

    def address_of(self, page: Page) -> str:
        """Return the address under which a page is to be stored."""
        own = self._pages.address_of(page.url)
        canonical = None if self._pages.state(own) else _other_canonical(page)
        if canonical is None:
            return own
        address = self._pages.address_of(canonical)
        live = self._pages.live(address)
        if live is not None:
            return address if _are_alike(_content_of(page), _content_of(live)) else own
        first, *others = self._naming[page_key(canonical)]
        is_trusted = all(_are_alike(first, other) for other in others)
        return address if is_trusted and may_be_address_of(page.url, canonical) else own


def _other_canonical(page: Page) -> str | None:
    """Return the canonical address of a page when it is no spelling of its own."""
    canonical = canonical_address(page)
    return None if canonical is None or is_same_page(canonical, page.url) else canonical


def _content_of(page: Page) -> Sketch:
    """Return a sketch of the entries of a page, which was read within limits before."""
    return sketch_of("\n".join(f"{raw.heading}\n{raw.text}" for raw in split_page(page)))


def _are_alike(one: Sketch, other: Sketch) -> bool:
    return similarity(one, other) >= _SAME_CONTENT
