from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.profile_format import bundled_profile
from index.reading.sources.addresses import (
    declared_language,
    file_extension,
    is_host,
    is_web_address,
    normalise_address,
    page_address,
)
from index.text.current_profile import using_profile

SITE = "http://www.comune.torino.it"


@pytest.mark.parametrize(
    ("relative", "folder", "url"),
    [
        ("www.comune.torino.it/relint/index~p4.shtml", "mirror", f"{SITE}/relint/index~p4.shtml"),
        ("www.comune.torino.it/relint/index%7Ep4.shtml", "m", f"{SITE}/relint/index~p4.shtml"),
        ("relint/index.shtml", "www.comune.torino.it", f"{SITE}/relint/index.shtml"),
        ("relint/inglese/a.shtml", "copy", f"{SITE}/relint/inglese/a.shtml"),
        ("inglese/a.shtml", "relint", f"{SITE}/relint/inglese/a.shtml"),
        ("www.comune.torino.it/x.shtml@p=3", "m", f"{SITE}/x.shtml?p=3"),
        ("www.comune.torino.it/x.shtml@p=3.html", "m", f"{SITE}/x.shtml?p=3"),
        ("www.comune.torino.it/x.shtml?p=3&q=4", "m", f"{SITE}/x.shtml?p=3&q=4"),
        ("www.comune.torino.it/x.shtml.html", "m", f"{SITE}/x.shtml"),
        ("www.comune.torino.it/a b/città.shtml", "m", f"{SITE}/a%20b/citt%C3%A0.shtml"),
        ("notes/a.html", "mirror", "file:notes/a.html"),
        ("index.shtml", "mirror", "file:index.shtml"),
        ("me@home.html", "mirror", "file:me@home.html"),
        ("a\udce0.html", "mirror", "file:a%E0.html"),
    ],
)
def test_a_mirrored_file_has_the_address_it_was_published_at(
    relative: str, folder: str, url: str
) -> None:
    assert page_address(PurePosixPath(relative), folder) == url


@pytest.mark.parametrize(
    ("address", "language"),
    [
        (f"{SITE}/relint/inglese/archivio/2013/a.shtml", "en"),
        (f"{SITE}/relint/francese/missioni/a.shtml", "fr"),
        (f"{SITE}/relint/missioni/m07/bacau.shtml", "it"),
        ("https://relazioni-internazionali.comune.torino.it/inglese/archivio/a.shtml", "en"),
        ("https://relazioni-internazionali.comune.torino.it/archivio/a.shtml", "it"),
        ("file:relint-inglese-archivio-2007-maggiogiugno.txt", "en"),
        ("file:relint-archivio-2004-giugnomaggio.txt", "it"),
        ("file:notes.txt", None),
        ("http://example.org/page.html", None),
    ],
)
def test_an_address_declares_its_language(address: str, language: str | None) -> None:
    assert declared_language(address) == language


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("https://www.ville.fr/fr/actualites/visite.html", "fr"),
        ("https://www.ville.fr/en/news/visit.html", "en"),
        ("https://www.ville.fr/news/visit.html", None),
        ("https://en.ville.fr/news/visit.html", "en"),
        ("https://www.ville.fr:8080/visit.html", None),
        ("https://www.ville.fr/visite-en-italie.html", None),
        ("https://www.ville.fr/visit-en.html", "en"),
        ("https://www.ville.fr/visit.en.html", "en"),
        ("https://www.ville.fr/visite?lang=fr&id=3", "fr"),
        ("https://www.ville.fr/english-news/visit.html", "en"),
        ("file:fr/visite.html", "fr"),
        ("file:/mirror/www.ville.fr/visite.html", None),
    ],
)
def test_a_short_code_declares_a_language_only_where_it_stands_alone(
    address: str, language: str | None
) -> None:
    profile = bundled_profile()
    folders = {"fr": "fr", "en": "en", "english": "en"}
    rules = replace(profile.sources, host="", folder="", folders=folders)
    with using_profile(replace(profile, sources=rules)):
        assert declared_language(address) == language


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("HTTP://WWW.Example.org:80/%7Ea/%C3%A9#top", "http://www.example.org/~a/%C3%A9"),
        ("https://example.org", "https://example.org/"),
        ("http://example.org/a%2Fb?x=%20", "http://example.org/a%2Fb?x=%20"),
        ("file:a b.txt", "file:a b.txt"),
        ("http://[", "http://["),
    ],
)
def test_addresses_are_spelt_one_way(written: str, tidy: str) -> None:
    assert normalise_address(written) == tidy


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing(text: str) -> None:
    once = normalise_address(f"http://example.org/{text}")
    assert normalise_address(once) == once


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//x.org", "http://", "http://u:p@x.org/", "http://x y", ""]
)
def test_only_complete_http_addresses_are_taken(address: str) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize("name", ["index.shtml", "a.warc.gz", "page.html", "2013", "www", ".git"])
def test_a_file_is_no_host(name: str) -> None:
    assert not is_host(name)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.SHTML", "shtml"), ("a.shtml@p=2", "shtml"), ("a.shtml?p=2.5", "shtml"), ("README", "")],
)
def test_an_ending_is_read_without_the_query(name: str, ending: str) -> None:
    assert file_extension(name) == ending
