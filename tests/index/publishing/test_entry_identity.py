"""An entry stays itself: what hangs on its id follows it through new captures and new code.

The first half is a seeded generator of edits: what happens to the entries of a page between two
captures. The pages are those of the bundled sample.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import index.publishing.reading_cache
import index.reading.pipeline
from index.files.timings import Timings
from index.model.entry import Entry
from index.model.page import Page, RawEntry
from index.publishing.publish import publish
from index.publishing.publishing_run import Published
from index.reading.layouts import split_page
from index.reading.pipeline import read_in_process
from index.reading.sources import read_pages
from index.store.home import Home
from index.store.stored_translation import Translation
from index.store.unplaced import list_unplaced
from index.translation.recall import segments_of
from search.open_searcher import open_searcher
from search.query.query import Query

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


@dataclass(eq=False)
class Item:
    """An entry of a page as its author sees it: it stays the same object whatever is edited."""

    heading: str
    paragraphs: list[str]
    month: str
    """The month heading above it, or ""."""

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass
class EditedPage:
    """A page of items, which can be captured at any time."""

    url: str
    language: str
    items: list[Item] = field(default_factory=list)

    def capture(self, now: datetime) -> Page:
        lines, month = [], ""
        for item in self.items:
            if item.month != month:
                lines.append(f"<h2>{escape(month := item.month)}</h2>")
            paragraphs = "".join(f"<p>{escape(each)}</p>" for each in item.paragraphs)
            lines.append(f"<ul><li><h3>{escape(item.heading)}</h3>{paragraphs}</li></ul>")
        title = "International Relations" if self.language == "en" else "Relazioni internazionali"
        html = f'<html lang="{self.language}"><body><h1>{title}</h1>{"".join(lines)}</body></html>'
        return Page(self.url, now, "text/html", html.encode(), None)


def sample_pages(now: datetime) -> list[EditedPage]:
    """The pages of the bundled sample in Italian and English, each entry of them an item."""
    found = []
    with as_file(files("index") / "data" / "sample") as folder:
        for page in read_pages(str(folder), fetched=now):
            if not isinstance(page, Page):
                continue
            raws = split_page(page)
            language = raws[0].language or "it"
            edited = EditedPage(page.url, language)
            for raw in raws:
                if raw.heading and raw.paragraphs and re.search(r"\d", raw.heading):
                    edited.items.append(Item(raw.heading, list(raw.paragraphs), raw.month_heading))
            if edited.items and language in ("it", "en"):
                found.append(edited)
    return found


# Small edits

Edit = Callable[[random.Random, EditedPage, Item], bool]
"""Edits an item of a page in place; False when it found nothing to edit, and changed nothing."""


def _replaced(item: Item, pattern: str, by: str, where: str = "heading") -> bool:
    before = item.heading if where == "heading" else item.paragraphs[0]
    after = re.sub(pattern, by, before, count=1)
    if where == "heading":
        item.heading = after
    else:
        item.paragraphs[0] = after
    return after != before


def dash(chance: random.Random, page: EditedPage, item: Item) -> bool:
    return _replaced(item, r" - ", chance.choice((" – ", ": ", ", ", " "))) or _replaced(
        item, r"(?<=[a-z]) (?=[A-Z])", " - "
    )


def small_word(chance: random.Random, page: EditedPage, item: Item) -> bool:
    return (
        _replaced(item, r"\bof\b", "from")
        or _replaced(item, r"\bto\b", "in")
        or _replaced(item, r"\b(?:di|da)\b", "dalla")
        or _replaced(item, r"\ba\b", "presso")
    )


def name(chance: random.Random, page: EditedPage, item: Item) -> bool:
    """Another last letter of a name in the heading: Tirana, Tirane."""
    return _replaced(item, r"\b([A-Z][a-z]{4,})[a-z]\b(?!.*\d)", r"\1e") or _replaced(
        item, r"\b([A-Z][a-z]{4,})[a-z]$", r"\1y"
    )


def case(chance: random.Random, page: EditedPage, item: Item) -> bool:
    before, item.heading = item.heading, item.heading.upper()
    return item.heading != before


def heading_longer(chance: random.Random, page: EditedPage, item: Item) -> bool:
    item.heading += " (update)" if page.language == "en" else " (aggiornamento)"
    return True


def body_sign(chance: random.Random, page: EditedPage, item: Item) -> bool:
    return _replaced(item, r", ", " - ", "text") or _replaced(item, r"\.$", "!", "text")


def body_word(chance: random.Random, page: EditedPage, item: Item) -> bool:
    words = item.paragraphs[-1].split(" ")
    words[len(words) // 2] = "recently" if page.language == "en" else "recentemente"
    item.paragraphs[-1] = " ".join(words)
    return True


def sentence_more(chance: random.Random, page: EditedPage, item: Item) -> bool:
    more = (
        "The guests then visited the Mole Antonelliana and its museum."
        if page.language == "en"
        else "Gli ospiti hanno poi visitato la Mole Antonelliana e il suo museo."
    )
    item.paragraphs[-1] += f" {more}"
    return True


def sentence_less(chance: random.Random, page: EditedPage, item: Item) -> bool:
    sentences = re.split(r"(?<=[a-z)][.!]) ", item.paragraphs[-1])
    if len(sentences) < 2:
        return False
    sentences.pop(chance.randrange(len(sentences)))
    item.paragraphs[-1] = " ".join(sentences)
    return True


def heading_and_word(chance: random.Random, page: EditedPage, item: Item) -> bool:
    return dash(chance, page, item) and body_word(chance, page, item)


def other_order(chance: random.Random, page: EditedPage, item: Item) -> bool:
    """The order of two entries, and a dash in the heading of one."""
    if len(page.items) < 2:
        return False
    at = page.items.index(item)
    other = at - 1 if at else 1
    page.items[at], page.items[other] = page.items[other], page.items[at]
    return dash(chance, page, item)


def one_between(chance: random.Random, page: EditedPage, item: Item) -> bool:
    """Another entry comes before this one, and the heading of this one changes."""
    if not dash(chance, page, item):
        return False
    page.items.insert(page.items.index(item), invented(chance, page, item.month))
    return True


SMALL: tuple[Edit, ...] = (
    dash, small_word, name, case, heading_longer, body_sign, body_word, sentence_more,
    sentence_less, heading_and_word, other_order, one_between,
)  # fmt: skip

# Large edits

_TOWNS = (
    ("Porto", "Porto"), ("Krakow", "Cracovia"), ("Tampere", "Tampere"), ("Bilbao", "Bilbao"),
    ("Leipzig", "Lipsia"), ("Zagreb", "Zagabria"), ("Cork", "Cork"), ("Malmö", "Malmö"),
)  # fmt: skip
_EVENTS = (
    (
        "Delegation from {0}",
        "A delegation of teachers from {0} looked at three kindergartens of Torino.",
        "Delegazione da {1}",
        "Un gruppo di maestre di {1} ha visto tre scuole materne di Torino.",
    ),
    (
        "Mission to {0}",
        "The deputy mayor for transport went to {0} to see how trams and buses share one ticket.",
        "Missione a {1}",
        "L'assessore ai trasporti è andato a {1} per vedere come tram e autobus usano lo stesso"
        " biglietto.",
    ),
    (
        "Agreement with {0} on water",
        "Torino and {0} will lend each other engineers of their waterworks for two years.",
        "Accordo con {1} sull'acqua",
        "Torino e {1} si scambieranno per due anni tecnici degli acquedotti.",
    ),
    (
        "Concert of a choir of {0}",
        "Forty singers of {0} gave a concert in the cathedral, and the square was full.",
        "Concerto di un coro di {1}",
        "Quaranta coristi di {1} hanno cantato in duomo, e la piazza era piena.",
    ),
)
_MONTHS = (
    ("March", "marzo"), ("April", "aprile"), ("October", "ottobre"), ("December", "dicembre"),
)  # fmt: skip


def invented(chance: random.Random, page: EditedPage, month: str) -> Item:
    """An entry about an event that no other entry is about."""
    town, event, name = chance.choice(_TOWNS), chance.choice(_EVENTS), chance.choice(_MONTHS)
    day, year = chance.randint(2, 27), chance.randint(1996, 2019)
    if page.language == "en":
        heading = f"{name[0]} {day}th {year} - {event[0].format(*town)}"
        return Item(heading, [event[1].format(*town)], month)
    return Item(
        f"{day} {name[1]} {year} - {event[2].format(*town)}", [event[3].format(*town)], month
    )


def another_event(chance: random.Random, page: EditedPage, item: Item) -> Item:
    """Put another event in the place of an item, which is then gone."""
    other = invented(chance, page, item.month)
    page.items[page.items.index(item)] = other
    return other


def small_edits(chance: random.Random) -> Iterator[Edit]:
    """Endless edits, in rounds of all kinds."""
    while True:
        kinds = list(SMALL)
        chance.shuffle(kinds)
        yield from kinds


# What hangs on entries


@dataclass
class Hung:
    """What hangs on an item since the first publishing."""

    page: EditedPage
    item: Item
    id: str
    kind: str | None = None
    """The corrected kind."""
    translated: str | None = None
    """The language of a person's translation."""
    withdrawn: bool = False


class Archive:
    """The sample in a home of its own, with something on most entries."""

    def __init__(self, path: Path, chance: random.Random, hangs: str = "ctwn") -> None:
        """`hangs` has what may hang on an entry: correction, translation, withdrawal, nothing."""
        self.home = Home(path)
        self.hangs = hangs
        self.now = NOW
        self.pages = sample_pages(NOW)
        self.chance = chance
        self.read = read_in_process
        self.publish(self.pages)
        self.hung = list(self._hang())

    def publish(self, pages: list[EditedPage], *, full: bool = False) -> Published:
        """Capture the pages and publish."""
        self.now += timedelta(days=1)
        with self.home.hold(), self.home.open_store() as store:
            with store.change():
                for page in pages:
                    store.pages.add(page.capture(self.now))
                store.touch()
            return publish(
                self.home, store, full=full, accept_loss=True, read=lambda p, t: self.read(p, t)
            )

    def _hang(self) -> Iterator[Hung]:
        lines, joined = ["id,field,value,who,why"], set()
        with self.home.open_store("read") as store:
            known = {row.id: row for row in store.published.all()}
        with self.home.hold(), self.home.open_store() as store, store.change():
            for page in self.pages:
                entries = self.read(page.capture(NOW), Timings()).entries
                for item, entry in zip(page.items, entries, strict=True):
                    row = next(known[id] for id in known if entry.id.startswith(id))
                    hung = Hung(page, item, row.id)
                    own = row.leads_to or row.id
                    is_alone = not any(
                        own in (r.leads_to, r.id) for r in known.values() if r != row
                    )
                    what = self.chance.choice(self.hangs)
                    if what == "c" and own not in joined:
                        joined.add(own)
                        hung.kind = "twinning" if entry.kind != "twinning" else "network"
                        lines.append(f"{row.id},kind,{hung.kind},A,B")
                    elif what == "t" and is_alone and entry.original.language in ("it", "en"):
                        hung.translated = "en" if entry.original.language == "it" else "it"
                        for segment in segments_of(entry.original):
                            store.memory.remember(
                                Translation(
                                    entry.original.language,
                                    segment,
                                    hung.translated,
                                    f"TR {row.id} {segment}",
                                    "human",
                                )
                            )
                    elif what == "w" and is_alone:
                        hung.withdrawn = store.published.withdraw(row.id)
                    yield hung
        self.home.corrections.write_text("\n".join(lines) + "\n", "utf-8")
        self.publish([], full=True)

    def faults(self) -> Iterator[str]:
        """Yield what was lost and not told."""
        told = {each.id for each in list_unplaced(self.home) if each.kind == "translation"}
        with closing(open_searcher(self.home.location)) as searcher:
            texts = Counter(
                letters(version.text)
                for entry in searcher.export(Query())
                for version in entry.versions
                if version.origin == "published"
            )
            for hung in self.hung:
                name = f"{hung.id} ({hung.item.heading})"
                text = letters(hung.item.text)
                if hung.withdrawn:
                    if texts[text]:
                        yield f"withdrawn, but there: {name}"
                    continue
                entry = searcher.get(hung.id)
                if entry is None:
                    yield f"dead: {name}"
                elif text not in {letters(version.text) for version in entry.versions}:
                    yield f"leads to another: {name}"
                elif hung.kind and entry.kind != hung.kind:
                    yield f"correction lost: {name}"
                elif hung.translated:
                    version = entry.version(hung.translated)
                    is_shown = version is not None and "TR " in version.text
                    if not is_shown and entry.id not in told:
                        yield f"translation lost: {name}"


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def edited(archive: Archive, number: int, in_one_capture: int) -> Iterator[Hung]:
    """Make this many edits, a few in each new capture, and yield what was edited."""
    edits, done = small_edits(archive.chance), 0
    while done < number:
        round = archive.chance.sample(archive.hung, in_one_capture)
        touched = [hung for hung in round if next(edits)(archive.chance, hung.page, hung.item)]
        archive.publish([page for page in archive.pages if any(h.page is page for h in touched)])
        done += len(touched)
        yield from touched


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 12))]
)
def test_small_edits_lose_nothing(tmp_path: Path, seed: int) -> None:
    archive = Archive(tmp_path / "home", random.Random(seed))
    assert list(archive.faults()) == []
    assert sum(hung.withdrawn for hung in archive.hung) > 10
    assert len(list(edited(archive, 60, 15))) >= 60
    assert list(archive.faults()) == []
    archive.publish([], full=True)
    assert list(archive.faults()) == []


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 12))]
)
def test_another_event_inherits_nothing(tmp_path: Path, seed: int) -> None:
    archive = Archive(tmp_path / "home", random.Random(seed))
    gone = archive.chance.sample(archive.hung, 40)
    others = [(hung, another_event(archive.chance, hung.page, hung.item)) for hung in gone]
    archive.publish(archive.pages)
    archive.hung = [hung for hung in archive.hung if hung not in gone]
    assert list(archive.faults()) == []
    known = {hung.id for hung in gone}
    with closing(open_searcher(archive.home.location)) as searcher:
        shown = {
            letters(version.text): entry
            for entry in searcher.export(Query())
            for version in entry.versions
            if version.origin == "published"
        }
        for hung, other in others:
            entry = shown[letters(other.text)]
            assert known.isdisjoint((entry.id, *entry.aliases)), (hung.item.heading, other.heading)
            assert entry.version(hung.translated or "") is None
            assert searcher.get(hung.id) is None or searcher.get(hung.id) != entry


# Other reading rules


def other_signs(raws: list[RawEntry]) -> Iterator[RawEntry]:
    for raw in raws:
        yield replace(raw, heading=raw.heading.replace(" - ", " – ").replace("Torino", "Turin"))


def cut_otherwise(raws: list[RawEntry]) -> Iterator[RawEntry]:
    """What follows the last dash of a heading begins the text."""
    for raw in raws:
        head, dash, tail = raw.heading.rpartition(" - ")
        if dash and re.search(r"\d{4} - ", f"{head} - ") and re.search(r" - ", head):
            raw = replace(raw, heading=head, paragraphs=(tail, *raw.paragraphs))
        yield raw


def first_sentence(raws: list[RawEntry]) -> Iterator[RawEntry]:
    """The title is the first sentence of the text."""
    for raw in raws:
        day, dash, _ = raw.heading.partition(" - ")
        first = re.split(r"(?<=[a-z)][.!]) ", raw.text)[0]
        yield replace(raw, heading=f"{day} - {first}") if dash else raw


def glued(raws: list[RawEntry]) -> Iterator[RawEntry]:
    """Heading and first paragraph are one line."""
    for raw in raws:
        heading = f"{raw.heading} {raw.paragraphs[0]}" if raw.paragraphs else raw.heading
        yield replace(raw, heading=heading, paragraphs=raw.paragraphs[1:] or raw.paragraphs)


def two_in_one(raws: list[RawEntry]) -> Iterator[RawEntry]:
    """Every second entry is a part of the one above."""
    for above, below in zip(raws[::2], [*raws[1::2], None], strict=False):
        more = (below.heading, *below.paragraphs) if below else ()
        yield replace(above, paragraphs=(*above.paragraphs, *more))


def one_in_two(raws: list[RawEntry]) -> Iterator[RawEntry]:
    """Of a text of several paragraphs, the last one is an entry of the same day."""
    for raw in raws:
        *first, last = raw.paragraphs or ("",)
        if first:
            yield replace(raw, paragraphs=tuple(first))
            day = raw.heading.partition(" - ")[0]
            yield replace(raw, heading=f"{day} - {last[:40]}", paragraphs=(last,))
        else:
            yield raw


@pytest.mark.parametrize(
    ("rule", "is_older"),
    [
        (other_signs, False),
        *(
            pytest.param(*each, marks=pytest.mark.slow)
            for each in (
                (cut_otherwise, False), (first_sentence, False), (glued, False),
                (two_in_one, False), (one_in_two, False),
                # An older version kept of an id only its title; it must not be lost wholly.
                (other_signs, True), (cut_otherwise, True), (glued, True), (one_in_two, True),
            )
        ),
    ],
)  # fmt: skip
def test_under_other_reading_rules_every_id_leads_to_its_entry(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rule: Callable[[list[RawEntry]], Iterator[RawEntry]],
    is_older: bool,
) -> None:
    hangs = "ctn" if rule is two_in_one else "ctwn"  # what is one entry is withdrawn as one
    archive = Archive(tmp_path / "home", random.Random(1), hangs)
    if is_older:  # of a version that kept no traits
        with archive.home.open_store() as store, store.change():
            store._db.execute("DELETE FROM identities")
    with closing(open_searcher(archive.home.location)) as searcher:
        before = {entry.id: entry for entry in searcher.export(Query())}
    monkeypatch.setattr(
        index.reading.pipeline, "split_page", lambda page: list(rule(split_page(page)))
    )
    monkeypatch.setattr(index.publishing.reading_cache, "reading_fingerprint", lambda: "other")
    archive.publish([], full=True)
    told = {each.id for each in list_unplaced(archive.home)}
    faults, otherwise = [], 0
    with closing(open_searcher(archive.home.location)) as searcher:
        for id, entry in before.items():
            now = searcher.get(id)
            if now is None:
                faults.append(f"dead: {id} {entry.original.title}")
                continue
            otherwise += now.original != entry.original
            if not have_words_in_common(entry, now):
                faults.append(f"leads to another: {id} {entry.original.title}")
        for hung in archive.hung:
            now = searcher.get(hung.id)
            if hung.withdrawn:
                if now is not None:
                    faults.append(f"withdrawn, but there: {hung.id}")
            elif hung.kind and now and now.kind != hung.kind:
                faults.append(f"correction lost: {hung.id}")
            elif hung.translated and now:
                version = now.version(hung.translated)
                if not (version and "TR " in version.text) and not {hung.id, now.id} & told:
                    faults.append(f"translation lost: {hung.id}")
    assert not faults, "\n".join(faults)
    assert otherwise > 10


def have_words_in_common(one: Entry, other: Entry) -> bool:
    """Whether a text of one entry is, but for where it is cut, a part of a text of the other."""
    texts = [
        [letters(f"{v.title} {v.text}") for v in entry.versions if v.origin == "published"]
        for entry in (one, other)
    ]
    bodies = [
        [letters(v.text) for v in entry.versions if v.origin == "published"]
        for entry in (one, other)
    ]
    return any(body in text for body in bodies[0] for text in texts[1]) or any(
        body in text for body in bodies[1] for text in texts[0]
    )
