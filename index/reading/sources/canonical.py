"""The canonical address of a page: the one that its markup says is its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from index.model.page import Page
from index.reading.sources.addresses import is_web_address, normalise_address
from index.reading.sources.decoding import decode_text, is_markup

_HEAD = 1 << 16
"""Bytes in which the head of a page is looked for."""
_NOT_TAGS = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1|$)", re.I | re.S)
_BODY = re.compile(r"<body\b", re.I)
_TAG = re.compile(r"<(link|meta|base)\b([^>]{0,4000})>", re.I)
_ATTRIBUTE = re.compile(r"""([a-z:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)


def canonical_address(page: Page) -> str | None:
    """Return the address that the head of a page names with rel=canonical, else with og:url.

    None when it names none or several, or one on another site. Two hosts are of one site when one
    of them is the other or below it, `www.` left out. A page without a web address may name any.
    """
    if not is_markup(page.media_type):
        return None
    named: dict[str, set[str]] = {"canonical": set(), "og:url": set()}
    start = page.url
    for name, of in _head_tags(decode_text(page.body[:_HEAD], page.media_type)):
        if name == "base":
            start = _joined(page.url, of.get("href", "")) or page.url
        elif name == "link" and "canonical" in of.get("rel", "").casefold().split():
            named["canonical"].add(of.get("href", ""))
        elif name == "meta" and (of.get("property") or of.get("name", "")).casefold() == "og:url":
            named["og:url"].add(of.get("content", ""))
    for written in named.values():
        found = {address for each in written if (address := _joined(start, each))}
        if found:
            address = found.pop()
            return address if not found and _is_same_site(page.url, address) else None
    return None


def may_be_address_of(url: str, canonical: str) -> bool:
    """Return whether a page at `url` may well be the one at `canonical`, by the addresses alone.

    It is when both are one page under other parameters, end in the same file or folder (a printed
    or a mobile edition), or when `url` is below `canonical`; never when that is the root of a site.
    """
    one, other = (urlsplit(each).path.rstrip("/") for each in (url, canonical))
    if not other:
        return not one
    return (
        one == other
        or one.rpartition("/")[2] == other.rpartition("/")[2]
        or one.startswith(f"{other}/")
    )


def _head_tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the names and attributes of the tags in the head that may name an address."""
    head = _NOT_TAGS.sub(" ", text)
    body = _BODY.search(head)
    for tag in _TAG.finditer(head[: body.start()] if body else head):
        yield (
            tag[1].lower(),
            {
                found[1].lower(): unescape(found[2] or found[3] or found[4] or "").strip()
                for found in _ATTRIBUTE.finditer(tag[2])
            },
        )


def _joined(start: str, written: str) -> str | None:
    """Return the complete address of one as written; None when it is none of the web."""
    if not written:
        return None
    try:
        address = urljoin(start, written)
    except ValueError:
        return None
    return normalise_address(address) if is_web_address(address) else None


def _is_same_site(url: str, address: str) -> bool:
    if not is_web_address(url):
        return True
    one, other = ((urlsplit(each).hostname or "").removeprefix("www.") for each in (url, address))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
