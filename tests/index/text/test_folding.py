import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zlìn", "ZLÍN"),
        ("Vallensbæk", "vallensbaek"),
        ("Łódź", "lodz"),
        ("Dell’Utri", "dell'utri"),
        ("dell´assessorato", "dell'assessorato"),
        ("Straße", "STRASSE"),
        ("e\u0301", "é"),
        ("İzmir", "izmir"),
        ("ﬁume", "fiume"),
        ("ᴬ", "a"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_what_has_no_other_form_stays():
    assert fold("2007-06-27 北京 ?") == "2007-06-27 北京 ?"
