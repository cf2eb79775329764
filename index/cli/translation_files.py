"""The verbs that take translations out to translators and bring them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from index.cli.empty_home import require_archive
from index.cli.entry_filters import entry_filters
from index.cli.filter_types import ReadingLanguageType
from index.cli.verbs import EXIT_CODES, examples
from index.files.diagnosis import failure
from index.gazetteer import load_gazetteer
from index.model.entry import READING_LANGUAGES, TranslationOrigin
from index.model.errors import ArchiveError
from index.publishing.live_state import open_archive
from index.publishing.publish import publish_if_due
from index.publishing.untranslated import untranslated_entries
from index.store.database import Store
from index.store.home import Home
from index.text.output_characters import text_for
from index.translation.exchange import export_tmx, remembered_units
from index.translation.fitting import FitKind
from index.translation.glossary import glossary_of
from index.translation.incoming import Imported, import_units, read_units
from index.translation.language_codes import language_code
from index.translation.omegat import write_project
from index.translation.tmx import write_tmx
from index.translation.work import Segments, Selection, Work, WorkState, find_work, units_of

if TYPE_CHECKING:
    CodeType = click.ParamType[str]
else:
    CodeType = click.ParamType  # generic only in the newest releases of click

_FIT_LINES: tuple[tuple[FitKind, str], ...] = (
    ("exact", "fit exactly"),
    ("signs", "but for signs"),
    ("sentences", "as sentences"),
    ("changed", "nearly"),
    ("part", "unfinished"),
    ("twice", "twice"),
    ("older", "older"),
    ("nothing", "fit nothing"),
)
_MEANING: dict[FitKind, str] = {
    "changed": "the original has changed since",
    "part": "parts of texts of which the rest is not translated; kept",
    "twice": "another translation of the same source was taken",
    "older": "a person has translated them otherwise since; --replace-newer takes these",
    "nothing": "kept for a page that may come",
}


class _AnyLanguageType(CodeType):
    """The code or the name of any language."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code."""
        return language_code(str(value))


@click.command(
    "export",
    short_help="Write translations, or what lacks one, for translators.",
    epilog=examples(
        "torino translations export memory.tmx",
        "torino translations export --origin human > people.tmx",
        "torino translations export --missing --into en --year 2012 to-do.tmx",
        "torino translations export --omegat project --into en",
        notes=f"The number of translations goes to standard error. {EXIT_CODES}",
    ),
)
@click.argument("file", type=click.File("wb", lazy=True), default="-")
@click.option(
    "--omegat",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Make a project of OmegaT in a new folder, in place of FILE: what no person has "
    "translated, with the memory and a glossary.",
)
@click.option("--missing", is_flag=True, help="Only what is not translated.")
@click.option(
    "--origin",
    type=click.Choice(("human", "machine")),
    help="Only a person's, or only a machine's; with --missing that too.",
)
@click.option(
    "--into",
    multiple=True,
    type=ReadingLanguageType(),
    metavar="LANGUAGE",
    help="Only into this language, it or en; may be repeated.",
)
@click.option(
    "--from", "source", type=_AnyLanguageType(), metavar="LANGUAGE", help="Only from this language."
)
@entry_filters
@click.option(
    "--segments",
    type=click.Choice(("paragraph", "sentence")),
    default="paragraph",
    show_default=True,
    help="How texts are cut for the translator.",
)
@click.pass_obj
def export_translations(
    home: Home,
    file: BinaryIO,
    omegat: Path | None,
    missing: bool,
    origin: TranslationOrigin | None,
    into: tuple[str, ...],
    source: str | None,
    country: tuple[str, ...],
    year: tuple[str, ...],
    segments: Segments,
) -> None:
    """Write translations as TMX 1.4b, to FILE or standard output, or a project of OmegaT.

    Without options: every translation that is shown. What is not translated has an empty target.
    """
    if omegat and getattr(file, "name", "-") != "-":
        raise click.UsageError("give either FILE or --omegat DIR")
    require_archive(home)
    states = _states(missing, origin, "untranslated" if omegat else "human")
    years = tuple(map(int, filter(None, year)))
    selection = Selection(into or READING_LANGUAGES, source, states, country, years)
    with home.open_store("read") as store:
        if omegat:
            _export_project(home, store, omegat, selection, segments)
            return
        if not (missing or into or source or country or year or segments == "sentence"):
            with _written(file):
                number = export_tmx(store.memory, file, origin)
            click.echo(f"{number} translations", err=True)
            return
        selection = Selection(selection.into, source, countries=country, years=years)
        with untranslated_entries(home, store) as entries:
            units = list(
                units_of(find_work(entries, store.memory.recall, selection), states, segments)
            )
        with _written(file):
            write_tmx(units, file, segments)
    empty = sum(not unit.target for unit in units)
    click.echo(f"{len(units) - empty} translations, {empty} texts to translate", err=True)


@contextmanager
def _written(file: BinaryIO) -> Iterator[None]:
    """Say of a file that cannot be written which it is, before anything else is told."""
    try:
        yield
        file.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError):  # which click would tell in its place
            file.close()
        raise failure(Path(getattr(file, "name", "-")), "written", error) from error


def _states(
    missing: bool, origin: TranslationOrigin | None, least: WorkState
) -> tuple[WorkState, ...]:
    """Return the states that are asked for; without options from `least` on to a machine's."""
    asked: list[WorkState] = ["untranslated"] if missing else []
    if origin:
        asked.append(origin)
    return tuple(asked) or (least, "machine")


def _export_project(
    home: Home, store: Store, folder: Path, selection: Selection, segments: Segments
) -> None:
    recall = store.memory.recall
    with untranslated_entries(home, store) as entries:
        found = list(find_work(entries, recall, selection))
    pairs = Counter((work.source.language, work.language) for work in found)
    if not pairs:
        raise ArchiveError(
            "nothing is left to translate of what was asked for; no project was made"
        )
    (source, target), _ = pairs.most_common(1)[0]
    work = [each for each in found if (each.source.language, each.language) == (source, target)]
    memory = remembered_units(
        store.memory, lambda row: (row.source_language, row.target_language) == (source, target)
    )
    write_project(folder, work, memory, glossary_of(work, load_gazetteer()), segments)
    click.echo(_project_line(work, source, target, folder), err=True)
    for (other, into), number in pairs.most_common()[1:]:
        more = f"{number} entries from {other} into {into} need a project of their own"
        click.echo(f"{more}: --from {other} --into {into}", err=True)


def _project_line(work: Sequence[Work], source: str, target: str, folder: Path) -> str:
    texts = sum(len(each.texts) for each in work)
    return text_for(
        "terminal", f"{len(work)} entries, {texts} texts from {source} into {target} in {folder}"
    )


@click.command(
    "import",
    short_help="Bring in people's translations.",
    epilog=examples(
        "torino translations import memory.tmx",
        "torino translations import fixes.csv",
        "torino translations import project --rest rest.tmx",
        notes="The report goes to standard output. Exit code: 0 done; 1 failed, or nothing fits a "
        "text of the archive; 2 wrong command.",
    ),
)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--rest",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what is not shown of it as TMX, each with the reason, to mend and import again.",
)
@click.option(
    "--replace-newer", is_flag=True, help="Also in place of translations by people that are newer."
)
@click.pass_obj
def import_translations(home: Home, file: Path, rest: Path | None, replace_newer: bool) -> None:
    """Bring in people's translations: a TMX file, the corrected CSV of `review`, or the folder of a
    project of OmegaT or its translated files.

    They are shown in place of any machine's, and of older ones by people. Sentences are put
    together to the paragraphs that they are of; a text of which a few words have changed since
    gets its translation too, marked as outdated.
    """
    require_archive(home)
    with home.hold("change"), open_archive(home, "change") as store:
        found = read_units(file, store.memory)
        if not found.units:
            also = f"; {found.unfinished} texts are not translated yet" if found.unfinished else ""
            raise ArchiveError(f"there is no translation in {file}{also}")
        with untranslated_entries(home, store) as entries:
            imported = import_units(store, found.units, entries, replace_newer=replace_newer)
        publish_if_due(home, store)
    _print_imported(imported, found.unfinished)
    if rest and imported.rest:
        _write_rest(imported, rest)
        click.echo(text_for("terminal", f"{len(imported.rest)} not shown, in {rest}"))
    elif imported.rest:
        click.echo(f"{len(imported.rest)} not shown; --rest FILE writes them, with the reasons")
    if not imported.fitted:
        raise ArchiveError(
            f"nothing in {file} fits a text of this archive; it is kept. Are the source texts from"
            " `torino translations export`, and its languages right?"
        )


def _write_rest(imported: Imported, file: Path) -> None:
    try:
        with file.open("wb") as stream:
            write_tmx(imported.rest, stream)
    except OSError as error:
        raise failure(file, "written", error) from error


def _print_imported(imported: Imported, unfinished: int) -> None:
    click.echo(f"a person's      {imported.human}")
    click.echo(f"a machine's     {imported.machine}")
    for line in _fit_lines(imported):
        click.echo(line)
    if unfinished:
        click.echo(f"untranslated    {unfinished}  (texts that are still in the source language)")


def _fit_lines(imported: Imported) -> Iterable[str]:
    for kind, name in _FIT_LINES:
        number = imported.kinds[kind]
        if number or kind == "exact":
            meaning = _MEANING.get(kind, "")
            if kind == "sentences":
                meaning = f"put together to {imported.whole} texts"
                if imported.older_whole:
                    meaning += f"; of {imported.older_whole} more a person's newer one is kept"
            if kind == "changed":
                meaning += f"; entries that show them, marked as outdated: {imported.outdated}"
            yield f"{name:<16}{number}" + (f"  ({meaning})" if meaning else "")
