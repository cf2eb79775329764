"""What was published as one entry in two languages stays one when a date parts its accounts."""

import pytest

import index.publishing.identity.remembered_joins as remembered_joins

CHOIR = {
    "en": [
        (
            "May 12th 2007 - Choir of Turku - Finland",
            "The choir of Turku led by Aino Lehtonen sang in the cathedral for the twinning of the"
            " schools.",
        )
    ],
    "it": [
        (
            "12 maggio 2007 - Coro di Turku - Finlandia",
            "Il coro di Turku diretto da Aino Lehtonen ha cantato in duomo per il gemellaggio"
            " delle scuole.",
        )
    ],
}
FAIR = {
    "en": [
        (
            "May 20th-22nd 2007 - Mission to Bilbao - Spain",
            "The Deputy Mayor Piera Gallo visited the design fair of Bilbao with Iker Etxeberria.",
        )
    ],
    "it": [
        (
            "20-22 maggio 2007 - Missione a Bilbao - Spagna",
            "L'assessora Piera Gallo ha visto con Iker Etxeberria la fiera del design di Bilbao.",
        )
    ],
}


def joined(city, pair=CHOIR):
    made = city(**pair)
    (entry,) = made.entries
    assert len(entry.versions) == 2
    return made, (entry.id, *entry.aliases)


@pytest.mark.parametrize(
    ("pair", "language", "old", "new"),
    [
        (CHOIR, "en", "May 12th", "May 13th"),
        (CHOIR, "it", "12 maggio", "13 maggio"),
        (CHOIR, "en", "May 12th", "May 5th"),
        (CHOIR, "it", "12 maggio", "12-14 maggio"),
        (CHOIR, "en", "May 12th 2007", "May 2007"),
        (CHOIR, "it", "12 maggio 2007", "12 giugno 2007"),
        (CHOIR, "en", "2007", "2006"),
        (FAIR, "en", "20th-22nd", "20th-23rd"),
        (FAIR, "it", "20-22 maggio", "21-22 maggio"),
        (FAIR, "en", "May 20th-22nd", "May 20th"),
        (FAIR, "it", "20-22 maggio", "27-29 maggio"),
    ],
)
def test_accounts_stay_joined_whatever_date_one_of_them_has(city, pair, language, old, new):
    edited, ids = joined(city, pair)
    edited.edit(language, old, new)
    (entry,) = edited.entries
    assert {version.language for version in entry.versions} == {"en", "it"}
    assert {edited.leads_to()[id] for id in ids} == {entry.id}
    doubt = entry.doubts[-1]
    assert (doubt.field, len(doubt.readings)) == ("date", 2)
    days = dict.fromkeys(day.isoformat() for day in (entry.dates.start, entry.dates.end))
    assert doubt.readings[0].value == "/".join(days)


def test_the_first_account_says_the_date_and_the_id(city):
    edited, (own, _) = joined(city)
    first = edited.entries[0].original.language
    other = {"en": "it", "it": "en"}[first]
    days = {"en": ("May 12th", "May 14th"), "it": ("12 maggio", "14 maggio")}
    assert edited.edit(other, *days[other]).entries[0].id == own
    edited.edit(other, *reversed(days[other]))
    moved = edited.edit(first, *days[first]).entries[0]
    assert (moved.id[:10], moved.original.language) == ("2007-05-14", first)


def test_a_text_may_change_with_a_date_that_is_near(city):
    edited, ids = joined(city)
    edited.edit("en", "May 12th", "May 14th")
    edited.edit("en", "in the cathedral", "in the cathedral before a thousand people")
    assert len(edited.entries) == 1
    assert {edited.leads_to()[id] for id in ids} == {edited.entries[0].id}


def test_what_is_published_again_is_the_same(city):
    edited, _ = joined(city)
    before = edited.edit("en", "May 12th", "May 13th").entries
    rows = dict(edited.rows)
    assert edited.publish().entries == before
    assert edited.rows == rows


def test_when_the_other_account_says_the_same_nothing_is_in_doubt(city):
    edited, ids = joined(city)
    edited.edit("en", "May 12th", "May 13th").edit("it", "12 maggio", "13 maggio")
    (entry,) = edited.entries
    assert not entry.doubts
    assert {edited.leads_to()[id] for id in ids} == {entry.id}


def test_what_is_withdrawn_stays_so_in_both_languages(city):
    edited, (own, *_) = joined(city)
    assert edited.withdraw(own).entries == ()
    assert edited.edit("it", "12 maggio", "13 maggio").entries == ()
    assert edited.edit("en", "May 12th", "May 14th").entries == ()


@pytest.mark.parametrize(
    ("language", "item"),
    [
        (
            "it",
            (
                "13 maggio 2007 - Delegazione da Turku - Finlandia",
                "Gli studenti di ingegneria di Turku, con Pekka Virtanen, hanno visto le linee di"
                " montaggio di Mirafiori.",
            ),
        ),
        (
            "en",
            (
                "May 13th 2007 - City of Turku - Finland",
                "Nurses of Turku, with Pekka Virtanen, compared the shifts of two hospitals.",
            ),
        ),
    ],
)
def test_another_event_is_no_account_of_it(city, language, item):
    edited, _ = joined(city)
    edited.items[language] = [item]
    assert [len(entry.versions) for entry in edited.publish().entries] == [1, 1]


def test_a_far_date_with_another_text_parts_them(city):
    edited, _ = joined(city)
    edited.items["it"] = [
        (
            "12 maggio 2008 - Coro di Turku - Finlandia",
            "Il coro di Turku diretto da Aino Lehtonen è tornato per la festa dei vicini e ha"
            " cantato in cortile.",
        )
    ]
    assert [len(entry.versions) for entry in edited.publish().entries] == [1, 1]


def test_two_entries_that_were_never_one_are_not_united(city):
    apart = city(
        en=CHOIR["en"],
        it=[(CHOIR["it"][0][0].replace("12 maggio", "13 maggio"), CHOIR["it"][0][1])],
    )
    assert len(apart.entries) == 2
    assert len(apart.publish().entries) == 2


def test_a_join_that_joining_would_not_make_any_more_is_not_kept_by_its_date(city, monkeypatch):
    edited, _ = joined(city)
    monkeypatch.setattr(remembered_joins, "score_pairs", lambda pairs, _: dict.fromkeys(pairs, 0.0))
    assert len(edited.edit("en", "May 12th", "May 13th").entries) == 2
