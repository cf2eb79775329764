import pytest

from index.translation.sentences import SegmentWords, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ("The Mayor met Dr. Hans Weber on 3.5.2007 at No. 4.", "They talked at 10.30 a.m. today."),
        ("“It is good.”", "Then 25 people left for the U.S.A. office."),
        (
            "Il dott. Rossi e la sig.ra Bianchi hanno letto l'art. 9.",
            "J. F. Neri era assente?!",
            "Sì.",
        ),
        ("Arrivo il 3 feb. 2004 alle 9.", "Partenza il 4…", "«Poi basta.»"),
        ("One without an end",),
    ],
)
def test_abbreviations_initials_and_numbers_end_no_sentence(sentences):
    assert split_sentences(" ".join(sentences)) == sentences
    assert split_sentences("") == ()


def test_a_passage_may_be_cut_wherever_some_tool_cuts_it_and_never_within_a_number():
    passage = SegmentWords.of("Met Dr. Weber: “good”. On 3.5.2007 left.")
    parts = [passage.part(*each) for each in zip(passage.cuts, passage.cuts[1:], strict=False)]
    assert parts == ["Met Dr.", "Weber:", "“good”.", "On 3.5.2007 left."]
