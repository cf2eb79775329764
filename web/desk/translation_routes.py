"""The page of a translation that a person looks at: kept, written anew, or rejected."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from index.model.entry import READING_LANGUAGES
from index.model.errors import ArchiveError
from index.translation.review import Review, keep, reject
from search.query.entry_address import id_in
from web.current_searcher import LANGUAGE_PATH
from web.desk.navigation import address_of, position_of, task_after
from web.desk.session import desk
from web.desk.tasks import DeskTask
from web.views.i18n import gettext, page_language
from web.views.labels import capitalized, language_name, translator_name

pages = Blueprint("reviews", __name__)
REJECT = "reject"
"""The button that does."""


@pages.get(f"{LANGUAGE_PATH}/translation")
def named(language: str) -> Response:
    """Lead to the translations of an entry that a reader has reported, by its id or address."""
    asked = request.args.get("named", "")
    entry = desk().entry(id_in(asked))
    given = asked.strip().rpartition("#")[2]  # …/e/ID#it leads to the Italian version
    for tag in (given, language, *READING_LANGUAGES):
        if entry and desk().review(entry.id, tag):
            return redirect(address_of(DeskTask("translation", entry.id, tag)), 303)
    return redirect(f"/{language}/?none=1", 303)


@pages.get(f"{LANGUAGE_PATH}/translation/<id>+<into>")
def review(language: str, id: str, into: str) -> str:
    """Show a translation beside its original."""
    return _page(_review(id, into))


@pages.post(f"{LANGUAGE_PATH}/translation/<id>+<into>")
def settle(language: str, id: str, into: str) -> str | Response | tuple[str, int]:
    """Keep the translation as it stands in the form, or reject it."""
    task = DeskTask("translation", id, into)
    following = task_after(task)
    if (do := request.form.get("do")) != "later":
        found = _review(id, into)
        who = desk().signed_by(request.form.get("who", ""))
        why = request.form.get("why", "").strip()
        targets = request.form.getlist("target")
        problem = ""
        try:
            if request.form.getlist("key") != [text.key for text in found.texts]:
                problem = gettext("The original has changed meanwhile; this is what it is now.")
            elif do == REJECT:
                desk().settle_translation(task, lambda store: reject(store, found, who, why))
            elif not all(target.strip() for target in targets) or len(targets) != len(found.texts):
                problem = gettext("Write a translation of each part.")
            else:
                today = datetime.now(UTC).date()
                desk().settle_translation(
                    task, lambda store: keep(store, found, targets, who, why, today)
                )
        except ArchiveError as error:  # what was written stays in the form
            problem = str(error)
        if problem:
            return _page(found, problem), 422
    return redirect(address_of(following), 303)


def _review(id: str, into: str) -> Review:
    found = desk().review(id, into)
    if found is None:
        abort(404)
    return found


def _page(found: Review, problem: str = "") -> str:
    entry = desk().entry(found.entry)
    if entry is None:
        abort(404)
    version = entry.version(found.language)
    names = (language_name(tag, page_language()) for tag in (found.source.language, found.language))
    return render_template(
        "desk/translation.html",
        review=found,
        entry=entry,
        is_rough=version is not None and version.rough,
        translator=translator_name(version.translator) if version else "",
        heads=tuple(map(capitalized, names)),
        problem=problem,
        typed=dict(zip(request.form.getlist("key"), request.form.getlist("target"), strict=False)),
        reject=REJECT,
        **position_of(DeskTask("translation", found.entry, found.language), desk().tasks()),
    )
