"""All spellings of the address of one page are one page; other pages are others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.page_keys import is_same_page, page_key, without_wayback

PAGE = "http://www.comune.torino.it/relint/archivio/2012/"


@pytest.mark.parametrize(
    "other",
    [
        "https://www.comune.torino.it/relint/archivio/2012/",
        "http://comune.torino.it/relint/archivio/2012/",
        "http://WWW.Comune.Torino.IT/relint/archivio/2012",
        "http://www.comune.torino.it:80/relint/archivio/2012/",
        "https://www.comune.torino.it:443/relint/archivio/2012/",
        "http://www.comune.torino.it/relint/archivio/2012/index.shtml",
        "http://www.comune.torino.it/relint/archivio/2012/index.html",
        "http://www.comune.torino.it/relint/archivio/2012/index.php?print=1",
        "http://www.comune.torino.it/relint/archivio/2012/?stampa=si&utm_source=news",
        "http://www.comune.torino.it/relint/archivio/2012/?PHPSESSID=a1b2",
        "http://www.comune.torino.it/relint/archivio/2012/#top",
        "https://web.archive.org/web/20130102030405/http://comune.torino.it/relint/archivio/2012/",
        "http://web.archive.org/web/2013id_/https://www.comune.torino.it/relint/archivio/2012",
    ],
)
def test_spellings_of_one_page(other):
    assert is_same_page(PAGE, other)


@pytest.mark.parametrize(
    "other",
    [
        "http://www.comune.torino.it/relint/archivio/2013/",
        "http://www.comune.torino.it/relint/archivio/2012/?p=2",
        "http://www.comune.torino.it/relint/archivio/2012/index~p2.shtml",
        "http://www.comune.torino.it:8080/relint/archivio/2012/",
        "http://relint.comune.torino.it/relint/archivio/2012/",
        "http://www.comune.torino.it/relint/Archivio/2012/",
        "file:relint/archivio/2012/index.shtml",
        "http://[/relint/archivio/2012/",
    ],
)
def test_other_pages(other):
    assert not is_same_page(PAGE, other)


def test_two_index_files_of_a_folder_are_two_pages():
    assert not is_same_page(f"{PAGE}index.shtml", f"{PAGE}index.php")
    assert is_same_page(f"{PAGE}index.shtml", f"{PAGE}INDEX.SHTML?print=1")


def test_what_the_wayback_machine_captured():
    assert without_wayback(f"https://web.archive.org/web/20130102030405if_/{PAGE}") == PAGE
    assert without_wayback(PAGE) == PAGE
    assert without_wayback("https://web.archive.org/web/") == "https://web.archive.org/web/"


@given(
    st.sampled_from(["www.comune.torino.it", "torino.it", "www.", "-a..b.", "web.archive.org"]),
    st.lists(st.sampled_from(["", "a", "~b%20", "index.html", "INDEX.PHP", ".", "c.d"])),
)
def test_a_plain_address_has_the_key_of_its_other_spellings(host, path):
    url = "/".join((f"http://{host}", *path))
    assert page_key(url) == page_key(f"{url}#top") == page_key(f"{url}?print=1")
