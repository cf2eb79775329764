"""Roles and sides: before the name and after it, of one and of several."""

import pytest


def test_a_role_before_the_name_is_kept_as_written(only):
    person = only("The Mayor of Bacau Romeo Stavarache came to Torino.")

    assert (person.name, person.role, person.side) == (
        "Romeo Stavarache", "Mayor of Bacau", "visitor",
    )  # fmt: skip


def test_a_role_after_the_name_is_kept_as_written(only):
    person = only("They were guests of Fathallah Oualalou, the Mayor of Rabat.")

    assert (person.name, person.role) == ("Fathallah Oualalou", "Mayor of Rabat")


def test_a_role_of_sixteen_words_with_commas_leads_to_its_name(only):
    role = (
        "Deputy Mayor in charge of Demographic, Electoral, Statistical services, Cooperation"
        " and International Affairs of the City of Torino"
    )

    person = only(f"The {role}, Michele Dell’Utri, opened the works.")

    assert (person.id, person.role, person.side) == ("michele-dellutri", role, "city")


@pytest.mark.parametrize(
    ("text", "language", "roles"),
    [
        (
            "Hanno visto il ministro dell'Artigianato, della pesca e delle nuove energie del Perù,"
            " Anna Rossi, il ministro per i peruviani all'estero, Jean Dupont, e il sindaco di"
            " Lima, Paul Durand.",
            "it",
            [
                "ministro dell'Artigianato, della pesca e delle nuove energie del Perù",
                "ministro per i peruviani all'estero",
                "sindaco di Lima",
            ],
        ),
        (
            "They met the minister for Peruvians abroad, Jean Dupont, the mayor of Lima, Paul"
            " Durand, and others.",
            "en",
            ["minister for Peruvians abroad", "mayor of Lima"],
        ),
    ],
)
def test_a_charge_in_small_letters_runs_to_the_comma_before_its_name(
    people_of, text, language, roles
):
    assert [person.role for person in people_of("", text, language)] == roles


def test_a_counsellor_of_an_embassy_is_a_visitor(only):
    text = "Ospite il consigliere economico dell'ambasciata d'Italia in Perù, Anna Rossi, e altri."
    person = only(text, "it")

    assert (person.role, person.side) == (
        "consigliere economico dell'ambasciata d'Italia in Perù", "visitor",
    )  # fmt: skip


def test_two_under_one_plural_role_are_both_named(people_of):
    people = people_of("", "Mayors Cui Jie and Sergio Chiamparino signed the pact.", "en")

    assert [(p.name, p.side) for p in people] == [
        ("Cui Jie", "visitor"),
        ("Sergio Chiamparino", "city"),
    ]


def test_several_mayors_in_a_row_are_each_with_their_own_city(people_of):
    people = people_of(
        "",
        "The Mayor of Yame, Kuniyoshi Noda, the Mayor of Natori, Isoo Sasaki, and the Mayor of"
        " Torino, Piero Fassino, planted a tree.",
        "en",
    )

    assert [(p.name, p.role) for p in people] == [
        ("Kuniyoshi Noda", "Mayor of Yame"),
        ("Isoo Sasaki", "Mayor of Natori"),
        ("Piero Fassino", "Mayor of Torino"),
    ]


def test_names_before_their_roles_in_a_row_keep_them(people_of):
    people = people_of(
        "", "Presenti Pape Diop, sindaco di Dakar, e Vera Baboun, sindaca di Betlemme.", "it"
    )

    assert [(p.name, p.role) for p in people] == [
        ("Pape Diop", "sindaco di Dakar"),
        ("Vera Baboun", "sindaca di Betlemme"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor met the new Consul General of Ecuador during his visit.",
        "The Consuls General of Rumania in Torino and Milan met the Mayor.",
        "The Mayors of Danish Municipalities took part in a study tour.",
        "The Ambassador of Albania was received at the town hall.",
    ],
)
def test_envoys_without_a_name_are_nobody(named, text):
    assert named(text) == []


def test_vice_mayor_and_deputy_mayor_stay_apart(people_of):
    people = people_of(
        "",
        "The Vice Mayor of Shenyang Song Qi met the Deputy Mayor Ilda Curti. Erano presenti il"
        " Vicesindaco Marco Calgaro e l'Assessore Mario Viano.",
        "it",
    )

    assert [p.role for p in people] == [
        "Vice Mayor of Shenyang", "Deputy Mayor", "Vicesindaco", "Assessore",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Deputy Mayor of Lyon Anna Bianchi spoke.", "en", "visitor"),
        ("Deputy Mayor for Culture of the City of Torino Anna Bianchi spoke.", "en", "city"),
        ("Deputy Mayor Anna Bianchi spoke.", "en", "city"),
        ("A group led by the Deputy Mayor Anna Bianchi came.", "en", "visitor"),
        ("Torino's councillor Jean Dupont spoke.", "en", "city"),
        ("Lyon's councillor Anna Bianchi spoke.", "en", "visitor"),
        ("The Honorary Consul of Kazakhstan in Torino Anna Bianchi spoke.", "en", "visitor"),
        ("L'assessora alla cultura Anna Bianchi ha parlato.", "it", "city"),
        ("L'assessora alla cultura di Bagneux Anna Bianchi ha parlato.", "it", "visitor"),
        ("Il presidente del Consiglio comunale Luca Rossi ha parlato.", "it", "city"),
        ("L'adjointe au maire de la Ville de Turin Anna Bianchi a parlé.", "fr", "city"),
        ("The President of Torino Province Anna Bianchi spoke.", "en", "visitor"),
    ],
)
def test_the_side_is_the_citys_only_for_offices_of_torino(only, text, language, expected):
    assert only(text, language).side == expected


def test_the_role_ends_before_a_form_of_address(only):
    person = only(
        "Il console generale di Francia a Torino, dott. Édouard de La Brosse, è qui.", "it"
    )

    assert (person.name, person.role) == (
        "Édouard de La Brosse", "console generale di Francia a Torino",
    )  # fmt: skip


def test_two_mayors_of_two_cities_stand_on_two_sides(people_of):
    people = people_of("", "The Mayors of Torino and Dakar, Anna Bianchi and Pape Diop, met.", "en")

    assert [p.side for p in people] == ["city", "visitor"]
