"""Why these results: what was required, what was added and why, what was left out."""

from html import unescape

import pytest
from flask.testing import FlaskClient


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_a_search_leads_to_why_it_has_its_results_and_back(client: FlaskClient) -> None:
    results = page(client, "/it/search?q=mayor&year=2007")
    assert (
        'href="/it/search/why?q=mayor&year=2007" rel="nofollow">Perché questi risultati' in results
    )
    why = page(client, "/it/search/why?q=mayor&year=2007")
    assert '<a href="/it/search?q=mayor&year=2007" rel="nofollow">‹' in why
    assert '<meta name="robots" content="noindex">' in why
    assert "Perché questi risultati" not in page(client, "/it/search")


def test_where_nothing_was_found_it_is_why_there_are_none(client: FlaskClient) -> None:
    for language, title in (("it", "Perché nessun risultato"), ("en", "Why no results")):
        for path in ("search", "search/why"):
            html = page(client, f"/{language}/{path}?q=nothingofthekind")
            assert title in html, path
            assert "Why these" not in html
            assert "Perché questi" not in html


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "/it/search/why?q=mayor+-council",
            (
                "«mayor»</b>: c’è in ogni risultato",
                "ha lo stesso significato",
                "Le voci con «council»",
            ),
        ),
        (
            "/en/search/why?q=the+mayor+xyzzy",
            ("“mayor”</b>: every result has this", "“xyzzy”</b>: no entry has this", "“the”"),
        ),
        ("/en/search/why?q=mayor&year=2007", ("Only entries of <b>2007</b>. With the filters: ",)),
        ("/en/search/why", ("No words were looked for", "the newest first")),
        ("/en/search/why?q=mayor&sort=oldest", ("the oldest first",)),
        ("/it/search/why?person=dupont", ("persona «dupont»</b>: c’è in ogni risultato",)),
    ],
)
def test_each_part_of_a_search_says_what_became_of_it(
    client: FlaskClient, path: str, said: tuple[str, ...]
) -> None:
    html = page(client, path)
    for words in said:
        assert words in html


def test_what_was_added_says_its_language_and_can_be_taken_off(client: FlaskClient) -> None:
    html = page(client, "/en/search/why?q=mayor")
    assert '<b lang="it">sindaco</b>, means the same ' in html
    without = "/en/search?q=mayor&drop=sindaco"
    assert f'<a href="{without}" rel="nofollow">without it' in html
    assert '<b lang="it">sindaco</b>' not in page(client, without.replace("search", "search/why"))
