"""What is said about a command that is wrong: the thing, a near one, and where the help is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import click

from index.cli.verbs import did_you_mean, near_names, there_are

_MEANT: Mapping[str, tuple[str, ...]] = {
    "-n": ("--limit",),
    "--al": ("--to",),
    "--anno": ("--year",),
    "--address": ("--host",),
    "--before": ("--to",),
    "--bind": ("--host",),
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
    "--json": ("--format jsonl",),
    "--lang": ("--written", "--into"),
    "--language": ("--written", "--into"),
    "--lingua": ("--written", "--into"),
    "--luogo": ("--place",),
    "--max": ("--limit",),
    "--mese": ("--from",),
    "--month": ("--from",),
    "--name": ("--person",),
    "--nation": ("--country",),
    "--nazione": ("--country",),
    "--nome": ("--person",),
    "--number": ("--limit",),
    "--order": ("--sort",),
    "--ordine": ("--sort",),
    "--paese": ("--country",),
    "--persona": ("--person",),
    "--since": ("--from",),
    "--stato": ("--country",),
    "--tipo": ("--kind",),
    "--traduttore": ("--translator",),
    "--type": ("--kind",),
    "--until": ("--to",),
}
"""Options by the names that other programs, or Italian, have for them."""

_TO_A_FILE = frozenset({"-o", "--out", "--output", "--file"})
"""Options that other programs have for what a shell does."""


def usage_error_lines(error: click.UsageError) -> Iterator[str]:
    """Yield what to say about a wrong command: one line, and one that names its help."""
    where = error.ctx.command_path if error.ctx else "torino"
    yield f"{where}: {_message(error)}"
    yield f"`{where} --help` shows how it is used"


def _message(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption) and error.ctx and error.message.startswith("No such"):
        return _unknown_option(error.option_name, error.ctx)
    if isinstance(error, click.BadParameter) and (told := _what_fits(error)):
        return told
    text = error.format_message().strip().rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _what_fits(error: click.BadParameter) -> str | None:
    """Return which values an option takes, when it takes a number or one of a few words."""
    given, wrong, _ = error.message.partition(" is not ")
    if error.param is None or not wrong:
        return None
    name, kind = max(error.param.opts, key=len), error.param.type
    if isinstance(kind, click.IntRange):
        bounds = f"from {kind.min} to {kind.max}" if kind.max is not None else f"from {kind.min}"
        return f"{name}: {given} is not a whole number {bounds}"
    if isinstance(kind, click.Choice):
        known = [str(choice) for choice in kind.choices]
        near = did_you_mean(given.strip("'"), known) or there_are(known)
        return f"{name}: {given} is not possible; {near}"
    return None


def _unknown_option(name: str, context: click.Context) -> str:
    """Return that there is no such option, with what was meant when that can be told."""
    here = _option_names(context.command, context)
    message = f"no option {name}"
    if name in _TO_A_FILE:
        named = any(isinstance(one.type, click.Path | click.File) for one in _arguments(context))
        how = "name the file without an option" if named else "write > FILE after the command"
        return f"{message}; {how}"
    meant = (*_MEANT.get(name, ()), *_with_value(name, context.command, context))
    for option in meant:
        if option.split()[0] in here:
            return f"{message}; did you mean {option}?"
    if len(name) == 2:  # one letter after one dash
        return _asked(message, [option for option in here if option[2] == name[1]][:3])
    owners: dict[str, list[str]] = {}
    for verb, command in _other_verbs(context):
        for option in (*_option_names(command, context), *_with_value(name, command, context)):
            owners.setdefault(option, []).append(verb)
        meant = (*meant, *_with_value(name, command, context))
    for option in (*meant, name):
        if verbs := owners.get(option) or owners.get(option.split()[0]):
            return f"{message} here; {_have(verbs, option)}"
    if same := [option for option in here if option == name.lower()]:
        return _asked(message, same)
    near = _near(name, (*here, *owners), 0.8) or _near(name, here, 0.7)
    if near and near[0] not in here:
        return f"{message} here; {_have(owners[near[0]], near[0])}"
    return _asked(message, [option for option in near if option in here])


def _asked(message: str, options: list[str]) -> str:
    return f"{message}; did you mean {' or '.join(options)}?" if options else message


def _have(verbs: list[str], option: str) -> str:
    if len(verbs) == 1:
        return f"{verbs[0]} has {option}"
    return f"{', '.join(verbs[:-1])} and {verbs[-1]} have {option}"


def _near(name: str, options: Iterable[str], cutoff: float) -> list[str]:
    """Return the two options nearest to a name; the dashes that all have do not count."""
    words = {option.lstrip("-"): option for option in options}
    return [words[word] for word in near_names(name.lstrip("-"), words, 2, cutoff=cutoff)]


def _with_value(name: str, command: click.Command, context: click.Context) -> tuple[str, ...]:
    """Return the option that takes the name as its value: `--format csv` for --csv."""
    value = name.lstrip("-").lower()
    return tuple(
        f"{option.opts[0]} {value}"
        for option in command.get_params(context)
        if isinstance(option, click.Option)
        if isinstance(option.type, click.Choice) and value in option.type.choices
    )


def _arguments(context: click.Context) -> list[click.Argument]:
    params = context.command.get_params(context)
    return [param for param in params if isinstance(param, click.Argument)]


def _other_verbs(context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Yield each other verb of the program, as typed."""
    root = context.find_root()
    if not isinstance(root.command, click.Group):
        return
    for name in root.command.list_commands(root):
        command = root.command.get_command(root, name)
        if command and name != context.info_name:
            yield f"{root.command_path} {name}", command


def _option_names(command: click.Command, context: click.Context) -> list[str]:
    return [
        name
        for option in command.get_params(context)
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
        if name.startswith("--")
    ]
