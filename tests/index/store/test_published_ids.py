"""What the table of published ids keeps of an entry that is erased."""

from index.store.published_ids import PublishedId

PAGE, OTHER = "http://example.org/a", "http://example.org/b"


def test_an_erased_account_leaves_no_traits_of_it_with_the_entry_that_it_was_joined_to(store):
    rows = (
        PublishedId("2007-05-08-own1", PAGE, "one", "live", None, "traits of both accounts"),
        PublishedId("2007-05-08-acc2", PAGE, "one", "moved", "2007-05-08-own1"),
        PublishedId("2007-05-09-oth3", OTHER, "two", "live", None, "traits of another"),
    )
    with store.change():
        store.published.record(rows)
        store.published.erase(["2007-05-08-acc2"], [])
    kept = {row.id: (row.state, row.traits) for row in store.published.all()}
    assert kept == {
        "2007-05-08-own1": ("live", ""),
        "2007-05-08-acc2": ("erased", ""),
        "2007-05-09-oth3": ("live", "traits of another"),
    }
