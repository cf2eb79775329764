"""Machine translators, one module each. They are only called by `torino translate`, never while a
request is answered.

`translator.Translator` is what each promises; `pace` and `transport` are shared. Read
`open_translator` first.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.model.errors import ConfigError
from index.translation.translators.translator import Translator


def translator_names() -> tuple[str, ...]:
    """Return the names that `open_translator` knows."""
    from index.translation.translators.deep_translator import SERVICES

    return ("apertium", *SERVICES)


def open_translator(
    name: str, environment: Mapping[str, str], *, server: str | None = None
) -> Translator:
    """Return the named translator, ready to use; its keys are read from `environment`.

    Raises ConfigError when it is unknown, UnusableError when it is not installed, or lacks a key or
    a server.
    """
    if name not in translator_names():
        raise ConfigError(
            f"no translator is called {name!r}; there are: {', '.join(translator_names())}"
        )
    if name == "apertium":
        from index.translation.translators.apertium import Apertium

        return Apertium()
    from index.translation.translators.deep_translator import DeepTranslator

    return DeepTranslator(name, environment, server=server)


def check_translator(translator: Translator) -> None:
    """Ask whether a translator can be used, where that can be told without a text.

    Raises UnusableError when a server on one's own machine does not answer as it should.
    """
    check = getattr(translator, "check_server", None)
    if translator.name == "libre" and check:
        check()
