"""People: names, roles, sides, over invented entries and over the real page's."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entry import Person
from index.folding import fold
from index.people import people_of
from index.people.names import person_id
from index.people.words import rows_of

SHARED = Path(__file__).parents[2].parent / "shared"
ENTRIES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "people_entries.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
MET = "met the Mayor of Torino Sergio Chiamparino."


def named(text: str, language: str = "en", title: str = "") -> list[str]:
    return [person.name for person in people_of(title, text, language)]


def only(text: str, language: str = "en") -> Person:
    (person,) = people_of("", text, language)
    return person


def side(text: str, language: str = "en") -> str:
    return only(text, language).side


@pytest.mark.parametrize(
    "entry", ENTRIES, ids=lambda entry: f"{entry['language']} {entry['title']}"
)
def test_the_people_of_an_invented_entry_are_named_in_order_with_their_sides(entry):
    people = people_of(entry["title"], entry["text"], entry["language"])

    assert [(p.id, p.side) for p in people] == [
        (person_id(name), side) for name, side in entry["people"]
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("È stato ospite del sindaco di Ekaterinburg, Chernetsky.", "it"),
        ("The Mayor of Ekaterinburg, Chernetsky, gave a dinner.", "en"),
    ],
)
def test_a_surname_alone_is_a_mayor_s_after_his_town(text, language):
    assert named(text, language) == ["Chernetsky"]


def test_a_second_town_is_not_the_mayor_s_surname():
    assert named("The Mayors of Dakar, Ouagadougou and Torino came.") == []


def test_what_is_called_a_province_is_nobody():
    text = "Vice Governor Tran Quoc Bao of the province of Dong Nai asked about parks."
    assert named(text) == ["Tran Quoc Bao"]


def test_a_role_before_the_name_is_kept_as_written():
    person = only("The Mayor of Bacau Romeo Stavarache came to Torino.")

    assert (person.name, person.role, person.side) == (
        "Romeo Stavarache", "Mayor of Bacau", "visitor",
    )  # fmt: skip


def test_a_role_after_the_name_is_kept_as_written():
    person = only("They were guests of Fathallah Oualalou, the Mayor of Rabat.")

    assert (person.name, person.role) == ("Fathallah Oualalou", "Mayor of Rabat")


def test_a_role_of_sixteen_words_with_commas_leads_to_its_name():
    role = (
        "Deputy Mayor in charge of Demographic, Electoral, Statistical services, Cooperation"
        " and International Affairs of the City of Torino"
    )

    person = only(f"The {role}, Michele Dell’Utri, opened the works.")

    assert (person.id, person.role, person.side) == ("michele-dellutri", role, "city")


def test_both_apostrophes_make_one_person():
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
def test_the_place_of_a_role_is_no_part_of_the_name(place):
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
def test_initials_particles_and_both_orders_are_kept_whole(sentence, name):
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
def test_a_form_of_address_is_not_part_of_the_name(text, language):
    assert named(text, language) == ["Alain Le Roy"]


def test_on_at_the_head_of_a_sentence_is_no_form_of_address():
    assert named("On May 19th Torino hosted the fair. On Monday it closed.") == []


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
def test_a_known_surname_is_the_known_person(text, language):
    person = only(text, language)

    assert (person.name, person.side) == ("Sergio Chiamparino", "city")


def test_a_surname_is_the_person_the_entry_names_in_full():
    people = people_of("", "Kenji Takahara, Mayor of Obuse, came. Mayor Takahara left.", "en")

    assert [p.name for p in people] == ["Kenji Takahara"]


def test_a_surname_may_come_before_the_full_name():
    assert named("Mayor Cui spoke. In the evening Mayor Cui Jie left.") == ["Cui Jie"]


def test_a_surname_nobody_knows_is_a_person_of_that_surname():
    person = only("The Mayor of Ekaterinburg Chernetsky opened the fair.")

    assert (person.id, person.side) == ("chernetsky", "visitor")


def test_another_bearer_of_a_known_surname_is_not_the_known_person():
    assert named("The composer met the Mayor of Asti Luca Fassino.") == ["Luca Fassino"]


def test_two_under_one_plural_role_are_both_named():
    people = people_of("", "Mayors Cui Jie and Sergio Chiamparino signed the pact.", "en")

    assert [(p.name, p.side) for p in people] == [
        ("Cui Jie", "visitor"),
        ("Sergio Chiamparino", "city"),
    ]


def test_several_mayors_in_a_row_are_each_with_their_own_city():
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


def test_names_before_their_roles_in_a_row_keep_them():
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
def test_envoys_without_a_name_are_nobody(text):
    assert named(text) == []


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
def test_places_organisations_and_months_are_nobody(text):
    assert named(text) == []


def test_vice_mayor_and_deputy_mayor_stay_apart():
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
def test_the_side_is_the_citys_only_for_offices_of_torino(text, language, expected):
    assert side(text, language) == expected


def test_the_role_ends_before_a_form_of_address():
    person = only(
        "Il console generale di Francia a Torino, dott. Édouard de La Brosse, è qui.", "it"
    )

    assert (person.name, person.role) == (
        "Édouard de La Brosse", "console generale di Francia a Torino",
    )  # fmt: skip


def test_two_mayors_of_two_cities_stand_on_two_sides():
    people = people_of("", "The Mayors of Torino and Dakar, Anna Bianchi and Pape Diop, met.", "en")

    assert [p.side for p in people] == ["city", "visitor"]


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
def test_every_spelling_of_the_alias_file_is_one_person(spelling, name):
    assert named(f"The Mayor of Nowhere {spelling} came.") == [name]


def test_a_name_in_capitals_is_shown_as_names_are():
    assert named("The Mayor of Lyon Gérard COLLOMB came.") == ["Gérard Collomb"]


def test_a_person_named_twice_keeps_the_first_role():
    person = only("Ilda Curti opened. Deputy Mayor Ilda Curti closed. The councillor Curti left.")

    assert person.role == "Deputy Mayor"


def test_the_title_is_read_before_the_text():
    people = named("The Mayor of Rabat Fathallah Oualalou left.", title="Deputy Mayor Lavolta")

    assert people == ["Enzo Lavolta", "Fathallah Oualalou"]


def test_the_title_does_not_run_into_the_text():
    assert named("Marco Rossi came.", title="Mission to Nagoya - Japan with the Mayor") == [
        "Marco Rossi"
    ]


# The real page and the table of facts


def surname(name: str) -> str:
    return person_id(name).rsplit("-", 1)[-1]


FACTS = SHARED / "archive" / "facts.jsonl"
PAGE = SHARED / "archive" / "relint-inglese-archivio-2007-maggiogiugno.txt"
needs_archive = pytest.mark.skipif(not FACTS.exists(), reason="the archive's page is not here")


@needs_archive
def test_the_real_page_names_exactly_the_people_of_its_facts():
    facts = [json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines()]
    parts = re.split(r"\n  • ", PAGE.read_text(encoding="utf-8"))[1:]
    found = []
    for part in parts:
        heading, _, body = part.partition("\n\n")
        lines = [line.strip() for line in body.split("\n") if line.startswith("    ")]
        found.append([p.id for p in people_of(heading, "\n\n".join(lines), "en")])

    assert len(found) == 17
    for names, fact in zip(found, facts, strict=False):
        told = {person_id(p["name"]) for p in fact["people"]}
        # One entry names the mayor, whom the table leaves out.
        left_out = {"sergio-chiamparino"} if fact["id"] == "F015" else set()
        assert set(names) == told | left_out, fact["id"]


@needs_archive
@pytest.mark.parametrize("language", ["en", "it"])
def test_the_people_whom_the_facts_tell_of_are_found(language):
    right = wrong = missed = 0
    for line in FACTS.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        told = set(re.findall(r"[\w-]+", fold(fact[f"gist_{language}"]).replace("'", "")))
        people = {surname(p["name"]) for p in fact["people"]}
        names = {surname(p.name) for p in people_of("", fact[f"gist_{language}"], language)}
        right += len(names & people)
        wrong += len(names - people)
        missed += len((people & told) - names)

    assert 2 * right / (2 * right + wrong + missed) >= 0.97


# Whatever the text


PIECES = (
    "the Mayor of Torino Deputy and , . ( ) Sergio Chiamparino Li Yingjie A. de la D'Elzius in Lyon"
    " Consul General met Rabat's il sindaco di e con U.S.A. Salt Lake City \n Mr. 5T"
)
WORDS = st.sampled_from(PIECES.split(" "))


@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["en", "it", "fr", "und"]))
@settings(max_examples=150, deadline=None)
def test_any_row_of_such_words_gives_each_person_once(text, language):
    people = people_of("", text, language)

    assert len({p.id for p in people}) == len(people)
    assert all(p.name and p.id and p.role == p.role.strip() for p in people)


@given(st.text(max_size=300), st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text, title):
    assert isinstance(people_of(title, text, "it"), tuple)


@pytest.mark.parametrize(
    "piece", ["A", "A.", "Ab ", "Mayor of Ab Cd, ", "Maria de ", "Chiamparino and ", "Cd, "]
)
def test_a_very_long_text_ends(piece):
    people_of("", (piece * (200_000 // len(piece) + 1))[:200_000], "en")


def test_the_alias_file_gives_every_spelling_once_and_every_person_one_side():
    rows = list(rows_of("people_aliases.csv"))
    sides = {(row["name"], row["side"]) for row in rows}

    assert len({fold(row["spelling"]) for row in rows}) == len(rows)
    assert len(sides) == len({name for name, _ in sides})
    assert {side for _, side in sides} == {"city", "visitor"}
