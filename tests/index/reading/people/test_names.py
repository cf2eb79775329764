"""What belongs to a person's name, and what only looks like one."""

import pytest

from index.text.person_ids import person_id

MET = "met the Mayor of Torino Sergio Chiamparino."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("È stato ospite del sindaco di Ekaterinburg, Chernetsky.", "it"),
        ("The Mayor of Ekaterinburg, Chernetsky, gave a dinner.", "en"),
    ],
)
def test_a_surname_alone_is_a_mayor_s_after_his_town(named, text, language):
    assert named(text, language) == ["Chernetsky"]


def test_a_second_town_is_not_the_mayor_s_surname(named):
    assert named("The Mayors of Dakar, Ouagadougou and Torino came.") == []


def test_what_is_called_a_province_is_nobody(named):
    text = "Vice Governor Tran Quoc Bao of the province of Dong Nai asked about parks."
    assert named(text) == ["Tran Quoc Bao"]


def test_both_apostrophes_make_one_person(people_of):
    people = people_of("", "Deputy Mayor Michele Dell’Utri spoke; Michele Dell'Utri left.", "en")

    assert [p.id for p in people] == ["michele-dellutri"]


@pytest.mark.parametrize(
    "place",
    [
        "Salt Lake City", "New York", "San Salvador", "Buenos Aires", "Ho Chi Minh City", "Bacau",
        "Nizhny Novgorod", "Bosnia and Herzegovina", "the United States", "the U.S.A.",
        "Guldborgsund", "Porto Alegre", "the Republic of Kazakhstan",
    ],
)  # fmt: skip
def test_the_place_of_a_role_is_no_part_of_the_name(named, place):
    assert named(f"The Consul General of {place} Robert R. Fowler {MET}")[0] == "Robert R. Fowler"


@pytest.mark.parametrize(
    "name",
    [
        "A. Nichkasov", "Robert R. Fowler", "Valerii D. Vasilkov", "Paulina De Anna",
        "François Cornet D'Elzius", "Abdullah Al Askar", "Jordi Portabella i Calvete",
        "Willem van der Hoeven", "Hamad bin Khalifa Al Thani", "Oh Se-hoon", "Cui Jie",
        "Li Yingjie", "Novin Alireza", "Laurentiu Dan Leoreanu", "Tedor-Marius Spînu",
        "Viorel Cârare", "Morad Bachir Chérif", "Umberto Lucchesi Palli", "Alain Le Roy",
        "Siobhán O’Mahony", "Bikash Ranjan Bhattacharyya", "José Viegas Filho", "Reda Chami",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "sentence",
    [
        "The Ambassador of Utopia {} was received at the town hall.",
        "{}, Ambassador of Utopia, was received at the town hall.",
        "A delegation led by the Governor {} visited the plant.",
    ],
)
def test_initials_particles_and_both_orders_are_kept_whole(only, sentence, name):
    assert only(sentence.format(name)).id == person_id(name)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Amb. Alain Le Roy called.", "en"),
        ("The On. Alain Le Roy called.", "en"),
        ("Dr Alain Le Roy called.", "en"),
        ("Mrs. Alain Le Roy called.", "en"),
        ("The Neo Consul Alain Le Roy called.", "en"),
        ("H.E. Mr. Alain Le Roy called.", "en"),
        ("Il dott. Alain Le Roy ha parlato.", "it"),
        ("L’Ing. Alain Le Roy ha parlato.", "it"),
        ("La dott.ssa Alain Le Roy ha parlato.", "it"),
        ("L'on. Alain Le Roy ha parlato con la signora.", "it"),
        ("M. Alain Le Roy a parlé.", "fr"),
    ],
)
def test_a_form_of_address_is_not_part_of_the_name(named, text, language):
    assert named(text, language) == ["Alain Le Roy"]


def test_on_at_the_head_of_a_sentence_is_no_form_of_address(named):
    assert named("On May 19th Torino hosted the fair. On Monday it closed.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A delegation of the City of Turku met the Torino Chamber of Commerce.",
        "They visited the Film Commission and the Virtual Reality and Multi Media Park.",
        "Members of the Local Government Denmark's committee came in May and June.",
        "The Giovanni Agnelli Foundation, Via Carlo Alberto and Piazza San Carlo.",
        "Slow Food, Intesa Sanpaolo and the Egyptian Museum joined the Club To Club Festival.",
        "The European Capital of Culture 2013 and the Rhône-Alpes Region.",
        "The Maria Vittoria hospital and the Sandro Pertini airport.",
    ],
)
def test_places_organisations_and_months_are_nobody(named, text):
    assert named(text) == []


def test_a_name_in_capitals_is_shown_as_names_are(named):
    assert named("The Mayor of Lyon Gérard COLLOMB came.") == ["Gérard Collomb"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Mayor of Port Said Jan Novak was received.", "Jan Novak"),
        ("The new Consul Deborah Paris Wilson called.", "Deborah Paris Wilson"),
        ("Consul General Eduardo Lima visited the Mayor.", "Eduardo Lima"),
        ("The Mayor of Zli\u0301n Jan Novák called.", "Jan Novák"),
        ("The Mayor of Lyon Gérard Col\u00adlomb called.", "Gérard Collomb"),
        ("Deputy Mayor Michele DellʼUtri spoke.", "Michele Dell'Utri"),
    ],
)
def test_the_gazetteer_knows_where_the_place_of_a_role_ends(named, text, name):
    assert named(text) == [name]


@pytest.mark.parametrize(
    "text", ["Write to Mayor.Jan.Novak@lyon.example.", "See https://x.example/Mayor-Jan-Novak now."]
)
def test_nobody_is_named_in_an_address(named, text):
    assert named(text) == []


def test_a_surname_of_the_city_that_is_a_town_too_is_a_surname_after_an_office(named):
    assert named("L'assessora Leon ha parlato.", "it") == ["Francesca Leon"]
