"""The account of a page: what became of its visible text, and what was read of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from index.model.entry import Entry

Share = Literal["entry", "furniture", "short", "unread"]
"""Where a line went: into an entry; it is furniture, by its words or since its site repeats it; it
is a label or a link of a few words; or nobody reads it."""
SHARES: tuple[Share, ...] = get_args(Share)


@dataclass(frozen=True, slots=True)
class UnreadLines:
    """Unread lines that stand together on a page."""

    lines: tuple[str, ...]
    before: str = ""
    """The nearest line before them that is in an entry; "" when there is none."""


@dataclass(frozen=True, slots=True)
class PageAccount:
    """Letters and digits of a page by what became of them, and what is unread."""

    letters: Counter[Share] = field(default_factory=Counter)
    passages: tuple[UnreadLines, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """The unread lines, in their order."""
        return tuple(line for passage in self.passages for line in passage.lines)


@dataclass(frozen=True, slots=True)
class PageReading:
    """The entries of a page, and the account of its text."""

    entries: tuple[Entry, ...]
    account: PageAccount = field(default_factory=PageAccount)
    cut: str = ""
    """A digest of the raw entries that the page was cut into; "" when it is not known."""


def account_to_json(account: PageAccount) -> dict[str, Any]:
    """Return `{"letters", "passages": [{"lines", "before"}]}`; see `account_from_json`."""
    passages = [{"lines": list(each.lines), "before": each.before} for each in account.passages]
    return {"letters": dict(account.letters), "passages": passages}


def account_report(account: PageAccount) -> dict[str, Any]:
    """Return `{"letters", "unread"}`, the unread lines as one list, for whoever reads it."""
    return {"letters": dict(account.letters), "unread": list(account.unread)}


def account_from_json(data: dict[str, Any]) -> PageAccount:
    """Return the account that `account_to_json` wrote."""
    passages = (UnreadLines(tuple(each["lines"]), each["before"]) for each in data["passages"])
    return PageAccount(Counter(data["letters"]), tuple(passages))
