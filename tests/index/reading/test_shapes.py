"""Pages in the shapes of many sites: each entry stands alone, and no date is wrong in silence.

`shapes.jsonl` was written with the reading; the others and the two mirrors by people who had seen
neither code nor tests, before the code that they tried first.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from index.gazetteer import load_gazetteer
from index.model.profile_format import bundled_profile
from index.text.current_profile import using_profile

DATA = Path(__file__).parent / "data"
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "reading.py"
SHAPES = [json.loads(line) for line in (DATA / "shapes.jsonl").read_text("utf-8").splitlines()]
MEASURES = ("no other entry", "alone", "date right or doubtful", "no silent wrong date")
KNOWN = {
    "c3",
    "caption_gallery",
    "eventon_badge",
    "formin_fr_wd_h",
    "formin_spaces",
    "nodate_list",
    "plone_dl",
    "text_two_dates",
    "txt_stars",
}
"""Shapes with a fault that is known: some entries are not found, or without their date or title."""
QUICK = (
    "cal_table_year_h1", "after_flat_p", "bi_table_cols", "nested_ul", "month_head_num",
    "season_cards", "span_cards_it", "wp_classic", "ticker_end_brackets", "pre_titles",
    "txt_markdown", "blogspot_day_header", "rowspan_date", "two_lists", "junk_404_en",
    "junk_notice_closed", "junk2_search4", "yearlist0", "twocol_table", "rowspan", "t5",
)  # fmt: skip


@pytest.fixture(scope="module")
def benchmark_of_reading() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_of_reading", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def faults(benchmark_of_reading):
    """Return what is wrong with pages, none for pages that are read right."""

    def faults_of(*pages):
        with using_profile(bundled_profile()):
            tally, _ = benchmark_of_reading.score_templates(pages, load_gazetteer())
        return [fault for fault in tally.faults if not fault.startswith("date right\t")]

    return faults_of


@pytest.mark.parametrize("name", QUICK)
def test_a_page_of_each_shape_is_read_whole(name, faults):
    assert faults(*(page for page in SHAPES if page["name"] == name)) == []


@pytest.mark.slow
@pytest.mark.parametrize("page", SHAPES, ids=lambda page: page["name"])
def test_no_date_is_wrong_in_silence_whatever_shape_a_page_has(page, faults):
    found = faults(page)
    assert not [fault for fault in found if fault.startswith("no silent")]
    assert not found or page["name"] in KNOWN


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "alone", "dated", "silent", "others", "none"),
    [
        ("fresh_templates.jsonl", 0.95, 0.93, 0.995, 0.998, 16),
        ("later_templates.jsonl", 0.99, 0.985, 0.998, 0.995, 14),
        ("latest_templates.jsonl", 0.96, 0.94, 0.99, 0.99, 9),
        ("sixth_templates.jsonl", 0.975, 0.975, 0.999, 0.995, 10),
    ],
)
def test_pages_by_others_are_read_as_well_as_they_were(
    benchmark_of_reading, name, alone, dated, silent, others, none
):
    lines = (DATA / name).read_text("utf-8").splitlines()
    with using_profile(bundled_profile()):
        tally, _ = benchmark_of_reading.score_templates(map(json.loads, lines), load_gazetteer())
    shares = {name: tally.counts[name] / tally.counts[f"{name} of"] for name in MEASURES}
    assert shares["alone"] >= alone
    assert shares["date right or doubtful"] >= dated
    assert shares["no silent wrong date"] >= silent
    assert shares["no other entry"] >= others
    assert tally.counts["none where none is"] >= none


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "events", "kept_out"), [("mirror", 50, 94), ("later_mirror", 77, 72)]
)
def test_a_mirror_of_a_site_has_most_events_once(
    benchmark_of_reading, tmp_path, name, events, kept_out
):
    with zipfile.ZipFile(DATA / f"{name}.zip") as archive:
        archive.extractall(tmp_path)
    spec = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    tally = benchmark_of_reading.score_mirror(tmp_path, spec)
    assert tally.counts["event once"] >= events
    assert tally.counts["no silent wrong date"] == tally.counts["no silent wrong date of"]
    assert tally.counts["junk kept out"] >= kept_out
