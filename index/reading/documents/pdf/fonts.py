"""Fonts of a PDF: what their codes mean, how wide these are, and whether they are bold.

What a code means is pypdf's part; `Font` is no documented interface of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

from index.reading.documents.pdf.objects import dictionary, entry, resolved

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!c)|[-,]bd\b|-b$|[a-z]-?bx\d", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|slant|[-,]it\b|[-,]bi\b", re.IGNORECASE)
_FORCED_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
"""Flags of a font descriptor (ISO 32000, table 121)."""
_BOLD_WEIGHT = 600
_PRIVATE = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "•",
    "\uf076": "•",
    "\uf0fc": "•",
    "\uf02d": "–",
}
"""Bullets of symbol fonts, which have no character of their own."""


@dataclass(slots=True)
class PdfFont:
    """One font of a page."""

    font: Font
    bold: bool
    italic: bool
    scale: float
    """From its units of width to those of text space."""
    known: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Text and width by code."""

    @classmethod
    def of(cls, resource: DictionaryObject) -> PdfFont:
        """Return the font of a resource."""
        font = Font.from_font_resource(resource)
        descriptor = _descriptor(resource)
        flags, weight = _number(descriptor, "/Flags"), _number(descriptor, "/FontWeight")
        name = font.name
        scale = 0.001
        if resource.get("/Subtype") == "/Type3":
            matrix = entry(resource, "/FontMatrix")
            if isinstance(matrix, list) and matrix:
                scale = abs(float(matrix[0])) or 0.001
        return cls(
            font,
            bool(_BOLD.search(name)) or bool(flags & _FORCED_BOLD) or weight >= _BOLD_WEIGHT,
            bool(_ITALIC.search(name))
            or bool(flags & _ITALIC_FLAG)
            or _number(descriptor, "/ItalicAngle") != 0,
            scale,
        )

    def glyphs(self, shown: bytes) -> list[tuple[str, float, bool]]:
        """Return the text of each code, its width, and whether it is a single-byte space."""
        encoding = self.font.encoding
        if isinstance(encoding, str):
            codes = shown.decode(encoding, "surrogatepass" if len(shown) % 2 == 0 else "replace")
            return [(*self._glyph(code, code), False) for code in codes]
        return [
            (*self._glyph(chr(byte), encoding.get(byte, chr(byte))), byte == 32) for byte in shown
        ]

    def _glyph(self, code: str, plain: str) -> tuple[str, float]:
        found = self.known.get(code)
        if found is None:
            text = self.font.character_map.get(plain, self.font.character_map.get(code, plain))
            widths = self.font.character_widths
            width = widths.get(code, widths.get("default", 500))
            if code == self.font.space_char:
                width = self.font.space_width
            text = "".join(_PRIVATE.get(each, each) for each in str(text))
            self.known[code] = found = (text, float(width) * self.scale)
        return found


def _descriptor(resource: DictionaryObject) -> DictionaryObject:
    """Return the descriptor of a font, an empty one where there is none."""
    holder: dict[Any, Any] = resource
    below = entry(resource, "/DescendantFonts")
    if isinstance(below, list) and below and isinstance(first := resolved(below[0]), dict):
        holder = first
    return dictionary(holder, "/FontDescriptor")


def _number(descriptor: DictionaryObject, name: str) -> int:
    found = entry(descriptor, name)
    return int(found) if isinstance(found, (int, float)) else 0
