import pytest

from index.translation.language_codes import language_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("it", "it"), ("it-IT", "it"), ("ita", "it"), ("IT", "it"), (" it_CH ", "it"),
        ("eng", "en"), ("en_GB", "en"), ("EN-US", "en"), ("English", "en"), ("inglese", "en"),
        ("fre", "fr"), ("fra", "fr"), ("français", "fr"), ("Deutsch", "deutsch"), ("German", "de"),
        ("zh-Hant-TW", "zh"), ("xyz", "xyz"), ("", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_however_it_is_written(written, code):
    assert language_code(written) == code
