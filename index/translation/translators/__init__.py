"""Machine translators, one module each; none is ever called while answering a request."""

from __future__ import annotations

from collections.abc import Mapping

from index.translation.translators.translator import Translator


def translator_names() -> tuple[str, ...]:
    """Return the names that `open_translator` knows."""
    from index.translation.translators.deep_translator import SERVICES

    return ("apertium", *SERVICES)


def open_translator(
    name: str, environment: Mapping[str, str], *, server: str | None = None
) -> Translator:
    """Make the named engine ready; its keys are in `environment`.

    Raises UnusableError when it is unknown, not installed, or wants a key or a server.
    """
    if name == "apertium":
        from index.translation.translators.apertium import Apertium

        return Apertium()
    from index.translation.translators.deep_translator import DeepTranslator

    return DeepTranslator(name, environment, server=server)
