from datetime import UTC, date, datetime
from typing import Any

import pytest

from index.model.entry import DateSpan, Source
from search.results.hit import Hit, ShownPassage, Snippet
from web.views.hits import hit_item

DAY = DateSpan(date(2007, 6, 27), date(2007, 6, 27), "day", "")
ORIGINAL = ShownPassage(
    "it", "published", Snippet("Il <sindaco>", ((4, 11),)), Snippet("Testo & co.")
)


def hit(shown: ShownPassage = ORIGINAL, original: ShownPassage = ORIGINAL, **more: Any) -> Hit:
    source = Source("http://www.example.org/", datetime(2026, 11, 18, tzinfo=UTC))
    given: dict[str, Any] = {"doubts": 0, "score": 1.0, "source": source, "people": ()}
    given["history"] = ()
    given |= {"countries": ("FR",), "places": (), "kind": "mission", "dates": DAY}
    return Hit(id="2007-06-27-k3f9", shown=shown, original=original, **(given | more))


def test_a_hit_is_its_title_date_place_and_text() -> None:
    assert hit_item(hit(), "/it/e/1?a&b", "orig", "it") == (
        '<li><article class="hit">\n'
        '<h3><a href="/it/e/1?a&amp;b">Il &lt;<mark>sindaco</mark>&gt;</a></h3>\n'
        '<p class="when"><time datetime="2007-06-27">27\u00a0giugno <span class="y">2007</span>'
        "</time></p>\n"
        '<p class="meta"><a href="/it/countries/FR">Francia</a> · '
        '<a href="/it/search?kind=mission" rel="nofollow">missione</a> · scritta in italiano</p>\n'
        '<p class="text">Testo &amp; co.</p></article></li>\n'
    )


def test_words_in_another_language_than_the_pages_say_so() -> None:
    html = hit_item(hit(), "#", "orig", "en")
    assert '<a href="#" lang="it">' in html
    assert '<p class="text" lang="it">' in html


def test_what_is_not_in_the_language_asked_for_says_so() -> None:
    assert "written in Italian, not yet translated" in hit_item(hit(), "#", "en", "en")
    unknown = ShownPassage("und", "published", Snippet("Ordo"), Snippet("mundi"))
    assert "</a> · not yet translated</p>" in hit_item(hit(unknown, unknown), "#", "en", "en")


def test_doubts_are_counted() -> None:
    assert " · a doubt</p>" in hit_item(hit(doubts=1), "#", "orig", "en")
    assert " · 2 doubts</p>" in hit_item(hit(doubts=2), "#", "orig", "en")


@pytest.mark.parametrize(
    ("origin", "translator", "day", "origin_line"),
    [
        ("human", None, None, "<b>Translated by a person</b> from Italian"),
        (
            "human",
            None,
            date(2026, 11, 14),
            "<b>Translated by a person</b> from Italian · 14\u00a0November 2026",
        ),
        (
            "machine",
            "google",
            date(2026, 11, 20),
            "<b>Machine translation</b> from Italian · Google, 20\u00a0November 2026 · "
            "not checked by a person",
        ),
        (
            "machine",
            None,
            None,
            "<b>Machine translation</b> from Italian · not checked by a person",
        ),
    ],
)
def test_a_translation_says_whose_it_is_and_has_the_original_beside_it(
    origin: Any, translator: str | None, day: date | None, origin_line: str
) -> None:
    shown = ShownPassage("en", origin, Snippet("The mayor"), Snippet("Text"), translator, day)
    html = hit_item(hit(shown), "#", "en", "en")
    assert f'<p class="whose">{origin_line}</p>' in html
    assert '<details><summary>Original text (Italian)</summary><p class="text" lang="it">' in html
