"""A large JSON object is JSON, and changes as an object does."""

import json

from hypothesis import given
from hypothesis import strategies as st

from index.indexing.statistics.keyed_json import KeyedJsonLines, dump, split

KEYS = st.sampled_from([":", "a", "a-b", "ab", 'a"', "people", "\n", "{", "", "é"]) | st.text(
    max_size=3
)
VALUES = st.integers() | st.lists(st.text(max_size=3), max_size=2) | st.dictionaries(KEYS, KEYS)
CHANGES = st.lists(st.dictionaries(KEYS, VALUES | st.none(), max_size=6), max_size=5)


@given(CHANGES)
def test_it_changes_as_an_object_does(changes):
    lines, held = KeyedJsonLines(), {}
    for change in changes:
        lines.change(change)
        held = {key: value for key, value in (held | change).items() if value is not None}
        lines = KeyedJsonLines(lines.text().encode())

    assert json.loads(lines.text()) == held
    assert {key: lines.get(key) for key in held} == held
    assert lines.get("never held") is None


@given(CHANGES, CHANGES)
def test_what_has_changed_is_kept_beside_what_was_read(before, after):
    held = {}
    lines = KeyedJsonLines()
    for change in before:
        lines.change(change)
        held |= change
    written = lines.text().encode()
    changed = b"{}"
    for change in after:
        lines = KeyedJsonLines(written)
        lines.amend(KeyedJsonLines(changed))
        lines.change(change)
        held |= change
        changed = lines.changed_text().encode()
    held = {key: value for key, value in held.items() if value is not None}

    assert json.loads(lines.text()) == held
    assert list(lines.keys()) == list(json.loads(lines.text()))
    assert {key: lines.get(key) for key in held} == held
    read = json.loads(written) if after else {}
    assert dict(lines.changed()) == {
        key: held.get(key) for key in {*held, *read} if held.get(key) != read.get(key)
    }


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

    text = dump(head, {key: lines.text() for key, lines in objects.items()})
    values, apart = split(text.encode(), ("people", "places"))

    read = json.loads(text)
    del read["sizes"]
    assert read == {**head, "people": people, "places": places}
    assert values == head
    assert {key: json.loads(lines.text()) for key, lines in apart.items()} == {
        "people": people,
        "places": places,
    }
