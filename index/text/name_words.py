"""Words of names in any language: particles, first words of places, beginnings in capitals."""

from __future__ import annotations

from functools import cache

from index.model.package_data import package_data
from index.text.folding import fold


@cache
def tagged_words(tag: str) -> tuple[str, ...]:
    """Return the folded words of a tag of person_words.txt, in order; it says what each is for.

    The words of a phrase have spaces between. Raises KeyError for an unknown tag.
    """
    return tuple(fold(word.replace("_", " ")) for word in written_words()[tag])


@cache
def written_words() -> dict[str, tuple[str, ...]]:
    """Return the words of person_words.txt by their tag, as written."""
    found: dict[str, tuple[str, ...]] = {}
    text = package_data().joinpath("person_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        tag, _, words = line.partition(":")
        if not line.startswith("#"):
            found[tag] = found.get(tag, ()) + tuple(words.split())
    return found
