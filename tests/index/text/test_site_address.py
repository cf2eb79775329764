"""A site is named by a scheme and a host."""

import pytest

from index.text.site_address import is_site_address


@pytest.mark.parametrize("address", ["https://a.example", "http://127.0.0.1:8080/"])
def test_a_site_is_a_scheme_and_a_host(address):
    assert is_site_address(address)


@pytest.mark.parametrize(
    "text",
    ["a.example", "javascript:alert(1)", "https://a.example/under", "https://", 'http://a">'],
)
def test_anything_else_is_refused(text):
    assert not is_site_address(text)
