"""Decoding: bytes to text, by the encoding they really have, the declared one, or a guess."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_GUESSES = frozenset({"shift_jis", "euc-jp", "gb18030", "gbk", "big5", "koi8-r"})
"""The encodings that the detector is trusted with.

It takes a lone Italian "à" for a Baltic or Czech letter, so of the other single-byte encodings
the western one always wins.
"""
_CONTROLS = bytes([*range(9), *range(0x0E, 0x20), 0x7F])
"""What text does not have: ASCII's controls but tab, line ends and form feed."""
_MOST_STRAY = 1
"""Controls of a text that is damaged, besides one in 200 bytes; chosen by hand."""
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})


def decode_text(body: bytes, media_type: str = "") -> str:
    """Return `body` as text that can be encoded again. Never raises.

    The order: a byte-order mark; UTF-8 where the bytes are well-formed UTF-8, whatever is
    declared; the charset of `media_type`; the one the markup declares; UTF-8 with stray western
    bytes; a guess; Windows-1252.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _without_surrogates(body[len(mark) :].decode(encoding, "replace"))
    if b"\x00" in body[:8192] and (side := _unmarked_utf16(body[:8192])):
        return _without_surrogates(body.decode(side, "replace"))
    body = body.replace(b"\x00", b" ")  # a damaged copy of a page has some
    try:
        return _without_surrogates(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    for declared in _declared(body, media_type):
        text = _decode_strictly(body, declared)
        if text is not None:
            return _without_surrogates(text)
    if len(_MULTIBYTE.findall(body)) > _count_stray_bytes(body):
        return _without_surrogates(body.decode("utf-8", "western-bytes"))
    guess = detect_encoding(body)
    if guess in _GUESSES:
        text = _decode_strictly(body, guess)
        if text is not None:
            return _without_surrogates(text)
    return _without_surrogates(_decode_western(body))


def is_binary(body: bytes) -> bool:
    """Return whether `body` has NUL bytes that no Unicode encoding explains.

    Some, among text, are damage: what is no text has more of them, and other controls.
    """
    if any(body.startswith(mark) for mark, _ in _BOMS):
        return False
    start = body[:8192]
    if b"\x00" not in start or _unmarked_utf16(start):
        return False
    return len(start) - len(start.translate(None, _CONTROLS)) > _MOST_STRAY + len(start) // 200


def is_markup(media_type: str) -> bool:
    """Return whether a media type, with or without parameters, names HTML."""
    return media_type.partition(";")[0].strip().casefold() in _MARKUP


def _unmarked_utf16(start: bytes) -> str:
    """Return the byte order of UTF-16 without a mark, or "": the side of the NULs of letters."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) * 3 > len(start):
        return "utf-16-be" if even else "utf-16-le"
    return ""


def _declared(body: bytes, media_type: str) -> tuple[str, ...]:
    found: list[str] = []
    if match := _PARAMETER.search(media_type):
        found.append(match[1])
    if is_markup(media_type) and (meta := _META.search(body[:4096])):
        found.append((meta[1] or meta[2]).decode("ascii", "replace"))
    known = (map_encoding_to_html5(name, False) for name in found)
    return tuple(name for name in known if name and name != "utf-8")


def _decode_strictly(body: bytes, encoding: str) -> str | None:
    if encoding == "cp1252":
        return _decode_western(body)
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_western(body: bytes) -> str:
    """Decode Windows-1252 as browsers do: its five undefined bytes become control characters."""
    return body.decode("cp1252", "western-bytes")


def _western_bytes(error: UnicodeError) -> tuple[str, int]:
    """Decode the invalid bytes as Windows-1252, or as Latin-1 where that defines none."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_CP1252[byte] for byte in bad), error.end


_CP1252 = tuple(bytes((n,)).decode("cp1252", "ignore") or chr(n) for n in range(256))
codecs.register_error("western-bytes", _western_bytes)


def _count_stray_bytes(body: bytes) -> int:
    return len(re.findall(rb"[\x80-\xff]", _MULTIBYTE.sub(b"", body)))


def _without_surrogates(text: str) -> str:
    """Return a text with lone surrogates replaced, so that it can be stored."""
    return text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
