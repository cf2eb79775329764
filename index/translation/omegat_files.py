"""The files of an OmegaT project with the archive's texts: written, and read when translated.

They are HTML, which OmegaT reads by default on every system in UTF-8. Each title and paragraph is
an element with a key; OmegaT copies elements and attributes to the translated file as they are.
There is no `lang`, which it would have translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from index.files.diagnosis import failure
from index.model.errors import PageError
from index.store.source_keys import source_hash
from index.text.output_characters import text_for
from index.translation.sentences import SegmentWords
from index.translation.tmx import Unit

_FEW = 2
"""Words of the longest sentence that may be the same in both languages; chosen by hand."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """An entry in a source file."""

    id: str
    title: str
    """"" when the text has none of its own."""
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class Targets:
    """What translated files have."""

    units: list[Unit] = field(default_factory=list)
    unfinished: int = 0
    """Texts of which a sentence or all is still as in the source."""


def source_file(articles: Iterable[SourceEntry], source: str, target: str) -> str:
    """Return the HTML of a source file, from and into these languages."""
    lines = [
        "<!DOCTYPE html>",
        "<html>",
        '<head><meta charset="utf-8"></head>',
        f'<body data-from="{escape(source)}" data-into="{escape(target)}">',
    ]
    for article in articles:
        lines.append(f'<article data-entry="{escape(article.id)}">')
        if article.title:
            lines.append(_element("h2", article.title))
        lines += (_element("p", each) for each in article.paragraphs)
        lines.append("</article>")
    return "\n".join((*lines, "</body>", "</html>", ""))


def _element(name: str, text: str) -> str:
    words = escape(text_for("xml", text), quote=False)
    return f'<{name} data-key="{source_hash(text)[:16]}">{words}</{name}>'


def target_files(folder: Path) -> list[Path]:
    """Return the translated files of a project's folder, or of its folder `target`."""
    inside = folder / "target" if (folder / "target").is_dir() else folder
    return sorted(path for path in inside.rglob("*.htm*") if path.is_file())


def read_targets(files: Sequence[Path]) -> Targets:
    """Return the translations in translated files; their source files lie in `../source`.

    Raises PageError, which names the file, when one is no such file or its source is not there.
    """
    targets = Targets()
    for path in files:
        translated = _read(path)
        for above in path.parents:
            original = above.parent / "source" / path.relative_to(above)
            if original.is_file() and original != path:
                break
        else:
            raise PageError(
                f"the source of {path} is not in {path.parent.parent / 'source'};"
                " import the whole folder of the project."
            )
        source = _read(original)
        for key, text in translated.texts.items():
            if key not in source.texts:
                raise PageError(f"{path} has another text than {original}; import both anew.")
            _take(source, source.texts[key], text, targets)
    return targets


def _take(source: _Reader, text: str, translated: str, targets: Targets) -> None:
    if _is_unfinished(text, translated):
        targets.unfinished += 1
    else:
        targets.units.append(Unit(source.languages[0], text, source.languages[1], translated))


def _is_unfinished(source: str, target: str) -> bool:
    """Return whether a sentence of the source is still in its translation."""
    passage, words = SegmentWords.of(source), f" {' '.join(SegmentWords.of(target).words)} "
    if words.split() == list(passage.words):
        return True
    return any(
        f" {' '.join(passage.words[start:end])} " in words
        for start, end in zip(passage.cuts, passage.cuts[1:], strict=False)
        if end - start > _FEW
    )


def _read(path: Path) -> _Reader:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise failure(path, "read", error) from error
    except UnicodeDecodeError as error:
        raise PageError(f"{path} is not UTF-8; let OmegaT make it again.") from error
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if not all(reader.languages):
        raise PageError(f"{path} is not from `torino translations export --omegat`.")
    return reader


class _Reader(HTMLParser):
    """Takes the texts of the elements with a key, and the languages."""

    def __init__(self) -> None:
        super().__init__()
        self.languages = ("", "")
        self.texts: dict[str, str] = {}
        self._key = ""
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the key of the element that begins."""
        given = dict(attrs)
        if tag == "body":
            self.languages = given.get("data-from") or "", given.get("data-into") or ""
        elif key := given.get("data-key"):
            self._key, self._tag = key, tag
            self.texts[key] = ""

    def handle_endtag(self, tag: str) -> None:
        """Note that no element with a key is open any more."""
        if tag == self._tag:
            self._key = self._tag = ""

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if self._key:
            self.texts[self._key] += data
