"""What was sent to translators."""

from datetime import date


def test_what_was_sent_is_counted_by_day_and_translator(store):
    today = date(2026, 11, 22)
    store.spending.add("google", today, 100)
    store.spending.add("google", today, 50)
    assert store.spending.on_day("google", today) == 150
    assert store.spending.on_day("deepl", today) == 0
    assert store.spending.on_day("google", date(2026, 11, 23)) == 0
