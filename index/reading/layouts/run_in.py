"""Run-in headings: where to cut "…dissemination dayThe Urban…"."""

from __future__ import annotations

import re

from index.reading.layouts.headings import date_end, ends_sentence

_HEADING_LIMIT = 220
_OPENERS = (
    "The|A|An|On|In|At|From|During|Within|After|Along|Between|Some|Several|Two|Three|Four|Five|As|For|To"
    "|With|This|These|It|Its|Torino|Turin|City|Mayor|Deputy|Vice|President|Councill?ors?|Delegat(?:es|ions?)"
    "|Officials?|Representatives?|Members|Students|Il|La|Lo|I|Gli|Le|Un|Una|Uno|Nel|Nella|Nell|Nei|Nelle|Al|Alla"
    "|Dal|Dalla|Dall|Presso|Durante|Per|Con|Su|Si|Sono|Sindac[oa]|Vicesindac[oa]|Assessor[ei]|Delegazion[ei]"
    "|Les|Une|Du|Des|Dans|Au|Aux|Lors|Pendant|Pour|Maire|Adjoint[e]?|Torino"
)
_CUT = re.compile(
    r"(?<=[a-zà-öø-ÿ0-9)\]”\"’.!?%])(?=[A-ZÀ-ÖØ-Þ“\"«])"  # dayThe, 2015Torino, )The
    r"|(?<=[A-ZÀ-ÖØ-Þ]{2})(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])"  # TIEFThe
    r"|(?<=[A-ZÀ-ÖØ-Þ]{2})(?=A |L['’]|I )"  # TIEFA delegation
)
_OPENING = re.compile(
    rf"[“\"«]?(?:(?:{_OPENERS})\b|(?:L|D|Dell|All|Nell|Un|Quest)['’](?=[A-ZÀ-Þa-zà-ÿ]))"
)
_UNSURE = re.compile(r"(?:In|On|At|To|As|A|I|For|With|City|Per|Su|Si|Con)\b")
"""Openers that names end in too: LinkedIn, MyCity."""
_ACRONYM = re.compile(r"[A-Z]+(?:[\s.,;:)-]|$)(?!\s*[a-zà-ÿ])")
_STOP = re.compile(r"[a-zà-ÿ)][.!?] [A-ZÀ-Ý]")
_SPACED = re.compile(
    r"(?<![-–,:/&'’(])\s(?=(?:The|A|An|On|In|Il|La|Una?|Le|Les|Une|Gli|Dal|Nel|During|Within|Some)\s"
    r"(?:[A-Z]?[\w’'.-]+[\s,]+){4,})"
)
_JOINING = re.compile(
    r"\b(?:of|in|to|the|and|for|with|from|on|at|by|di|del|della|a|e|con|per|de|du|des|et|la|le|à|&|-|–)$",
    re.IGNORECASE,
)


def split_run_in(text: str) -> tuple[str, str]:
    """Split a line into its heading and the text run into it; ("", text) when it has no heading.

    The whole line is the heading when there is no sign of a text. The cut is after the date, where
    a word that may open a sentence follows another without a space.
    """
    start = date_end(text)
    window = text[: _HEADING_LIMIT + 60]
    cuts = [cut.start() for cut in _CUT.finditer(window, start) if cut.start() - start > 1]
    cuts = [cut for cut in cuts if cut <= _HEADING_LIMIT and _is_seam(text, cut)]
    opening = [cut for cut in cuts if _OPENING.match(text, cut)]
    if opening:
        sure = [cut for cut in opening if not _UNSURE.match(text, cut)]
        return _cut(text, (sure or opening)[0])
    has_sentence = bool(cuts) and bool(_STOP.search(text, cuts[0]))
    if len(text) <= _HEADING_LIMIT and not ends_sentence(text) and not has_sentence:
        return text, ""
    if cuts:
        return _cut(text, _likeliest(text, cuts))
    for spaced in _SPACED.finditer(window, start + 1):
        if spaced.end() - start > 3 and not _JOINING.search(text[start : spaced.start()]):
            return _cut(text, spaced.end())
    if start and (bare := text[start:].lstrip(" -–—:,")) and bare[:1].isupper():
        return _cut(text, len(text) - len(bare))
    return ("", text) if start == 0 else (text, "")


def _cut(text: str, at: int) -> tuple[str, str]:
    return text[:at].strip(), text[at:].strip()


def _is_seam(text: str, at: int) -> bool:
    """Return whether two words meet at an offset, not one name with a capital inside."""
    before, behind = text[at - 1], text[at:]
    if before in '.’"' and re.search(r"(?:^|[\s(])(?:[A-Za-z]\.)+$", text[max(0, at - 8) : at]):
        return bool(_OPENING.match(behind)) and not re.match(r"[A-Z]\.", behind)
    if before == '"' and text.count('"', 0, at) % 2:
        return False
    if behind[0] == '"' and text.count('"', 0, at) % 2:
        return False
    if before == "’" or (_ACRONYM.match(behind) and not _OPENING.match(behind)):
        return False
    return re.match(r"(?:Mc|Mac|De|Di|Le|La|O)$", _word_before(text, at)) is None


def _word_before(text: str, at: int) -> str:
    found = re.search(r"[^\s\W]+$", text[:at])
    return found[0] if found else ""


def _likeliest(text: str, cuts: list[int]) -> int:
    """Choose among cuts without a known opener: where one of the two words is also in the text."""
    words = set(re.findall(r"[^\W\d_]+", text))
    for cut in cuts:
        behind = re.match(r"[^\W\d_]+", text[cut:])
        if (behind and behind[0] in words) or _word_before(text, cut) in words:
            return cut
    first_word_end = text.find(" ", cuts[0])
    same_word = [cut for cut in cuts if first_word_end < 0 or cut < first_word_end]
    return same_word[-1]
