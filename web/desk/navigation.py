"""Where one is at the desk: the state of the work, the next task, names and addresses."""

from __future__ import annotations

from collections.abc import Sequence

from web.desk.session import desk
from web.desk.tasks import DeskTask, TaskKind
from web.views.i18n import gettext, page_language


def state_of(tasks: Sequence[DeskTask]) -> dict[str, object]:
    """Return what every page of the desk says of the work, with the tasks that wait."""
    return {
        "left": len(tasks),
        "done": desk().done,
        "is_publishing": desk().is_publishing,
        "failure": desk().failure,
        "who": desk().who,
    }


def position_of(asked: DeskTask, tasks: Sequence[DeskTask]) -> dict[str, object]:
    """Return what the page of a task says of its place among those of its kind."""
    of_kind = [each for each in tasks if each.kind == asked.kind]
    return {
        "task": asked,
        "kind": kind_name(asked.kind),
        "place": of_kind.index(asked) + 1 if asked in of_kind else 0,
        "of": len(of_kind),
        **state_of(tasks),
    }


def task_after(asked: DeskTask) -> DeskTask | None:
    """Return the task after one, as it stood in the list; the first when it was the last."""
    tasks = desk().tasks()
    place = tasks.index(asked) + 1 if asked in tasks else 0
    others = [*tasks[place:], *tasks[:place]]
    return next((each for each in others if each != asked), None)


def address_of(task: DeskTask | None) -> str:
    """Return the address of a task; that of the list for none."""
    language = page_language()
    return f"/{language}/{task.kind}/{task.name}" if task else f"/{language}/"


def kind_name(kind: TaskKind) -> str:
    """Return what the tasks of a kind are about."""
    match kind:
        case "doubt":
            return gettext("Dates in doubt")
        case "undated":
            return gettext("Without a date")
        case "pair":
            return gettext("Perhaps the same event")
        case "language":
            return gettext("Language not certain")
        case "people":
            return gettext("Names worth a look")
        case "unplaced":
            return gettext("Without a country")
        case "unread":
            return gettext("Text in no entry")
        case "translation":
            return gettext("Translations to review")
