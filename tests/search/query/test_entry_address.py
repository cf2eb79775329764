"""The id of an entry is found in whatever address of it somebody gives."""

import pytest

from search.query.entry_address import entry_url, id_in

ID = "2007-06-27-k3f9"


@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".xlsx", ".csljson", ".geojson", "/"])
@pytest.mark.parametrize("site", ["https://example.org", "http://127.0.0.1:8080/torino", ""])
@pytest.mark.parametrize("more", ["", "#it", "?read=en", "?q=a/b#en"])
def test_any_address_of_an_entry_has_its_id(site, ending, more):
    assert id_in(f" {site}{entry_url(ID)}{ending}{more} ") == ID


@pytest.mark.parametrize("name", [ID, "Lyon", "https://example.org/news/a.html", "http://[", ""])
def test_what_is_no_such_address_is_taken_as_it_is(name):
    assert id_in(name) == name
