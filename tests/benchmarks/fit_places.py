"""Fit the weights of the cues of cities on one half of own sentences, and prove them on the other.

    python tests/benchmarks/fit_places.py

The sentences are those of tests/index/reading/data/place_names.tsv and confusing.tsv (which half
one is in depends on its text alone), the texts of facts.jsonl, the entries of
places/data/placed_entries.jsonl, a sample of the sentences of test_generated_sentences.py, and
sentences of somebody in a large city. A mention is right where the sentence is about the city or
country that it may be. It prints the weights by logistic regression, pulled towards those of the
table, and what share of both halves they decide wrong, before and after.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from index.gazetteer import Gazetteer, load_gazetteer
from index.gazetteer.mentions import find_place_mentions
from index.model.profile_format import bundled_profile
from index.reading.people import find_people
from index.reading.places import cities, find_places
from index.reading.places.city_cues import CITY_CUES
from index.reading.places.city_evidence import CityEvidence
from index.text.current_profile import using_profile
from index.text.folding import fold
from index.text.tokens import Text
from tests.index.reading import test_generated_sentences as generated

DATA = Path(__file__).parents[1] / "index" / "reading" / "data"
ROUNDS, STEP, PULL = 400, 0.5, 0.002
"""Rounds of descent, its step, and how strongly weights are pulled towards the hand-set ones."""
Row = tuple[tuple[int, ...], bool, float]
"""The cues that apply, whether the mention is the place, and how much the row counts."""


def is_wanted(gazetteer: Gazetteer, evidence: CityEvidence, meant: list[str]) -> bool:
    """Whether the mention is a city or in a country that the text is about."""
    sense = evidence._sense
    names = {fold(name.text) for name in gazetteer.names(place=sense.place or "")}
    for one in meant:
        city, _, country = one.rpartition(":")
        if one == sense.place or (country == sense.country and (not city or fold(city) in names)):
            return True
    return False


def texts() -> Iterator[tuple[str, str, str, list[str], float, bool]]:
    """Language, title, text, places meant, weight, and whether it is in the second half."""
    for line in (DATA / "place_names.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, _, places, text = line.split("\t")
            half = bool(zlib.crc32(text.encode()) % 2)
            yield language, "", text, [p for p in places.split(";") if p], 2.0, half
    for line in (DATA / "facts.jsonl").read_text("utf-8").splitlines():
        fact = json.loads(line)
        meant = [f"{p['city'] or ''}:{p['country']}" for p in fact["places"]]
        for language in ("it", "en"):
            text = fact[f"gist_{language}"]
            yield language, "", text, meant, 3.0, bool(zlib.crc32(text.encode()) % 2)
    for line in (DATA / "confusing.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, _, text = line.split("\t")
            yield language, "", text, [], 2.0, bool(zlib.crc32(text.encode()) % 2)
    gazetteer = load_gazetteer()
    for line in (
        (DATA.parent / "places" / "data" / "placed_entries.jsonl").read_text("utf-8").splitlines()
    ):
        entry = json.loads(line)
        meant = list(entry["places"])
        half = bool(zlib.crc32(entry["text"].encode()) % 2)
        yield entry["language"], entry["title"], entry["text"], meant, 5.0, half
    made = [
        *islice(generated.sentences(gazetteer), 3, None, 17),
        *islice(generated.of_the_table(gazetteer), 5, None, 61),
    ]
    for one in made:
        place = gazetteer.place(one.place)
        assert place
        meant = [f"{place.names['en']}:{place.country}"]
        yield one.language, "", one.text, meant, 0.3, bool(zlib.crc32(one.text.encode()) % 2)
    yield from visits(gazetteer)


def visits(gazetteer: Gazetteer) -> Iterator[tuple[str, str, str, list[str], float, bool]]:
    """Sentences in which somebody is in, goes to or comes from a city of 100,000 or more."""
    frames = {
        "en": ("They stayed in {}.", "A train goes to {}.", "A choir from {} sang."),
        "it": ("La mostra si apre a {}.", "Arrivano da {}.", "Un coro di {} canta."),
        "fr": ("Elle travaille à {}.", "Un chœur de {} chante.", "Ils viennent de {}."),
    }
    for number, phrase in enumerate(sorted(gazetteer.phrases())):
        sense = gazetteer.senses(phrase)[0]
        large = sense.place and gazetteer.population(sense.place) >= 100_000
        if not large or sense.country == "IT" or number % 7 or gazetteer.guard(phrase) == "word":
            continue
        language = ("en", "it", "fr")[number // 7 % 3]
        text = frames[language][number // 21 % 3].format(sense.name)
        meant = [f"{sense.name}:{sense.country}"]
        yield language, "", text, meant, 0.05, bool(zlib.crc32(text.encode()) % 2)


def rows() -> tuple[list[Row], list[Row]]:
    """The mentions of the first and of the second half."""
    halves: tuple[list[Row], list[Row]] = ([], [])
    gazetteer = load_gazetteer()
    for language, title, text, meant, weight, second in texts():
        words = Text.of(title, text)
        mentions = find_place_mentions(words, gazetteer)
        names = find_people(words, mentions, language).names
        found: dict[int, Row] = {}

        def watch(
            cues: object,
            evidence: CityEvidence,
            found: dict[int, Row] = found,
            meant: list[str] = meant,
            weight: float = weight,
        ) -> tuple[bool, str]:
            applying = tuple(n for n, cue in enumerate(CITY_CUES) if cue.applies(evidence))
            right = is_wanted(gazetteer, evidence, meant)
            found[evidence.number] = (applying, right, weight)
            return right, CITY_CUES[applying[0]].name

        cities.strongest_cue = watch  # type: ignore[assignment]
        find_places(words, mentions, names, language, gazetteer)
        halves[second].extend(found.values())
    return halves


def wrong(data: list[Row], weights: list[float]) -> tuple[float, float]:
    """The shares of places missed and of others taken for one."""
    missed = sum(w for cues, right, w in data if right and sum(weights[c] for c in cues) <= 0)
    taken = sum(w for cues, right, w in data if not right and sum(weights[c] for c in cues) > 0)
    return (
        missed / sum(w for _, right, w in data if right),
        taken / sum(w for _, right, w in data if not right),
    )


def fit(data: list[Row]) -> list[float]:
    """Weights by logistic regression, pulled towards those of the table."""
    start = [cue.weight for cue in CITY_CUES]
    weights = list(start)
    total = sum(w for _, _, w in data)
    for _ in range(ROUNDS):
        slope = [PULL * (now - first) for now, first in zip(weights, start, strict=True)]
        for cues, right, count in data:
            score = sum(weights[c] for c in cues)
            error = 1 / (1 + math.exp(-max(-30, min(30, score)))) - right
            for c in cues:
                slope[c] += error * count / total
        weights = [w - 8 * STEP * s for w, s in zip(weights, slope, strict=True)]
    return weights


def main() -> None:
    """Print the weights and what they decide wrong."""
    first, second = rows()
    fitted = fit(first)
    for cue, weight in zip(CITY_CUES, fitted, strict=True):
        count = sum(CITY_CUES.index(cue) in cues for cues, _, _ in first)
        print(f"{cue.weight:6.2f} -> {weight:6.2f}  {cue.name} ({count})")
    before = [cue.weight for cue in CITY_CUES]
    for name, data in (("fitted on", first), ("proved on", second)):
        for what, weights in (("before", before), ("after", fitted)):
            missed, taken = wrong(data, weights)
            print(f"{name} {len(data)}: {what} missed {missed:.2%}, taken {taken:.2%}")


if __name__ == "__main__":
    with using_profile(bundled_profile()):
        main()
