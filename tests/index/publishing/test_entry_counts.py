from dataclasses import replace

from index.model.entry import UNDATED, Doubt, Reading
from index.publishing.entry_counts import EntryCounts


def test_entries_taken_out_again_leave_no_trace(make_entry):
    doubt = Doubt("date", (Reading("2007", "heading"), Reading("2008", "text")))
    entries = [
        make_entry("2007-06-27-aaaa"),
        make_entry("2007-06-27-bbbb", language="it", doubts=(doubt,)),
        replace(make_entry("undated-cccc"), dates=UNDATED),
    ]
    tally = EntryCounts()
    assert tuple(tally.add(entries)) == tuple(entries)
    assert (tally.languages, tally.doubts, tally.undated) == ({"en": 2, "it": 1}, 1, 1)
    tally.subtract(entries[1:])
    assert tally == EntryCounts({"en": 1}, 0, 0)
