"""The state in which a content stream of a PDF shows text (ISO 32000, 9.3 and 9.4)."""

from __future__ import annotations

from dataclasses import dataclass

from index.reading.documents.pdf.fonts import PdfFont

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


@dataclass(slots=True)
class TextState:
    """What operators of text set; `copy` keeps it for `Q`."""

    matrix: Matrix
    """From user space to the page."""
    font: PdfFont | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    is_outlined: bool = False
    """Whether letters are filled and outlined, as programs do that have no bold font."""
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def copy(self) -> TextState:
        """Return a copy."""
        return TextState(
            self.matrix, self.font, self.size, self.letter_space, self.word_space, self.scale,
            self.leading, self.rise, self.is_outlined, self.text, self.line,
        )  # fmt: skip

    def next_line(self, x: float, y: float) -> None:
        """Go to a place relative to the start of the line."""
        self.line = product((1.0, 0.0, 0.0, 1.0, x, y), self.line)
        self.text = self.line

    def advance(self, width: float) -> None:
        """Go right by a width in the unscaled units of text space."""
        a, b, c, d, e, f = self.text
        self.text = (a, b, c, d, e + a * width, f + b * width)

    @property
    def rendering(self) -> Matrix:
        """From text space to the page."""
        return product(self.text, self.matrix)
