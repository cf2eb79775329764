"""Demonyms: the forms of a word for a country's people."""

from __future__ import annotations


def demonym_forms(demonym: str, language: str) -> tuple[str, ...]:
    """Return the forms of a demonym, itself first: slovacco, slovacca, slovacchi, slovacche.

    `demonym` is the masculine singular in Italian and French; an English one is returned alone.
    Where the spelling allows two Italian plurals (slovacchi, slovacci), both are returned.
    """
    if language == "it":
        return _italian(demonym)
    if language == "fr":
        return _french(demonym)
    return (demonym,)


def _italian(demonym: str) -> tuple[str, ...]:
    stem, last = demonym[:-1], demonym[-1]
    if last == "e":
        return (demonym, f"{stem}i")
    if last == "a" and demonym.endswith(("ita", "ota", "eca", "ga", "ista")):
        hard = "h" if stem.endswith(("c", "g")) else ""
        return (demonym, f"{stem}i", f"{stem}{hard}e")
    if last != "o":
        return (demonym,)
    if stem.endswith(("c", "g")):
        return (demonym, f"{stem}a", f"{stem}hi", f"{stem}he", f"{stem}i")
    if stem.endswith("i"):
        soft = stem[:-1] if stem.endswith(("ci", "gi")) else stem
        return (demonym, f"{stem}a", stem, f"{soft}e")
    return (demonym, f"{stem}a", f"{stem}i", f"{stem}e")


def _french(demonym: str) -> tuple[str, ...]:
    if demonym.endswith("e"):
        return (demonym, f"{demonym}s")
    doubled = "n" if demonym.endswith(("ien", "éen")) else ""
    plural = demonym if demonym.endswith(("s", "x")) else f"{demonym}s"
    return (demonym, f"{demonym}{doubled}e", plural, f"{demonym}{doubled}es")
