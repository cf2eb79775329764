"""The order of the weights, which the ranking promises."""

from index.indexing.fields import EXACT, ORIGINS, TEXT_FIELDS, stemmed_languages, text_field
from index.model.entry import READING_LANGUAGES
from index.text.analysis import STEMMED
from search.plan.weights import (
    ACCENT_WEIGHTS,
    DATE,
    EXACT_WEIGHTS,
    EXPANSION,
    FOLDED_WEIGHTS,
    STEM_WEIGHTS,
    TAGGED,
)

STEMS = {name: weight for tag in STEMMED for name, weight in STEM_WEIGHTS[tag].items()}
OWN = {**FOLDED_WEIGHTS, **ACCENT_WEIGHTS, **STEMS, "date": DATE}


def test_every_text_field_has_a_weight():
    assert set(TEXT_FIELDS) == set(EXACT_WEIGHTS) | set(STEMS)


def test_whatever_was_added_weighs_less_than_the_least_own_word():
    assert max(EXPANSION * max(OWN.values()), TAGGED) < min(OWN.values())


def test_title_over_body_and_the_word_as_typed_over_its_stem():
    for origin in ORIGINS:
        for tag in stemmed_languages(origin):
            title, body = (text_field(part, EXACT, origin) for part in ("title", "body"))
            title_stem, body_stem = (text_field(part, tag, origin) for part in ("title", "body"))
            assert OWN[title] > OWN[title_stem] > OWN[body_stem]
            assert OWN[title] > OWN[body] > OWN[body_stem]


def test_published_over_a_person_over_a_machine():
    for analysis in (EXACT, *READING_LANGUAGES):
        for part in ("title", "body"):
            published, human, machine = (OWN[text_field(part, analysis, o)] for o in ORIGINS)
            assert published > human > machine


def test_the_accents_as_typed_over_the_folded_word():
    for part in ("title", "body"):
        assert ACCENT_WEIGHTS[f"{part}_accents"] > OWN[text_field(part, EXACT, "published")]
