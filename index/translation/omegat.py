"""A project of OmegaT, in the layout that OmegaT itself makes.

https://omegat.org: `source/` has the texts, a file for each year; `tm/auto/` what people have
translated, which OmegaT fills in; `tm/penalty-030/` what machines have, which it offers below that;
`glossary/` names and terms. A file that ends with .utf8 is UTF-8 for OmegaT on every system.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from index.files.diagnosis import failure
from index.model.errors import ArchiveError
from index.translation.glossary import GlossaryTerm, write_glossary
from index.translation.omegat_files import SourceEntry, source_file
from index.translation.recall import lacks_title, segments_of
from index.translation.tmx import Unit, write_tmx
from index.translation.work import Segments, Work

_FOLDERS = ("dictionary", "glossary", "omegat", "source", "target", "tm/auto", "tm/penalty-030")
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>{source}</source_lang>
        <target_lang>{target}</target_lang>
        <sentence_seg>{by_sentence}</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
    </project>
</omegat>
"""


def write_project(
    folder: Path,
    work: Sequence[Work],
    memory: Iterable[Unit],
    terms: Iterable[GlossaryTerm],
    segments: Segments,
) -> None:
    """Write work from one language into one other as a project in a new or empty folder.

    `memory` has what is translated between the two. Raises ArchiveError when the folder has files,
    so that nobody's work is written over, and StoreError when it cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise ArchiveError(
                f"{folder} is not empty; name a new folder. What was imported before is in the new"
                " project, filled in"
            )
        _write(folder, work, tuple(memory), terms, segments)
    except OSError as error:
        raise failure(folder, "written", error) from error


def _write(
    folder: Path,
    work: Sequence[Work],
    memory: Sequence[Unit],
    terms: Iterable[GlossaryTerm],
    segments: Segments,
) -> None:
    source, target = work[0].source.language, work[0].language
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, articles in _by_year(work).items():
        text = source_file(articles, source, target)
        (folder / "source" / f"{name}.html").write_text(text, "utf-8")
    for name, origin in (("auto/people", "human"), ("penalty-030/machines", "machine")):
        units = [unit for unit in memory if unit.origin == origin]
        if units:
            with (folder / "tm" / f"{name}.tmx").open("wb") as stream:
                write_tmx(units, stream)
    (folder / "glossary" / "archive.utf8").write_text(write_glossary(terms), "utf-8")
    (folder / "omegat.project").write_text(
        _PROJECT.format(
            source=escape(source),
            target=escape(target),
            by_sentence=str(segments == "sentence").lower(),
        ),
        "utf-8",
    )


def _by_year(work: Iterable[Work]) -> dict[str, list[SourceEntry]]:
    """Return the articles of each file, by its name without ending."""
    files: defaultdict[str, list[SourceEntry]] = defaultdict(list)
    for each in work:
        start = each.entry.dates.start
        texts = segments_of(each.source)
        title = "" if lacks_title(each.source) else texts[0]
        paragraphs = texts[1:] if title else texts
        name = str(start.year) if start else "undated"
        files[name].append(SourceEntry(each.entry.id, title, paragraphs))
    return dict(files)
