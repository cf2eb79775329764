"""A large JSON object is JSON, and changes as an object does."""

import json

from hypothesis import given
from hypothesis import strategies as st

from index.indexing.statistics.keyed_json import KeyedJsonLines, dump, split

KEYS = st.sampled_from(["a", "a-b", "ab", 'a"', "people", "\n", "{", "", "é"]) | st.text(max_size=3)
VALUES = st.integers() | st.lists(st.text(max_size=3), max_size=2) | st.dictionaries(KEYS, KEYS)
CHANGES = st.lists(st.dictionaries(KEYS, VALUES | st.none(), max_size=6), max_size=5)


@given(CHANGES)
def test_it_changes_as_an_object_does(changes):
    lines, held = KeyedJsonLines(), {}
    for change in changes:
        lines.change(change)
        held = {key: value for key, value in (held | change).items() if value is not None}
        lines = KeyedJsonLines(lines.text())

    assert json.loads(lines.text()) == held
    assert {key: lines.get(key) for key in held} == held
    assert lines.get("never held") is None


@given(CHANGES)
def test_its_text_does_not_depend_on_the_order_of_changes(changes):
    by_steps, at_once = KeyedJsonLines(), KeyedJsonLines()
    held = {}
    for change in changes:
        by_steps.change(change)
        held |= change
    at_once.change(dict(reversed(held.items())))

    assert by_steps.text() == at_once.text()


@given(
    st.dictionaries(KEYS, VALUES, min_size=1).map(lambda head: {"head": head}),
    st.dictionaries(KEYS, VALUES),
    st.dictionaries(KEYS, VALUES),
)
def test_objects_are_joined_and_parted(head, people, places):
    objects = {"people": KeyedJsonLines(), "places": KeyedJsonLines()}
    objects["people"].change(people)
    objects["places"].change(places)

    text = dump(head, objects)
    values, apart = split(text, ("people", "places"))

    assert json.loads(text) == {**head, "people": people, "places": places}
    assert values == head
    assert {key: json.loads(lines.text()) for key, lines in apart.items()} == {
        "people": people,
        "places": places,
    }
