import importlib.util
import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import web

TOOL = Path(__file__).parents[3] / "web" / "docs" / "catalogues.py"
TRANSLATIONS = Path(web.__file__).parent / "translations"


def catalogue(language: str):
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


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

    def pair(text: object) -> tuple[str, ...]:
        return text if isinstance(text, tuple) else (str(text),)

    for message in catalogue(language):
        if message.id:
            for said, string in zip(pair(message.id), pair(message.string), strict=True):
                assert places(string) == places(said), message.id


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_compiled_catalogue_is_the_source_compiled(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
    assert compiled.getvalue() == path.read_bytes()
