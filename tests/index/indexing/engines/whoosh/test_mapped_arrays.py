"""Arrays, texts and rows come back from a mapped file as they were written."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.indexing.engines.whoosh.mapped_arrays import (
    Rows,
    Texts,
    open_arrays,
    rows_arrays,
    text_arrays,
    write_arrays,
)

TEXTS = st.sets(st.text(max_size=6), max_size=30)


@given(TEXTS, st.text(max_size=6))
def test_each_text_is_found_by_itself_and_no_other_is(texts, other):
    listed = sorted(texts, key=str.encode)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "texts"
        write_arrays(path, text_arrays("words", listed))
        found = Texts(open_arrays(path), "words")

        assert list(found) == listed
        assert [found.find(text) for text in listed] == list(range(len(listed)))
        assert (found.find(other) >= 0) == (other in texts)


@given(TEXTS, st.text(max_size=2))
def test_texts_with_a_beginning_lie_side_by_side(texts, beginning):
    listed = sorted(texts, key=str.encode)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "texts"
        write_arrays(path, text_arrays("words", listed))
        first, stop = Texts(open_arrays(path), "words").beginning(beginning)

    assert listed[first:stop] == [text for text in listed if text.startswith(beginning)]


def test_rows_of_numbers_may_be_empty(tmp_path):
    write_arrays(tmp_path / "rows", rows_arrays("found", [[3, 1], [], [4_000_000_000]]))
    rows = Rows(open_arrays(tmp_path / "rows"), "found")

    assert [rows[number] for number in range(3)] == [[3, 1], [], [4_000_000_000]]


def test_an_array_cannot_be_written_to(tmp_path):
    write_arrays(tmp_path / "one", {"numbers": np.arange(5)})

    with pytest.raises(ValueError, match="read-only"):
        open_arrays(tmp_path / "one")["numbers"][0] = 1
