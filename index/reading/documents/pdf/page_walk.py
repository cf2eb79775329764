"""One walk over the content of a PDF's page, which gives its words and its lines."""

from __future__ import annotations

from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from index.model.errors import PageError
from index.reading.documents.pdf.fonts import PdfFont
from index.reading.documents.pdf.growing_word import GrowingWord
from index.reading.documents.pdf.objects import dictionary, entry, resolved
from index.reading.documents.pdf.text_state import IDENTITY, Matrix, TextState, product
from index.reading.documents.pdf.words import PageWords, PdfWord

_DEEPEST_FORM = 8
"""Forms within forms that are followed; chosen by hand."""
_MOST_FORMS = 2_000
"""Forms of one page that are followed; chosen by hand."""
_MOST_WORDS = 50_000
"""Words of one page, many times a real one's; chosen by hand."""
_THIN = 3.0
"""Points of the thickest box that is a line; chosen by hand."""


class PageWalk:
    """One walk over the content of a page."""

    def __init__(self, page: PageObject, fonts: dict[int, PdfFont], turn: int = 0) -> None:
        """`turn` is by how many degrees the page is turned besides what it says itself."""
        box = page.cropbox
        self._left, self._bottom = float(box.left), float(box.bottom)
        self._turn = (int(page.rotation) + turn) % 360
        width, height = float(box.width), float(box.height)
        if self._turn in (90, 270):
            width, height = height, width
        self.found = PageWords(width, height)
        self._page = page
        self._fonts = fonts
        self._forms = 0
        self._spaced = False
        """Whether a space was shown last."""
        self._state = TextState(self._start(width, height))
        self._stack: list[TextState] = []
        self._marks: list[bool] = []
        self._aside = 0
        self._path: list[tuple[float, float]] = []
        self._boxes: list[tuple[float, float, float, float]] = []

    def _start(self, width: float, height: float) -> Matrix:
        """Return the matrix that puts the visible page upright with its corner at 0, 0."""
        moved: Matrix = (1.0, 0.0, 0.0, 1.0, -self._left, -self._bottom)
        turned: Matrix = {
            90: (0.0, -1.0, 1.0, 0.0, 0.0, height),
            180: (-1.0, 0.0, 0.0, -1.0, width, height),
            270: (0.0, 1.0, -1.0, 0.0, width, 0.0),
        }.get(self._turn, IDENTITY)
        return product(moved, turned)

    def walk(self) -> PageWords:
        """Return what the page shows."""
        contents = entry(self._page, "/Contents")
        if contents is not None:
            self._run(contents, dictionary(self._page, "/Resources"), 0)
        self._note_links()
        return self.found

    def _run(self, stream: Any, resources: DictionaryObject, depth: int) -> None:
        operations = ContentStream(stream, self._page.indirect_reference.pdf, "bytes").operations  # type: ignore[union-attr]
        fonts = dictionary(resources, "/Font")
        for operands, operator in operations:
            if operator == b"Do":
                self._do(operands, resources, depth)
            elif operator == b"Tf":
                self._set_font(operands, fonts)
            else:
                try:
                    self._operate(operator, operands)
                except (IndexError, TypeError, ValueError):  # an operator without its operands
                    continue

    def _do(self, operands: Any, resources: DictionaryObject, depth: int) -> None:
        form = entry(dictionary(resources, "/XObject"), operands[0]) if operands else None
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return
        self._forms += 1
        if depth >= _DEEPEST_FORM or self._forms > _MOST_FORMS:
            return
        kept, stack, self._stack = self._state.copy(), self._stack, []
        matrix = entry(form, "/Matrix")
        if isinstance(matrix, list) and len(matrix) == 6:
            self._state.matrix = product(_matrix(matrix), self._state.matrix)
        self._run(form, dictionary(form, "/Resources") or resources, depth + 1)
        self._state, self._stack = kept, stack

    def _set_font(self, operands: Any, fonts: DictionaryObject) -> None:
        if len(operands) < 2 or not isinstance(operands[1], (int, float)):
            return
        self._state.size = float(operands[1])
        resource = entry(fonts, operands[0])
        if not isinstance(resource, DictionaryObject):
            self._state.font = None
            return
        if id(resource) not in self._fonts:
            self._fonts[id(resource)] = PdfFont.of(resource)
        self._state.font = self._fonts[id(resource)]

    def _operate(self, operator: bytes, operands: Any) -> None:
        state = self._state
        match operator:
            case b"Tj":
                self._show([operands[0]])
            case b"TJ":
                self._show(operands[0])
            case b"'":
                state.next_line(0.0, -state.leading)
                self._show([operands[0]])
            case b'"':
                state.word_space, state.letter_space = float(operands[0]), float(operands[1])
                state.next_line(0.0, -state.leading)
                self._show([operands[2]])
            case b"Td":
                state.next_line(float(operands[0]), float(operands[1]))
            case b"TD":
                state.leading = -float(operands[1])
                state.next_line(float(operands[0]), float(operands[1]))
            case b"Tm":
                state.text = state.line = _matrix(operands)
            case b"T*":
                state.next_line(0.0, -state.leading)
            case b"BT":
                state.text = state.line = IDENTITY
            case b"Tc":
                state.letter_space = float(operands[0])
            case b"Tw":
                state.word_space = float(operands[0])
            case b"Tz":
                state.scale = float(operands[0]) / 100
            case b"TL":
                state.leading = float(operands[0])
            case b"Ts":
                state.rise = float(operands[0])
            case b"Tr":
                state.is_outlined = int(operands[0]) == 2
            case b"q":
                self._stack.append(state.copy())
            case b"Q":
                if self._stack:
                    self._state = self._stack.pop()
            case b"cm":
                state.matrix = product(_matrix(operands), state.matrix)
            case b"BDC" | b"BMC":
                self._mark(operands)
            case b"EMC":
                if self._marks:
                    self._aside -= self._marks.pop()
            case b"m":
                self._path.append(_point(operands, state.matrix))
            case b"l":
                self._path.append(_point(operands, state.matrix))
            case b"re":
                self._box(operands)
            case b"S" | b"s" | b"B" | b"b" | b"B*" | b"b*":
                self._draw(is_outline=True)
            case b"f" | b"F" | b"f*":
                self._draw(is_outline=False)
            case b"n":
                self._path, self._boxes = [], []

    def _mark(self, operands: Any) -> None:
        kind = operands[1] if len(operands) > 1 else None
        is_furniture = (
            operands[0] == "/Artifact"
            and isinstance(kind, dict)
            and entry(kind, "/Type") == "/Pagination"
        )
        self._marks.append(is_furniture)
        self._aside += is_furniture

    def _box(self, operands: Any) -> None:
        x, y, width, height = map(float, operands[:4])
        left, bottom = _place(x, y, self._state.matrix)
        right, top = _place(x + width, y + height, self._state.matrix)
        self._boxes.append((min(left, right), max(left, right), min(bottom, top), max(bottom, top)))

    def _draw(self, *, is_outline: bool) -> None:
        """Keep the horizontal lines of the path: what is drawn as one, and thin filled boxes."""
        for one, other in zip(self._path, self._path[1:], strict=False):
            if abs(one[1] - other[1]) < 1 and is_outline:
                self.found.rules.append((min(one[0], other[0]), max(one[0], other[0]), one[1]))
        for left, right, bottom, top in self._boxes:
            if top - bottom <= _THIN:
                self.found.rules.append((left, right, bottom))
            elif is_outline:
                self.found.rules += [(left, right, bottom), (left, right, top)]
        self._path, self._boxes = [], []

    def _show(self, shown: Any) -> None:
        state = self._state
        if state.font is None:
            return
        word = GrowingWord(state, self._keep, spaced=self._spaced)
        for piece in shown:
            if isinstance(piece, (int, float)):
                state.advance(-float(piece) / 1000 * state.size * state.scale)
            elif isinstance(piece, bytes):
                for text, width, is_space in state.font.glyphs(piece):
                    moved = width * state.size + state.letter_space
                    moved += state.word_space if is_space else 0.0
                    word.add(text, width * state.size * state.scale)
                    state.advance(moved * state.scale)
        word.end()
        self._spaced = word.spaced

    def _keep(self, word: PdfWord, turn: int) -> None:
        """Keep a word; one that is turned or marked as furniture apart from the others."""
        if turn:
            self.found.turned.append((turn, word.text))
            return
        kept = self.found.aside if self._aside else self.found.words
        if len(kept) >= _MOST_WORDS:
            raise PageError(f"A page of it has more than {_MOST_WORDS:,} words; split it first.")
        kept.append(word)

    def _note_links(self) -> None:
        for annotation in entry(self._page, "/Annots") or ():
            one = resolved(annotation)
            address = entry(entry(one, "/A"), "/URI")
            box = entry(one, "/Rect")
            if not isinstance(address, (str, bytes)) or not isinstance(box, list) or len(box) != 4:
                continue
            address = address.decode("utf-8", "replace") if isinstance(address, bytes) else address
            start = self._start(self.found.width, self.found.height)
            corners = [_place(float(box[n]), float(box[n + 1]), start) for n in (0, 2)]
            (left, right), (low, high) = (sorted(each) for each in zip(*corners, strict=True))
            for word in self.found.words:
                middle = (word.left + word.right) / 2
                if left <= middle <= right and low <= word.base + word.size / 4 <= high:
                    word.link = str(address)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands[:6])
    return a, b, c, d, e, f


def _place(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _point(operands: Any, matrix: Matrix) -> tuple[float, float]:
    return _place(float(operands[0]), float(operands[1]), matrix)
