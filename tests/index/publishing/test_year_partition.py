"""A year made anew by itself: its ids, its copies, its languages, and how it is kept."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from index.model.entry import DateSpan, Entry, Person, Place, Source, Version
from index.model.ids import free_id
from index.publishing.entry_digest import (
    EntryDigest,
    digest_entry,
    digest_from_json,
    digest_to_json,
    entry_ref_of,
    page_number_of,
    position_of,
)
from index.publishing.year_partition import (
    YearPartition,
    compose,
    ids_in,
    partition_from_json,
    partition_to_json,
)

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
LYON = Place("lyon-fr", "FR", {"it": "Lione", "en": "Lyon"}, "Lyon", 45.76, 4.83)


def an_entry(chance: random.Random, number: int) -> Entry:
    """One of few days and guests in either language; its id in full."""
    english = chance.random() < 0.5
    day = date(2007, 6, chance.randint(1, 3))
    guest = chance.choice(("Keller", "Moreau"))
    title = f"Visit of Anna {guest}" if english else f"Visita di Anna {guest}"
    text = f"{title}: {'a long day in the city' if english else 'una lunga giornata in citta'} "
    text += chance.choice(("of gardens", "of bridges"))
    mark = f"{chance.randint(0, 3):04}".replace("0", "a") + "b" * 40 + f"{number:07}"
    language = "en" if english else "it"
    url = f"http://example.org/{language}{number % 3}.html"
    return Entry(
        id=f"{day}-{mark}",
        dates=DateSpan(day, day, "day", ""),
        kind="delegation",
        countries=("FR",),
        places=(LYON,),
        people=(Person(f"anna-{guest.lower()}", f"Anna {guest}", "mayor of Lyon", "visitor"),),
        versions=(Version(language, title, text, "published", url),),
        doubts=(),
        aliases=(),
        sources=(Source(url, NOW),),
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_book_revised_is_the_book_made_anew(seed: int) -> None:
    chance = random.Random(seed)
    entries = {
        entry_ref_of(page, n): an_entry(chance, page * 8 + n) for page in range(6) for n in (0, 1)
    }
    digests = {
        entry_ref: digest_entry(entry_ref, entry, entry.sources[0].url)
        for entry_ref, entry in entries.items()
    }
    partition = YearPartition()
    joined = copies = 0
    for _ in range(12):
        held = [digest for digest in digests.values() if chance.random() < 0.7]
        partition = partition.updated(held, entries.__getitem__)
        anew = YearPartition().updated(held, entries.__getitem__)
        assert partition == anew
        assert partition.clusters() == anew.clusters()
        assert (
            partition_from_json(json.loads(json.dumps(partition_to_json(partition)))) == partition
        )
        published = [id for cluster in partition.clusters().values() for id in ids_in(cluster)]
        assert len(set(published)) == len(published) == len(held)
        joined += sum(len(cluster) > 1 for cluster in partition.clusters().values())
        copies += sum(
            len(each) > 1 for cluster in partition.clusters().values() for each in cluster
        )
    assert joined
    assert copies


def test_what_did_not_change_is_not_looked_at_again() -> None:
    chance = random.Random(7)
    entries = {entry_ref_of(1, n): an_entry(chance, n) for n in range(12)}
    digests = [
        digest_entry(entry_ref, entry, entry.sources[0].url) for entry_ref, entry in entries.items()
    ]
    partition = YearPartition().updated(digests, entries.__getitem__)
    assert partition.scores

    def nothing(entry_ref: int) -> Entry:
        raise AssertionError(f"{entry_ref} was looked at")

    assert partition.updated(digests, nothing) == partition


def test_ids_are_given_in_the_order_of_reading() -> None:
    entry = an_entry(random.Random(1), 1)
    other = replace(entry, versions=(replace(entry.versions[0], text="Something else altogether"),))
    entries = {entry_ref_of(2, 0): entry, entry_ref_of(1, 0): other}
    digests = [
        digest_entry(entry_ref, each, each.sources[0].url) for entry_ref, each in entries.items()
    ]
    clusters = YearPartition().updated(digests, entries.__getitem__).clusters()
    first = free_id(entry.id, ())
    assert [next(iter(ids_in(cluster))) for cluster in clusters.values()] == [
        first, free_id(entry.id, {first}),
    ]  # fmt: skip
    assert list(clusters) == [entry_ref_of(1, 0), entry_ref_of(2, 0)]


def test_copies_are_one_entry_that_answers_to_all_their_ids() -> None:
    entry = an_entry(random.Random(1), 1)
    copy = replace(entry, id=entry.id + "0", sources=(Source("http://example.org/copy", NOW),))
    entries = {entry_ref_of(1, 0): entry, entry_ref_of(2, 0): copy}
    digests = [
        digest_entry(entry_ref, each, each.sources[0].url) for entry_ref, each in entries.items()
    ]
    (cluster,) = YearPartition().updated(digests, entries.__getitem__).clusters().values()
    whole = compose(cluster, entries.__getitem__)
    assert (whole.id, *whole.aliases) == tuple(ids_in(cluster))
    assert len(whole.sources) == 2


@pytest.mark.parametrize(("page", "place"), [(1, 0), (12, 19), (2**31, 2**24 - 1)])
def test_a_spot_is_a_page_and_a_place(page: int, place: int) -> None:
    assert (page_number_of(entry_ref_of(page, place)), position_of(entry_ref_of(page, place))) == (
        page,
        place,
    )


def test_a_line_without_a_date_comes_back_as_it_was() -> None:
    digest = EntryDigest(
        entry_ref_of(3, 1), "undated-aaaabbbb", 0, "http://example.org/via", None, None, None
    )
    assert digest_from_json(json.loads(json.dumps(digest_to_json(digest)))) == digest


def test_a_page_and_a_list_that_names_it_are_copies_but_two_of_one_page_are_not() -> None:
    def digest(page: int, position: int, id: str) -> EntryDigest:
        ref = entry_ref_of(page, position)
        return EntryDigest(ref, f"2007-06-09-{id}", 2007, None, id, "title", None)

    on_two_pages = YearPartition((digest(1, 0, "aaaabbbb"), digest(2, 0, "ccccdddd")))
    on_one_page = YearPartition((digest(1, 0, "aaaabbbb"), digest(1, 1, "ccccdddd")))
    assert len(on_two_pages.clusters()) == 1
    assert len(on_one_page.clusters()) == 2


def test_a_page_with_the_text_gives_the_id_also_when_a_list_that_names_it_was_read_before() -> None:
    def digest(page: int, id: str, copy_key: str | None) -> EntryDigest:
        ref = entry_ref_of(page, 0)
        return EntryDigest(ref, f"2007-06-09-{id}", 2007, None, copy_key, "title", None)

    partition = YearPartition((digest(1, "aaaabbbb", None), digest(2, "ccccdddd", "text")))
    (cluster,) = partition.clusters().values()
    assert list(ids_in(cluster)) == ["2007-06-09-cccc", "2007-06-09-aaaa"]


def test_a_list_that_is_captured_anew_changes_neither_the_first_nor_the_order() -> None:
    def digest(page: int, text: str, *, is_alone: bool = True) -> EntryDigest:
        full_id = f"2007-06-09-{page:08}"
        ref = entry_ref_of(page, 0)
        return EntryDigest(ref, full_id, 2007, None, text, None, None, is_alone)

    articles = (digest(2, "one"), digest(3, "other"))
    before = YearPartition((digest(1, "other", is_alone=False), *articles))
    after = YearPartition((*articles, digest(9, "other", is_alone=False)))
    for partition in (before, after):
        assert list(partition.clusters()) == [entry_ref_of(2, 0), entry_ref_of(3, 0)]
