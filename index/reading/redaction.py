"""Redaction: a page without some of its entries, for those that the archivist erases.

The entry's letters are found again in the source of the page, between the tags and behind the
entities, and cut out. Then the page is read again: only when it gives exactly the other entries,
and no sentence of the entry is left, is it the redacted page.
"""

from __future__ import annotations

import hashlib
import html
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from index.files.timings import Timings
from index.gazetteer import Gazetteer
from index.model.entry import Entry
from index.model.errors import PageError
from index.model.ids import full_id
from index.model.page import Page, RawEntry
from index.reading.documents import readable
from index.reading.layouts import split_page
from index.reading.pipeline import read_page
from index.reading.sources.decoding import decode_text, is_markup
from index.text.folding import fold, letters_of

_MIN_LETTERS = 40
"""Letters of an entry below which another may have the same by chance; chosen by hand."""
_MIN_SENTENCE = 12
"""Letters of a sentence below which it is not looked for by itself; chosen by hand."""
_MAX_BULLET = 2
"""Letters and digits before an entry on its line that are its bullet ("12.")."""
_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16")
_MIN_NAME = 8
"""Letters of a person's name below which it may be another word; chosen by hand."""
_TITLE_PART = re.compile(r"\s[-–—]\s")
_SENTENCE_END = re.compile(r"[.!?;:]\s+|\n+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG = re.compile(r"</?([A-Za-z][^\s/>]*+)(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<meta\b(?![^>]*charset)[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
"""Parts of a page that no entry is read from, and that may repeat its words."""


def redaction_keys(raw: RawEntry) -> frozenset[str]:
    """Return hashes by which an erased entry is known again: of its address and heading, and,
    unless it is too short to tell, of its words."""
    keys = {full_id(raw.url, raw.heading, raw.text, None).rpartition("-")[2]}
    letters = letters_of(f"{raw.heading}{raw.text}")
    if len(letters) >= _MIN_LETTERS:
        keys.add(hashlib.sha256(letters.encode()).hexdigest())
    return frozenset(keys)


def erased_positions(raws: Sequence[RawEntry], keys: Set[str]) -> tuple[int, ...]:
    """Return the positions of the raw entries that have one of the redaction keys, ascending."""
    if not keys:
        return ()
    return tuple(n for n, raw in enumerate(raws) if not keys.isdisjoint(redaction_keys(raw)))


def sentences_of(text: str) -> Iterator[str]:
    """Yield the folded letters of each sentence that is long enough to be known again."""
    for sentence in _SENTENCE_END.split(text):
        letters = letters_of(sentence)
        if len(letters) >= _MIN_SENTENCE:
            yield letters


def without_entries(page: Page, positions: Collection[int], gazetteer: Gazetteer) -> Page | None:
    """Return the page without the entries at these positions; the other entries are the same.

    None when that cannot be done with certainty. Scripts, comments and descriptions are cut too,
    since they may repeat the words. The encoding stays where it can tell the text back, else it
    is UTF-8. Of a document, in which nothing can be cut with certainty, what was read stays, as a
    page of HTML. Raises PageError for a page that cannot be read.
    """
    page = readable(page)
    raws = split_page(page)
    timings = Timings()
    entries = read_page(page, gazetteer, timings)
    kept = [entry for n, entry in enumerate(entries) if n not in positions]
    needles = _needles(raws, entries, positions)
    source = decode_text(page.body, page.media_type)
    markup = is_markup(page.media_type)
    redacted = _cut(source, raws, positions, needles, markup)
    if redacted is None:
        return None
    new = replace(page, body=_encode(redacted, source, page))
    try:
        if list(read_page(new, gazetteer, timings)) != kept:
            return None
    except PageError:
        return None
    return None if _is_left(decode_text(new.body, new.media_type), needles) else new


def _cut(
    source: str,
    raws: Sequence[RawEntry],
    positions: Collection[int],
    needles: Sequence[str],
    markup: bool,
) -> str | None:
    """Return the source without the entries; None when one is not found in it."""
    if markup:
        source = _UNREAD.sub(lambda found: "" if _is_whole(found[0]) else found[0], source)
    shown = _Letters.of(source, markup, tags=False)
    at = 0
    regions = []
    for number, raw in enumerate(raws):
        found = shown.find(_pieces(raw), at) or shown.find_about(*_parts_of(raw), at)
        if found is not None:
            at = found[1]
        if number in positions:
            if found is None:
                return None
            regions.append(shown.region(*found))
    for start, end in reversed(regions):
        source = source[:start] + _frame(source[start:end], markup) + source[end:]
    for tags in (True, False):
        letters = _Letters.of(source, markup, tags=tags)
        for needle in needles:
            while found := letters.find([needle], 0):
                start, end = letters.spans[found[0]][0], letters.spans[found[1] - 1][1]
                source = source[:start] + _frame(source[start:end], markup) + source[end:]
                letters = _Letters.of(source, markup, tags=tags)
    return source


def _is_whole(part: str) -> bool:
    """Return whether the end of a comment, script or description was found."""
    return part.endswith(">")


def _pieces(raw: RawEntry) -> list[str]:
    """Return the letters of the heading and of each paragraph, those that have any."""
    return [p for p in map(letters_of, (raw.heading, *raw.paragraphs)) if p]


def _parts_of(raw: RawEntry) -> tuple[list[str], list[str]]:
    """Return the letters of the title and of each paragraph, and those of the date before the
    title, which may stand elsewhere in the entry, or only in its markup."""
    date, joint, title = raw.heading.partition(" - ")
    texts = (title if joint else raw.heading, *raw.paragraphs)
    found = [letters for letters in map(letters_of, texts) if letters]
    return found, [letters_of(date)] if joint else []


def _needles(
    raws: Sequence[RawEntry], entries: Sequence[Entry], positions: Collection[int]
) -> list[str]:
    """Return what must not be left, the longest first, in letters: titles, paragraphs, sentences
    and names of people that no kept entry has."""
    kept = "\0".join(
        letters_of(f"{raw.heading} {raw.text}") for n, raw in enumerate(raws) if n not in positions
    )
    found: set[str] = set()
    for position in positions:
        raw, entry = raws[position], entries[position]
        title = entry.original.title
        texts = (raw.heading, title, *_TITLE_PART.split(title), *raw.paragraphs)
        wholes = ((letters_of(text), _MIN_SENTENCE) for text in texts)
        names = ((letters_of(person.name), _MIN_NAME) for person in entry.people)
        found |= {letters for letters, least in (*wholes, *names) if len(letters) >= least}
        found.update(sentence for text in texts for sentence in sentences_of(text))
    return sorted((letters for letters in found if letters not in kept), key=len, reverse=True)


def _is_left(source: str, needles: Sequence[str]) -> bool:
    """Return whether a needle is left, in the tags or between them, escaped once or twice."""
    twice = html.unescape(html.unescape(source))
    bare = _TAG.sub("", twice)
    everything = f"{letters_of(twice)}\0{letters_of(bare)}"
    return any(needle in everything for needle in needles)


def _frame(region: str, markup: bool) -> str:
    """Return the tags of a region without their attributes; of plain text its line ends."""
    if not markup:
        return "\n" * region.count("\n")
    return "".join(f"<{'/' if tag[0][1] == '/' else ''}{tag[1]}>" for tag in _TAG.finditer(region))


def _encode(text: str, source: str, page: Page) -> bytes:
    for encoding in _ENCODINGS:
        try:
            if page.body.decode(encoding) == source or page.body == source.encode(encoding):
                body = text.encode(encoding)
                if decode_text(body, page.media_type) == text:
                    return body
        except UnicodeError:
            continue
    return text.encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Letters:
    """The folded letters of a source, and where each stands in it."""

    source: str
    text: str
    spans: list[tuple[int, int]]
    """Of each letter; letters of one entity have the same span."""
    walls: list[int]
    """Ascending: where a line or the text between two tags begins or ends."""

    @classmethod
    def of(cls, source: str, markup: bool, *, tags: bool) -> _Letters:
        """With `tags` the letters inside tags count too, and only those without a tag between
        them are neighbours."""
        text: list[str] = []
        spans: list[tuple[int, int]] = []
        walls = [0]
        for start, end, is_tag in _parts(source, markup):
            walls += (start, end)
            if is_tag and not tags:
                continue
            if tags and text:
                text.append("\0")
                spans.append((start, start))
            for at, stop, shown in _characters(source, start, end, markup):
                for letter in filter(str.isalnum, fold(shown)):
                    text.append(letter)
                    spans.append((at, stop))
        return cls(source, "".join(text), spans, walls)

    def find(self, pieces: Sequence[str], at: int) -> tuple[int, int] | None:
        """Return the first and past-the-last letter of the pieces, which stand in this order.

        Of a first piece that stands more than once before the second, as a heading that a table of
        contents repeats, it is the last.
        """
        starts: list[int] = []
        for number, piece in enumerate(pieces):
            start = self.text.find(piece, at)
            if start < 0:
                return None
            if number == 1:
                starts[0] = self.text.rfind(pieces[0], starts[0], start)
            starts.append(start)
            at = start + len(piece)
        return (starts[0], at) if starts else None

    def find_about(
        self, pieces: Sequence[str], optional: Sequence[str], at: int
    ) -> tuple[int, int] | None:
        """Return the first and past-the-last letter of pieces that stand beside each other in any
        order; None when one is missing that is not optional.

        Each is looked for as near as possible to the longer ones.
        """
        first = last = -1
        for piece in (*sorted(pieces, key=len, reverse=True), *optional):
            if first < 0:
                start = self.text.find(piece, at)
            else:
                before = self.text.rfind(piece, at, first)
                after = self.text.find(piece, last)
                inside = self.text.find(piece, first, last)
                is_nearer = before >= 0 and (after < 0 or first - before < after - last)
                start = inside if inside >= 0 else before if is_nearer else after
            if start < 0:
                if piece in optional and first >= 0:
                    continue
                return None
            first = start if first < 0 else min(first, start)
            last = max(last, start + len(piece))
        return (first, last) if first >= 0 else None

    def region(self, first: int, last: int) -> tuple[int, int]:
        """Return the part of the source to cut for these letters: with the bullet before them, the
        stop behind them and the opening tags right before them, whose attributes may tell."""
        start, end = self.spans[first][0], self.spans[last - 1][1]
        left = self.walls[bisect_right(self.walls, start) - 1]
        if len(letters_of(html.unescape(self.source[left:start]))) <= _MAX_BULLET:
            start = left
            while (tag := _opening_before(self.source, start)) is not None:
                start = tag
        right = next((wall for wall in self.walls if wall >= end), len(self.source))
        if not letters_of(html.unescape(self.source[end:right])):
            end = right
        return start, end


def _opening_before(source: str, end: int) -> int | None:
    """Return where the opening tag begins that ends right before `end`; None without one."""
    before = source[max(0, end - 2000) : end].rstrip()
    if not before.endswith(">"):
        return None
    start = before.rfind("<")
    tag = _TAG.fullmatch(before, start) if start >= 0 else None
    if tag is None or before[start + 1] == "/" or tag[1].lower() in ("html", "body", "br", "hr"):
        return None
    return max(0, end - 2000) + start


def _parts(source: str, markup: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each tag (True) and of the text between them; of plain text, lines."""
    if markup:
        at = 0
        for tag in _TAG.finditer(source):
            yield at, tag.start(), False
            yield tag.start(), tag.end(), True
            at = tag.end()
        yield at, len(source), False
        return
    ends = [0, *(found.end() for found in re.finditer("\n", source)), len(source)]
    for start, end in pairwise(ends):
        yield start, end - source[start:end].endswith("\n"), False


def _characters(source: str, start: int, end: int, markup: bool) -> Iterator[tuple[int, int, str]]:
    """Yield each character with where it stands, entities decoded; an entity may give several."""
    at = start
    while at < end:
        entity = _ENTITY.match(source, at, end) if markup and source[at] == "&" else None
        stop = entity.end() if entity else at + 1
        yield at, stop, html.unescape(entity[0]) if entity else source[at]
        at = stop
