"""What a generation keeps of what visitors ask is bounded."""

from contextlib import closing

import pytest

from search.answer.live_index import LiveIndex
from search.engines.whoosh.engine import WhooshEngine
from search.query.query import FACETS


@pytest.mark.parametrize("field", FACETS)
def test_labels_of_values_that_nothing_has_are_not_all_kept(sample_home, field):
    with closing(WhooshEngine(sample_home.location)) as engine, engine.live() as reader:
        index = LiveIndex(reader)
        for number in range(5_000):
            assert index.label(field, f"x{number}")["en"]
        assert len(index.labels[field]) < 2_500
