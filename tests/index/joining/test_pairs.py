"""Pairs of texts of one event and of two.

People who had not seen the code wrote all but `free_pairs.jsonl`, which was written with the
joining, one half to choose by and one to prove it.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from index.gazetteer import load_gazetteer
from index.model.profile_format import bundled_profile
from index.text.current_profile import using_profile

DATA = Path(__file__).parent / "data"
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "reading.py"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "different", "joined"),
    [
        ("pairs.jsonl", 33, 14),
        ("later_pairs.jsonl", 36, 23),
        ("hard_pairs.jsonl", 49, 14),
        ("hardest_pairs.jsonl", 43, 14),
        ("free_pairs.jsonl", 80, 34),
    ],
)
def test_no_two_events_are_joined_and_half_of_the_hard_pairs_are(name, different, joined):
    spec = importlib.util.spec_from_file_location("benchmark_of_pairs", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = benchmark
    spec.loader.exec_module(benchmark)
    pairs = [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]
    with using_profile(bundled_profile()):
        tally = benchmark.score_joins(pairs, load_gazetteer())
    assert tally.counts["different kept apart"] >= different
    assert tally.counts["true pairs joined"] >= joined
