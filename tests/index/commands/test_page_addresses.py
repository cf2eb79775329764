"""Captures that name one canonical address are of one page, unless they say different things."""

from datetime import UTC, datetime

import pytest

from index.commands.page_addresses import PageAddresses
from index.model.page import Page
from index.store.database import Store

SITE = "http://www.example.org"
EVENTS = (
    ("June 5th 2007 - Garden of a school", "Pupils planted forty limes along the river."),
    ("June 9th 2007 - Engineers of Lilliput", "Six engineers measured the old bridges."),
    ("June 12th 2007 - Choir of Narnia", "Ninety voices filled the cathedral in the rain."),
    ("June 20th 2007 - Agreement on water", "Two towns lend each other their waterworks' staff."),
)
FULL = EVENTS[:3]
OTHER = (EVENTS[3],)


def page(url, canonical="", events=FULL):
    items = "".join(f"<li><h3>{heading}</h3><p>{text}</p></li>" for heading, text in events)
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    html = f"<html lang=en><head>{head}</head><body><h1>News</h1><ul>{items}</ul></body></html>"
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Page(url if ":" in url else SITE + url, now, "text/html", html.encode(), None)


@pytest.fixture
def addresses(tmp_path):
    """Add pages, in one call unless the last words say otherwise; return their addresses."""

    def addresses(*added, calls=1):
        with Store(tmp_path / "archive.db") as store, store.change():
            for call in [added] if calls == 1 else [[each] for each in added]:
                found = PageAddresses(call, store.pages)
                for each in call:
                    address = found.address_of(each)
                    store.pages.add(
                        Page(address, each.fetched, each.media_type, each.body, each.language)
                    )
            return [each.url.removeprefix(SITE) for each in store.pages.all()]

    return addresses


EDITED = (*FULL[:2], (FULL[2][0], f"{FULL[2][1]} They sang until ten."))


@pytest.mark.parametrize("calls", [1, 2])
@pytest.mark.parametrize(
    ("first", "second", "stored"),
    [
        # the same page, under a parameter, printed, for telephones, saved as a file
        (page("/a.html"), page("/a.html?sort=1", "/a.html", EDITED), ["/a.html"]),
        (page("/a.html?sort=1", "/a.html"), page("/a.html?sort=2", "/a.html"), ["/a.html"]),
        (page("/a.html?sort=1", "/a.html"), page("/a.html", "", EDITED), ["/a.html"]),
        (page("/a.html"), page("/print/a.html", "/a.html"), ["/a.html"]),
        (page("/a.html"), page("http://m.example.org/x", f"{SITE}/a.html"), ["/a.html"]),
        (page("/a"), page("/a/amp", "https://example.org/a/"), ["/a"]),
        (page("/a.html"), page("file:saved.html", f"{SITE}/a.html"), ["/a.html"]),
        (page("/"), page("/index2.php?all", "/"), ["/"]),
        # one address for all pages, the first page of a list, another language, nothing to read
        (page("/", "/", OTHER), page("/a.html", "/"), ["/", "/a.html"]),
        (page("/a.html", "/"), page("/b.html", "/", OTHER), ["/a.html", "/b.html"]),
        (page("/a?p=1", "/a?p=1"), page("/a?p=2", "/a?p=1", OTHER), ["/a?p=1", "/a?p=2"]),
        (page("/a.html"), page("/en/a.html", "/a.html", OTHER), ["/a.html", "/en/a.html"]),
        (page("/a.html"), page("/c.html", "/a.html", ()), ["/a.html", "/c.html"]),
        # not on this site; two pages that name each other
        (page("http://other.org/a.html"), page("/a.html", "http://other.org/a.html"),
         ["http://other.org/a.html", "/a.html"]),
        (page("/b.html", "/a.html"), page("/a.html", "/b.html", OTHER), ["/b.html", "/a.html"]),
    ],
)  # fmt: skip
def test_a_canonical_address_is_trusted_as_far_as_the_content_goes(
    addresses, first, second, stored, calls
):
    assert addresses(first, second, calls=calls) == stored


def test_a_canonical_address_that_differing_pages_of_a_call_name_is_nobodys(addresses):
    found = addresses(page("/a?id=1", "/a"), page("/a?id=2", "/a", OTHER))
    assert found == ["/a?id=1", "/a?id=2"]


def test_a_page_that_the_archive_has_stays_where_it_is(addresses):
    assert addresses(page("/a?id=1"), page("/a?id=1", "/a", EDITED), calls=2) == ["/a?id=1"]
