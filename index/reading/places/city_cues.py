"""City cues: what speaks for and against a name of the gazetteer's cities being a place here.

The weights of the cues that apply are added; above nothing the name is a place. The first ones
are exclusive: how well the city is known. The weights were fitted by
`tests/benchmarks/fit_places.py`, which says on what, and rounded; those of a country beside the
name, of a person's name of a little known town, of a part of the title and of what towns do were
set by hand, since few of those sentences have them; so were those of a country's people, of a line
of its own and of what links towns.
"""

from __future__ import annotations

from index.model.rules import Cue
from index.reading.places.city_evidence import LARGE, CityEvidence
from index.reading.places.sentence_position import is_paired_with_word
from index.reading.places.words_before import follows_link, follows_locative, follows_name

CITY_CUES: tuple[Cue[CityEvidence], ...] = (
    Cue("kept by hand", 1.7, lambda e: e.is_curated, "en: A fair that [Lyon] holds."),
    Cue(
        "large city",
        0.6,
        lambda e: e.population >= LARGE,
        "en: A fair that [Ibadan] holds.",
    ),
    Cue(
        "city",
        -0.7,
        lambda e: 100_000 <= e.population < LARGE,
        "en: They saw Lyon and the [Bytom].",
    ),
    Cue(
        "small city",
        -2.4,
        lambda e: 50_000 <= e.population < 100_000,
        "en: A letter from [Aflao] came.",
    ),
    Cue("town", -3.3, lambda e: 15_000 <= e.population < 50_000, "en: They stayed in [Abomsa]."),
    Cue(
        "little known",
        -3.1,
        lambda e: not e.is_curated and e.population < 15_000,
        "en: They stayed in [Zwiesel].",
    ),
    Cue(
        "its country stands beside it",
        6.0,
        lambda e: e.has_country_beside,
        "en: They praised [Mersin], Turkey.",
    ),
    Cue(
        "its country is named",
        3.1,
        lambda e: e.is_country_named,
        "en: A train to [Abomsa] leaves. Ethiopia is far.",
    ),
    Cue(
        "its country's people are named",
        3.1,
        lambda e: e.is_people_named,
        "en: A train to [Abomsa] leaves with Ethiopian apples.",
    ),
    Cue(
        "what only towns have stands beside it",
        2.0,
        lambda e: e.follows_town_word,
        "en: The delegation of [Abomsa] came.",
    ),
    Cue(
        "its mayor or the word for a town before it",
        3.1,
        lambda e: e.follows_mayor,
        "en: The Mayor of [Sedan] came.",
    ),
    Cue(
        "office before it", 0.8, lambda e: e.follows_office, "en: The University of [Aflao] wrote."
    ),
    Cue("a part of the title", 2.9, lambda e: e.fills_title_part, "en: Festival - [Roman] | "),
    Cue("a line of its own", 3.5, lambda e: e.fills_line, "en: Fair | They sang.\n[Bytom]"),
    Cue(
        "what links towns and with before it",
        2.0,
        lambda e: follows_link(e.context, e.number),
        "en: An exchange of pupils with [Bytom].",
    ),
    Cue("does what towns do", 3.0, lambda e: e.acts, "en: [Aflao] sends a choir."),
    Cue("in a list of places", 2.5, lambda e: e.is_listed, "en: They saw Lyon, [Bytom]."),
    Cue(
        "preposition of place", 2.0, lambda e: e.follows_preposition, "en: They came from [Bytom]."
    ),
    Cue(
        "where something is",
        1.1,
        lambda e: follows_locative(e.context, e.number),
        "en: They stayed in [Aflao].",
    ),
    Cue("an ordinary word", -3.0, lambda e: e.guard == "word", "en: They called it [Nice] indeed."),
    Cue(
        "a person's name",
        -2.5,
        lambda e: e.guard == "person" and e.is_curated,
        "en: They praised [Valencia] often.",
    ),
    Cue(
        "a person's name sooner than a little known town",
        -4.3,
        lambda e: e.guard == "person" and not e.is_curated,
        "en: They praised [Mersin] often.",
    ),
    Cue("acronym", -1.9, lambda e: e.is_acronym, "en: A kit called [KANO] was shown."),
    Cue("all in capitals", -1.3, lambda e: e.is_in_capitals, "en: A FAIR THAT [IBADAN] HOLDS."),
    Cue(
        "article before it",
        -2.2,
        lambda e: e.follows_article,
        "it: Comprano la maglia del [Lione] oggi.",
    ),
    Cue(
        "name of the thing before it",
        -2.1,
        lambda e: e.is_apposition,
        "it: Parte la scialuppa [Lione] oggi.",
    ),
    Cue(
        "head of a sentence", -3.0, lambda e: e.opens_sentence, "it: [Colonia] estiva per bambini."
    ),
    Cue(
        "paired with a word",
        -3.9,
        lambda e: is_paired_with_word(e.context, e.number),
        "fr: [Rennes] et traîneaux pour tous.",
    ),
    Cue(
        "after a name and its of",
        -2.3,
        lambda e: follows_name(e.context, e.number),
        "en: The Barber of [Bytom] is sung.",
    ),
    Cue(
        "part of a longer name", -4.4, lambda e: e.is_part_of_name, "en: They tried [Dublin] Core."
    ),
)
