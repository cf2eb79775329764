"""Explanations as lines for a terminal."""

from search.cli.explanation_text import explanation_lines
from search.results.score_explanation import Explanation


def test_scores_stand_in_a_column_and_marks_before_nodes():
    best = Explanation(
        "best of these", 9_500, (Explanation("a", 20), Explanation("b", 9_500, chosen=True))
    )
    bonus = Explanation("c", 1_000, optional=True)
    lines = explanation_lines(Explanation("sum, all of 1", 10_500, (best, bonus)))

    assert list(lines) == [
        "  10.500  sum, all of 1",
        "   9.500    best of these",
        "   0.020      a",
        "   9.500    > b",
        "   1.000  + c",
    ]
