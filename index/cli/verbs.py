"""Verbs and their help: near names for a mistyped verb, and examples below the options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import click

from index.text.folding import fold

EXIT_CODES = "Exit code: 0 done, 1 failed, 2 wrong command."
"""The line of a help about exit codes."""


_MEANT: Mapping[str, tuple[str, ...]] = {
    "add": ("aggiungi", "import", "init", "load"),
    "backup": ("dump", "salva", "save"),
    "correct": ("correggi", "edit", "fix", "set"),
    "check": ("controlla", "doctor", "fsck", "test", "verifica", "verify"),
    "explain": ("spiega", "why"),
    "export": ("download", "esporta"),
    "index": ("build", "indicizza", "rebuild", "reindex"),
    "info": ("stato", "stats", "status"),
    "log": ("changes", "cronologia", "history", "news", "storia"),
    "remove": ("delete", "elimina", "rimuovi", "rm", "withdraw"),
    "restore": ("ripristina",),
    "search": ("cerca", "find", "grep", "list", "ls", "query", "ricerca", "trova"),
    "serve": ("avvia", "run", "server", "start", "web"),
    "show": ("cat", "get", "mostra", "open", "view"),
    "translate": ("traduci",),
    "--help": ("aiuto", "guida", "man", "help"),
    "--version": ("version", "versione"),
}
"""Verbs, by the words that other programs, or Italian, have for them."""


class VerbGroup(click.Group):
    """A group of verbs that names near ones when a verb is mistyped.

    Without any word it prints its help on stderr and ends with 2.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words up to the verb."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb, its command and the other words. Raises UsageError for an unknown one.

        The message names near verbs, or all of them.
        """
        verbs = self.list_commands(ctx)
        if not ctx.resilient_parsing and args[0] not in verbs and not args[0].startswith("-"):
            meant = [verb for verb, words in _MEANT.items() if args[0].lower() in words]
            known = [verb for verb in meant if verb in verbs or verb.startswith("-")]
            near = did_you_mean(args[0], verbs, known) or there_are(verbs)
            raise click.UsageError(f"no verb {args[0]!r}; {near}", ctx)
        return super().resolve_command(ctx, args)


def examples(*lines: str, notes: str = EXIT_CODES) -> str:
    """Return what stands below the options in a help: examples, one a line, then notes.

    A line may end with a comment that begins with `#`. The tests run every line on the sample.
    """
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines) + f"\n\n{notes}"


def near_names(
    given: str, names: Iterable[str], most: int = 3, *, cutoff: float = 0.7
) -> list[str]:
    """Return the names nearest to a mistyped one, best first; case and accents do not count."""
    import difflib  # a command without a slip needs none

    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(fold(name), name)
    found = difflib.get_close_matches(fold(given), folded, most, cutoff=cutoff)
    return [folded[name] for name in found]


def did_you_mean(given: str, names: Iterable[str], meant: Sequence[str] = ()) -> str:
    """Return "did you mean …?" with what was meant, else the nearest names; "" for none."""
    near = meant or near_names(given, names, 2)
    return f"did you mean {' or '.join(near)}?" if near else ""


def there_are(names: Iterable[str]) -> str:
    """Return "there are …" with all names."""
    return f"there are {', '.join(names)}"
