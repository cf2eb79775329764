from dataclasses import replace
from datetime import date

import pytest

from index.model.entry import Version
from index.model.profile_format import bundled_profile
from index.store.stored_translation import Translation
from index.text.current_profile import using_profile
from index.translation.recall import translate_entries


def recall_of(*translations):
    known = {(t.source, t.source_language, t.target_language): t for t in translations}
    return lambda source, language, wanted: known.get((source, language, wanted))


def human(source, target):
    return Translation("en", source, "it", target, "human", day=date(2026, 11, 1))


def machine(source, target):
    return Translation(
        "en", source, "it", target, "machine", "apertium", "eng-ita", date(2026, 1, 2)
    )


def entry_of(make_entry, text):
    return make_entry(versions=(Version("en", "Title", text, "published"),))


def test_a_text_translated_whole_is_shown(make_entry):
    entry = entry_of(make_entry, "One.\n\nTwo.")
    recall = recall_of(human("Title", "Titolo"), human("One.", "Uno."), human("Two.", "Due."))
    (translated,) = translate_entries([entry], recall)
    assert translated.versions[1] == Version(
        "it", "Titolo", "Uno.\n\nDue.", "human", day=date(2026, 11, 1)
    )


def test_a_text_with_a_paragraph_missing_is_not(make_entry):
    entry = entry_of(make_entry, "One.\n\nTwo.")
    recall = recall_of(human("Title", "Titolo"), human("One.", "Uno."))
    assert list(translate_entries([entry], recall)) == [entry]


def test_one_paragraph_by_a_machine_makes_the_whole_a_machines(make_entry):
    entry = entry_of(make_entry, "One.")
    recall = recall_of(human("Title", "Titolo"), machine("One.", "Uno."))
    (translated,) = translate_entries([entry], recall)
    made = translated.versions[1]
    assert (made.origin, made.translator, made.model) == ("machine", "apertium", "eng-ita")


@pytest.mark.parametrize(
    ("translator", "chosen", "rough"),
    [("apertium", False, True), ("apertium", True, False), ("libre", False, False)],
)
def test_a_rough_translators_texts_are_rough_unless_the_archive_chooses(
    make_entry, translator, chosen, rough
):
    by = replace(machine("One.", "Uno."), translator=translator)
    entry = entry_of(make_entry, "One.")
    with using_profile(replace(bundled_profile(), shows_rough=chosen)):
        recall = recall_of(human("Title", "Titolo"), by)
        (translated,) = translate_entries([entry], recall)
    assert translated.versions[1].rough == rough
    assert (translated.readable("it") is None) == rough


def test_what_the_city_published_itself_is_never_translated_over(make_entry):
    entry = entry_of(make_entry, "One.")
    entry = replace(entry, versions=(*entry.versions, Version("it", "T", "Uno", "published")))
    recall = recall_of(human("Title", "Titolo"), human("One.", "Uno."))
    assert list(translate_entries([entry], recall)) == [entry]


def test_a_text_of_uncertain_language_stays_as_it_is(make_entry):
    entry = make_entry(versions=(Version("und", "Title", "One.", "published"),))
    recall = recall_of(human("Title", "Titolo"), human("One.", "Uno."))
    assert list(translate_entries([entry], recall)) == [entry]


def test_an_entry_whose_heading_was_lost_needs_no_translated_title(make_entry):
    entry = make_entry(versions=(Version("en", "One.", "One.", "published"),))
    (translated,) = translate_entries([entry], recall_of(human("One.", "Uno.")))
    assert (translated.versions[1].title, translated.versions[1].text) == ("Uno.", "Uno.")
