"""The order of a segment by first day."""

import numpy as np

from index.indexing.engines.whoosh.date_order import read_order, write_order


def test_documents_go_by_first_day_then_id_and_undated_ones_are_last(tmp_path):
    starts = np.array([0, 9, 4, 9, 0], np.int32)

    write_order(tmp_path / "order", starts, ["b", "d", "e", "c", "a"])

    assert read_order(tmp_path / "order").tolist() == [4, 2, 0, 1, 3]
