"""The cache stays within its capacity and removes the least recently used values."""

import threading
from random import Random

import pytest

from search.engines.lru_cache import SizedLRUCache


def test_a_value_is_made_once():
    made = []
    cache: SizedLRUCache[str, str] = SizedLRUCache(100, len)

    for _ in range(3):
        assert cache.get("a", lambda: made.append(1) or "value") == "value"

    assert made == [1]


def test_what_was_not_asked_for_longest_goes_first():
    cache: SizedLRUCache[str, str] = SizedLRUCache(40, len)
    for key in "abcd":
        cache.get(key, lambda: "x" * 10)
    cache.get("a", lambda: "new value")
    cache.get("e", lambda: "x" * 10)

    assert cache.get("a", lambda: "new value") == "x" * 10
    assert cache.get("b", lambda: "new value") == "new value"


@pytest.mark.parametrize("seed", range(50))
def test_the_room_is_never_passed_and_nearly_used(seed):
    cache: SizedLRUCache[int, str] = SizedLRUCache(1_000, len)
    chance = Random(seed)
    for _ in range(50 + seed):
        size = chance.randrange(400)
        cache.get(chance.randrange(50), lambda size=size: "x" * size)
    assert 1_000 - 250 < sum(len(cache.get(key, str)) for key in range(50)) <= 1_000


def test_a_value_too_large_for_the_room_is_given_but_not_kept():
    cache: SizedLRUCache[str, str] = SizedLRUCache(40, len)

    assert cache.get("a", lambda: "x" * 11) == "x" * 11
    assert cache.get("a", lambda: "new value") == "new value"


def test_many_threads_get_what_they_asked_for():
    cache: SizedLRUCache[int, list[int]] = SizedLRUCache(100, len)
    wrong = []

    def ask(seed: int) -> None:
        chance = Random(seed)
        for _ in range(2_000):
            key = chance.randrange(30)
            if cache.get(key, lambda key=key: [key] * (key % 20 + 1))[0] != key:
                wrong.append(key)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert sum(len(cache.get(key, list)) for key in range(30)) <= 100
