"""Doubts in words: each reading says which text it is of, where an entry has several."""

import pytest
from flask import Flask

from index.joining.clusters import merge_cluster
from index.model.entry import Doubt, Reading
from search.health.entry_checks import findings_of
from web.views.doubts import doubt_text

IT, EN = "http://e.org/it/coro.html", "http://e.org/en/choir.html"
DOUBT = Doubt("date", (Reading("2007-06-27", "heading"), Reading("2007-06-28", "text")))
OTHER = Doubt("date", (Reading("2007-06-27", "heading"), Reading("2007-07-01", "heading")))


@pytest.fixture
def joined(make_entry):
    def join(*doubts):
        one = make_entry("2007-06-27-a", language="it", url=IT, doubts=doubts[:1])
        return merge_cluster([one, make_entry("2007-06-27-b", url=EN, doubts=doubts[1:])])

    return join


@pytest.mark.parametrize(
    ("language", "of_one", "of_other"),
    [
        ("en", "(text in Italian)", "(text in English)"),
        ("it", "(testo in italiano)", "(testo in inglese)"),
    ],
)
def test_each_reading_names_the_text_that_says_it(app: Flask, joined, language, of_one, of_other):
    entry = joined(DOUBT, OTHER)
    with app.test_request_context(f"/{language}/"):
        texts = " ".join(doubt_text(doubt, entry, language).words for doubt in entry.doubts)
    assert (texts.count(of_one), texts.count(of_other)) == (2, 2)
    details = " ".join(finding.detail for finding in findings_of([entry]))
    assert "the heading of the text in it says 2007-06-27" in details


def test_what_both_texts_say_names_none(app: Flask, joined):
    entry = joined(DOUBT, DOUBT)
    assert entry.doubts == (DOUBT,)
    with app.test_request_context("/en/"):
        assert "(" not in doubt_text(DOUBT, entry, "en").words
