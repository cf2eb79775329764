"""Feeds: each item of an RSS or Atom feed is a page of its own address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from index.model.page import Page
from index.reading.sources.addresses import is_web_address, normalise_address
from index.reading.sources.skipped import Skipped

_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
_MOST_ITEMS = 10_000
"""Items of one feed, many times a real one's; chosen by hand."""


def is_feed(body: bytes) -> bool:
    """Return whether bytes begin as RSS or Atom does."""
    return _FEED.match(body[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def read_feed(body: bytes, name: str, fetched: datetime) -> Iterator[Page | Skipped]:
    """Yield the items of a feed as pages. One without an address of its own is skipped.

    A page is fetched when its item was published, so that the page itself, fetched later, is the
    newer one of the address.
    """
    try:
        root = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        yield Skipped(name, "malformed", f"{name} is no sound feed ({error}); fetch it again.")
        return
    language = (_text(root, "language") or root.get(_LANG) or "").split("-")[0].casefold() or None
    items = [each for each in root.iter() if _tag(each) in ("item", "entry")]
    for number, item in enumerate(items[:_MOST_ITEMS], 1):
        address = _address(item)
        if not is_web_address(address):
            yield Skipped(
                f"{name}, item {number}", "malformed",
                f"{name} has an item ({number}) without an address; mirror the site itself.",
            )  # fmt: skip
            continue
        when = _when(item)
        body_text = _text(item, "encoded") or _text(item, "content")
        body_text = body_text or _text(item, "description") or _text(item, "summary")
        day = f'<meta name="date" content="{when.date().isoformat()}">' if when else ""
        title = html.escape(_text(item, "title"))
        page = (
            f"<html><head><title>{title}</title>{day}</head>"
            f"<body><h1>{title}</h1><div>{body_text}</div></body></html>"
        )
        captured = min(when, fetched) if when else fetched
        yield Page(
            normalise_address(address), captured, "text/html", page.encode("utf-8", "replace"),
            language,
        )  # fmt: skip


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element, tag: str) -> str:
    """Return the text of the first child, or of the channel's, with a tag; "" for none."""
    for holder in (element, *(each for each in element if _tag(each) == "channel")):
        for child in holder:
            if _tag(child) == tag:
                return "".join(child.itertext()).strip()
    return ""


def _address(item: Element) -> str:
    for child in item:
        if _tag(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip()
    return _text(item, "guid")


def _when(item: Element) -> datetime | None:
    """Return when an item was published (UTC, whole seconds); None when it says nothing sound."""
    for tag in ("pubDate", "published", "date", "issued", "updated"):
        said = _text(item, tag)
        if not said:
            continue
        try:
            when = (
                parsedate_to_datetime(said)
                if said[:1].isalpha() or " " in said
                else datetime.fromisoformat(said)
            )
            return when.astimezone(UTC).replace(microsecond=0)
        except (ValueError, OverflowError):
            continue
    return None
