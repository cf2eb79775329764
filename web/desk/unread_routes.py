"""The page of a passage that is in no entry."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from index.model.entry import Entry
from index.model.errors import ArchiveError
from index.store.corrections import NOTHING
from index.text.folding import letters_of
from search.query.entry_address import id_in
from web.current_searcher import LANGUAGE_PATH
from web.desk.navigation import address_of, position_of, task_after
from web.desk.passages import WaitingPassage, belongs_to, nothing_to_take
from web.desk.session import desk
from web.desk.tasks import DeskTask
from web.views.i18n import gettext

pages = Blueprint("unread", __name__)


@pages.get(f"{LANGUAGE_PATH}/unread/<key>")
def passage(language: str, key: str) -> str:
    """Show a passage, and the entries of its page."""
    return _page(_passage(key))


@pages.post(f"{LANGUAGE_PATH}/unread/<key>")
def settle(language: str, key: str) -> str | Response | tuple[str, int]:
    """Write that nothing is to be taken of it, or that it belongs to an entry."""
    task = DeskTask("unread", key)
    following = task_after(task)
    if request.form.get("do") != "later":
        waiting = _passage(key)
        who = desk().signed_by(request.form.get("who", ""))
        why = request.form.get("why", "").strip()
        named = id_in(request.form.get("other", "")) or request.form.get("value", "")
        try:
            if named == NOTHING:
                desk().settle(task, None, nothing_to_take(waiting, who, why))
            elif entry := desk().entry(named):
                desk().settle(task, entry, belongs_to(entry, waiting, who, why))
            else:
                problem = gettext("No entry has the id %(id)s.", id=named)
                chosen = problem if named else gettext("Choose one, or write what is right.")
                return _page(waiting, chosen), 422
        except ArchiveError as error:
            return _page(waiting, str(error)), 422
    return redirect(address_of(following), 303)


def _passage(key: str) -> WaitingPassage:
    found = desk().passages().get(key)
    if found is None:
        abort(404)
    return found


def _page(waiting: WaitingPassage, problem: str = "") -> str:
    return render_template(
        "desk/unread.html",
        waiting=waiting,
        entries=_entries(waiting),
        nothing=NOTHING,
        problem=problem,
        **position_of(DeskTask("unread", waiting.key), desk().tasks()),
    )


def _entries(waiting: WaitingPassage) -> list[Entry]:
    """Return the entries of the page, the one that has the line before the passage first."""
    before = letters_of(waiting.found.passage.before)
    entries = [entry for id in waiting.found.entries if (entry := desk().entry(id))]
    return sorted(
        entries,
        key=lambda entry: before not in letters_of(f"{entry.original.title} {entry.original.text}"),
    )
