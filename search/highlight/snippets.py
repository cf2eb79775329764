"""Snippets: the part of a text that shows best why it matched, with the matches marked.

Made from the stored text, so that every engine shows the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from index.text.analysis import fold_word, split_words, stems_of, tokenize
from search.plan.highlight_terms import HighlightTerms, Spans
from search.results.hit import Snippet

LENGTH = 200
"""Characters of a snippet, about."""
_ELLIPSIS = "…"

Marks = tuple[tuple[int, int], ...]


def marks_of(text: str, language: str, highlight_terms: HighlightTerms) -> Marks:
    """Return the offsets of matching words in a text, [start, end), ascending, no overlaps."""
    return _merged(text, _found(text, language, highlight_terms))


def _found(text: str, language: str, highlight_terms: HighlightTerms) -> list[tuple[int, int]]:
    """Return the matching words of a text, in order, by their places."""
    words, _ = split_words(text)
    matcher = highlight_terms.matcher(language)
    found = {number for number, word in enumerate(words) if matcher[word]}
    folded = list(map(fold_word, words))
    for row, tag in highlight_terms.phrases:
        if tag is None or tag == language:
            found.update(_phrase_words(row, tag, words, folded))
    found.update(_joined_words(folded, highlight_terms))
    if not found:
        return []
    read = islice(tokenize(text), max(found) + 1)
    return [(token.start, token.end) for number, token in enumerate(read) if number in found]


def title_snippet(
    title: str, language: str, highlight_terms: HighlightTerms, known: Spans = None
) -> Snippet:
    """Return the whole title with its marks."""
    found = _found(title, language, highlight_terms) if known is None else known
    return Snippet(title, _merged(title, found))


def text_snippet(
    text: str, language: str, highlight_terms: HighlightTerms, known: Spans = None
) -> Snippet:
    """Return the best window of about LENGTH characters: whole words, white space collapsed.

    The best has the most different marked words, then the most marks, then comes first; without
    any mark it is the beginning. An ellipsis shows where text was left out.
    """
    text = _in_one_line(text)
    found = _found(text, language, highlight_terms) if known is None else known
    if not found:
        return Snippet(_beginning(text))
    marks = _merged(text, found)
    if len(text) <= LENGTH:
        return Snippet(text, marks)
    start, end = _window(text, found)
    lead = f"{_ELLIPSIS} " if start else ""
    tail = f" {_ELLIPSIS}" if end < len(text) else ""
    shift = len(lead) - start
    inside = tuple([(a + shift, b + shift) for a, b in marks if start <= a and b <= end])
    return Snippet(f"{lead}{text[start:end].rstrip()}{tail}", inside)


def _in_one_line(text: str) -> str:
    """Return the text with each run of white space as one space, and none at the ends."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # a printable character is no white space but the space; this is faster
    return " ".join(text.split())


def _beginning(text: str) -> str:
    if len(text) <= LENGTH:
        return text
    return f"{text[: _word_end(text, LENGTH)].rstrip()} {_ELLIPSIS}"


def _phrase_words(
    row: Sequence[str], tag: str | None, words: Sequence[str], folded: Sequence[str]
) -> Iterator[int]:
    """Yield the indices of words that form the phrase; by stems, stop words match any word."""
    wanted = [frozenset(stems_of(word, tag)) if tag else frozenset({word}) for word in row]
    required = [(offset, want) for offset, want in enumerate(wanted) if want]
    if not required:
        return
    for first in range(len(words) - len(row) + 1):
        for offset, want in required:
            number = first + offset
            if tag is None and folded[number] not in want:
                break
            if tag is not None and want.isdisjoint(stems_of(words[number], tag)):
                break
        else:
            yield from range(first, first + len(row))


def _joined_words(folded: Sequence[str], highlight_terms: HighlightTerms) -> Iterator[int]:
    """Yield the indices of two words that were typed as one: Dell'Utri for dellutri."""
    held = set(folded)
    for word in highlight_terms.words:
        for cut in range(1, len(word)):
            if word[:cut] in held and word[cut:] in held:
                halves = (word[:cut], word[cut:])
                for number, pair in enumerate(pairwise(folded)):
                    if pair == halves:
                        yield from (number, number + 1)


def _merged(text: str, found: Sequence[tuple[int, int]]) -> Marks:
    """Return marks, those of neighbours joined when only a space or apostrophe is between."""
    if len(found) < 2:
        return tuple(found)
    marks: list[tuple[int, int]] = []
    for start, end in found:
        if marks and len(between := text[marks[-1][1] : start]) <= 1 and between in " '’-":
            marks[-1] = (marks[-1][0], end)
        else:
            marks.append((start, end))
    return tuple(marks)


def _window(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    best = (0, 0, 0)
    chosen = 0
    for number, (start, _) in enumerate(marks if len(marks) > 1 else ()):
        inside = [text[a:b] for a, b in marks[number:] if b <= start + LENGTH - 20]
        rank = (len({fold_word(word) for word in inside}), len(inside), -number)
        if rank > best:
            best, chosen = rank, number
    first = marks[chosen][0]
    last = max((b for _, b in marks[chosen:] if b <= first + LENGTH - 20), default=marks[chosen][1])
    lead = max(0, (LENGTH - (last - first)) // 3)
    start = _begin(text, max(0, first - lead), first)
    if len(text) - start < LENGTH:
        start = _begin(text, max(0, len(text) - LENGTH), first)
    return start, _word_end(text, start + LENGTH)


def _begin(text: str, around: int, first: int) -> int:
    """Return where to begin: at a sentence close by, else at a word."""
    if around == 0:
        return 0
    sentence = max(text.rfind(". ", max(0, around - 40), first), text.rfind("; ", around, first))
    if sentence >= 0:
        return sentence + 2
    blank = text.find(" ", around - 1, first)
    return blank + 1 if blank >= 0 else first


def _word_end(text: str, around: int) -> int:
    if around >= len(text):
        return len(text)
    blank = text.rfind(" ", 0, around + 1)
    return blank if blank > around // 2 else around
