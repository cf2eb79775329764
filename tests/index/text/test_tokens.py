"""Where words begin and end: one behaviour for reading, for the index and for queries."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.text.analysis import stems_of
from index.text.tokens import Text, fold_word, split_words, tokenize
from index.text.typed_text import clean_text

EXAMPLES = {
    # initials with dots are one word, also after an elision; a single initial is a word
    "U.S.A. e U.S.A": "USA e USA",
    "dell'O.N.U. e S.p.A.": "dell ONU e SpA",
    "J.R. Smith, J.R.Smith, A. Nichkasov": "JR Smith JR Smith A Nichkasov",
    "C.so Vittorio, dott.ssa Re": "C so Vittorio dott ssa Re",
    # apostrophes of all shapes separate; the English possessive is no word
    "Dell'Utri Dell’Utri Dell´Utri Dell`Utri": "Dell Utri Dell Utri Dell Utri Dell Utri",
    "l‘anno dellʼanno dell′anno dell＇anno": "l anno dell anno dell anno dell anno",
    "the Mayor's, ‘Lyon’s’": "the Mayor Lyon",
    "po' di O'Mahony": "po di O Mahony",
    # hyphens and dashes separate
    "Oh Se-hoon, Aix‑en‐Provence, 2005–2007": "Oh Se hoon Aix en Provence 2005 2007",
    # digits belong to the letters beside them
    "G7 del 3rd COP28 H2O": "G7 del 3rd COP28 H2O",
    "2.500 euro, 10:30": "2 500 euro 10 30",
    # ordinal signs and the underscore are no letters
    "1º maggio, 5ª e 3° n.º 7": "1 maggio 5 e 3 n 7",
    "file_name": "file name",
    # addresses are words of a search
    "info@comune.torino.it": "info comune torino it",
    "https://www.lyon.fr/Ville": "https www lyon fr Ville",
    # what is not seen is not there; accents are composed
    "Tori\u00adno e Li\u200bone": "Torino e Lione",
    "Zli\u0301n citta\u0300": "Zlín città",
    "Straße Łódź Çankırı": "Straße Łódź Çankırı",
    "ﬁrma Ｌｙｏｎ": "firma Lyon",
    "": "",
    "– … ’ º": "",
}


@pytest.mark.parametrize(("text", "words"), EXAMPLES.items())
def test_words_begin_and_end_where_the_table_says(text: str, words: str) -> None:
    assert [token.text for token in tokenize(text)] == words.split()


@pytest.mark.parametrize(
    "text", ["scrivere a info@comune.Lione.fr per", "vedi https://www.Lyon.fr/Paris oppure"]
)
def test_an_address_is_no_prose(text: str) -> None:
    read = Text.of("", text)

    first, *between, last = text.split()
    assert read.words == [first, *(word for word in between if word.isalpha()), last]
    assert all(name not in read.folded for name in ("lione", "lyon", "paris"))


def test_title_and_text_are_cut_once_and_parted_by_a_line_break() -> None:
    read = Text.of("Città di Lione", "L’O.N.U. a\u00a0Ginevra.")

    assert read.words == ["Città", "di", "Lione", "L", "ONU", "a", "Ginevra"]
    assert read.folded == ["citta", "di", "lione", "l", "onu", "a", "ginevra"]
    assert (read.in_title, read.gaps[3], read.gaps[-1]) == (3, "\n", ".\n")
    assert read.written(4, 7) == "O.N.U. a\u00a0Ginevra"
    assert [n for n in range(len(read)) if read.opens_part(n)] == [0, 3]


TEXTS = st.text(alphabet="aéIſŁ\u0301\u00ad\u200b7º_ .'’´-@/:s\nwﬁ\x1b", max_size=30) | st.text(
    max_size=30
)


@settings(deadline=None)
@given(TEXTS, TEXTS)
@example("a\u00ad", "\x1b0")
def test_the_words_and_gaps_of_a_text_are_the_text(title: str, text: str) -> None:
    read = Text.of(title, text)
    rebuilt = "".join(
        gap + read.whole[start:end]
        for gap, start, end in zip(read.gaps, read.starts, read.ends, strict=False)
    )
    assert len(rebuilt) + len(read.gaps[-1]) == len(read.whole) + 1
    if "@" not in read.whole and "://" not in read.whole and "www." not in read.whole:
        assert rebuilt + read.gaps[-1] == f"{read.whole}\n"
    assert all(end <= len(title) for end in read.ends[: read.in_title])
    assert all(start >= len(title) for start in read.starts[read.in_title :])


@settings(deadline=None)
@given(TEXTS)
def test_every_reader_has_the_same_words(text: str) -> None:
    tokens = list(tokenize(text))
    words, after_apostrophe = split_words(text)
    assert words == [token.text for token in tokens]
    assert list(after_apostrophe) == [n for n, t in enumerate(tokens) if t.after_apostrophe]
    assert all(fold_word(text[t.start : t.end]) == fold_word(t.text) for t in tokens)
    if "@" not in text and "://" not in text and "www." not in text:
        read = Text.of("", text)
        kept = dict(zip(read.starts, read.folded, strict=True))
        assert all(kept[t.start] == fold_word(t.text) for t in tokens)


@settings(deadline=None)
@given(st.text(alphabet="aéiſŁtno\u0301\u0300\u00ad\u200b ﬁ", max_size=20))
def test_a_query_and_a_text_of_the_same_spelling_have_the_same_terms(text: str) -> None:
    def terms(one: str) -> list[object]:
        return [(fold_word(t.text), stems_of(t.text, "it")) for t in tokenize(one)]

    assert terms(clean_text(text)) == terms(text)
