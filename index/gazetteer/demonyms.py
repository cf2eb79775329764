"""Demonyms: the forms of a word for a country's people."""

from __future__ import annotations

from functools import cache

from index.text.lexicon import lexicons, split_pair


def demonym_forms(demonym: str, language: str) -> tuple[str, ...]:
    """Return the forms of a demonym, itself first: slovacco, slovacca, slovacchi, slovacche.

    `demonym` is the masculine singular where the language has genders. Without rules for its
    ending it is returned alone.
    """
    for ending, forms in _rules(language):
        if demonym.endswith(ending):
            stem = demonym.removesuffix(ending)
            return tuple(f"{stem}{form}" for form in forms)
    return (demonym,)


@cache
def _rules(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the endings of demonyms in a language, each with the endings of its forms."""
    return tuple(
        (ending.removeprefix("-"), tuple(form.removeprefix("-") for form in forms))
        for lexicon in lexicons()
        if lexicon.tag == language
        for ending, forms in map(split_pair, lexicon.names.demonym_forms)
    )
