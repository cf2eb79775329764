"""What a search for a subject adds: its other names, what is in it, and what it is in."""

from index.text.concept_list import load_concepts
from search.plan.expanded_concepts import MOST_NARROWER, expand_concepts
from search.plan.held_concepts import HeldConcepts
from search.plan.tree import AnyOf
from search.plan.weights import EXPANSION, IN_CONCEPT, STEM_WEIGHTS
from search.plan.wordings import wording_leaves


def told(typed: str, concepts: HeldConcepts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in expand_concepts(typed, tuple(typed.split()), concepts):
        found.setdefault(each.note.why, []).append(each.note.term)
    return found


def holding(*wordings: tuple[str, str]) -> HeldConcepts:
    """Return the concepts of an archive whose entries have these wordings of languages."""
    held = {AnyOf(wording_leaves(text, language)) for language, text in wordings}
    return HeldConcepts(load_concepts(), count=lambda nodes: [node in held for node in nodes])


def test_a_name_adds_the_other_names_and_what_is_in_it_as_far_as_entries_have_them():
    concepts = holding(("it", "tram"), ("en", "underground"), ("fr", "transports en commun"))

    assert told("mezzi pubblici", concepts) == {
        "term": ["transports en commun"],
        "narrower": ["metropolitana", "tram"],
    }


def test_a_word_of_a_concept_adds_its_names_only_for_related_entries():
    concepts = holding(("it", "cinema"))
    found = list(expand_concepts("documentario", ("documentario",), concepts))

    assert [(each.note.why, each.is_related) for each in found] == [("related", True)]


def test_in_place_of_a_broader_concept_that_no_entry_has_stands_the_next():
    assert told("tram", holding(("it", "tram"), ("it", "trasporto")))["related"] == ["trasporto"]


def test_what_is_in_a_concept_weighs_less_than_its_names_wherever_they_stand():
    concepts = holding(("it", "tram"), ("it", "trasporto pubblico"))
    weights = {
        each.note.why: [leaf.weight for leaf in each.leaves]
        for each in expand_concepts("mass transit", ("mass", "transit"), concepts)
        if not each.is_related
    }

    published = STEM_WEIGHTS["it"]
    assert max(weights["narrower"]) == max(published.values()) * EXPANSION * IN_CONCEPT
    assert max(weights["narrower"]) <= min(weights["term"])


def test_the_engine_is_asked_once_for_all_that_is_in_a_concept():
    asked = []

    def count(nodes):
        asked.append(len(nodes))
        return [1] * len(nodes)

    concepts = HeldConcepts(load_concepts(), count=count)
    first = list(expand_concepts("cultura", ("cultura",), concepts))
    times = len(asked)
    assert list(expand_concepts("cultura", ("cultura",), concepts)) == first
    assert len(asked) == times <= 3
    assert sum(each.note.why == "narrower" for each in first) <= MOST_NARROWER + 3


def test_words_that_begin_no_wording_add_nothing():
    assert told("xyzzy plugh", holding(("it", "tram"))) == {}
