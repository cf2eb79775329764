"""A page that only names frames is refused with a word; a walk over its empty body has no end."""

from __future__ import annotations

import pytest

from index.model.errors import PageError

FRAMESETS = (
    '<html><head><title>x</title></head><frameset cols="160,*"><frame src="menu.html"></frameset>',
    "<frameset></frameset>",
    '<frameset rows="*"><frame src="a.html"><noframes><body><h1>3 May 2007</h1></body></noframes>'
    "</frameset></html>",
    "<html><FRAMESET COLS='1,2'><FRAMESET ROWS='1,2'><FRAME SRC=a></FRAMESET></FRAMESET></html>",
    "<!doctype html><html lang=it><!-- x --><frameset><frame src='2007.htm'></frameset>",
)


@pytest.mark.parametrize("markup", FRAMESETS)
def test_a_page_that_only_names_frames_is_refused_with_a_word(cut, markup: str) -> None:
    with pytest.raises(PageError, match="add the pages that it shows"):
        cut(markup, "http://www.example.org/index.html")


def test_a_page_with_a_frame_in_its_body_is_read(cut) -> None:
    page = "<body><h2>3 May 2007 - A choir</h2><p>Forty sang.</p><iframe src='m'></iframe></body>"
    assert [entry.heading for entry in cut(page, "http://www.example.org/a.html")] == [
        "3 May 2007 - A choir"
    ]
