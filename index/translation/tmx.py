"""TMX 1.4b, the interchange format of translation memories: read as a stream, and written.

https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import BinaryIO, Literal
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from index.model.entry import TranslationOrigin
from index.model.errors import PageError
from index.text.output_characters import text_for
from index.translation.language_codes import language_code

_CHUNK = 1 << 16
_LONGEST_SEGMENT = 1_000_000
"""Characters. A paragraph of the archive has a few thousand; more is an attack or a mistake."""
_LONGEST_TAG = 4_000_000
"""Bytes of one tag or comment: the parser starts again at each chunk of an unfinished one."""
_DEEPEST = 50
"""Nested elements; the TMX files of usual tools have fewer than ten."""
_MOST_VARIANTS = 100
"""Languages in a unit; with `*all*` each is paired with each."""
_ALL = "*all*"
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements that contain codes of the source program, not words."""
_PLACE = frozenset({"file", "prev", "next"})
"""Properties by which OmegaT tells the place of a translation that is not for all places."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?")
_ESCAPES = {"\r": "&#13;"}
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tmx version="1.4">\n'
    '<header creationtool="torino-archive" creationtoolversion="1" segtype="{}"'
    ' o-tmf="torino-archive" adminlang="en" srclang="*all*" datatype="plaintext"/>\n'
    "<body>\n"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text and its translation. Languages are as `language_code` gives them: `en`."""

    source_language: str
    source: str
    target_language: str
    target: str
    origin: TranslationOrigin = "human"
    """`machine` when the file says so (a `prop` of type x-origin), else `human`."""
    translator: str | None = None
    model: str | None = None
    day: date | None = None
    """The day the translation was last changed, or made."""
    only_between: tuple[str, str] | None = None
    """The segments before and after it, when it is meant for that place only: OmegaT writes so
    what one of several places with the same source is to have."""
    note: str = ""
    """A remark for whoever opens the file; it is written and not read."""


def read_tmx(stream: BinaryIO) -> Iterator[Unit]:
    """Yield every ordered pair of a source and a translation, in the file's order.

    The source is the language that the unit's srclang names, else the header's; `*all*` makes
    every variant the source of every other. Inline codes are dropped, highlighted words and white
    space stay, empty segments are left out. A doctype that only names a DTD file is ignored, and
    the file is never fetched. Raises PageError when the stream is not TMX, or declares entities or
    anything else of its own.
    """
    builder = _UnitBuilder()
    parser = DefusedXMLParser(target=builder, forbid_entities=True, forbid_external=True)
    parser.parser.StartDoctypeDeclHandler = _check_doctype
    fed = 0
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            fed += len(chunk)
            if fed - parser.parser.CurrentByteIndex > _LONGEST_TAG:
                raise PageError(f"A tag of the TMX file is over {_LONGEST_TAG:,} bytes; mend it.")
            yield from builder.take()
        parser.close()
    except DefusedXmlException as error:
        raise PageError(
            "The TMX file declares entities; remove its DOCTYPE and add it again."
        ) from error
    except (ParseError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise PageError(f"This is not a TMX file that can be read: {error}.") from error
    yield from builder.take()


def write_tmx(
    units: Iterable[Unit],
    stream: BinaryIO,
    segments: Literal["paragraph", "sentence"] = "paragraph",
) -> None:
    """Write units in their order, so that `read_tmx` gives the same ones again.

    Consecutive units with the same source share a `tu`. Languages are written as they are given.
    A target may be empty, for whoever is to fill it in. A character that XML cannot carry becomes
    U+FFFD.
    """
    stream.write(_HEADER.format(segments).encode())
    for (language, source), same in groupby(units, key=lambda u: (u.source_language, u.source)):
        variants = [_tuv(language, source), *(_translation(unit) for unit in same)]
        unit = f"<tu srclang={_quoted(language)}>\n" + "".join(variants) + "</tu>\n"
        stream.write(unit.encode())
    stream.write(b"</body>\n</tmx>\n")


@dataclass(slots=True)
class _Variant:
    """A `tuv` that is being read."""

    language: str
    region: str
    """The language tag of the file, lower-case."""
    days: tuple[str | None, ...]
    props: dict[str, str] = field(default_factory=dict)
    text: str = ""


class _UnitBuilder:
    """The target of the parser's events, which holds one `tu` at a time."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._header_source = _ALL
        self._source = _ALL
        self._days: tuple[str | None, ...] = ()
        self._props: dict[str, str] = {}
        self._variants: list[_Variant] = []
        self._prop = ""
        self._words: list[str] = []
        self._length = 0
        self._codes = 0
        self._ready: list[Unit] = []

    def take(self) -> list[Unit]:
        """Return the units that are complete and were not returned before."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if not self._path and name != "tmx":
            raise PageError(f"This is not a TMX file: it begins with <{name}>, not with <tmx>.")
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise PageError(f"The TMX file has over {_DEEPEST} elements within one another.")
        if "seg" in self._path[:-1]:
            self._codes += name in _CODES
        elif name == "header":
            self._header_source = attributes.get("srclang", _ALL)
        elif name == "tu":
            self._source = attributes.get("srclang", self._header_source)
            self._days = _days_of(attributes)
            self._props, self._variants = {}, []
        elif name == "tuv":
            if len(self._variants) == _MOST_VARIANTS:
                raise PageError(f"A unit has more than {_MOST_VARIANTS} languages; split it.")
            tag = attributes.get(_XML_LANG) or attributes.get("lang") or ""
            self._variants.append(_Variant(language_code(tag), tag.lower(), _days_of(attributes)))
        elif name in ("seg", "prop"):
            self._prop = attributes.get("type", "").lower()
            self._words, self._length = [], 0

    def data(self, text: str) -> None:
        if self._codes or not {"seg", "prop"} & set(self._path):
            return
        self._length += len(text)
        if self._length > _LONGEST_SEGMENT:
            raise PageError(f"A segment has over {_LONGEST_SEGMENT:,} characters; split it.")
        self._words.append(text)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if "seg" in self._path:
            self._codes -= name in _CODES
        elif name == "seg" and self._variants:
            self._variants[-1].text = "".join(self._words)
        elif name == "prop" and "header" not in self._path:
            inside = self._variants[-1].props if "tuv" in self._path else self._props
            inside[self._prop] = "".join(self._words).strip()
        elif name == "tu":
            self._ready.extend(self._units())

    def close(self) -> None:
        """Do nothing; the parser calls it at the end."""

    def _units(self) -> Iterator[Unit]:
        variants = [variant for variant in self._variants if variant.language and variant.text]
        for source in self._sources(variants):
            for target in variants:
                if target.language != source.language:
                    yield self._unit(source, target)

    def _sources(self, variants: list[_Variant]) -> list[_Variant]:
        wanted = self._source.strip().lower()
        if wanted == _ALL:
            return variants
        of_language = [variant for variant in variants if variant.language == language_code(wanted)]
        exact = [variant for variant in of_language if variant.region == wanted]
        return (exact or of_language)[:1]

    def _unit(self, source: _Variant, target: _Variant) -> Unit:
        props = self._props | target.props
        days = map(_day_of, (*target.days, *self._days))
        return Unit(
            source_language=source.language,
            source=source.text,
            target_language=target.language,
            target=target.text,
            origin="machine" if props.get("x-origin", "").lower() == "machine" else "human",
            translator=props.get("x-translator") or props.get("x-engine") or None,
            model=props.get("x-model") or None,
            day=next((day for day in days if day), None),
            only_between=(props.get("prev", ""), props.get("next", ""))
            if _PLACE & set(props)
            else None,
        )


def _check_doctype(name: str, system: str | None, public: str | None, has_own: int) -> None:
    """Refuse a doctype with declarations; one that only names a DTD file does no harm, since expat
    does not fetch it."""
    if has_own:
        raise PageError("The TMX file has declarations of its own; remove its DOCTYPE.")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _days_of(attributes: dict[str, str]) -> tuple[str | None, ...]:
    return attributes.get("changedate"), attributes.get("creationdate")


def _day_of(stamp: str | None) -> date | None:
    """Return the day of a time such as 20261122T093000Z; None when it is not a date."""
    found = _DAY.fullmatch((stamp or "").strip())
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _translation(unit: Unit) -> str:
    props = [
        ("x-origin", unit.target and unit.origin),
        ("x-translator", unit.translator),
        ("x-model", unit.model),
    ]
    written = "".join(
        f"<prop type={quoteattr(name)}>{_escaped(value)}</prop>" for name, value in props if value
    )
    if unit.note:
        written = f"<note>{_escaped(unit.note)}</note>{written}"
    stamp = unit.day.isoformat().replace("-", "") if unit.day else ""
    day = f' creationdate="{stamp}T000000Z"' if stamp else ""
    return _tuv(unit.target_language, unit.target, day, written)


def _tuv(language: str, text: str, day: str = "", props: str = "") -> str:
    return f"<tuv xml:lang={_quoted(language)}{day}>{props}<seg>{_escaped(text)}</seg></tuv>\n"


def _escaped(text: str) -> str:
    """Escape text for an element, also carriage returns, which parsers turn into line feeds."""
    return escape(text_for("xml", text), _ESCAPES)


def _quoted(language: str) -> str:
    return quoteattr(text_for("xml", language))
