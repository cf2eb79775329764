"""Names that are set aside: they say nothing of where the entry is, whatever place they name."""

from __future__ import annotations

from index.model.rules import Rule, first_rule
from index.reading.places import name_cues
from index.reading.places.list_use import list_use
from index.reading.places.mention_context import MentionContext

_Numbered = tuple[MentionContext, int]

A_NAMESAKE = "a thing called after it"

SET_ASIDE_RULES: tuple[Rule[_Numbered], ...] = (
    Rule(
        "people",
        True,
        lambda e: e[0].mentions[e[1]].has("demonym") and not e[0].mentions[e[1]].has("country"),
        "en: Four [Danish] municipalities came.",
    ),
    Rule(
        "street or building",
        False,
        lambda e: name_cues.is_street(*e),
        "it: Lavori in corso [Francia] e altrove.",
    ),
    Rule(
        A_NAMESAKE,
        False,
        lambda e: name_cues.is_namesake(*e),
        "en: They saw the film [Casablanca] twice.",
    ),
    Rule(
        "landmark of the home city",
        False,
        lambda e: name_cues.is_landmark(*e),
        "it: Banchi di [LANDMARK] e altro.",
    ),
    Rule(
        "seat of an envoy",
        False,
        lambda e: name_cues.is_seat(*e),
        "en: The Ambassador of Italy in [Bucharest] wrote.",
    ),
    Rule(
        "only compared with",
        False,
        lambda e: list_use(e[0], e[1]) == "compared",
        "it: Una festa come a [Parigi].",
    ),
    Rule("not set aside", True, lambda _: True, "en: A fair that [Peru] holds."),
)
WITH_ANOTHER = "beside a name that is set aside"
"""Decides Beijing's country in "Embassy in Beijing - China", and the rest of a compared list."""


def set_aside_by(context: MentionContext, number: int, last_set_aside: int) -> str | None:
    """Return the name of the rule that sets a mention aside; None when none does.

    `last_set_aside` is the number of the last mention that was set aside, -1 when there is none.
    """
    rule = first_rule(SET_ASIDE_RULES, (context, number))
    if not rule.accepts:
        return rule.name
    if rule.name == "people":
        return None
    if last_set_aside == number - 1 >= 0 and context.list_first[number] == number:
        before = context.mentions[last_set_aside]
        gap = context.words.gaps[before.end].strip()
        beside = context.mentions[number].start == before.end and gap in ("-", ",", "(", "–")
        return WITH_ANOTHER if beside else None
    in_list = last_set_aside >= context.list_first[number]
    is_place = in_list and not context.mentions[last_set_aside].has("demonym")
    return WITH_ANOTHER if is_place else None
