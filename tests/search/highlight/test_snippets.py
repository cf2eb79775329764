"""Snippets: whole words, about 200 characters, marks where it matched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.highlight.snippets import LENGTH, marks_of, text_snippet, title_snippet
from search.plan.highlight_terms import HighlightTerms

LONG = " ".join(f"word{number}" for number in range(200))


def marked(text: str, language: str = "en", **terms: object) -> list[str]:
    return [text[a:b] for a, b in marks_of(text, language, HighlightTerms(**terms))]


def test_words_are_marked_as_they_stand():
    assert marked("La Città e la citta", words=frozenset({"citta"})) == ["Città", "citta"]


def test_a_stem_marks_other_forms_in_its_language_only():
    stems = frozenset({("en", "deleg")})

    assert marked("two delegations", stems=stems) == ["delegations"]
    assert marked("due delegazioni", "it", stems=stems) == []


def test_dotted_initials_are_marked_whole():
    assert marked("Consul of the U.S.A. here", words=frozenset({"usa"})) == ["U.S.A."]


def test_a_name_typed_as_one_is_marked_as_one():
    assert marked("met Dell’Utri", words=frozenset({"dellutri"})) == ["Dell’Utri"]


def test_a_phrase_is_marked_only_where_it_stands_whole():
    phrases = ((("cooperation", "agreement"), None),)

    assert marked("cooperation, a cooperation agreement", phrases=phrases) == [
        "cooperation agreement"
    ]


def test_a_term_of_several_words_is_marked_by_its_stems():
    phrases = ((("covenant", "of", "mayors"), "en"),)

    assert marked("the Covenant of Mayors", phrases=phrases) == ["Covenant of Mayors"]
    assert marked("the Covenant of Mayors", "it", phrases=phrases) == []


def test_a_prefix_marks_the_whole_word():
    assert marked("urban redevelopment", prefixes=("redev",)) == ["redevelopment"]


def test_a_short_text_is_given_whole_with_its_white_space_folded():
    snippet = text_snippet("One\n\ntwo   three.", "en", HighlightTerms(words=frozenset({"two"})))

    assert snippet.text == "One two three."
    assert snippet.marks == ((4, 7),)


def test_a_long_text_is_cut_at_words_with_an_ellipsis():
    snippet = text_snippet(LONG, "en", HighlightTerms(words=frozenset({"word100"})))

    assert snippet.text.startswith("… word")
    assert snippet.text.endswith(" …")
    assert LENGTH - 20 <= len(snippet.text) <= LENGTH + 6
    assert set(snippet.text.strip("… ").split()) <= set(LONG.split())
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["word100"]


def test_a_sentence_that_begins_far_before_the_match_does_not_push_it_out():
    text = f"One. Two {'far ' * 90}alpha {'on ' * 90}"

    snippet = text_snippet(text, "en", HighlightTerms(words=frozenset({"alpha"})))

    assert [snippet.text[a:b] for a, b in snippet.marks] == ["alpha"]


def test_a_snippet_begins_with_the_sentence_of_its_match_where_that_is_close():
    text = f"{'far ' * 90}end. Then alpha {'on ' * 90}"

    snippet = text_snippet(text, "en", HighlightTerms(words=frozenset({"alpha"})))

    assert snippet.text.startswith("… Then alpha on")


@given(st.lists(st.sampled_from(("far", "off", "end.", "yes;", "alpha", "beta")), max_size=200))
def test_a_snippet_of_a_text_that_matched_shows_a_match(words):
    snippet = text_snippet(" ".join(words), "en", HighlightTerms(words=frozenset({"alpha"})))

    assert bool(snippet.marks) is ("alpha" in words)


def test_the_window_with_most_different_words_is_shown():
    text = f"word7 word7 {LONG} alpha beta"

    snippet = text_snippet(text, "en", HighlightTerms(words=frozenset({"word7", "alpha", "beta"})))

    assert "alpha beta" in snippet.text


def test_marks_that_fit_together_are_all_shown():
    text = f"{'far ' * 60}alpha {'on ' * 50}beta {'off ' * 60}"

    snippet = text_snippet(text, "en", HighlightTerms(words=frozenset({"alpha", "beta"})))

    assert [snippet.text[a:b] for a, b in snippet.marks] == ["alpha", "beta"]


def test_a_match_near_the_beginning_is_shown_from_the_beginning():
    snippet = text_snippet(LONG, "en", HighlightTerms(words=frozenset({"word3"})))

    assert snippet.text.startswith("word0 word1 word2 word3")


def test_a_first_sentence_before_that_of_the_match_is_left_out():
    text = f"Yes. Then {'far ' * 18}alpha {'on ' * 90}"

    snippet = text_snippet(text, "en", HighlightTerms(words=frozenset({"alpha"})))

    assert snippet.text.startswith("… Then far")


@pytest.mark.parametrize(("length", "cut"), [(200, False), (201, True)])
def test_a_text_of_two_hundred_characters_is_given_whole(length, cut):
    text = ("ten chars " * 30)[: length - 1] + "x"

    assert text_snippet(text, "en", HighlightTerms()).text.endswith("…") is cut


def test_a_word_that_would_take_most_of_a_snippet_is_cut():
    snippet = text_snippet(f"{'a' * 80} {'b' * 300}", "en", HighlightTerms())

    assert len(snippet.text) > LENGTH


def test_words_that_stand_together_are_marked_as_one_after_other_marks():
    words = frozenset({"alpha", "beta", "gamma"})

    assert marked("alpha, then beta gamma", words=words) == ["alpha", "beta gamma"]


def test_without_a_match_the_beginning_is_shown():
    snippet = text_snippet(LONG, "en", HighlightTerms(words=frozenset({"nothing"})))

    assert snippet.text.startswith("word0 word1")
    assert snippet.marks == ()


def test_a_title_is_never_cut():
    assert title_snippet(LONG, "en", HighlightTerms()).text == LONG


@pytest.mark.parametrize("text", ["", " ", "\n", "…"])
def test_next_to_nothing_is_no_trouble(text):
    assert text_snippet(text, "en", HighlightTerms(words=frozenset({"x"}))).marks == ()


@settings(deadline=None)
@given(
    st.text("ab éß'’.- \n<&", max_size=600),
    st.sets(st.sampled_from(("a", "b", "ab", "e", "aa"))),
    st.sampled_from(("it", "en", "fr", "und")),
)
def test_marks_are_in_order_apart_and_within_the_text(text, words, language):
    snippet = text_snippet(text, language, HighlightTerms(words=frozenset(words)))
    end = -1
    for start, stop in snippet.marks:
        assert end < start < stop <= len(snippet.text)
        end = stop
    assert len(snippet.text) <= LENGTH + 6
