"""What readers are told of the changes that publications brought."""

from __future__ import annotations

from datetime import UTC, datetime

from index.model.change import Change, PartChange
from search.results.news import news_items

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
ID = "2007-06-27-k3f9"


def test_that_only_other_pages_have_an_entry_is_no_news() -> None:
    sources, text = PartChange("sources", "a", "b"), PartChange("text", "a", "b")
    moved = Change(ID, "changed", NOW, (sources,))
    edited = Change(ID, "changed", NOW, (text, sources))
    unknown = Change(ID, "changed", NOW)
    assert news_items([moved], ()) == ()
    assert [item.changes for item in news_items([edited], ())] == [(edited,)]
    assert [item.changes for item in news_items([unknown], ())] == [(unknown,)]
