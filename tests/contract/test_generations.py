"""Publishing: all at once, seen at once, one writer at a time, nothing lost by a failure."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest

from index.indexing.writer import Provenance
from index.model.errors import IndexLockedError, IndexMissingError
from search.query.query import Query


def test_an_archive_that_was_never_written_is_missing(engine):
    with pytest.raises(IndexMissingError):
        engine.search("")


def test_what_was_never_published_has_no_fingerprint_and_cannot_be_checked(engine):
    assert engine.writing.live_fingerprint() == ""
    with pytest.raises(IndexMissingError):
        engine.writing.find_damage()


def test_each_publication_has_a_fingerprint_of_its_own(engine, entry):
    fingerprints = []
    for words in ("metro", "metro", "tram"):
        engine.publish(entry("2007-06-27-aaaa", words))
        fingerprints.append(engine.writing.live_fingerprint())
    with engine.writer(amend=True):
        pass
    fingerprints.append(engine.writing.live_fingerprint())

    assert len({"", *fingerprints}) == 5


def test_a_writer_that_fails_leaves_the_fingerprint(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    before = engine.writing.live_fingerprint()

    with pytest.raises(ZeroDivisionError), engine.writer() as writer:
        writer.add(entry("2007-06-28-bbbb", str(1 // 0)) for _ in range(1))

    assert engine.writing.live_fingerprint() == before


def test_what_was_published_is_sound(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    assert engine.writing.find_damage() == ()

    with engine.writer(amend=True) as writer:
        writer.add([entry("2007-06-28-bbbb", "tram")])
    assert engine.writing.find_damage() == ()


def test_what_is_forgotten_is_not_what_is_live(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "tram"))
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    before = engine.writing.live_fingerprint()
    engine.writing.forget_older()
    assert engine.writing.live_fingerprint() == before
    assert engine.writing.find_damage() == ()
    assert engine.search("metro").total == 1
    engine.publish(entry("2007-06-27-aaaa", "tram"))
    assert engine.writing.live_fingerprint() != before


def test_a_searcher_sees_what_is_published_after_it_was_opened(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    before = engine.search("metro")
    engine.publish(entry("2007-06-28-bbbb", "metro"), entry("2007-06-27-aaaa", "metro"))
    after = engine.search("metro")

    assert (before.total, after.total) == (1, 2)
    assert before.generation != after.generation


def test_a_writer_that_fails_changes_nothing(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    generation = engine.search("").generation

    with pytest.raises(ZeroDivisionError), engine.writer() as writer:
        writer.add([entry("2007-06-28-bbbb", "metro")])
        writer.add(entry("never", str(1 // 0)) for _ in range(1))

    assert engine.ids("metro") == ["2007-06-27-aaaa"]
    assert engine.search("").generation == generation


def test_a_second_writer_is_refused(engine, entry):
    with engine.writer() as first:
        first.add([entry("2007-06-27-aaaa", "metro")])
        with pytest.raises(IndexLockedError), engine.writer() as second:
            second.add([entry("2007-06-27-bbbb", "metro")])

    assert engine.ids("metro") == ["2007-06-27-aaaa"]


def test_the_last_of_several_with_one_id_wins(engine, entry):
    with engine.writer() as writer:
        added = writer.add([entry("2007-06-27-aaaa", "metro"), entry("2007-06-27-aaaa", "tram")])
        writer.add([entry("2007-06-27-aaaa", "bus")])

    assert added == 2
    assert [engine.ids(word) for word in ("metro", "tram", "bus")] == [[], [], ["2007-06-27-aaaa"]]
    assert engine.search("").total == 1


def test_an_alias_leads_to_its_entry(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro", aliases=("2007-06-26-olds",)))

    found = engine.searcher.get("2007-06-26-olds")

    assert found is not None
    assert found.id == "2007-06-27-aaaa"
    assert engine.searcher.get("2007-06-26-none") is None


def test_a_withdrawn_id_is_remembered(engine, entry):
    engine.publish(entry("2007-06-27-aaaa"), withdrawn=("2007-06-26-gone",))

    assert engine.searcher.is_withdrawn("2007-06-26-gone")
    assert not engine.searcher.is_withdrawn("2007-06-27-aaaa")
    assert not engine.searcher.is_withdrawn("2007-06-25-none")


def test_an_id_that_came_back_is_not_withdrawn(engine, entry):
    engine.publish(entry("2007-06-27-aaaa"), withdrawn=("2007-06-27-aaaa",))

    assert not engine.searcher.is_withdrawn("2007-06-27-aaaa")


def test_holdings_are_the_figures_of_the_live_generation(engine, entry):
    engine.publish(
        entry("2007-06-27-aaaa", countries=("FR",), language="it"),
        entry("2005-06-27-aaaa", countries=("FR", "CN"), on="2005-06-27", until="2006-01-01"),
        entry("undated-aaaa", on="", language="und"),
    )

    holdings = engine.searcher.holdings()

    assert (holdings.entries, holdings.countries, holdings.years) == (3, 2, (2005, 2007))
    assert holdings.languages == {"it": 1, "en": 1, "und": 1}
    assert holdings.generation == engine.search("").generation
    assert holdings.built.tzinfo is not None


def test_readers_are_never_between_two_generations(engine, entry):
    """Every result is of one generation: generation n holds n entries that say so."""
    engine.publish(entry("2007-06-27-0000", "count 1"))
    searcher = engine.searcher
    wrong: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            results = searcher.search(Query(text="count", limit=50))
            titles = {hit.original.title.text for hit in results.hits}
            if titles != {f"count {results.total}"}:
                wrong.append(f"{results.generation}: {results.total}, {titles}")

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for total in range(2, 8):
            engine.publish(*(entry(f"2007-06-27-{n:04}", f"count {total}") for n in range(total)))
    finally:
        done.set()
        for reader in readers:
            reader.join()

    assert wrong == []
    assert engine.search("count").total == 7


def test_no_way_of_reading_fails_while_generations_come_and_go(engine, entry):
    """Each method is called repeatedly while the files that it reads are removed."""

    def publish(number: int) -> None:
        engine.publish(
            entry("2007-06-27-aaaa", "Ambassador of Albania", f"tram {number}", aliases=("old",)),
            *(
                entry(f"2007-06-26-{n:04}", "Metro of the city", f"tram word{number}n{n}")
                for n in range(5)
            ),
        )

    def search_with_a_slip() -> None:
        assert searcher.search(Query(text="ambasador")).did_you_mean is not None

    def export_slowly() -> None:
        found = 0
        for _ in searcher.export(Query(text="tram")):
            found += 1
            never.wait(0.01)
        assert found == 6

    def similar() -> None:
        assert searcher.similar("2007-06-26-0001")

    def complete() -> None:
        assert searcher.autocomplete("metr", "en")

    def get() -> None:
        found = searcher.get("old")
        assert found is not None
        assert found.id == "2007-06-27-aaaa"

    def begins_with() -> None:
        assert searcher.search(Query(text="tra*")).total == 6

    def open_anew() -> None:
        other = engine.open_searcher()
        try:
            assert other.holdings().entries == 6
        finally:
            other.close()

    publish(0)
    searcher = engine.searcher
    done, never = threading.Event(), threading.Event()
    went: Counter[str] = Counter()
    failures: list[str] = []

    def read(ask: Callable[[], None]) -> None:
        while not done.is_set() or not went[ask.__name__]:
            try:
                ask()
            except BaseException as error:
                failures.append(f"{ask.__name__}: {error!r}")
                return
            went[ask.__name__] += 1
            never.wait(0.005)

    ways = (search_with_a_slip, export_slowly, similar, complete, get, begins_with, open_anew)
    readers = [threading.Thread(target=read, args=(way,)) for way in ways]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, 13):
            publish(number)
    finally:
        done.set()
        for reader in readers:
            reader.join()

    assert failures == []
    assert went.keys() == {way.__name__ for way in ways}


def test_a_closed_searcher_opens_again_when_it_is_asked(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "metro"))
    engine.search("metro")
    engine.searcher.close()

    assert engine.ids("metro") == ["2007-06-27-aaaa"]


def test_a_generation_tells_from_which_archive_and_publication_it_is(engine, entry):
    assert engine.writing.live_provenance() is None
    with engine.writer() as writer:
        writer.add([entry("2007-06-27-aaaa", "metro"), entry("2007-06-28-bbbb", "tram")])
        writer.note_provenance("archive", "first")
    assert engine.writing.live_provenance() == Provenance("archive", "first", 2)
    with engine.writer(amend=True) as writer:
        writer.note_provenance("archive", "second")
        writer.remove(["2007-06-27-aaaa"])
    assert engine.writing.live_provenance() == Provenance("archive", "second", 1)
    with pytest.raises(ZeroDivisionError), engine.writer() as writer:
        writer.note_provenance("archive", "third")
        raise ZeroDivisionError
    assert engine.writing.live_provenance() == Provenance("archive", "second", 1)


def test_what_nobody_noted_is_not_told_nor_taken_from_the_generation_before(engine, entry):
    with engine.writer() as writer:
        writer.note_provenance("archive", "first")
    with engine.writer(amend=True) as writer:
        writer.add([entry("2007-06-27-aaaa", "metro")])
    assert engine.writing.live_provenance() is None
    assert engine.writing.find_damage() == ()
