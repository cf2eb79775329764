"""The bundled sample archive: valid pages, honest labels, a translation for every text."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import html5lib
import pytest

from index.model.entry import Entry
from index.model.page import Page, RawEntry
from index.reading.dates import date_entry
from index.reading.layouts import split_page
from index.reading.sources import read_pages
from index.translation.tmx import Unit, read_tmx, write_tmx

SAMPLE = Path(str(files("index"))) / "data" / "sample"
PAGES = sorted(SAMPLE.rglob("*.shtml"))
RECORDS = 142
NOT_THE_CITYS = {
    "en": "not the City's own words",
    "it": "non sono parole della Città",
    "fr": "ne sont pas les mots de la Ville",
}
OTHER = {"en": {"it"}, "it": {"en"}, "fr": {"it", "en"}}


def entries() -> Iterator[RawEntry]:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    for page in read_pages(str(SAMPLE), fetched=now):
        if isinstance(page, Page):
            yield from split_page(page)


@pytest.fixture(scope="module")
def raws() -> tuple[RawEntry, ...]:
    return tuple(entries())


@pytest.fixture(scope="module")
def units() -> tuple[Unit, ...]:
    with (SAMPLE / "translations.tmx").open("rb") as stream:
        return tuple(read_tmx(stream))


def texts(raw: RawEntry) -> Iterator[str]:
    """The title, if the page gives one, and the paragraphs."""
    if title := date_entry(raw).title:
        yield title
    yield from raw.paragraphs


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(SAMPLE)))
class TestPage:
    def test_it_is_html_without_an_error(self, page: Path) -> None:
        html5lib.HTMLParser(strict=True).parse(page.read_bytes(), transport_encoding="utf-8")

    def test_it_says_once_in_its_language_that_the_words_are_not_the_city_s(
        self, page: Path
    ) -> None:
        tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
        notes = [p for p in tree.iter("p") if p.get("class") == "nota"]
        assert [NOT_THE_CITYS[tree.get("lang")] in (note.text or "") for note in notes] == [True]

    def test_every_account_links_to_the_city_s_own_page(self, page: Path) -> None:
        tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
        links = [a.get("href") for a in tree.iter("a") if a.get("rel") == "via"]
        assert links
        for link in links:
            host, _, path = link.partition("://")[2].partition("/")
            assert host.removeprefix("www.") + "/" + path == str(
                page.relative_to(SAMPLE)
            ).removeprefix("www.")


def test_every_record_is_found_on_its_page(raws: tuple[RawEntry, ...]) -> None:
    assert len(raws) == RECORDS
    assert all(raw.link for raw in raws)


def test_every_layout_and_language_of_the_site_is_there(raws: tuple[RawEntry, ...]) -> None:
    assert {raw.layout for raw in raws} >= {
        "bulleted-list", "headless-list", "single", "cms-list", "events",
    }  # fmt: skip
    languages = Counter(raw.language for raw in raws)
    assert languages == {"en": 106, "it": 32, "fr": 4}


def test_every_text_has_its_translations(
    raws: tuple[RawEntry, ...], units: tuple[Unit, ...]
) -> None:
    known = {(unit.source_language, unit.source, unit.target_language) for unit in units}
    missing = [
        (raw.language, text, target)
        for raw in raws
        for text in texts(raw)
        for target in OTHER[raw.language or "en"]
        if (raw.language, text, target) not in known
    ]
    assert missing == []


def test_no_translation_is_of_a_text_that_is_on_no_page(
    raws: tuple[RawEntry, ...], units: tuple[Unit, ...]
) -> None:
    published = {(raw.language, text) for raw in raws for text in texts(raw)}
    assert [u for u in units if (u.source_language, u.source) not in published] == []


def test_no_text_is_translated_twice_into_one_language(units: tuple[Unit, ...]) -> None:
    pairs = Counter((unit.source_language, unit.source, unit.target_language) for unit in units)
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_the_translations_are_a_person_s_and_dated(units: tuple[Unit, ...]) -> None:
    assert {(unit.origin, unit.translator, unit.model) for unit in units} == {("human", None, None)}
    assert all(unit.day for unit in units)


def test_the_translations_stand_as_this_program_writes_them(units: tuple[Unit, ...]) -> None:
    again = io.BytesIO()
    write_tmx(units, again)
    assert again.getvalue() == (SAMPLE / "translations.tmx").read_bytes()


def test_the_sample_stays_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLE.rglob("*") if file.is_file()) < 600_000


def test_events_told_on_pages_of_both_languages_are_one_entry_each_and_no_others(
    published: Callable[..., tuple[Entry, ...]],
) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    pages = [page for page in read_pages(str(SAMPLE), fetched=now) if isinstance(page, Page)]
    joined = [entry for entry in published(pages) if len(entry.versions) > 1]
    assert sorted(str(entry.dates.start) for entry in joined) == [
        "2006-10-12",  # the Knowledge Society Forum
        "2006-10-26",  # Nagoya's anniversary
        "2007-05-19",  # the mission to Chambéry
        "2007-05-19",  # Chambéry's festivities
        "2007-06-29",  # the strategic cities
        "2007-10-18",  # the mission to Romania
        "2008-01-01",  # the ride from Glasgow
        "2008-11-06",  # Club To Club
        "2009-02-09",  # the Covenant of Mayors
        "2009-11-22",  # the mission to Morocco
        "2010-11-21",  # TORINOver010
    ]
    assert all({v.language for v in entry.versions} == {"it", "en"} for entry in joined)
