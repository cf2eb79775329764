import re
from collections.abc import Callable
from itertools import pairwise

import html5lib
import pytest
from werkzeug.test import TestResponse

Answer = Callable[[str], TestResponse]


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_page_is_valid_html(answer: Answer, path: str, language: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(answer(path.format(language)).get_data(as_text=True))


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_id_is_used_once(answer: Answer, path: str, language: str) -> None:
    tree = html5lib.parse(
        answer(path.format(language)).get_data(as_text=True), namespaceHTMLElements=False
    )
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_headings_begin_with_the_page_and_skip_no_rank(answer: Answer, path: str) -> None:
    tree = html5lib.parse(
        answer(path.format("it")).get_data(as_text=True), namespaceHTMLElements=False
    )
    ranks = [int(one.tag[1]) for one in tree.iter() if str(one.tag) in ("h1", "h2", "h3", "h4")]
    if ranks:  # a redirect has none
        assert ranks[0] == 1
        assert all(next_ <= rank + 1 for rank, next_ in pairwise(ranks)), ranks


def test_the_icon_is_a_valid_address(answer: Answer, path: str) -> None:
    html = answer(path.format("it")).get_data(as_text=True)
    icons = re.findall(r'rel="icon" href="([^"]*)"', html)
    assert all(re.fullmatch(r"[!-~]+", icon) for icon in icons)


def test_every_page_has_one_heading_of_the_first_rank(answer: Answer, path: str) -> None:
    html = answer(path.format("it")).get_data(as_text=True)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
