from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.sources.decoding import decode_text, is_binary

META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("body", "media_type", "text"),
    [
        ("Città".encode("latin-1"), "", "Città"),
        ("“Città” €".encode("cp1252"), "text/html; charset=iso-8859-1", "“Città” €"),
        ("Città".encode(), "text/html; charset=iso-8859-1", "Città"),
        ("Città".encode("latin-1"), "text/html; charset=utf-8", "Città"),
        ("Città".encode("utf-8-sig"), "", "Città"),
        ("Città".encode("utf-16"), "", "Città"),
        ("Città".encode("utf-16-le"), "", "Città"),
        ("Zlín ř".encode("cp1250"), "text/html; charset=windows-1250", "Zlín ř"),
        (
            "東京の市長がトリノを訪問した。".encode("shift_jis"),
            "",
            "東京の市長がトリノを訪問した。",
        ),
        (b"\x81\xff", "", "\x81ÿ"),
        (b"", "", ""),
    ],
)
def test_bytes_are_read_in_the_encoding_they_have(body: bytes, media_type: str, text: str) -> None:
    assert decode_text(body, media_type) == text


def test_the_charset_the_markup_declares_is_believed() -> None:
    body = META.format("windows-1250").encode() + "Plzeň".encode("cp1250")
    assert decode_text(body, "text/html").endswith("Plzeň")


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode_text(META.format("klingon").encode() + b"\xe0", "text/html").endswith("à")


def test_stray_western_bytes_in_utf8_are_read_singly() -> None:
    assert decode_text("più è così “".encode() + b"\xe0") == "più è così “à"


@given(st.binary(max_size=300), st.sampled_from(["", "text/html", "text/html; charset=utf-16"]))
def test_any_bytes_give_text_that_can_be_stored(body: bytes, media_type: str) -> None:
    decode_text(body, media_type).encode()


@given(st.text(max_size=100))
def test_utf8_is_always_read_back(text: str) -> None:
    plain = text.encode("utf-8", "replace").decode()
    assert decode_text(b"\xef\xbb\xbf" + plain.encode()) == plain.removeprefix("\ufeff")


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 20, b"GIF89a\0\1\0\x80"]
)
def test_bytes_that_are_no_text_are_told(body: bytes) -> None:
    assert is_binary(body)


@pytest.mark.parametrize("body", ["testo".encode("utf-16"), "testo è".encode("utf-16-be"), b"a\n"])
def test_wide_text_is_not_binary(body: bytes) -> None:
    assert not is_binary(body)


@pytest.mark.parametrize("place", [0, 9, 12])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_stray_nul_is_damage_of_a_text(place: int, encoding: str) -> None:
    text = "<html><p>Il Sindaco incontrò la città di Lione.</p></html>"
    body = text.encode(encoding)
    damaged = body[:place] + b"\x00" + body[place:]
    assert not is_binary(damaged)
    assert decode_text(damaged, "text/html") == f"{text[:place]} {text[place:]}"
