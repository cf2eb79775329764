"""A person's translation is shown still, marked, when its original has changed a little."""

import pytest

from index.model.entry import Version
from index.store.source_keys import source_hash
from index.store.stored_translation import Translation
from index.text.titles import opening
from index.translation.outdated import recall_outdated, related_translation

TITLE = "Garden of the school of Narnia"
TREES = "Pupils of Narnia planted forty limes along the river, and the mayor watered them."
LUNCH = "At noon there was soup for everybody in the yard, cooked by the parents."


class Memory:
    """What people have translated, by source."""

    def __init__(self, *sources):
        self.known = {}
        self.translate(*sources)

    def translate(self, *sources):
        for each in sources:
            self.known[each] = Translation("en", each, "it", f"IT {each}", "human")

    def by_person(self, hash, language):
        return next((t for each, t in self.known.items() if source_hash(each) == hash), None)

    def recall(self, source, language, wanted):
        return self.known.get(source)


@pytest.fixture
def memory():
    return Memory(TITLE, TREES, LUNCH)


@pytest.fixture
def outdated(make_entry, memory):
    """Return title and text that are shown of this text as it is now; None for nothing."""

    def outdated(title, *paragraphs, language="en", before=(TITLE, TREES, LUNCH)):
        version = Version(language, title, "\n\n".join(paragraphs), "published")
        hashes = tuple(each and source_hash(each) for each in before)
        made = recall_outdated(
            make_entry(versions=(version,)), "it", hashes, memory.by_person, memory.recall
        )
        if made is None:
            return None
        assert (made.version.origin, made.version.outdated) == ("human", True)
        return made.version.title, *made.version.paragraphs

    return outdated


WHOLE = (f"IT {TITLE}", f"IT {TREES}", f"IT {LUNCH}")


@pytest.mark.parametrize(
    "now",
    [
        (TITLE, TREES.replace("forty", "fifty"), LUNCH),
        (TITLE.replace("Narnia", "Nárnya"), TREES.replace("Narnia", "Nárnya"), LUNCH),
        (TITLE.replace("of the school", "at the school"), TREES, LUNCH),
        ("A school's garden", TREES, LUNCH),
        (TITLE, TREES, f"{LUNCH} They sang."),
        (TITLE, TREES, LUNCH, "They sang until the evening."),
        (TITLE, TREES),
        (TITLE, f"{TREES} {LUNCH}"),
        (TITLE, "Pupils of Narnia planted forty limes.", "The mayor watered them.", LUNCH),
        (TITLE, LUNCH, TREES.replace("forty", "fifty")),
        (opening(TREES), TREES, LUNCH),
        (TITLE.upper(), TREES.replace("limes", "pear trees"), LUNCH.replace("soup", "broth")),
    ],
)
def test_a_text_that_changed_a_little_has_the_whole_translation(outdated, now):
    assert outdated(*now) == WHOLE


@pytest.mark.parametrize(
    "now",
    [
        (TITLE, "Workmen took down the fence on Tuesday, so that all can walk in now."),
        ("Choir of Lilliput", "Ninety voices filled the cathedral; many listened outside."),
        ("Pupils of Narnia", "They planted a hundred flags before the parliament of Lilliput."),
    ],
)
def test_another_text_has_none(outdated, now):
    assert outdated(*now) is None


def test_a_text_in_another_language_has_none(outdated):
    assert outdated(TITLE, TREES, LUNCH, language="fr") is None


def test_what_a_person_has_translated_again_is_in_it(outdated, memory):
    trees = TREES.replace("forty", "fifty")
    memory.translate(trees)
    assert outdated(f"{TITLE} (update)", trees, LUNCH) == (WHOLE[0], f"IT {trees}", WHOLE[2])


def test_a_translation_without_a_title_stays_without_one(outdated):
    shown = outdated("Pupils of Narnia", f"{TREES} They sang.", LUNCH, before=("", TREES, LUNCH))
    assert shown[1:] == WHOLE[1:]


def test_what_the_memory_has_lost_is_left_out(outdated, memory):
    del memory.known[LUNCH]
    assert outdated(TITLE, TREES, f"{LUNCH} They sang.") == WHOLE[:2]
    del memory.known[TITLE], memory.known[TREES]
    assert outdated(TITLE, TREES, LUNCH) is None


def test_the_translation_of_the_most_similar_text_helps_with_a_new_one(memory):
    before = tuple(memory.known.values())
    assert related_translation(f"Then {LUNCH}", before) == memory.known[LUNCH]
    assert related_translation("Ninety voices filled the cathedral.", before) is None
    assert related_translation(TREES, ()) is None
