"""The mapped words of an index are those that are counted anew from its entries."""

import random
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.gazetteer.named_things import named_things
from index.indexing.engines.whoosh.writer import WhooshWriter
from index.model.entry import Entry, Person, Place
from index.text.analysis import fold_word
from index.text.sounds import is_one_edit_away, phonetic_key
from search.answer.live_index import LiveIndex
from search.answer.vocabulary import Vocabulary
from search.engines.whoosh.engine import WhooshEngine
from search.engines.whoosh.mapped_words import MappedWordTable
from search.engines.word_table import BuiltWordTable
from search.query.query import Query
from search.query.spelling import distance
from search.searcher import Searcher

LETTERS = "aehiklmnorstuz"


def _asked(built: dict[str, tuple[str, int]]) -> list[str]:
    """Words of the sample, some with a letter more, less or another."""
    chance = random.Random(3)
    asked = []
    for word in chance.sample(sorted(word for word in built if len(word) > 4), 120):
        at = chance.randrange(len(word))
        made = (word, word[:at] + word[at + 1 :], word[:at] + chance.choice(LETTERS) + word[at:])
        asked.append(chance.choice(made))
    return [*asked, "londra", "germania", "salonedelgusto", "sindaco", "qqqq"]


def test_words_are_spelt_and_found_by_sound_as_in_a_table_made_of_the_entries(sample_home):
    with closing(WhooshEngine(sample_home.location)) as engine, engine.live() as reader:
        mapped, spellings = reader.words, reader.spellings()
        built = BuiltWordTable.of(spellings, reader.facts)
        assert isinstance(mapped, MappedWordTable)
        for word in _asked(spellings):
            assert mapped.spelling(word) == built.spelling(word)
            sound = phonetic_key(word)
            found, expected = (
                {one for one in table.sounding_like(sound) if is_one_edit_away(sound, one[0])}
                for table in (mapped, built)
            )
            assert found == expected
            near, likely = (
                {one for one in table.names_like(word, 2) if distance(word, one, 2) <= 2}
                for table in (mapped, built)
            )
            assert near == {one for one in likely if len(one) >= 4}


def test_names_are_found_by_each_of_their_words(sample_home):
    with closing(WhooshEngine(sample_home.location)) as engine, engine.live() as reader:
        people = {id: name for id, (name, _) in reader.facts.people.items()}
        for thing in list(named_things(people, {}))[::7]:
            for word in thing.words:
                assert (thing.field, thing.value) in set(reader.words.named(word))
            for word in thing.glued:
                assert (thing.field, thing.value) in set(reader.words.glued(word))


def test_a_word_that_no_entry_has_is_not_spelt(sample_home):
    with closing(WhooshEngine(sample_home.location)) as engine, engine.live() as reader:
        assert reader.words.spelling("zzzz") is None
        assert reader.words.spelling(fold_word("Torino")) is not None
        assert list(reader.words.named("zzzz")) == []


PEOPLE = [
    Person(name.lower().replace(" ", "-"), name, "mayor", "visitor")
    for name in ("Ines Quintero", "Pal Vikander", "Ines Dell Orto", "Ugo Vikander", "Eva Lindqvist")
]
PLACES = [
    Place(f"{name.lower()}-{code.lower()}", code, {"it": name, "en": name}, name, None, None)
    for name, code in (("Turku", "FI"), ("Lyon", "FR"), ("Zagreb", "HR"))
]
TEXTS = ("trasporto pubblico", "transports", "museums of Turku", "musea", "Quintero and Vikandr")


def _some(chance: random.Random, make_entry, id: str) -> Entry:
    """An entry that may share words and names with others; a person may be called otherwise."""
    people = [
        replace(one, name=one.name.upper()) if chance.random() < 0.3 else one
        for one in chance.sample(PEOPLE, 2)
    ]
    return make_entry(
        id,
        title=chance.choice(TEXTS),
        text=" ".join(chance.choices(TEXTS, k=2)),
        people=tuple(people),
        places=tuple(chance.sample(PLACES, 1)),
    )


@pytest.mark.parametrize("seed", range(4))
def test_an_amended_index_corrects_words_as_one_that_is_counted_anew(tmp_path, make_entry, seed):
    chance = random.Random(seed)
    ids = [f"2007-06-27-{number:04}" for number in range(8)]
    for _ in range(5):
        with WhooshWriter(str(tmp_path), amend=(tmp_path / "CURRENT").exists()) as writer:
            writer.remove(chance.sample(ids, 3))
            writer.add(_some(chance, make_entry, id) for id in chance.sample(ids, 3))

    with closing(WhooshEngine(str(tmp_path))) as engine, engine.live() as reader:
        assert len(reader.words._tables) == 2
        live = LiveIndex(reader)
        built = Vocabulary(
            BuiltWordTable.of(reader.spellings(), reader.facts),
            live.label,
            live._count_of,
            live._count_of_region,
        )
        words = {word for text in TEXTS for word in fold_word(text).split()}
        words |= {word for one in PEOPLE for word in fold_word(one.name).split()}
        for word in sorted({*words, "dellorto", "turku", "lyon", "zagreb", "lione"}):
            assert live.vocabulary.spellings.get(word) == built.spellings.get(word)
            assert live.vocabulary.is_name_word(word) == built.is_name_word(word)
            for asked in (word, word[1:], f"{word}a", word.replace("k", "c")):
                assert live.vocabulary.spellings.nearest(asked) == built.spellings.nearest(asked)
                assert live.vocabulary.glued(asked) == built.glued(asked)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_a_closed_searcher_leaves_no_file_open_while_somebody_holds_its_words(
    sample_home, tmp_path
):
    folder = tmp_path / "index"
    shutil.copytree(sample_home.location, folder)  # of which no other test holds anything

    def open_files() -> list[str]:
        links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists()]
        return [link for link in links if link.startswith(str(folder))]

    engine = WhooshEngine(str(folder))
    with engine.live() as reader:
        words = reader.words
        assert words.spelling("torino")
        assert open_files()
    engine.close()
    assert open_files() == []
    with pytest.raises(ValueError, match="closed"):
        words.named("torino")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_a_closed_searcher_leaves_no_file_open_whatever_was_asked(sample_home, tmp_path):
    folder = tmp_path / "index"
    shutil.copytree(sample_home.location, folder)
    engine = WhooshEngine(str(folder))
    searcher = Searcher(engine)
    with engine.live() as reader:  # held, as what answering derives from it holds it
        for text in ("", "sindaco", '"il sindaco"', "univ*", "rosi", "sindaco -lione"):
            for more in ({}, {"sort": "oldest"}, {"country": ("FR",)}, {"brief": True}):
                searcher.search(Query(text=text, **more))
        hits = searcher.search(Query(text="sindaco")).hits
        assert searcher.get(hits[0].id)
        assert searcher.similar(hits[0].id) is not None
        searcher.autocomplete("lio", "it")
    searcher.close()
    links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists()]
    assert [link for link in links if link.startswith(str(folder))] == []
    assert reader.name
