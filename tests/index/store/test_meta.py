"""Single values of an archive."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from index.store.meta import META_SCHEMA, Meta


def test_a_value_is_what_was_set_last_and_a_count_begins_at_nought() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(META_SCHEMA)
        meta = Meta(db)
        assert (meta.get("token"), meta.number("revision")) == (None, 0)
        meta.set("token", "a")
        meta.set("token", "b")
        meta.count_up("revision")
        meta.count_up("revision")
        assert (meta.get("token"), meta.number("revision")) == ("b", 2)
