"""What the form of each task offers."""

from __future__ import annotations

from dataclasses import dataclass

from index.model.entry import READING_LANGUAGES, Entry, Person
from web.desk.decisions import NOT_KNOWN
from web.desk.tasks import DeskTask
from web.views.doubts import date_text, said_reading
from web.views.i18n import gettext
from web.views.labels import capitalized, language_name


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its value and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class TaskForm:
    """A question, the answers that can be chosen, and what can be written in their place."""

    question: str
    choices: tuple[Choice, ...]
    other: str = ""
    """The label of the field for another answer; "" for none."""
    example: str = ""
    people: tuple[Person, ...] = ()


def form_of(task: DeskTask, entry: Entry, language: str) -> TaskForm:
    """Return the form of a task about an entry, in a language of the interface."""
    unknown = Choice(NOT_KNOWN, gettext("It cannot be known"))
    other_date = gettext("Another date")
    match task.kind:
        case "doubt":
            doubt = next((each for each in entry.doubts if each.field == "date"), None)
            readings = doubt.readings if doubt else ()
            return TaskForm(
                gettext("When was it?"),
                tuple(
                    Choice(
                        each.value,
                        capitalized(
                            said_reading(each, date_text(each.value, language), entry, language)
                        ),
                    )
                    for each in readings
                ),
                other_date,
                "2007-06-27, 2007-06-27/2007-06-30, 2007-06",
            )
        case "undated":
            return TaskForm(gettext("When was it?"), (unknown,), other_date, "2007-06-27, 2007-06")
        case "pair":
            return TaskForm(
                gettext("Do the two tell of one event?"),
                (
                    Choice("join", gettext("One event: show them as one entry")),
                    Choice("part", gettext("Two events: keep them apart")),
                ),
            )
        case "language":
            tags = (*READING_LANGUAGES, "fr")
            return TaskForm(
                gettext("Which language is it in?"),
                tuple(Choice(tag, language_name(tag, language)) for tag in tags),
                gettext("Another language, by its code"),
                "de, es, sq",
            )
        case "people":
            return TaskForm(gettext("Whom does it name?"), (), people=entry.people)
        case "unplaced":
            return TaskForm(
                gettext("Which countries is it about?"),
                (Choice(NOT_KNOWN, gettext("None, or it cannot be known")),),
                gettext("Countries"),
                "FR CN, Francia",
            )
        case "unread" | "translation":
            return TaskForm("", ())  # they have forms of their own
