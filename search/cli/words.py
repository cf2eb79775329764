"""A command with words of a search: which arguments are words, and which are options."""

from __future__ import annotations

import re

import click

from index.cli.verbs import near_names

_LONG_DASH = re.compile("[–—−‐‑]")


class WordsCommand(click.Command):
    """A command whose arguments are words of a search, among them exclusions such as `-hotel`.

    What begins with two dashes is an option, known or not. What begins with one dash is an
    exclusion, unless it is an option of one letter or looks like an option written with one dash.
    What stands after `--` is always words, and so is an argument with a space in it.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises UsageError for what is neither an option nor a word."""
        options: list[str] = []
        words: list[str] = []
        given = list(args)
        while given:
            argument = given.pop(0)
            if argument == "--":
                words += given
                break
            if self._is_option(argument, ctx):
                options.append(argument)
                if given and self._takes_value(argument, ctx):
                    options.append(given.pop(0))
            else:
                words.append(argument)
        return super().parse_args(ctx, [*options, "--", *words] if words else options)

    def _is_option(self, argument: str, ctx: click.Context) -> bool:
        name = _LONG_DASH.sub("-", argument).lstrip("-").partition("=")[0]
        long = f"--{name}"
        if argument.startswith("--"):
            return True
        if _LONG_DASH.match(argument) and self._option(long, ctx):
            raise click.UsageError(f"{argument} begins with a long dash; write {long}", ctx)
        if not argument.startswith("-") or len(argument) == 1 or " " in argument:
            return False
        if len(argument) == 2:
            return not argument[1].isdigit()
        if meant := self._option_meant(name, ctx):
            raise click.UsageError(
                f"no option -{name}; did you mean {meant}? "
                f"To leave out entries with this word: -- {argument}",
                ctx,
            )
        return False

    def _option_meant(self, name: str, ctx: click.Context) -> str | None:
        """Return the option that a word after one dash is, or is a slip of; None for a word."""
        if self._option(f"--{name}", ctx):
            return f"--{name}"
        known = [
            name
            for option in self.get_params(ctx)
            for name in option.opts
            if name.startswith("--") and len(name) > 6
        ]
        near = near_names(f"--{name}", known, 1, cutoff=0.85)
        return near[0] if near else None

    def _takes_value(self, argument: str, ctx: click.Context) -> bool:
        option = self._option(argument, ctx)
        return option is not None and not option.is_flag and not option.count

    def _option(self, name: str, ctx: click.Context) -> click.Option | None:
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and name in (*param.opts, *param.secondary_opts):
                return param
        return None
