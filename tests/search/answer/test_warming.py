"""A generation is warmed by what a page asks for, whatever it holds."""

from contextlib import closing

from index.indexing.engines.whoosh.writer import WhooshWriter
from search.answer.live_index import LiveIndex
from search.answer.warming import warm
from search.engines.whoosh.engine import WhooshEngine
from search.open_searcher import open_searcher
from search.query.query import FACETS


def test_every_facet_is_counted_and_the_words_are_open(sample_home):
    with closing(WhooshEngine(sample_home.location)) as engine, engine.live() as reader:
        index = LiveIndex(reader)
        warm(index)

        assert set(index.whole_facets) == set(FACETS)
        assert "vocabulary" in vars(index)


def test_an_archive_without_entries_can_be_warmed(tmp_path):
    with WhooshWriter(str(tmp_path / "index")) as writer:
        writer.add([])

    with closing(open_searcher(str(tmp_path / "index"), ahead=True)) as searcher:
        searcher.warm()
        assert searcher.holdings().entries == 0
