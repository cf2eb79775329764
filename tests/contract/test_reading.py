"""In which language entries are read, and what is marked in them: the same from every engine."""

from dataclasses import replace

import pytest

from index.model.entry import Version
from search.query.query import Query

TITLES = {"": "Visit", "orig": "Visit", "en": "Visit", "it": "Visita"}


def bilingual(entry, id, **more):
    made = entry(id, "Visit", countries=("FR",), **more)
    italian = Version("it", "Visita", "La sindaca va a Lione.\n\nPoi torna.", "human")
    return replace(made, versions=(*made.versions, italian))


@pytest.fixture
def two(engine, entry):
    engine.publish(bilingual(entry, "2007-06-27-this"), bilingual(entry, "2006-06-27-same"))
    return engine.searcher


@pytest.mark.parametrize(("read", "title"), TITLES.items())
def test_hits_are_read_in_the_language_asked_for(two, read, title):
    for brief in (False, True):
        hits = two.search(Query(country=("FR",), read=read, brief=brief)).hits
        assert [hit.shown.title.text for hit in hits] == [title, title]
        assert {hit.original.title.text for hit in hits} == {"Visit"}


@pytest.mark.parametrize(("read", "title"), TITLES.items())
def test_similar_entries_are_read_in_the_language_asked_for(two, read, title):
    (hit,) = two.similar("2007-06-27-this", read=read)
    assert hit.shown.title.text == title


def test_a_completed_title_is_read_in_the_language_asked_for(two):
    for language, read, title in (("it", "", "Visita"), ("it", "orig", "Visit")):
        found = [one for one in two.autocomplete("visi", language, read) if one.group == "entry"]
        assert {(one.label, one.written) for one in found} == {(title, "en" if read else "it")}


def test_every_version_is_marked_whole(two):
    italian_query, found = Query(text="sindaca"), two.get("2007-06-27-this")

    english, italian = two.highlight(found, italian_query)

    assert italian.title.text == "Visita"
    assert [paragraph.text for paragraph in italian.paragraphs] == [
        "La sindaca va a Lione.",
        "Poi torna.",
    ]
    assert [paragraph.marks for paragraph in italian.paragraphs] == [((3, 10),), ()]
    assert english.title.marks == ()


def test_marks_are_the_same_before_and_after_the_search(two):
    query, found = Query(text="sindaca"), two.get("2007-06-27-this")
    before = two.highlight(found, query)
    two.search(query)
    assert two.highlight(found, query) == before
