"""Kinds: heading first, then text; they come or Torino goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.entry import KINDS, Kind
from index.reading import kinds
from index.reading.kinds import KIND_FINDERS, KindFinder, find_kind
from index.text.folding import fold
from index.text.tokens import Text


def kind_of(words: Text) -> Kind:
    return find_kind(words).kind


HEADINGS = Path(__file__).parent / "data" / "headings.tsv"


def headings() -> list[tuple[str, str]]:
    """Return pairs of kind and heading, in three languages."""
    lines = HEADINGS.read_text("utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if line and not line.startswith("#")]
    return [(kind, heading) for kind, heading in pairs]


@pytest.mark.parametrize(("kind", "heading"), headings())
def test_a_heading_tells_its_kind(kind: str, heading: str) -> None:
    assert kind_of(Text.of(heading, "")) == kind


def test_every_kind_has_headings_to_its_name() -> None:
    assert {kind for kind, _ in headings()} == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("delegation", "A delegation led by the Vice Mayor met the Mayor of Torino."),
        ("delegation", "Una delegazione guidata dal vicesindaco ha incontrato il sindaco."),
        ("delegation", "Twenty architects from Ghent came to see the new districts."),
        ("mission", "The Mayor led a delegation of the City to Ghent for the feast."),
        ("mission", "Il sindaco si è recato a Gand con tre assessori."),
        ("mission", "L'assessore ha guidato una delegazione della Città a Gand."),
        ("ambassador", "The Mayor met the Ambassador of Iceland Jón Jónsson."),
        ("ambassador", "L'ambasciatrice del Cile è stata ricevuta dal sindaco."),
        ("consul", "The Mayor met the new Consul General of Chile."),
        ("consul", "Il console del Cile ha fatto visita al sindaco."),
        ("agreement", "Torino and Ghent have signed a cooperation agreement on parks."),
        ("agreement", "Torino e Gand hanno firmato un accordo sui parchi."),
        ("twinning", "The twinning between the two schools is ten years old."),
        ("network", "The network of strategic cities held its yearly conference."),
        ("event", "The festival opens with a concert by young musicians."),
        ("meeting", "The Deputy Mayor received fifty pupils."),
        ("meeting", "Il vicesindaco ha incontrato cinquanta allievi."),
    ],
)
def test_a_text_tells_the_kind_that_its_heading_does_not(kind: str, text: str) -> None:
    assert kind_of(Text.of("", text)) == kind


def test_the_heading_goes_before_the_text() -> None:
    assert kind_of(Text.of("Ambassador of Chile", "A delegation came with him.")) == "ambassador"


def test_a_foreign_city_for_a_heading_means_that_it_came() -> None:
    assert kind_of(Text.of("City of Ghent - Belgium", "They saw the museum.")) == "delegation"
    assert (
        kind_of(Text.of("City of Ghent - Belgium", "They signed a cooperation agreement."))
        == "agreement"
    )


def test_what_says_nothing_is_an_event() -> None:
    assert kind_of(Text.of("", "")) == "event"
    assert kind_of(Text.of("TORINOver010", "")) == "event"


@given(st.text(max_size=80), st.text(max_size=300))
def test_every_text_has_one_of_the_kinds(title: str, text: str) -> None:
    assert kind_of(Text.of(title, text)) in KINDS


@given(st.sampled_from(headings()))
def test_case_and_accents_do_not_matter(pair: tuple[str, str]) -> None:
    kind, heading = pair
    assert kind_of(Text.of(heading.upper(), "")) == kind_of(Text.of(fold(heading), "")) == kind


@pytest.mark.parametrize("finder", KIND_FINDERS, ids=lambda finder: finder.example)
def test_each_way_to_tell_a_kind_decides_its_example(
    finder: KindFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    title, _, text = finder.example.partition(" | ")
    words = Text.of(title, text)

    found = find_kind(words)

    assert (found.rule, found.kind) == (finder.rule, finder.kind)
    if finder.rule != "none":
        others = tuple(each for each in KIND_FINDERS if each is not finder)
        monkeypatch.setattr(kinds, "KIND_FINDERS", others)
        assert find_kind(words) != found
