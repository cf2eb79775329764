"""What is said about a command that is wrong: the thing, a near one, and where the help is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from index.cli.verbs import near_names

_MEANT: Mapping[str, tuple[str, ...]] = {
    "-n": ("--limit",),
    "--al": ("--to",),
    "--anno": ("--year",),
    "--before": ("--to",),
    "--after": ("--from",),
    "--cartella": ("--home",),
    "--city": ("--place",),
    "--città": ("--place",),
    "--dal": ("--from",),
    "--data": ("--from", "--year"),
    "--date": ("--from", "--year"),
    "--dir": ("--home",),
    "--engine": ("--translator",),
    "--exclude": ("--not-country",),
    "--formato": ("--format",),
    "--lang": ("--written", "--into"),
    "--language": ("--written", "--into"),
    "--lingua": ("--written", "--into"),
    "--luogo": ("--place",),
    "--max": ("--limit",),
    "--name": ("--person",),
    "--nome": ("--person",),
    "--number": ("--limit",),
    "--order": ("--sort",),
    "--ordine": ("--sort",),
    "--paese": ("--country",),
    "--persona": ("--person",),
    "--since": ("--from",),
    "--tipo": ("--kind",),
    "--traduttore": ("--translator",),
    "--type": ("--kind",),
    "--until": ("--to",),
}
"""Options by the names that other programs, or Italian, have for them."""


def usage_error_lines(error: click.UsageError) -> Iterator[str]:
    """Yield what to say about a wrong command: one line, and one that names its help."""
    where = error.ctx.command_path if error.ctx else "torino"
    yield f"{where}: {_message(error)}"
    yield f"`{where} --help` shows how it is used"


def _message(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption) and error.ctx and error.message.startswith("No such"):
        return _unknown_option(error.option_name, error.ctx)
    text = error.format_message().strip().rstrip(".")
    return text[:1].lower() + text[1:]


def _unknown_option(name: str, context: click.Context) -> str:
    """Return that there is no such option, with the one that was meant when that can be told."""
    here = _option_names(context.command, context)
    message = f"no option {name}"
    if meant := [option for option in _MEANT.get(name, ()) if option in here]:
        return f"{message}; did you mean {meant[0]}?"
    if len(name) == 2:  # one letter after one dash
        near = [option for option in here if option[2] == name[1]]
        return "; ".join(filter(None, (message, _question(near[:3]))))
    owners: dict[str, list[str]] = {}
    for verb, options in _other_verbs(context):
        for option in options:
            owners.setdefault(option, []).append(verb)
    near = near_names(name, dict.fromkeys((*here, *owners)), 2)
    if near and near[0] not in here:
        verbs = owners[near[0]]
        return f"{message} here; {' and '.join(verbs)} {_has(verbs)} {near[0]}"
    return "; ".join(filter(None, (message, _question([one for one in near if one in here]))))


def _question(names: list[str]) -> str:
    return f"did you mean {' or '.join(names)}?" if names else ""


def _has(verbs: list[str]) -> str:
    return "has" if len(verbs) == 1 else "have"


def _other_verbs(context: click.Context) -> Iterator[tuple[str, list[str]]]:
    """Yield each other verb of the program, as typed, with its options."""
    root = context.find_root()
    if not isinstance(root.command, click.Group):
        return
    for name in root.command.list_commands(root):
        command = root.command.get_command(root, name)
        if command and name != context.info_name:
            yield f"{root.command_path} {name}", _option_names(command, context)


def _option_names(command: click.Command, context: click.Context) -> list[str]:
    return [
        name
        for option in command.get_params(context)
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
        if name.startswith("--")
    ]
