"""The command `torino`: its commands, the options that they share, and the exit codes."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from copy import copy
from importlib import import_module
from io import UnsupportedOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli.verbs import VerbGroup, examples
from index.model.errors import ArchiveError, ConfigError
from index.store.home import Home
from index.text.output_characters import text_for
from search.query.errors import QueryError
from web.cli.interrupts import INTERRUPTED, exiting_when_interrupted, leave
from web.cli.usage_errors import usage_error_lines

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DONE, FAILED, WRONG_USAGE = 0, 1, 2
"""Exit codes, beside that of `interrupts.leave`."""

COMMANDS = {
    "add": "index.cli.archive:add",
    "backup": "index.cli.archive:backup",
    "check": "web.cli.check:check",
    "correct": "search.cli.correct:correct",
    "desk": "web.cli.desk:desk",
    "erase": "index.cli.erasing:erase",
    "explain": "search.cli.explain:explain",
    "export": "search.cli.export:export",
    "index": "index.cli.archive:rebuild_index",
    "info": "search.cli.info:info",
    "log": "search.cli.log:log",
    "profile": "index.cli.profile_start:profile",
    "remove": "index.cli.archive:remove",
    "restore": "index.cli.archive:restore",
    "search": "search.cli.search:search",
    "serve": "web.cli.serve:serve",
    "show": "search.cli.show:show",
    "translate": "index.cli.translate:translate",
    "translations": "index.cli.translations:translations",
}
"""The module and function of each command. Only the one needed is imported, for a fast start."""

SUMMARIES = {
    "add": "Read pages into the archive, or begin with the sample.",
    "backup": "Save archive.db and corrections.csv to one file.",
    "check": "Check settings, disk, archive and index.",
    "correct": "Correct what was read of an entry.",
    "desk": "Open the desk: what waits for your decision.",
    "erase": "Erase pages or entries from every file, for good.",
    "explain": "Say how an entry was read, or how a file would be.",
    "export": "Write all entries of a search to a file.",
    "index": "Rebuild the index from archive.db.",
    "info": "Show where the archive is and what it holds.",
    "log": "Show what changed in the archive, and when.",
    "profile": "Write a start for the profile of a city.",
    "remove": "Withdraw pages or entries, or bring them back.",
    "restore": "Fill an empty home from a backup and build its index.",
    "search": "Find entries by words and filters.",
    "serve": "Serve the site.",
    "show": "Show one entry in full.",
    "translate": "Fill in the translations that are missing.",
    "translations": "Export, import, review or drop translations.",
}
"""What each command does, for the list of all: so it imports none of them."""


class _TerminalLines(logging.Formatter):
    """Lines of a log that cannot steer the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with a stack when there is one."""
        return text_for("terminal", super().format(record))


class _LazyGroup(VerbGroup):
    """A group that imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with the shared options, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        with exiting_when_interrupted():
            command = getattr(import_module(module), name)
        return _with_shared_options(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of all commands."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(SUMMARIES.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that begin with what is typed."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=summary)
            for name, summary in sorted(SUMMARIES.items())
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "torino add --sample                # begin with the bundled sample archive",
        "torino search sindaco lione",
        "torino show 2012-05-16-86sr",
        notes="Results go to standard output, messages and progress to standard error. Exit code: "
        "0 done, also when nothing is found; 1 failed; 2 wrong command; 130 stopped with Ctrl-C.",
    ),
)
@click.version_option(package_name="torino-archive", prog_name="torino")
def torino() -> None:
    """Search the international-relations news of a city, in Italian and English.

    `torino add --sample` begins with a sample archive, `torino add SOURCE…` reads your own pages;
    `torino serve` shows the site.
    """


def _with_shared_options(command: click.Command) -> click.Command:
    """Return a copy of the command that takes `--home` and `--engine`, also after its name."""
    shared = copy(command)
    shared.params = [*command.params, *_shared_options()]
    if isinstance(shared, click.Group):
        parts = shared.commands.items()
        shared.commands = {name: _with_shared_options(part) for name, part in parts}
    return shared


def _shared_options() -> list[click.Option]:
    return [
        click.Option(
            ["--home"],
            type=click.Path(readable=False),  # what may not be read is told by the verb
            expose_value=False,
            is_eager=True,
            callback=_take,
            metavar="DIR",
            help="Where the archive lives (TORINO_HOME; default: your user data folder).",
        ),
        click.Option(
            ["--engine"],
            expose_value=False,
            is_eager=True,
            callback=_take,
            metavar="LOCATION",
            help="The index: a folder is Whoosh, https://host:9200/name an OpenSearch cluster "
            "(TORINO_ENGINE; default: in the home).",
        ),
    ]


def _take(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Store a shared option; one after the command's name wins, and any wins over the setting."""
    shared = context.find_root().meta.setdefault("torino", {})
    if value is not None:
        if not value.strip():
            raise click.UsageError(f"{option.opts[0]} is empty; give it a value, or leave it out")
        shared[option.name] = value
    given = shared.get("home")
    home = Home.of_environment(Path(given) if given else None, shared.get("engine"))
    is_there = os.path.exists(home.path)  # noqa: PTH110  # False where this user may not look
    if is_there and not home.path.is_dir():
        raise click.UsageError(
            f"{home.path} is a file; the archive lives in a folder: name one with --home, "
            "or with TORINO_HOME"
        )
    context.obj = home


torino.params += _shared_options()


def main() -> None:
    """Run `torino`. Exit with 0 when done, 1 on failure, 2 for wrong usage."""
    handler = logging.StreamHandler()
    handler.setFormatter(_TerminalLines("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    try:
        code = torino(prog_name="torino", standalone_mode=False)  # of an early end, else None
        if sys.stdout is not None:
            sys.stdout.flush()  # what cannot be written fails here, not after the exit code
        if code:
            sys.exit(code)
    except click.UsageError as error:
        for line in usage_error_lines(error):
            click.echo(text_for("terminal", line), err=True)
        sys.exit(WRONG_USAGE)
    except click.ClickException as error:
        click.echo(text_for("terminal", f"torino: {error.format_message()}"), err=True)
        sys.exit(error.exit_code)
    except click.Abort as abort:
        if isinstance(abort.__cause__, KeyboardInterrupt):
            leave()
        sys.exit(INTERRUPTED)  # a question that was not answered
    except ArchiveError as error:
        click.echo(text_for("terminal", f"torino: {error}"), err=True)
        sys.exit(WRONG_USAGE if isinstance(error, QueryError | ConfigError) else FAILED)
    except UnicodeEncodeError as error:  # an argument that is not UTF-8
        click.echo(f"torino: {error.object!a} is not UTF-8", err=True)
        sys.exit(WRONG_USAGE)
    except BrokenPipeError:  # the reader of the output has closed it, as `head` does
        _leave_stdout()
        sys.exit(FAILED)
    except OSError as error:  # a full disk, a file without permission
        _leave_stdout()
        name = f"{error.filename}: " if error.filename else ""
        click.echo(text_for("terminal", f"torino: {name}{error.strerror or error}"), err=True)
        sys.exit(FAILED)


def _leave_stdout() -> None:
    """Discard what is still buffered for stdout: writing it at exit would fail again."""
    with suppress(UnsupportedOperation):  # stdout is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
