import pytest

from index.translation.plausibility import implausibility

SOURCE = (
    "The delegation visited the workshops of the school and talked with the teachers about the "
    "lessons that pupils of many countries follow together every year."
)
GOOD = (
    "La delegazione ha visitato i laboratori della scuola e ha parlato con gli insegnanti delle "
    "lezioni che gli alunni di molti paesi seguono insieme ogni anno."
)


def test_a_translation_is_plausible():
    assert implausibility(SOURCE, GOOD, "it") is None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "nothing came back"),
        ("   ", "nothing came back"),
        (GOOD[:60], "too short"),
        (GOOD[:100], "cut off"),
        (GOOD + " " + GOOD, "too long"),
        (SOURCE, "not translated"),
        (SOURCE.upper(), "not translated"),
        ("<p>" + GOOD + "</p>", "markup"),
        (GOOD.replace("lezioni", "lezi\ufffdni"), "broken characters"),
        (SOURCE.replace("talked", "spoke"), "wrong language (en)"),
        ("la scuola di la scuola di " * 6 + ".", "repeats itself"),
    ],
)
def test_what_cannot_be_a_translation_is_named(answer, reason):
    assert implausibility(SOURCE, answer, "it") == reason


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (GOOD.replace("con gli insegnanti", "amb gli insegnanti"), "amb"),
        ("La Batllessa ha ricevuto la delegazione.", "batllessa"),
        ("La visita alla ciudad e al museo.", "ciudad"),
        (GOOD.replace("che gli alunni", "which the pupils"), "which, the"),
        (GOOD.replace("di molti paesi", "dans les pays avec"), "les"),
        (GOOD.replace("gli insegnanti", "i planificadors"), "planificadors"),
        (GOOD.replace("seguono", "vogliono planejar"), "planejar"),
    ],
)
def test_words_of_a_third_language_or_left_in_the_first_are_named(answer, found):
    reason = implausibility("Some source of this length.", answer[:60], "it") or ""
    reason = implausibility(SOURCE, answer, "it") if len(answer) > 80 else reason
    assert reason.startswith("foreign words: ")
    assert found in reason


@pytest.mark.parametrize(
    "answer",
    [
        GOOD.replace("laboratori", "laboratori “The Light of the World”"),
        GOOD.replace("molti paesi", "molti paesi (the)"),
        GOOD.replace("laboratori", "laboratori a est, sul workshop di sport e all'Hôtel Vents"),
        GOOD.replace("della scuola", "della scuola dell'ajuntament"),
    ],
)
def test_names_in_another_language_are_no_foreign_words(answer):
    source = SOURCE.replace("the school", "the Ajuntament school")
    assert implausibility(source, answer, "it") is None


def test_another_language_altogether_is_found():
    german = (
        "Die Delegation hat die Werkstätten der Schule besucht und mit den Lehrern über den "
        "Unterricht gesprochen, dem die Schüler vieler Länder jedes Jahr folgen."
    )
    assert (implausibility(SOURCE, german, "it") or "").startswith("wrong language")


def test_a_short_title_is_not_judged_by_its_language_or_length():
    assert implausibility("Mission to", "Missione a", "it") is None
    assert implausibility("Visit", "Visita di cortesia", "it") is None


def test_a_text_of_names_alone_has_nothing_to_judge():
    assert implausibility("-", "-", "it") is None


def test_too_many_words_left_as_they_were_are_too_many():
    unknown = tuple(GOOD.split()[:9])
    assert implausibility(SOURCE, GOOD, "it", unknown) == "too many unknown words"
    assert implausibility(SOURCE, GOOD, "it", unknown[:2]) is None
