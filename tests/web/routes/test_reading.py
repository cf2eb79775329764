"""How an entry was read, for its readers: each decision with its rule, in the page's language."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.commands.sample import add_sample
from index.model.reading_trace import DATE_RULES, FEATURES, KIND_RULES, LANGUAGE_BASES
from index.reading.people.name_start import RUN_RULES
from index.reading.people.office_rules import OFFICE_RULES
from index.reading.places.city_cues import CITY_CUES
from index.reading.places.country_rules import COUNTRY_RULES, DEMONYM_RULES
from index.reading.places.set_aside import SET_ASIDE_RULES
from index.store.home import Home
from search.open_searcher import open_searcher
from search.query.query import Query
from web import create_app
from web.views import rule_words
from web.views.i18n import gettext_in

URL = "/{}/e/2007-05-19-twin/reading"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_an_entry_leads_to_how_it_was_read_and_back(client: FlaskClient) -> None:
    entry = page(client, "/it/e/2007-05-19-twin")
    assert '<a href="/it/e/2007-05-19-twin/reading" rel="nofollow">Come è stato letto</a>' in entry
    reading = page(client, URL.format("it"))
    assert '<a href="/it/e/2007-05-19-twin">‹' in reading
    assert '<meta name="robots" content="noindex">' in reading


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "it",
            (
                "lo dice il titolo",
                "il testo dice 31\xa0maggio",
                'da una parola del titolo (<b lang="en">twinning</b>)',
                '<b lang="en">Chambéry</b>: <span class="soft">nell’elenco di luoghi curato a mano',
                '<b lang="en">mayor</b> <span class="soft">una parola comune',
                "gli stessi luoghi (Chambéry)",
                'sotto «<span lang="en">2007 May</span>»',
            ),
        ),
        (
            "en",
            (
                "the heading has it",
                "by a word of the heading (<b>twinning</b>)",
                '<b>Chambéry</b>: <span class="soft">in the list of places kept by hand',
                "the same places (Chambéry)",
            ),
        ),
    ],
)
def test_each_decision_is_said_with_its_rule_and_its_words(
    client: FlaskClient, language: str, said: tuple[str, ...]
) -> None:
    html = page(client, URL.format(language))
    for words in said:
        assert words in html


def test_what_was_read_as_a_name_is_marked_in_the_text_and_nothing_else(
    client: FlaskClient,
) -> None:
    html = page(client, URL.format("it"))
    assert re.findall("<mark>(.*?)</mark>", html) == ["Chambéry"]
    assert '<p class="text" lang="en">The mayor went to <mark>Chambéry</mark> with' in html


def test_an_entry_of_an_older_index_says_that_nothing_is_known(client: FlaskClient) -> None:
    html = page(client, "/en/e/2009-02-24-cina/reading")
    assert "The index was made before it kept how entries are read." in html


@pytest.mark.parametrize(
    ("id", "status"), [("2007-05-19-olds", 301), ("2008-01-01-gone", 410), ("2001-01-01-none", 404)]
)
def test_an_id_without_a_page_answers_as_the_entry_does(
    client: FlaskClient, id: str, status: int
) -> None:
    assert client.get(f"/en/e/{id}/reading").status_code == status


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_rule_has_words_in_both_languages(language: str) -> None:
    tables = (
        *(RUN_RULES, OFFICE_RULES, CITY_CUES, COUNTRY_RULES, DEMONYM_RULES),
        tuple(rule for rule in SET_ASIDE_RULES if not rule.accepts),
    )
    names = {rule.name for table in tables for rule in table}
    assert names <= rule_words.MENTION_RULES.keys()
    assert set(DATE_RULES) == rule_words.DATE_RULES.keys()
    assert set(KIND_RULES) == rule_words.KIND_RULES.keys()
    assert set(LANGUAGE_BASES) == rule_words.LANGUAGE_BASES.keys()
    assert set(FEATURES) == rule_words.FEATURES.keys()
    if language == "it":
        for words in rule_words.MENTION_RULES.values():
            assert gettext_in("it", words) != words


@pytest.mark.slow
def test_every_rule_that_the_sample_needs_has_words(tmp_path: Path) -> None:
    home = Home(tmp_path)
    add_sample(home)
    searcher = open_searcher(home.location)
    client = create_app(searcher, config={"TESTING": True}).test_client()
    used = {
        (entry.id, mention.rule)
        for entry in searcher.export(Query())
        for trace in entry.traces
        for mention in trace.mentions
    }
    assert {rule for _, rule in used} <= rule_words.MENTION_RULES.keys()
    for id in sorted({id for id, _ in used})[:20]:
        assert client.get(f"/it/e/{id}/reading").status_code == 200
    searcher.close()
