"""How well pages of any template are read, and how well entries of two languages are joined.

    python tests/benchmarks/reading.py templates FILE.jsonl [--faults]
    python tests/benchmarks/reading.py mirror FOLDER MIRROR.json [--faults]
    python tests/benchmarks/reading.py joins FILE.jsonl [--faults]

A template is `{"name", "language", "url", "fetched", "html", "expected"}`; each expected entry is
`{"marker", "title", "start", "end", "language", "countries", "cities", "people", "doubt_ok"}`.
Its `end` is null for one day, its `start` for no date; a month ("2012-05") or a year is all of its
days; and what is null or absent is not measured. A page of another city than that of the bundled
profile has a `home`: `{"it", "en", "country", "latitude", "longitude", "demonyms"}`.
A mirror is `{"base", "events": [{"markers", "title", "start", "end"}], "junk": […]}`. Each marker
of an event is a word of it; junk is a word, or the end of an address, that no published entry may
have. A pair to join is `{"a", "b", "same"}`, each side `{"language", "title", "date", "text"}`.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
import tempfile
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.commands.add import add_sources
from index.files.timings import Timings
from index.gazetteer import Gazetteer, load_gazetteer
from index.joining.blocking import blocking_features_of, candidate_pairs
from index.joining.clusters import cluster_pairs, score_pairs
from index.model.entry import Entry
from index.model.errors import PageError
from index.model.page import Page
from index.model.profile import ArchiveProfile
from index.model.profile_format import bundled_profile, profile_of
from index.publishing.untranslated import untranslated_entries
from index.reading.pipeline import read_page
from index.store.home import Home
from index.text.current_profile import using_profile
from index.text.folding import fold

NAMES = ("countries", "cities", "people")
PROFILE = """
[site]
it = "{it} nel mondo"
en = "{en} in the World"
[publisher]
body = {{ it = "Comune di {it}", en = "City of {en}" }}
office = {{ it = "Relazioni internazionali", en = "International Relations" }}
[publisher.in_text]
it = "l’ufficio Relazioni internazionali di {it}"
en = "the International Relations office of {en}"
[home]
name = {{ it = "{it}", en = "{en}" }}
demonyms = {demonyms}
country = "{country}"
latitude = {latitude}
longitude = {longitude}
"""
"""What the profile of another city has at least."""


@dataclass
class Tally:
    """What was counted, and a line for each fault."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note(self, measure: str, where: str, *, good: bool, detail: object = "") -> None:
        """Count one case of a measure."""
        self.counts[f"{measure} of"] += 1
        self.counts[measure] += good
        if not good:
            self.faults.append(f"{measure}\t{where}\t{detail}")

    def share(self, measure: str) -> str:
        """Say one measure in a line."""
        number, total = self.counts[measure], self.counts[f"{measure} of"]
        return f"{measure:28} {number:5} of {total:5}  {number / total if total else 1:.4f}"


def score_templates(pages: Iterable[dict[str, Any]], gazetteer: Gazetteer) -> tuple[Tally, Timings]:
    """Read every page by all stages, and compare its entries with what is expected."""
    tally, timings = Tally(), Timings()
    for page in pages:
        with using_profile(_profile_of(page)):
            entries = _read(_page_of(page), gazetteer, timings)
        expected = page["expected"]
        markers = [one["marker"] for one in expected]
        if not expected:
            titles = [entry.original.title for entry in entries]
            tally.note("none where none is", page["name"], good=not entries, detail=titles)
        for entry in entries if expected else ():
            text = _words_of(entry)
            known = any(marker in text for marker in markers)
            tally.note("no other entry", page["name"], good=known, detail=entry.original.title)
        for one in expected:
            _score_entry(one, markers, page["name"], entries, tally)
    return tally, timings


def _profile_of(page: dict[str, Any]) -> ArchiveProfile:
    """Return the profile of the page's home city; the bundled one without a home."""
    home = page.get("home")
    return profile_of(PROFILE.format(**home), home["it"]) if home else bundled_profile()


def _read(page: Page, gazetteer: Gazetteer, timings: Timings) -> tuple[Entry, ...]:
    """Return the entries of a page; none of one that is refused."""
    try:
        return read_page(page, gazetteer, timings)
    except PageError:
        return ()


def _score_entry(
    one: dict[str, Any], markers: Sequence[str], where: str, entries: Sequence[Entry], tally: Tally
) -> None:
    where = f"{where} {one['marker']}"
    found = [entry for entry in entries if one["marker"] in _words_of(entry)]
    alone = len(found) == 1 and sum(marker in _words_of(found[0]) for marker in markers) == 1
    count = f"in {len(found)}"
    if len(found) == 1:
        count = f"with {sum(marker in _words_of(found[0]) for marker in markers)}"
    tally.note("alone", where, good=alone, detail=count)
    entry = found[0] if alone else None
    start, end = days_of(one["start"], one.get("end") or one["start"])
    read = (str(entry.dates.start), str(entry.dates.end)) if entry else None
    told = entry is not None and any(doubt.field == "date" for doubt in entry.doubts)
    right = entry is not None and read == (str(start), str(end))
    wanted = f"{start}/{end}"
    detail = f"{wanted} read {entry.dates if entry else None}"
    tally.note("date right", where, good=right, detail=detail)
    tally.note(
        "date right or doubtful", where, good=right or (told and bool(one.get("doubt_ok"))),
        detail=detail,
    )  # fmt: skip
    dated = entry is not None and entry.dates.start is not None
    tally.note("no silent wrong date", where, good=right or told or not dated, detail=detail)
    if entry is not None and entry.dates.start is None and start is not None:
        tally.counts["undated"] += 1
    if one.get("title") is not None:
        same = entry is not None and _plain(entry.original.title) == _plain(one["title"])
        title = entry.original.title if entry else None
        tally.note("title right", where, good=same, detail=f"{one['title']!r} read {title!r}")
    if entry is not None and one.get("language"):
        language = entry.original.language
        tally.note("language right", where, good=language == one["language"], detail=language)
    for name in NAMES:
        if one.get(name) is not None:
            _count_names(name, one[name], entry, where, tally)


def days_of(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day of what is expected; a month or a year has all of its days."""
    if start is None or end is None:
        return start, end
    first = f"{start}-01-01"[:10] if len(start) == 4 else f"{start}-01"[:10]
    if len(end) == 4:
        return first, f"{end}-12-31"
    if len(end) == 7:
        year, month = map(int, end.split("-"))
        return first, f"{end}-{monthrange(year, month)[1]}"
    return first, end


def _count_names(
    name: str, expected: Sequence[Any], entry: Entry | None, where: str, tally: Tally
) -> None:
    """Count what was found, missed and wrong; a name is found under any of its spellings."""
    wanted = [_spelling(one) for one in expected]
    read = _names_in(name, entry) if entry is not None else []
    hits = [one for one in wanted if any(one in names for names in read)]
    extra = [names for names in read if names.isdisjoint(wanted)]
    tally.counts[f"{name} found"] += len(hits)
    tally.counts[f"{name} missed"] += len(wanted) - len(hits)
    tally.counts[f"{name} extra"] += len(extra)
    if extra or len(hits) < len(wanted):
        missed = [one for one in wanted if one not in hits]
        tally.faults.append(f"{name}\t{where}\tmissed {missed}, extra {extra}")


def _spelling(expected: Any) -> str:
    if isinstance(expected, dict):
        expected = expected.get("name") or expected.get("id") or ""
    return fold(str(expected[0] if isinstance(expected, list) else expected))


def _names_in(name: str, entry: Entry) -> list[set[str]]:
    if name == "countries":
        return [{fold(code)} for code in entry.countries]
    if name == "people":
        return [{fold(person.name), person.id} for person in entry.people]
    gazetteer = load_gazetteer()
    return [
        {fold(each) for each in (*place.names.values(), place.as_written, place.id)}
        | {fold(each.text) for each in gazetteer.names(place=place.id)}
        for place in entry.places
    ]


def score_mirror(folder: Path, spec: dict[str, Any]) -> Tally:
    """Add a mirror to an empty archive, and compare what is published with its events."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary:
        home = Home(Path(temporary) / "home")
        report = add_sources(home, [str(folder)])
        print(f"pages {dict(report.pages)}, skipped {dict(report.skipped)}, empty {report.empty}")
        with (
            home.using_profile(),
            home.open_store("read") as store,
            untranslated_entries(home, store) as found,
        ):
            entries = list(found)
    known: set[str] = set()
    for event in spec["events"]:
        holding = [e for e in entries if any(m in _words_of(e) for m in event["markers"])]
        known |= {entry.id for entry in holding}
        where = str(event["markers"])
        titles = [entry.original.title for entry in holding]
        tally.note("event once", where, good=len(holding) == 1, detail=titles)
        if len(holding) == 1:
            (entry,) = holding
            wanted = str(event["start"]), str(event.get("end") or event["start"])
            read = str(entry.dates.start), str(entry.dates.end)
            told = any(doubt.field == "date" for doubt in entry.doubts)
            tally.note("date right", where, good=read == wanted, detail=f"{wanted} read {read}")
            silent = read != wanted and not told and entry.dates.start is not None
            tally.note("no silent wrong date", where, good=not silent, detail=f"{wanted} {read}")
            if event.get("title"):
                titles_read = {_plain(version.title) for version in entry.versions}
                same = _plain(event["title"]) in titles_read
                tally.note("title right", where, good=same, detail=f"{event['title']!r} {titles}")
    for junk in spec["junk"]:
        words = junk if isinstance(junk, str) else str(junk.get("marker") or junk.get("path"))
        showing = [e for e in entries if words in _words_of(e) or _is_read_from(e, words)]
        titles = [entry.original.title for entry in showing]
        tally.note("junk kept out", words, good=not showing, detail=titles)
    others = [entry for entry in entries if entry.id not in known]
    for entry in others:
        detail = f"{entry.original.title} {entry.read_from}"
        tally.note("every entry is an event", entry.id, good=False, detail=detail)
    return tally


def _is_read_from(entry: Entry, name: str) -> bool:
    return "/" in name + "/" and any(address.endswith(name) for address in entry.read_from)


def score_joins(pairs: Sequence[dict[str, Any]], gazetteer: Gazetteer) -> Tally:
    """Read both sides of each pair as pages of their own, and join them as publishing does."""
    tally, timings = Tally(), Timings()
    for number, pair in enumerate(pairs):
        sides = [
            entry
            for side in ("a", "b")
            for entry in read_page(_side_page(pair[side], number, side), gazetteer, timings)[:1]
        ]
        joined = len(sides) == 2 and _are_joined(sides)
        where = f"{number} {pair['a']['title']} / {pair['b']['title']}"
        if pair["same"]:
            tally.note("true pairs joined", where, good=joined)
        else:
            tally.note("different kept apart", where, good=not joined)
    return tally


def _are_joined(entries: Sequence[Entry]) -> bool:
    features = {
        number: found
        for number, entry in enumerate(entries)
        if (found := blocking_features_of(entry)) is not None
    }
    scores = score_pairs(candidate_pairs(features), lambda number: entries[number])
    return bool(cluster_pairs(features, scores))


def _side_page(side: dict[str, Any], number: int, letter: str) -> Page:
    date = str(side["date"])
    if isinstance(side["date"], list):
        date = "/".join(side["date"])
    title, text = html.escape(side["title"]), html.escape(side["text"])
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    body = f"<html><body><h1>{date} - {title}</h1>{paragraphs}</body></html>"
    url = f"https://www.example.org/{side['language']}/{letter}{number}.html"
    return Page(url, datetime.now(UTC), "text/html", body.encode(), side["language"])


def _page_of(page: dict[str, Any]) -> Page:
    fetched = datetime.fromisoformat(page.get("fetched") or "2026-01-01T00:00:00+00:00")
    if fetched.tzinfo is None:
        fetched = fetched.replace(tzinfo=UTC)
    body = page["html"].encode()
    is_text = not page["html"].lstrip().startswith("<")
    kind = "text/plain" if is_text else "text/html"
    return Page(page["url"], fetched, kind, body, page["language"])


def _words_of(entry: Entry) -> str:
    """Return the words of all versions, a space between any two, so a marker may span lines."""
    return " ".join(
        word for version in entry.versions for word in f"{version.title} {version.text}".split()
    )


def _plain(title: str) -> str:
    return " ".join(title.replace("’", "'").split()).strip(" .:-–—").casefold()


def _print(tally: Tally, *, faults: bool) -> None:
    for measure in dict.fromkeys(key.removesuffix(" of") for key in tally.counts):
        if f"{measure} of" in tally.counts:
            print(tally.share(measure))
    print(f"undated entries              {tally.counts['undated']}")
    for name in NAMES:
        found, missed, extra = (tally.counts[f"{name} {w}"] for w in ("found", "missed", "extra"))
        if found + missed + extra:
            f1 = 2 * found / (2 * found + missed + extra)
            print(f"F1 of {name:22} {f1:.4f} ({found} found, {missed} missed, {extra} wrong)")
    if faults:
        print("\n".join(tally.faults))


def _scored(kind: str, files: Sequence[Path]) -> Tally:
    gazetteer = load_gazetteer()
    if kind == "mirror":
        folder, spec = files
        tally = score_mirror(folder, json.loads(spec.read_text("utf-8")))
    else:
        lines = [json.loads(line) for line in files[0].read_text("utf-8").splitlines()]
        if kind == "joins":
            tally = score_joins(lines, gazetteer)
        else:
            tally, timings = score_templates(lines, gazetteer)
            spent = sum(timings.seconds.values())
            number = max(1, tally.counts["alone of"])
            print(f"{1000 * spent / number:.1f} ms an expected entry, {len(lines)} pages")
    return tally


def main(arguments: Sequence[str]) -> None:
    """Score one set and print its measures."""
    parser = argparse.ArgumentParser(description="Score reading or joining on a set of cases.")
    parser.add_argument("kind", choices=("templates", "mirror", "joins"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--faults", action="store_true", help="print each fault in a line")
    given = parser.parse_args(arguments)
    with using_profile(bundled_profile()):
        tally = _scored(given.kind, given.files)
    _print(tally, faults=given.faults)


if __name__ == "__main__":
    main(sys.argv[1:])
