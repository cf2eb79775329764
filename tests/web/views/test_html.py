import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.results.hit import Snippet
from web.views.html import breakable, marked, web_address


def test_marks_become_mark_elements_and_nothing_else_becomes_markup() -> None:
    text = "<script>the Mayor & co</script>"
    assert marked(Snippet(text, ((12, 17),))) == (
        "&lt;script&gt;the <mark>Mayor</mark> &amp; co&lt;/script&gt;"
    )


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_taking_the_marks_off_gives_the_text_back(text: str, edges: list[int]) -> None:
    ordered = sorted({edge for edge in edges if edge <= len(text)})
    pairs = tuple(zip(ordered[::2], ordered[1::2], strict=False))
    shown = str(marked(Snippet(text, pairs)))
    assert html.unescape(re.sub("</?mark>", "", shown)) == text
    assert shown.count("<mark>") == len(pairs)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//host/x", "relative", "http://", "", None,
     "http://[bad", "JAVASCRIPT:alert(1)", "file:///etc/passwd"],
)  # fmt: skip
def test_only_web_addresses_are_linked_to(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_is_linked_to_as_it_is() -> None:
    assert web_address("http://www.example.org/a?b=c") == "http://www.example.org/a?b=c"


def test_a_long_address_may_break_after_its_slashes() -> None:
    assert breakable("example.org/a/<b>") == "example.org/<wbr>a/<wbr>&lt;b&gt;"
