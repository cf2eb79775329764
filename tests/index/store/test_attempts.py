"""Attempts at translations, and how they are listed."""

from dataclasses import replace
from datetime import UTC, date, datetime

from index.store.stored_translation import Attempt

SHOWN = Attempt("en", "Mayor", "it", "google", "", "ok", "Primo cittadino", day=date(2026, 1, 1))
REJECTED = replace(SHOWN, status="rejected", target="Maggiore", reason="lost: Torino")


def test_what_became_of_an_attempt_is_remembered_whole(store):
    attempt = replace(
        SHOWN,
        status="pending",
        target=None,
        reason="too many requests",
        attempts=3,
        next_try=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    store.memory.record(attempt)
    assert store.memory.attempt("Mayor", "en", "it", "google", "") == attempt
    assert store.memory.attempt("Mayor", "en", "it", "deepl", "") is None


def test_rows_can_be_listed_by_status(store):
    store.memory.record(REJECTED)
    store.memory.record(replace(SHOWN, source="Consul"))
    assert list(store.memory.attempts("rejected")) == [REJECTED]
    assert len(list(store.memory.attempts("ok", "rejected"))) == 2
