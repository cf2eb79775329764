"""The offline translator itself; skipped where it is not installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from index.gazetteer import load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.model.page import Page
from index.publishing.untranslated import untranslated_entries
from index.reading.sources import read_pages
from index.store.database import Store
from index.store.home import Home
from index.text.folding import fold
from index.text.tokens import Text
from index.translation.date_phrases import find_date_phrases
from index.translation.missing import find_missing
from index.translation.recall import translate_entries
from index.translation.run import translate_missing
from index.translation.translators import apertium as module
from index.translation.translators.apertium import INSTALL, Apertium
from index.translation.translators.translator import TryLaterError, UnusableError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def apertium():
    try:
        return Apertium()
    except UnusableError as error:
        pytest.skip(str(error))


def test_both_directions_are_translated(apertium):
    english = apertium.translate(("The mayor has a house.",), "en", "it")[0].text
    italian = apertium.translate(("Il sindaco ha una casa.",), "it", "en")[0].text
    assert "sindaco" in english.lower()
    assert "mayor" in italian.lower()
    assert english.endswith(".")


def test_each_paragraph_keeps_its_place(apertium):
    texts = tuple(f"The house number {n}.\nIt is red." for n in range(30))
    answers = apertium.translate(texts, "en", "it")
    assert [str(n) in answer.text for n, answer in enumerate(answers)] == [True] * 30


def test_words_it_does_not_know_are_named_and_not_marked(apertium):
    (answer,) = apertium.translate(("The zzkqx is red.",), "en", "it")
    assert answer.unknown == ("zzkqx",)
    assert "*" not in answer.text


def test_the_names_it_is_trusted_with_pass_through_both_ways(apertium):
    frames = {("en", "it"): "He was in {} with {}.", ("it", "en"): "Era a {} con {}."}
    for (source, target), frame in frames.items():
        pairs = list(zip(apertium.limits.places, apertium.limits.people, strict=True))
        answers = apertium.translate(tuple(frame.format(*pair) for pair in pairs), source, target)
        for (place, person), answer in zip(pairs, answers, strict=True):
            assert place in answer.text
            assert person in answer.text


def test_languages_it_has_not_are_not_supported(apertium):
    assert apertium.supports("en", "it")
    assert not apertium.supports("fr", "it")


def test_where_it_is_absent_the_line_that_installs_it_is_told(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnusableError, match=INSTALL):
        Apertium()


def program(tmp_path, monkeypatch, script):
    path = tmp_path / "apertium"
    modes = " ".join(mode for modes in module._MODES.values() for mode in modes)
    path.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then echo {modes}; exit; fi\n{script}\n')
    path.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


def test_where_its_languages_are_absent_they_are_named(tmp_path, monkeypatch):
    program(tmp_path, monkeypatch, "")
    path = tmp_path / "apertium"
    path.write_text("#!/bin/sh\necho eng-cat\n")
    with pytest.raises(UnusableError, match=f"cat-ita.*{INSTALL}"):
        Apertium()


def test_one_that_hangs_is_ended_with_all_its_processes(tmp_path, monkeypatch):
    program(tmp_path, monkeypatch, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(TryLaterError, match="in time"):
        Apertium(seconds=0.5).translate(("A house.",), "en", "it")
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True)
    assert state.stdout.strip()[:1] in ("", "Z")  # whatever its priority


@pytest.mark.parametrize(
    ("script", "words"), [("cat; exit 3", "status 3"), ("head -1; cat >/dev/null", "number")]
)
def test_one_that_fails_is_a_failure(tmp_path, monkeypatch, script, words):
    program(tmp_path, monkeypatch, script)
    with pytest.raises(TryLaterError, match=words):
        Apertium(seconds=5).translate(("A house.", "A door."), "en", "it")


def sample_entries(tmp_path):
    home = Home(tmp_path / "home")
    folder = files("index") / "data" / "sample"
    with home.open_store() as store:
        with store.change():
            for page in read_pages(str(folder), fetched=datetime.now(UTC)):
                if isinstance(page, Page):
                    store.pages.add(page)
        with untranslated_entries(home, store) as entries:
            return tuple(entries)


def survivors(source, target, entry, source_language, target_language):
    """What of a text's names, places, numbers and dates is not in its translation."""
    gazetteer = load_gazetteer()
    folded = fold(target)
    gone = [
        person.name
        for person in entry.people
        if person.name in source and fold(person.name) not in folded
    ]
    meant = {
        (sense.kind, sense.country, sense.place)
        for mention in find_place_mentions(Text.of("", target), gazetteer)
        for sense in mention.senses
    }
    ids = {place.id for place in entry.places}
    for mention in find_place_mentions(Text.of("", source), gazetteer):
        for sense in mention.senses:
            of_entry = sense.place in ids if sense.place else sense.country in entry.countries
            known = (sense.kind, sense.country, sense.place) in meant or mention.phrase in folded
            if of_entry and sense.kind in ("place", "country") and not known:
                gone.append(sense.name)
                break
    dates = find_date_phrases(source, source_language, target_language)
    gone += [each.written for each in dates if fold(each.written) not in folded]
    bare = source
    for each in reversed(dates):
        bare = bare[: each.start] + " " + bare[each.end :]
    digits = Counter(word for word in _numbers(bare))
    return gone + list(digits - Counter(_numbers(target)))


def _numbers(text):
    return [re.sub(r"\D", "", found) for found in re.findall(r"\d+(?:[.,]\d+)*", text)]


def check_sample(apertium, tmp_path, entries):
    """Translate entries both ways; the share of paragraphs shown, and what did not survive."""
    with Store(tmp_path / "archive.db") as store:
        missing = find_missing(entries, store.memory, apertium, ("it", "en"))
        report = translate_missing(missing.segments, store, apertium, load_gazetteer())
        rows = {(row.source, row.target_language): row for row in store.memory.attempts("ok")}
        by_source = {(each.source, each.target_language): each for each in missing.segments}
        owners = {
            text: entry for entry in entries for version in entry.versions
            for text in (version.title, *version.text.split("\n\n"))
        }  # fmt: skip
        gone = {
            source: found
            for (source, language), row in rows.items()
            if (
                found := survivors(
                    source, row.target, owners[source], row.source_language, language
                )
            )
        }
        shown = sum(
            version.origin == "machine"
            for entry in translate_entries(entries, store.memory.recall)
            for version in entry.versions
        )
    assert report.settled == report.total == len(by_source)
    return report, gone, shown


def test_names_places_numbers_and_dates_survive_in_what_is_shown(apertium, tmp_path):
    entries = [entry for entry in sample_entries(tmp_path) if len(entry.versions) == 1][::16]
    report, gone, shown = check_sample(apertium, tmp_path, entries)
    assert gone == {}
    assert report.shown >= 0.8 * report.total
    assert shown >= 0.7 * sum(entry.original.language in ("it", "en") for entry in entries)


@pytest.mark.soak
def test_names_places_numbers_and_dates_survive_in_the_whole_sample(apertium, tmp_path, capsys):
    entries = sample_entries(tmp_path)
    report, gone, shown = check_sample(apertium, tmp_path, entries)
    with capsys.disabled():
        print(f"\n{report}\nversions shown {shown}; gone {gone}")
    assert gone == {}
    assert report.shown >= 0.8 * report.total
