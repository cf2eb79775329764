from collections.abc import Callable

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


def test_every_page_has_one_heading_of_the_first_rank(answer: Answer, path: str) -> None:
    html = answer(path.format("it")).get_data(as_text=True)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
