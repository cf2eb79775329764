"""Noise: the parts of a page that belong to no entry (menus, breadcrumbs, stamps, footers)."""

from __future__ import annotations

import re
from functools import lru_cache

from index.model.profile import ArchiveProfile
from index.reading.layouts.line.letter_folding import fold_letters
from index.reading.repairs import repair
from index.text.current_profile import current_profile
from index.text.home_names import home_names_of
from index.text.lexicon import union
from index.text.lexicon.regexes import alternation, before, patterns

_SENTENCE = re.compile(r"(?:\S+ ){3}[^>»]*?[^\W\d_]{2}[.!?](?![^\W_])")
_CRUMB_ENDS = re.compile(" ?[>»] ?")
_LINE = 240
"""Letters of the longest line that may be noise; chosen by hand."""
_OFFICE = patterns(lambda words: words.layouts.office)
_OF_CITY = alternation(union(lambda words: words.layouts.city_of))
_MENU = re.compile(rf"(?:{patterns(lambda words: words.layouts.menus)})")
_YEARS = re.compile(
    rf"(?:{patterns(lambda words: words.layouts.older_years)})\W*(?:(?:19|20)\d\d[\s,–-]*)*"
)
_PAGE = patterns(lambda words: words.layouts.pages)
_NEXT = rf"(?:{patterns(lambda words: words.layouts.next_page)})"
_PAGER = re.compile(
    rf"(?:(?:{_PAGE})\W*)?(?:\d{{1,3}}\W+)*\d{{1,3}}(?:\W*{_NEXT})?"
    rf"|(?:{patterns(lambda words: words.layouts.other_page)}|{_NEXT})(?: (?:{_PAGE}))?"
    rf"(?:\W+{_NEXT})?"
)
_COUNTER = re.compile(rf"(?:{patterns(lambda words: words.layouts.counters)})")
_BARE_YEARS = re.compile(r"(?:(?:19|20)\d\d\s*[-–|,]\s*){2,}(?:19|20)\d\d")
_NTH = alternation(union(lambda words: words.calendar.ordinals))
_STAMP = re.compile(
    rf"(?:{alternation(union(lambda words: words.event_dates.updated))})"
    rf"\s*:?\s*(?:{before(union(lambda words: words.calendar.before_day))})?"
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}"
    rf"|\d{{1,2}}°? ?(?:{_NTH})? ?[a-z]+,? \d{{4}}|[a-z]+ \d{{1,2}}(?:{_NTH})?,? \d{{4}})"
)
_SIGNED = re.compile(r"\s*[-–—|,(]\s*[^.!?]*\)?\Z")
"""Who has updated a page: "- edited by the Press Office"."""
_LONGEST_SIGNATURE = 60
"""Letters of the longest of these; chosen by hand."""
_FOOTER = re.compile(patterns(lambda words: words.layouts.footers))
_FILE = re.compile(
    r"\|\s*pdf\b(?:\s*\([^)]{1,20}\))?|\(pdf\b[^)]{0,20}\)|\[pdf\b[^\]]{0,20}\]|\bpdf \(\d+ ?k?b\)"
)
_MORE = re.compile(rf"(?:{patterns(lambda words: words.layouts.more)})\b[^.]{{0,90}}\.?")
_ALSO = re.compile(patterns(lambda words: words.layouts.also))
_ALSO_LINE = 40
"""Letters of the longest line above the titles of other pages; chosen by hand."""
_PRESS_CONTACT = re.compile(rf"(?:{patterns(lambda words: words.layouts.press_contacts)})\s*:")
_LOGO = re.compile(
    rf"ivc|interreg(?: iv?c?| europe)?|{patterns(lambda words: words.layouts.logos)}"
)
_PICTURES = alternation(union(lambda words: words.layouts.pictures))
_PICTURE = re.compile(
    rf"[\w-]+\.(?:jpe?g|gif|png)|[a-z]{{2,12}}[-_]?\d{{1,3}}|(?:img|dsc|{_PICTURES})[ _-]?\d+"
)
_COUNTED = re.compile(r".*\b(?:19|20)\d\d\s?-\s?\d{1,2}")


def is_site_title(text: str) -> bool:
    """Return whether a line is the site's or the office's name, or other furniture of its pages."""
    return bool(_site_titles(current_profile()).fullmatch(_plain(text)))


@lru_cache(maxsize=8)
def _site_titles(profile: ArchiveProfile) -> re.Pattern[str]:
    own = (*profile.furniture, *profile.publisher.body.values())
    lines = "|".join(re.escape(fold_letters(line)) for line in own)
    return re.compile(rf"{_OFFICE}|(?:{_OF_CITY}) {home_names_of(profile).city}|{lines}")


def is_menu(text: str) -> bool:
    """Return whether a line belongs to the navigation or offers older years."""
    plain = _plain(text)
    return bool(
        _MENU.fullmatch(plain)
        or (_YEARS.match(plain) and not _YEARS.sub("", plain, count=1))
        or _BARE_YEARS.fullmatch(plain)
        or _PAGER.fullmatch(plain.strip(" <>«»|[]"))
    )


def is_counter(text: str) -> bool:
    """Return whether a line counts the visitors of a site, perhaps since a day."""
    return len(text) <= _LINE and bool(_COUNTER.fullmatch(_plain(text)))


def has_year_links(text: str) -> bool:
    """Return whether a line begins with links to older years."""
    return bool(_YEARS.match(_plain(text[:_LINE])))


def is_breadcrumb(text: str) -> bool:
    """Return whether a line is a breadcrumb: it ends in ">", or has several.

    A line with a sentence is text, whatever signs it has.
    """
    ends = text.endswith(">") or text.count(" > ") > 1 or (text[-1:] == "»" and "«" not in text)
    return ends and len(text) <= _LINE and not any(map(_SENTENCE.match, _CRUMB_ENDS.split(text)))


def is_read_more_link(text: str) -> bool:
    """Return whether a line is only a link such as "More information"."""
    return bool(_MORE.fullmatch(_plain(text).strip(" []()<>«»›→….")))


def is_also(text: str) -> bool:
    """Return whether a line stands above the titles of other pages: "Read also"."""
    return len(text) <= _ALSO_LINE and bool(_ALSO.fullmatch(_plain(text).strip(" :.…>»")))


def is_press_contact(text: str) -> bool:
    """Return whether a line says whom the press may ask, who is nobody of the event."""
    return len(text) <= _LINE and bool(_PRESS_CONTACT.match(_plain(text)))


def is_picture_name(text: str) -> bool:
    """Return whether a line is the name of a picture or a logo."""
    plain = _plain(text)
    return bool(_PICTURE.fullmatch(plain) or _LOGO.fullmatch(plain) or _COUNTED.fullmatch(plain))


def is_boilerplate(text: str) -> bool:
    """Return whether a line is a site title, menu, breadcrumb or link to more."""
    return len(text) <= _LINE and (_is_boilerplate(text) or is_site_title(text))


@lru_cache(maxsize=1024)
def _is_boilerplate(text: str) -> bool:
    """Return the same, without what depends on the archive."""
    return (
        is_counter(text)
        or is_menu(text)
        or is_breadcrumb(text)
        or is_read_more_link(text)
        or is_press_contact(text)
    )


def is_footer(text: str) -> bool:
    """Return whether a line begins with the text of the page's footer."""
    return bool(_FOOTER.match(_plain(text[:_LINE])))


def update_stamp(text: str) -> str:
    """Return the "Updated …" stamp that a line opens with, "" when it opens with none."""
    found = _STAMP.match(_plain(text[:_LINE]))
    if found is None:
        return ""
    is_signed = len(text) <= found.end() + _LONGEST_SIGNATURE and _SIGNED.match(text, found.end())
    return text if is_signed else text[: found.end()]


def without_footer(text: str) -> str:
    """Return a paragraph up to the page's footer, if it has one."""
    found = _FOOTER.search(_plain(text))
    return text[: found.start()].rstrip() if found else text


def without_files(text: str) -> str:
    """Return a paragraph without labels of files such as "| PDF (519 Kb)"."""
    plain = _plain(text)
    if "pdf" not in plain:
        return text
    parts, end = [], 0
    for found in _FILE.finditer(plain):
        parts.append(text[end : found.start()].rstrip())
        end = found.end()
    return "".join([*parts, text[end:]]).strip()


def _plain(text: str) -> str:
    """Return a line repaired and folded letter by letter, of the same length."""
    return _plain_line(text) if len(text) <= _LINE else fold_letters(text)


@lru_cache(maxsize=1024)
def _plain_line(text: str) -> str:
    mended = text if text.isascii() else repair(text).text
    return fold_letters(mended if len(mended) == len(text) else text)
