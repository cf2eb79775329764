import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import web

TOOL = Path(__file__).parents[3] / "web" / "docs" / "catalogues.py"
TRANSLATIONS = Path(web.__file__).parent / "translations"


def catalogue(language: str):
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms(text: object) -> tuple[str, ...]:
    """A message's singular and plural, or the one form that it has."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    if not TOOL.exists():
        pytest.skip("the installed package comes without its tools")
    spec = importlib.util.spec_from_file_location("catalogues", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_word_of_the_interface_is_in_the_catalogue(tool: ModuleType, language: str) -> None:
    used = {message.id for message in tool.extracted() if message.id}
    assert {message.id for message in catalogue(language) if message.id} == used


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_word_is_without_a_translation(language: str) -> None:
    for message in catalogue(language):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.id or all(strings), message.id
        assert not message.fuzzy or not message.id, message.id


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)s", text))

    for message in catalogue(language):
        if message.id:
            for original, string in zip(forms(message.id), forms(message.string), strict=True):
                assert places(string) == places(original), message.id


def compiled(language: str) -> Catalog:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
    with path.open("rb") as file:
        return read_mo(file)


def messages(catalog: Catalog) -> dict[object, tuple[str, ...]]:
    """Return the translations by context and message, without the header."""
    return {(m.context, forms(m.id)): forms(m.string) for m in catalog if m.id}


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_compiled_catalogue_says_what_its_source_says(language: str) -> None:
    """Not byte by byte: Babel writes its own version into the header."""
    source, made = catalogue(language), compiled(language)
    assert messages(made) == messages(source)
    assert len(messages(made)) > 100
    assert (made.charset, made.num_plurals, made.plural_expr) == (
        source.charset,
        source.num_plurals,
        source.plural_expr,
    )
