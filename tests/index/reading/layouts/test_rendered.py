"""Events rendered into every layout of the archive's pages, as text and as HTML, read back."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from index.model.page import RawEntry

FACTS = Path(__file__).parents[1] / "data" / "facts.jsonl"
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
}


@dataclass(frozen=True)
class Event:
    """What a page tells: a dated heading's parts and the paragraphs below it."""

    start: date
    end: date
    title: str
    paragraphs: tuple[str, ...]
    language: str

    @property
    def heading(self) -> str:
        first, last = self.start, self.end
        names = MONTHS[self.language].split()
        if self.language == "it":
            if first == last:
                written = f"{first.day} {names[first.month - 1]}"
            elif first.month == last.month:
                written = f"{first.day}-{last.day} {names[first.month - 1]}"
            else:
                written = f"{first.day} {names[first.month - 1]}-{last.day} {names[last.month - 1]}"
        elif first == last:
            written = f"{names[first.month - 1]} {nth(first.day)}"
        elif first.month == last.month:
            written = f"{names[first.month - 1]} {nth(first.day)}-{nth(last.day)}"
        else:
            written = (
                f"{names[first.month - 1]} {nth(first.day)} - "
                f"{names[last.month - 1]} {nth(last.day)}"
            )
        return f"{written} {last.year} {self.title}"


def nth(day: int) -> str:
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


INVENTED = (
    Event(
        date(2011, 3, 31), date(2011, 4, 2), "Delegation from Gent - Belgium",
        (
            "Eleven gardeners from Gent measured the shade of our plane trees. They were content.",
            "The Deputy Mayor, Ada Rossi, gave them a leaf each.",
        ),
        "en",
    ),
    Event(
        date(2011, 3, 9), date(2011, 3, 9), "Consul of the U.S.A.",
        ("A new consul, Jo Hill, tasted the chocolate and asked for more.",),
        "en",
    ),
    Event(
        date(2011, 2, 3), date(2011, 2, 5), "Missione a Nizza - Francia",
        (
            "Il sindaco ha portato a Nizza tre gianduiotti e un violino.",
            "L'assessora Anna Bo ha suonato. Nessuno si è lamentato.",
        ),
        "it",
    ),
    Event(
        date(2011, 2, 1), date(2011, 2, 1), "Incontro con l'ambasciatore del Perù",
        ("L'ambasciatore del Perù ha regalato un cappello alla Città.",),
        "it",
    ),
)  # fmt: skip


def facts() -> tuple[Event, ...]:
    """Give the events of the table of facts."""
    events = []
    for line in FACTS.read_text("utf-8").splitlines():
        fact = json.loads(line)
        for language in ("en", "it"):
            place = fact["places"][0]["city"] if fact["places"] else None
            what = fact["topic"].split(";")[0]
            title = f"{what[0].upper()}{what[1:]}" + (f" - {place}" if place else "")
            people = [f"{one['role']} {one['name']}".strip() for one in fact["people"]]
            paragraphs = [fact[f"gist_{language}"]]
            if people:
                opening = "Present were" if language == "en" else "Erano presenti"
                paragraphs.append(f"{opening} {', '.join(people)}.")
            days = (date.fromisoformat(fact["date_start"]), date.fromisoformat(fact["date_end"]))
            events.append(Event(*days, title, tuple(paragraphs), language))
    return tuple(events)


@pytest.fixture(params=["invented", "facts"])
def events(request: pytest.FixtureRequest) -> tuple[Event, ...]:
    """Give the events to render: invented ones, and those of the table of facts."""
    return INVENTED if request.param == "invented" else facts()


def chunks(events: tuple[Event, ...], size: int) -> list[tuple[Event, ...]]:
    """Return the events in pages of at most `size`, each of one language."""
    pages = []
    for language in ("en", "it"):
        own = [event for event in events if event.language == language]
        pages += [tuple(own[at : at + size]) for at in range(0, len(own), size)]
    return pages


def edition(language: str) -> str:
    return "inglese/" if language == "en" else ""


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


Rendered = tuple[str, str, list[tuple[str, tuple[str, ...]]]]
"""A page's text, its address below the office's, and the headings and paragraphs in it."""


def chrome(language: str) -> tuple[str, str]:
    if language == "en":
        return "International Relations", "Navigation Menu"
    return "Relazioni internazionali", "Vai al menu di navigazione"


def whole(events: tuple[Event, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(event.heading, event.paragraphs) for event in events]


def bulleted(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for page in chunks(events, 9):
        language = page[0].language
        title, menu = chrome(language)
        month = f"{page[0].end.year} {MONTHS[language].split()[page[0].end.month - 1].capitalize()}"
        footer = "Text written by The International Affairs Service. For more information"
        if marked:
            items = "".join(
                f"<li><h3>{escaped(one.heading)}</h3>"
                + "".join(f"<p>{escaped(text)}</p>" for text in one.paragraphs)
                + "</li>"
                for one in page
            )
            text = (
                f"<html><body><h1>{title}</h1><nav>{menu}</nav><h2>{month}</h2><ul>{items}</ul>"
                f"<p>{footer}</p></body></html>"
            )
        else:
            items = "\n\n".join(
                f"  • {one.heading}\n\n" + "\n".join(f"    {text}" for text in one.paragraphs)
                for one in page
            )
            text = f"{title}\n\n{menu}\n\n{month}\n\n{items}\n\n{footer}"
        yield text, f"{edition(language)}archivio/2009/gennaiofebbraio/index.shtml", whole(page)


def headless(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for page in chunks(events, 6):
        language = page[0].language
        texts = [" ".join(one.paragraphs) for one in page]
        if marked:
            text = f"<html><body>{''.join(f'<p>{escaped(one)}</p>' for one in texts)}</body></html>"
        else:
            years = (
                "Previous Years2012 - 2011 - 2009" if language == "en" else "Anni precedenti2012"
            )
            text = "\n".join([years, *texts])
        folder = f"{edition(language)}archivio/2004/giugnomaggio/index.shtml"
        yield text, folder, [("", (one,)) for one in texts]


def single(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for one in events:
        office = "International Affairs" if one.language == "en" else "Relazioni Internazionali"
        stamp = (
            "Updated 2-21-2014"
            if one.language == "en"
            else "Ultimo aggiornamento il 18 Marzo, 2013"
        )
        way = "Città di Torino > Relazioni e cooperazione internazionale >"
        if marked:
            body = "".join(f"<p>{escaped(text)}</p>" for text in one.paragraphs)
            text = (
                f"<html><body><h1>Città di Torino</h1><p>{office}</p><p>{escaped(way)}</p>"
                f"<h2>{escaped(one.heading)}</h2><p>{stamp}</p>{body}</body></html>"
            )
        else:
            body = "\n\n".join(one.paragraphs)
            text = f"Città di Torino\n\n{office}\n\n{way}\n\n\n{one.heading}\n\n{stamp}\n\n{body}"
        yield text, f"{edition(one.language)}archivio/2013/a-slug.shtml", whole((one,))


def single_bare(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for one in events:
        stamp = (
            "Updated 2-21-2014" if one.language == "en" else "Ultimo aggiornamento il 7 Marzo, 2014"
        )
        if marked:
            body = "".join(f"<p>{escaped(text)}</p>" for text in one.paragraphs)
            text = f"<html><body><p>{stamp}</p>{body}</body></html>"
        else:
            text = "\n".join([stamp, *one.paragraphs])
        yield text, f"{edition(one.language)}missioni/m09/200904_x.shtml", [("", one.paragraphs)]


def single_unstamped(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for one in events:
        body = "".join(f"<p>{escaped(text)}</p>" for text in one.paragraphs)
        text = f"<html><body>{body}</body></html>" if marked else "\n".join(one.paragraphs)
        yield text, f"{edition(one.language)}missioni/m09/200904_x.shtml", [("", one.paragraphs)]


def run_in(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for page in chunks(events, 4):
        language = page[0].language
        texts = [" ".join(one.paragraphs) for one in page]
        if marked:
            items = "".join(
                f'<div><a href="x.shtml">{escaped(one.heading)}</a>{escaped(text)}</div>'
                for one, text in zip(page, texts, strict=True)
            )
            text = f"<html><body>{items}</body></html>"
        else:
            text = "\n".join(one.heading + text for one, text in zip(page, texts, strict=True))
        yield (
            text,
            f"{edition(language)}archivio/2013/index~p4.shtml",
            [(one.heading, (text,)) for one, text in zip(page, texts, strict=True)],
        )


def events_of_the_year(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for page in chunks(events, 5):
        language = page[0].language
        title, menu = chrome(language)
        name = f"{'Events' if language == 'en' else 'Eventi'} {page[0].end.year}"
        years = "Anni precedenti2012 - 2011 - 2009 - 2008"
        if marked:
            items = "".join(
                f"<h2>{escaped(one.title)}</h2>"
                + "".join(f"<p>{escaped(text)}</p>" for text in one.paragraphs)
                for one in page
            )
            text = (
                f"<html><body><p>{title}</p><nav>{menu}</nav><h1>{name}</h1>{items}</body></html>"
            )
        else:
            items = "\n\n".join(
                f"{one.title}\n\n{one.title}\n\n" + "\n\n".join(one.paragraphs) for one in page
            )
            text = f"{title}\n\n\n{menu}\n\n{name}\n\n{years}\n\n{items}"
        yield (
            text,
            f"{edition(language)}coordinamento/eventi/index09.shtml",
            [(one.title, one.paragraphs) for one in page],
        )


def agreement(events: tuple[Event, ...], *, marked: bool) -> Iterator[Rendered]:
    for one in events:
        place = one.title.rpartition(" - ")[2]
        heading = (
            f"Agreement with {place} (Far away)" if one.language == "en" else f"Accordo con {place}"
        )
        if marked:
            body = "".join(f"<p>{escaped(text)}</p>" for text in one.paragraphs)
            text = f"<html><body><h1>International Relations</h1><h2>{escaped(heading)}</h2>{body}"
        else:
            body = "\n\n".join(one.paragraphs)
            text = f"International Relations\n\nNavigation Menu\n\n{heading}\n\n{body}"
        yield text, f"{edition(one.language)}accordi/far.shtml", [(heading, one.paragraphs)]


RENDERERS = (
    bulleted, headless, single, single_bare, single_unstamped, run_in, events_of_the_year,
    agreement,
)  # fmt: skip
LAYOUTS = {
    "bulleted": "bulleted-list", "headless": "headless-list", "run_in": "cms-list",
    "events_of_the_year": "events",
    "agreement": "agreement",
}  # fmt: skip


@pytest.mark.parametrize("marked", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
def test_what_was_rendered_reads_back(
    render: Callable[..., Iterator[Rendered]],
    marked: bool,
    events: tuple[Event, ...],
    cut: Callable[..., tuple[RawEntry, ...]],
) -> None:
    found = missed = extra = 0
    wrong = []
    for text, url, expected in render(events, marked=marked):
        entries = cut(text, url)
        read = [(entry.heading, entry.paragraphs) for entry in entries]
        assert {entry.layout for entry in entries} <= {LAYOUTS.get(render.__name__, "single")}
        found += sum(one in read for one in expected)
        missed += sum(one not in read for one in expected)
        extra += sum(one not in expected for one in read)
        wrong += [one for one in expected if one not in read]
    score = 2 * found / (2 * found + missed + extra)
    assert score >= 0.99, wrong[:5]
