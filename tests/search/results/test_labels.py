"""Labels of facet values are those of CLDR."""

import pytest
from babel import Locale

from search.results.labels import label_of


@pytest.mark.parametrize("tag", ["it", "en", "fr", "de"])
def test_a_language_is_called_as_cldr_calls_it_with_a_capital(tag):
    names = {language: str(Locale(language).languages[tag]) for language in ("it", "en")}

    assert label_of("written", tag) == {key: name.capitalize() for key, name in names.items()}


def test_a_language_nobody_knows_is_called_by_its_tag():
    assert label_of("written", "qzx") == {"it": "Qzx", "en": "Qzx"}
