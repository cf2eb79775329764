"""Dates inside a sentence, translated with their preposition between Italian and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from index.text.months import MONTHS, month_number

_ENGLISH_MONTHS = "|".join(name.capitalize() for name in MONTHS["en"])
_ITALIAN_MONTHS = "|".join(f"[{name[0]}{name[0].upper()}]{name[1:]}" for name in MONTHS["it"])
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*[-–—]\s*"

_Join = Literal["", "-", "and", "to"]
_Lead = Literal["", "on", "from", "since", "between", "in", "of", "to", "until", "by", "and"]
"""Prepositions, and what leads the second of two dates."""


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Characters `start` to `end` (exclusive) of a text, and their translation."""

    start: int
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One month with no day, one day, or two days and how they are joined."""

    first: int
    """0 when there is no day."""
    second: int
    """0 when there is no second day."""
    join: _Join
    month: int
    year: str
    """Empty when it is not written."""


def _english() -> re.Pattern[str]:
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w|:\d)"
    join = rf"(?:{_DASH}|\s+(?:to|and|until|through)\s+(?:the\s+)?)"
    after = rf"(?:{_ENGLISH_MONTHS})\s+{day}(?:{join}{day})?(?:,?\s+(?:of\s+)?{_YEAR}\b)?"
    before = (
        rf"{day}(?:{join}{day})?\s+(?:of\s+)?(?:{_ENGLISH_MONTHS})\b(?:,?\s+(?:of\s+)?{_YEAR}\b)?"
    )
    month = rf"(?:{_ENGLISH_MONTHS})\s+(?:of\s+)?{_YEAR}\b"
    # A month alone may be a name (May, April, August): only after a preposition.
    alone = rf"(?<=\b[Ii]n )(?:{_ENGLISH_MONTHS})\b|(?<=\b[Oo]f )(?:{_ENGLISH_MONTHS})\b"
    part = rf"(?:{after}|{before}|{month}|{alone})"
    return re.compile(
        rf"(?:\b(?P<lead>[Oo]n|[Ff]rom|[Bb]etween|[Ii]n|[Oo]f|[Uu]ntil|[Bb]y|[Ss]ince)\s+(?:the\s+)?)?"
        rf"(?<![\w.,/-])(?P<one>{part})(?:(?P<join>{join})(?P<two>{part}))?"
    )


def _italian() -> re.Pattern[str]:
    day = r"(?:(?:0?[1-9]|[12]\d|3[01])[°º]?(?!\w|:\d)|primo\b)"
    join = rf"(?:{_DASH}|\s+(?:al|e|ed)\s+(?:il\s+|l['’])?|\s+all['’]|\s+e\s+l['’])"
    days = rf"{day}(?:{join}{day})?\s+(?:di\s+)?(?:{_ITALIAN_MONTHS})\b(?:\s+(?:del\s+)?{_YEAR}\b)?"
    month = rf"(?:{_ITALIAN_MONTHS})\s+(?:del\s+)?{_YEAR}\b"
    alone = rf"(?<!\w)(?:{'|'.join(MONTHS['it'])})\b"
    part = rf"(?:{days}|{month}|{alone})"
    lead = (
        r"[Ff]ino al(?:l['’])?|[Ee]ntro (?:il|l['’])|[Tt]ra (?:il|l['’])|[Ff]ra (?:il|l['’])"
        r"|[Dd]al(?:l['’])?|[Dd]el(?:l['’])?|[Aa]l(?:l['’])?|[Nn]el(?: mese di)?"
        r"|[Ii]l|[Ll]['’]|[Ii]n|[Aa]|[Dd]i"
    )
    return re.compile(
        rf"(?:(?<!\w)(?P<lead>{lead})\s*)?(?<![\w.,/-])"
        rf"(?P<one>{part})(?:(?P<join>{join})(?P<two>{part}))?"
    )


_FORMS = {"en": _english(), "it": _italian()}
_DAY = re.compile(r"\b(?:(\d\d?)(?:st|nd|rd|th|[°º])?(?!\d)|(primo)\b)")
_NAMED = {
    "en": re.compile(rf"\b({_ENGLISH_MONTHS})\b"),
    "it": re.compile(rf"\b({_ITALIAN_MONTHS})\b"),
}


def find_date_phrases(text: str, source: str, target: str) -> tuple[DatePhrase, ...]:
    """Return the dates of a text in `source` with their translation into `target`, in text order.

    Only Italian and English are known; for other languages there are none.
    """
    if {source, target} != {"it", "en"}:
        return ()
    return tuple(
        DatePhrase(found.start(), found.end(), _translated(found, source, target))
        for found in _FORMS[source].finditer(text)
    )


def _translated(found: re.Match[str], source: str, target: str) -> str:
    written = re.sub(r"\s*(?:l['’]|il)$", "", (found["lead"] or "").lower())
    lead: _Lead = _LEADS[source].get(written, "")
    if found["lead"] and found["lead"].lower() in ("il", "l'", "l’"):
        lead = "on"
    one = _part(found["one"], source)
    two = _part(found["two"], source) if found["two"] else None
    join = _join(found["join"] or "")
    write = _in_italian if target == "it" else _in_english
    phrase = write(lead, one, join, two)
    return phrase[0].upper() + phrase[1:] if found[0][0].isupper() and found["lead"] else phrase


_LEADS: Mapping[str, Mapping[str, _Lead]] = {
    "en": {
        "on": "on", "from": "from", "between": "between", "in": "in", "of": "of",
        "until": "until", "by": "by", "since": "since",
    },
    "it": {
        "dal": "from", "del": "of", "di": "of", "al": "to", "nel": "in", "nel mese di": "in",
        "in": "in", "a": "in", "fino al": "until", "entro": "by", "tra": "between",
        "fra": "between", "dall": "from", "dell": "of", "all": "to", "fino all": "until",
    },
}  # fmt: skip


def _part(written: str, source: str) -> _Part:
    named = _NAMED[source].search(written)
    year = re.search(rf"{_YEAR}\b", written)
    bare = written.replace(year[0], " ") if year else written
    days = [int(day or 1) for day, _ in _DAY.findall(bare)]
    between = re.search(r"(?:\d(?:st|nd|rd|th|[°º])?|primo)([^\d]+?)(?:\d|primo)", bare)
    return _Part(
        first=days[0] if days else 0,
        second=days[1] if len(days) > 1 else 0,
        join=_join(between[1]) if between and len(days) > 1 else "",
        month=(month_number(named[1]) or 1) if named else 1,
        year=year[0] if year else "",
    )


def _join(written: str) -> _Join:
    words = set(re.findall(r"\w+", written.lower()))
    if words & {"and", "e", "ed"}:
        return "and"
    return "to" if words else "-" if written.strip() else ""


def _in_english(lead: _Lead, one: _Part, join: _Join, two: _Part | None) -> str:
    words = {"-": "–", "and": " and ", "to": " to "}
    phrase = _english_part(one, words)
    if two:
        phrase += words[join or "-"].replace("–", " – ") + _english_part(two, words)
    return f"{lead} {phrase}".strip()


def _english_part(part: _Part, words: dict[str, str]) -> str:
    days = str(part.first or "")
    if part.second:
        days += words[part.join or "-"] + str(part.second)
    name = MONTHS["en"][part.month - 1].capitalize()
    return " ".join(word for word in (days, name, part.year) if word)


_ARTICLED: Mapping[str, tuple[str, str]] = {
    "on": ("il ", "l’"), "from": ("dal ", "dall’"), "since": ("dal ", "dall’"),
    "of": ("del ", "dell’"), "to": ("al ", "all’"), "until": ("fino al ", "fino all’"),
    "by": ("entro il ", "entro l’"), "between": ("tra il ", "tra l’"), "and": ("e il ", "e l’"),
    "in": ("il ", "l’"),
}  # fmt: skip
_UNARTICLED: Mapping[str, str] = {
    "on": "in ", "from": "da ", "since": "da ", "of": "di ", "to": "a ", "until": "fino a ",
    "by": "entro ", "between": "tra ", "and": "e ", "in": "nel ",
}  # fmt: skip


def _in_italian(lead: _Lead, one: _Part, join: _Join, two: _Part | None) -> str:
    phrase = _preposition(lead, one) + _italian_part(one, lead)
    if two is None:
        return phrase
    if join == "to" or lead == "from":
        return f"{phrase} {_preposition('to', two)}{_italian_part(two, 'to')}"
    if join == "and":
        return f"{phrase} {_preposition('and', two) if lead else 'e '}{_italian_part(two, '')}"
    return f"{phrase} – {_italian_part(two, '')}"


def _preposition(lead: _Lead, part: _Part) -> str:
    """Return the Italian preposition, with the article that a day takes."""
    if not lead:
        return ""
    if not part.first:
        return "a " if lead == "in" and not part.year else _UNARTICLED[lead]
    return _ARTICLED[lead][part.first in (8, 11)]


def _italian_part(part: _Part, lead: _Lead) -> str:
    days = _italian_day(part.first)
    if part.second:
        if lead in ("from", "since") or (part.join == "to" and not lead):
            days += (
                " "
                + _preposition("to", _Part(part.second, 0, "", 1, ""))
                + _italian_day(part.second)
            )
        elif lead == "between":
            days += (
                " "
                + _preposition("and", _Part(part.second, 0, "", 1, ""))
                + _italian_day(part.second)
            )
        else:
            days += {"and": " e ", "to": "-", "-": "-", "": "-"}[part.join]
            days += _italian_day(part.second)
    return " ".join(word for word in (days, MONTHS["it"][part.month - 1], part.year) if word)


def _italian_day(day: int) -> str:
    return "1º" if day == 1 else str(day or "")
