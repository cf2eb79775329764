"""Who is meant: by a surname, by a spelling, by a second mention."""

from dataclasses import replace

import pytest

from index.model.profile_format import bundled_profile
from index.reading.people.name_lexicon import read_rows
from index.text.current_profile import using_profile
from index.text.folding import fold


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mayor Chiamparino opened the fair.", "en"),
        ("The fair was opened by mayor Chiamparino.", "en"),
        ("Il sindaco Chiamparino ha aperto la fiera.", "it"),
        ("Le maire Chiamparino a ouvert la foire.", "fr"),
        ("Chiamparino opened the fair.", "en"),
    ],
)
def test_a_known_surname_is_the_known_person(only, text, language):
    person = only(text, language)

    assert (person.name, person.side) == ("Sergio Chiamparino", "city")


@pytest.mark.parametrize(
    ("country", "of_the_city"),
    [
        ("IT", ["Marco Ferri"]),
        ("FR", ["Thierry Kivela"]),
        ("CH", ["Marco Ferri", "Thierry Kivela", "Wolfgang Zorn"]),
    ],
)
def test_an_unknown_deputy_mayor_is_of_the_city_by_a_given_name_of_its_country(
    only, country, of_the_city
):
    profile = bundled_profile()
    names = ("Marco Ferri", "Thierry Kivela", "Wolfgang Zorn")
    elsewhere = replace(profile, home=replace(profile.home, country=country))
    with using_profile(elsewhere):
        people = [only(f"The deputy mayor {name} opened the fair.") for name in names]

    assert [person.name for person in people if person.side == "city"] == of_the_city


def test_a_surname_is_the_person_the_entry_names_in_full(people_of):
    people = people_of("", "Kenji Takahara, Mayor of Obuse, came. Mayor Takahara left.", "en")

    assert [p.name for p in people] == ["Kenji Takahara"]


def test_a_surname_may_come_before_the_full_name(named):
    assert named("Mayor Cui spoke. In the evening Mayor Cui Jie left.") == ["Cui Jie"]


def test_a_surname_nobody_knows_is_a_person_of_that_surname(only):
    person = only("The Mayor of Ekaterinburg Chernetsky opened the fair.")

    assert (person.id, person.side) == ("chernetsky", "visitor")


def test_another_bearer_of_a_known_surname_is_not_the_known_person(named):
    assert named("The composer met the Mayor of Asti Luca Fassino.") == ["Luca Fassino"]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Takeisha Matsubara", "Takehisa Matsubara"),
        ("Luis Besson", "Louis Besson"),
        ("Noureddine Radhi", "Norredine Radhi"),
        ("Wan Jifeit", "Wan Jifei"),
        ("Yves Aubin del la Messizier", "Yves Aubin de La Messuzière"),
        ("John Hennesy", "John Hennessy"),
    ],
)
def test_every_spelling_of_the_alias_file_is_one_person(named, spelling, name):
    assert named(f"The Mayor of Nowhere {spelling} came.") == [name]


def test_a_person_named_twice_keeps_the_first_role(only):
    person = only("Ilda Curti opened. Deputy Mayor Ilda Curti closed. The councillor Curti left.")

    assert person.role == "Deputy Mayor"


def test_every_spelling_is_one_person_s_and_nobody_is_a_guest_and_an_official():
    rows = list(read_rows("people_aliases.csv"))
    officials = bundled_profile().officials
    spellings = [row["spelling"] for row in rows]
    spellings += [spelling for official in officials for spelling in official.spellings]

    assert len(set(map(fold, spellings))) == len(spellings)
    assert {row["name"] for row in rows}.isdisjoint(official.name for official in officials)
