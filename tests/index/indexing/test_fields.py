"""What an entry becomes in an index is what analysis says of its texts."""

import re
from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st

from index.indexing.fields import INITIALS, values_of
from index.model.entry import UNDATED, Entry, Person, Version
from index.text.analysis import POSITION_GAP, IndexTerm, split_words, tokenize
from index.text.analysis.name_keys import joined_names

TEXTS = st.lists(
    st.sampled_from(
        [
            "Dell'Utri",
            "U.S.A.",
            "l'acqua",
            "città",
            "museo's",
            "ʼ",
            "ªº",
            "e\u0301",
            "COP-28",
            "a‑b-c",
        ]
    )
    | st.text(max_size=8)
).map(" ".join)


def entry_of(versions: tuple[Version, ...], people: tuple[Person, ...] = ()) -> Entry:
    return Entry("undated-aaaa", UNDATED, "event", (), (), people, versions, (), (), ())


def places(*texts: Iterable[IndexTerm]) -> dict[str, tuple[int, ...]]:
    """Each term's places when the texts stand in one field, a gap between them."""
    found: dict[str, set[int]] = {}
    shift = 0
    for text in texts:
        last = -1
        for term in text:
            found.setdefault(term.text, set()).add(shift + term.position)
            last = max(last, term.position)
        shift += last + POSITION_GAP
    return {term: tuple(sorted(each)) for term, each in found.items()}


@given(TEXTS)
def test_words_are_spelt_as_they_are_tokenized(text):
    words, after_apostrophe = split_words(text)
    tokens = list(tokenize(text))

    assert words == [token.text for token in tokens]
    assert list(after_apostrophe) == [
        place for place, token in enumerate(tokens) if token.after_apostrophe
    ]


@example("_A00", "", "")
@given(TEXTS, TEXTS, TEXTS)
def test_a_text_is_in_its_stems_in_all_words_and_in_its_accents(analysed, first, second, name):
    name, other = (re.sub(r"[^\W_]+", r"q\g<0>", text) for text in (name, first))  # in no text
    entry = entry_of(
        versions=(
            Version("it", first, second, "published"),
            Version("en", "", first, "published"),
            Version("fr", second, "", "machine"),
        ),
        people=(Person("x", name, "", "visitor"), Person("y", other, "", "visitor")),
    )

    terms = values_of(entry).terms
    terms.pop(INITIALS, None)  # of runs of capitals; see tests/index/text/analysis

    expected = {
        "title_exact": places(analysed.words(first)),
        "title_it": places(analysed.stems(first, "it")),
        "title_accents": places(analysed.accented(first)),
        "body_exact": places(analysed.words(second), analysed.words(first)),
        "body_it": places(analysed.stems(second, "it")),
        "body_en": places(analysed.stems(first, "en")),
        "body_accents": places(analysed.accented(second), analysed.accented(first)),
        "machine_title_exact": places(analysed.words(second)),
        "people_names": places(joined_names(name), joined_names(other)),
    }
    if not second:  # a text that is not there leaves no gap
        expected["body_exact"] = places(analysed.words(first))
        expected["body_accents"] = places(analysed.accented(first))
    assert terms == {field: each for field, each in expected.items() if each}


def test_a_word_is_spelt_as_it_is_first_published():
    entry = entry_of(
        versions=(
            Version("it", "Città", "la citta CITTÀ del museo", "published"),
            Version("en", "Museo", "the", "published"),
            Version("fr", "Ville", "MUSEO", "machine"),
        )
    )

    assert values_of(entry).spelt == {
        "citta": "Città",
        "la": "la",
        "del": "del",
        "museo": "museo",
        "the": "the",
    }


def test_a_capital_word_of_the_entrys_names_has_no_stems_in_its_texts():
    entry = entry_of(
        versions=(Version("it", "Guido guida Berisha", "", "published"),),
        people=(Person("x", "Guido Berisha", "", "visitor"),),
    )

    assert values_of(entry).terms["title_it"] == {"guida": (1,)}
