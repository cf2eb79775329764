"""The cache stays within its capacity and removes the least recently used values."""

import threading
from random import Random

import pytest

from search.evaluate.lru_cache import SizedLRUCache


def test_a_value_is_made_once():
    made = []
    kept: SizedLRUCache[str, str] = SizedLRUCache(100, len)

    for _ in range(3):
        assert kept.get("a", lambda: made.append(1) or "value") == "value"

    assert made == [1]


def test_what_was_not_asked_for_longest_goes_first():
    kept: SizedLRUCache[str, str] = SizedLRUCache(40, len)
    for key in "abcd":
        kept.get(key, lambda: "x" * 10)
    kept.get("a", lambda: "made anew")
    kept.get("e", lambda: "x" * 10)

    assert kept.get("a", lambda: "made anew") == "x" * 10
    assert kept.get("b", lambda: "made anew") == "made anew"


@pytest.mark.parametrize("seed", range(50))
def test_the_room_is_never_passed_and_nearly_used(seed):
    kept: SizedLRUCache[int, str] = SizedLRUCache(1_000, len)
    chance = Random(seed)
    for _ in range(50 + seed):
        size = chance.randrange(400)
        kept.get(chance.randrange(50), lambda size=size: "x" * size)
    assert 1_000 - 250 < sum(len(kept.get(key, str)) for key in range(50)) <= 1_000


def test_a_value_too_large_for_the_room_is_given_but_not_kept():
    kept: SizedLRUCache[str, str] = SizedLRUCache(40, len)

    assert kept.get("a", lambda: "x" * 11) == "x" * 11
    assert kept.get("a", lambda: "made anew") == "made anew"


def test_many_threads_get_what_they_asked_for():
    kept: SizedLRUCache[int, list[int]] = SizedLRUCache(100, len)
    wrong = []

    def ask(seed: int) -> None:
        chance = Random(seed)
        for _ in range(2_000):
            key = chance.randrange(30)
            if kept.get(key, lambda key=key: [key] * (key % 20 + 1))[0] != key:
                wrong.append(key)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert sum(len(kept.get(key, list)) for key in range(30)) <= 100
