"""The pages of the desk: what waits, one task about an entry, and what became of it."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from index.model.entry import Entry
from index.model.errors import ArchiveError
from web.current_searcher import LANGUAGE_PATH
from web.desk.decisions import NOT_AN_ENTRY, decided
from web.desk.forms import form_of
from web.desk.navigation import address_of, kind_name, position_of, state_of, task_after
from web.desk.session import desk
from web.desk.tasks import ENTRY_KINDS, TASK_KINDS, DeskTask
from web.views.i18n import gettext, page_language

pages = Blueprint("desk", __name__)


@pages.get("/")
def start() -> Response:
    """Lead to the desk in the browser's language."""
    return redirect(f"/{page_language()}/")


@pages.get(f"{LANGUAGE_PATH}/")
def queue(language: str) -> str:
    """Show how much waits, and begin."""
    tasks = desk().tasks()
    counts = Counter(task.kind for task in tasks)
    return render_template(
        "desk/queue.html",
        kinds=[(kind, kind_name(kind), counts[kind]) for kind in TASK_KINDS],
        first={kind: next((t for t in tasks if t.kind == kind), None) for kind in TASK_KINDS},
        problem=gettext("No translation is shown of that entry.") if "none" in request.args else "",
        **state_of(tasks),
    )


@pages.get(f"{LANGUAGE_PATH}/<kind>/<id>")
def task(language: str, kind: str, id: str) -> str:
    """Show one task."""
    asked = _task(kind, id)
    return _task_page(asked, _entry(asked))


@pages.post(f"{LANGUAGE_PATH}/<kind>/<id>")
def settle(language: str, kind: str, id: str) -> str | Response | tuple[str, int]:
    """Write what was decided, and lead to the next task."""
    asked = _task(kind, id)
    following = task_after(asked)
    if request.form.get("do") != "later":
        entry = _entry(asked)
        who = desk().signed_by(request.form.get("who", ""))
        corrections = decided(asked, entry, request.form.to_dict(flat=False), who)
        if not corrections:
            return _task_page(asked, entry, gettext("Choose one, or write what is right.")), 422
        try:
            desk().settle(asked, entry, corrections)
        except ArchiveError as error:
            return _task_page(asked, entry, str(error)), 422
    return redirect(address_of(following), 303)


@pages.post(f"{LANGUAGE_PATH}/undo")
def undo(language: str) -> Response:
    """Take the last decision back, and show its task again."""
    task = desk().undo()
    is_shown = task and desk().can_show(task)
    return redirect(address_of(task if is_shown else None), 303)


def problem(error: ArchiveError) -> tuple[str, int]:
    """Say what is wrong with the archive, which may change while the desk is open."""
    return render_template("desk/problem.html", problem=str(error), **state_of([])), 503


def _task_page(asked: DeskTask, entry: Entry, problem: str = "") -> str:
    return render_template(
        "desk/task.html",
        entries=[entry, *_others(asked)],
        form=form_of(asked, entry, page_language()),
        problem=problem,
        not_an_entry=NOT_AN_ENTRY,
        **position_of(asked, desk().tasks()),
    )


def _task(kind: str, id: str) -> DeskTask:
    known = next((each for each in ENTRY_KINDS if each == kind), None)
    if known is None:
        abort(404)
    one, _, other = id.partition("+")
    if bool(other) != (known == "pair") or one == other:
        abort(404)
    return DeskTask(known, one, other)


def _entry(asked: DeskTask) -> Entry:
    entry = desk().entry(asked.id)
    if entry is None or (asked.other and desk().entry(asked.other) is None):
        abort(404)
    return entry


def _others(asked: DeskTask) -> list[Entry]:
    other = desk().entry(asked.other) if asked.other else None
    return [other] if other else []
