"""The gazetteer as shipped: names to countries and places, and back."""

from __future__ import annotations

import pickle

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from index.gazetteer import load_gazetteer
from index.gazetteer.phrases import phrase_of

GAZETTEER = load_gazetteer()


def meaning(text: str) -> str:
    """The likeliest sense of a name: a place's id, or a country's code."""
    senses = GAZETTEER.senses(text)
    return (senses[0].place or senses[0].country) if senses else ""


COUNTRY_FORMS = {
    "AE": "Emirati Arabi Uniti|United Arab Emirates|U.A.E.",
    "AL": "Albania|Repubblica d'Albania|Republic of Albania|albanese|Albanian",
    "AR": "Argentina|argentini|Argentinean|argentinian",
    "AZ": "Azerbaijan|Azerbaigian|azera",
    "BA": "Bosnia and Herzegovina|Bosnia-Erzegovina|Bosnia ed Erzegovina|bosniaci",
    "BE": "Belgio|Belgium|belga|belghe|Belgian",
    "BY": "Bielorussia|Belarus|Republic of Belarus|bielorusse|Belarusian",
    "CI": "Costa d’Avorio|Costa d'Avorio|Ivory Coast|Côte d’Ivoire|ivoriani",
    "CD": "Repubblica Democratica del Congo|DR Congo|Zaire",
    "CH": "Svizzera|Switzerland|Confederazione elvetica|svizzere|Swiss",
    "CN": "Cina|China|Popular Republic of China|Repubblica Popolare Cinese|P.R.C.|cinesi",
    "CV": "Capo Verde|Cape Verde|Cabo Verde|capoverdiana",
    "CZ": "Repubblica Ceca|Czech Republic|Czechia|Cecoslovacchia|ceche|Czech",
    "DE": "Germania|Federal Republic of Germany|tedesche|German",
    "DK": "Danimarca|danese|danesi|Danish|Danes",
    "FR": "Francia|France|French Republic|francesi|french|française",
    "GB": "Gran Bretagna|Great Britain|Regno Unito|U.K.|Scozia|Scotland|Inghilterra|inglesi",
    "GE": "Georgia|georgiani|Georgian",
    "GR": "Grecia|Hellenic Republic|greche|Greeks",
    "HK": "Hong Kong|Hong-Kong|RAS di Hong Kong",
    "JP": "Giappone|Japan|giapponesi|nipponica|Japanese",
    "KR": "Corea del Sud|South Korea|Republic of Korea|coreani|South Korean",
    "KZ": "Kazakistan|Kazakhstan|Republic of Kazakhstan|kazaki|kazako|Kazakh",
    "MA": "Marocco|Kingdom of Morocco|marocchine|Moroccans",
    "MK": "Macedonia|North Macedonia|F.Y.R.O.M.|macedoni",
    "MM": "Birmania|Burma|Myanmar|birmani",
    "MZ": "Mozambico|Mozambique|mozambicana",
    "NL": "Olanda|Holland|Paesi Bassi|The Netherlands|olandesi|Dutch",
    "PS": "Palestina|Palestinian Territories|Territori palestinesi|palestinese",
    "RO": "Rumania|Romania|rumeno|romena|rumene|romeni|Rumanian",
    "RS": "Serbia|Ex Jugoslavia|Yugoslavia|serbe",
    "RU": "Russia|Russian Federation|Federazione Russa|URSS|U.S.S.R.|russi",
    "SK": "Slovacchia|Slovak Republic|slovacco|slovacca|slovacchi|slovacche|Slovak",
    "US": "U.S.A.|USA|Stati Uniti|Stati Uniti d'America|United States|statunitensi|American",
    "VA": "Santa Sede|Holy See|Città del Vaticano",
    "XK": "Kosovo|Kosova|kosovari|Kosovar",
}


@pytest.mark.parametrize(
    ("form", "code"),
    [(form, code) for code, forms in COUNTRY_FORMS.items() for form in forms.split("|")],
)
def test_a_country_is_known_by_all_its_names(form: str, code: str) -> None:
    assert meaning(form) == code


PLACE_FORMS = {
    "aarhus-dk": "Århus|Aarhus|Arhus",
    "athens-gr": "Atene|Athens",
    "bacau-ro": "Bacau|Bacău",
    "barcelona-es": "Barcellona|Barcelona",
    "beijing-cn": "Pechino|Beijing|Peking",
    "belgrade-rs": "Belgrado|Belgrade",
    "bethlehem-ps": "Betlemme|Bethlehem",
    "bucharest-ro": "Bucarest|Bucharest|București",
    "chambery-fr": "Chambéry|Chambery",
    "cologne-de": "Colonia|Köln|Cologne",
    "cordoba-ar": "Cordoba|Córdoba",
    "edinburgh-gb": "Edimburgo|Edinburgh",
    "fes-ma": "Fès|Fes|Fez",
    "geneva-ch": "Ginevra|Genève|Geneva",
    "gjakova-xk": "Gjakova|Gjakovë|Djakovica",
    "guldborgsund-dk": "Guldborgsund|Gludborgsund",
    "izmir-tr": "Smirne|Izmir|İzmir",
    "jdeideh-lb": "Jdeideh",
    "kolkata-in": "Calcutta|Kolkata",
    "liege-be": "Liegi|Liège",
    "lisbon-pt": "Lisbona|Lisbon",
    "ljubljana-si": "Lubiana|Ljubljana",
    "london-gb": "Londra|London|Londres",
    "lyon-fr": "Lione|Lyon|Lyons",
    "marseille-fr": "Marsiglia|Marseille",
    "moscow-ru": "Mosca|Moscow",
    "munich-de": "Monaco di Baviera|Munich|München",
    "new-york-us": "New York|New York City",
    "nice-fr": "Nizza|Nice",
    "paris-fr": "Parigi|Paris",
    "prague-cz": "Praga|Prague",
    "richmond-ca": "Richmond",
    "roman-ro": "Roman",
    "sault-ste-marie-ca": "Sault Ste. Marie|Sault St. Marie",
    "saarbrucken-de": "Saarbrücken|Sarrebruck",
    "seoul-kr": "Seul|Seoul",
    "shanghai-cn": "Shanghai|Shangai",
    "shenzhen-cn": "Shenzhen|Shenzen|Shenzehen",
    "stockholm-se": "Stoccolma|Stockholm",
    "thisted-dk": "Thisted",
    "parma-it": "Parma|Parme",
    "pisa-it": "Pisa|Pise",
    "vallensbaek-dk": "Vallensbæk|Vallensbaek",
    "warsaw-pl": "Varsavia|Warsaw",
    "venice-it": "Venezia|Venice|Venise",
    "verona-it": "Verona|Vérone",
    "yekaterinburg-ru": "Ekaterinburg|Yekaterinburg|Eketrinburg",
    "zagreb-hr": "Zagabria|Zagreb",
    "zlin-cz": "Zlín|Zlìn|Zlin",
}


@pytest.mark.parametrize(
    ("form", "place"),
    [(form, place) for place, forms in PLACE_FORMS.items() for form in forms.split("|")],
)
def test_a_place_is_known_by_its_names_old_foreign_and_misspelt(form: str, place: str) -> None:
    assert meaning(form) == place


def test_every_country_of_cldr_is_there_with_kosovo() -> None:
    territories = {
        code for code in Locale("en").territories if len(code) == 2 and code.isalpha()
    } - {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    assert territories == set(GAZETTEER.countries())
    assert GAZETTEER.has_country("XK")
    assert not GAZETTEER.has_country("EU")


@pytest.mark.parametrize("language", ["it", "en", "fr"])
def test_every_country_has_a_label_that_means_it(language: str) -> None:
    for code in GAZETTEER.countries():
        label = GAZETTEER.country_name(code, language)
        assert label != code
        assert code in {sense.country for sense in GAZETTEER.senses(label)}


def test_labels_are_the_short_friendly_ones() -> None:
    labels = {code: GAZETTEER.country_name(code, "en") for code in ("HK", "KR", "US", "CZ", "PS")}
    assert labels == {
        "HK": "Hong Kong",
        "KR": "South Korea",
        "US": "United States",
        "CZ": "Czech Republic",
        "PS": "Palestinian Territories",
    }
    assert GAZETTEER.country_name("KR", "it") == "Corea del Sud"


def test_another_language_is_labelled_by_cldr() -> None:
    assert GAZETTEER.country_name("DE", "de") == "Deutschland"


@pytest.mark.parametrize("code", ["XX", "", "eu"])
def test_an_unknown_country_is_its_own_label(code: str) -> None:
    assert GAZETTEER.country_name(code, "it") == code
    assert GAZETTEER.continent(code) == ""


def test_an_unknown_language_falls_back_on_english() -> None:
    assert GAZETTEER.country_name("DE", "tlh") == "Germany"


def test_a_continent_has_a_label_in_both_languages() -> None:
    assert GAZETTEER.country_name(GAZETTEER.continent("JP"), "it") == "Asia"
    assert GAZETTEER.country_name(GAZETTEER.continent("RO"), "en") == "Europe"
    assert {GAZETTEER.continent(code) for code in GAZETTEER.countries()} == {
        "002", "009", "019", "142", "150", "AQ",
    }  # fmt: skip


def test_a_place_has_names_in_both_languages_and_coordinates() -> None:
    place = GAZETTEER.place("lyon-fr")
    assert place is not None
    assert place.names == {"it": "Lione", "en": "Lyon"}
    assert place.latitude == pytest.approx(45.75, abs=0.05)
    assert place.longitude == pytest.approx(4.85, abs=0.05)
    assert GAZETTEER.place("atlantis-gr") is None


def test_a_place_of_the_long_list_answers_to_its_id() -> None:
    sense = GAZETTEER.senses("Chernihiv")[0]
    assert sense.place == "chernihiv-ua"
    place = GAZETTEER.place("chernihiv-ua")
    assert place is not None
    assert place.country == "UA"


def test_every_place_sense_leads_to_its_place() -> None:
    for number, phrase in enumerate(GAZETTEER.phrases()):
        if number % 37 == 0:
            for sense in GAZETTEER.senses(phrase):
                assert GAZETTEER.has_country(sense.country)
                if sense.place:
                    place = GAZETTEER.place(sense.place)
                    assert place is not None
                    assert place.id == sense.place


def test_senses_come_likeliest_first() -> None:
    assert [s.country for s in GAZETTEER.senses("Birmingham")][:2] == ["GB", "US"]
    assert GAZETTEER.senses("Georgia")[0].kind == "country"
    assert [s.kind for s in GAZETTEER.senses("danesi")] == ["demonym"]


def test_a_region_names_its_country_and_no_place() -> None:
    (sense,) = GAZETTEER.senses("Podlaskie")
    assert (sense.kind, sense.country, sense.place) == ("region", "PL", None)


def test_a_state_that_fell_apart_is_all_it_has_become() -> None:
    countries = [sense.country for sense in GAZETTEER.senses("Cecoslovacchia")]
    assert countries == ["CZ", "SK"]
    assert {"RS", "HR", "SI", "XK"} <= {s.country for s in GAZETTEER.senses("Jugoslavia")}


def test_names_of_a_country_say_why() -> None:
    names = {name.text: name for name in GAZETTEER.names(country="RO")}
    assert names["Rumania"].kind == "old name"
    assert names["romene"].kind == "demonym"
    assert names["romene"].language == "it"
    assert GAZETTEER.names(country="XX") == ()
    assert GAZETTEER.names() == ()


def test_names_of_a_place_hold_its_misspellings() -> None:
    names = {name.text: name.kind for name in GAZETTEER.names(place="shenzhen-cn")}
    assert names["Shenzhen"] == "name"
    assert names["Shenzehen"] == "misspelling"
    assert GAZETTEER.names(place="nowhere-xx") == ()


def test_ordinary_words_are_no_spelling_of_a_city() -> None:
    for word in ("soul", "gente", "logos", "paris agreement", "pristine"):
        assert GAZETTEER.senses(word) == ()


def test_names_that_are_words_or_persons_are_guarded() -> None:
    assert GAZETTEER.guard("nice") == "word"
    assert GAZETTEER.guard("victoria") == "person"
    assert GAZETTEER.guard("lyon") is None


def test_it_is_read_once() -> None:
    assert load_gazetteer() is load_gazetteer()


def test_places_can_be_sent_to_another_process() -> None:
    place = GAZETTEER.place("bacau-ro")
    assert pickle.loads(pickle.dumps(place)) == place


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    for sense in GAZETTEER.senses(text):
        assert sense.country
    phrase = phrase_of(text)
    assert phrase_of(phrase) == phrase
    assert GAZETTEER.knows(phrase) == bool(GAZETTEER.senses(phrase))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("FR", ("FR",)),
        (" fr ", ("FR",)),
        ("FRANCIA", ("FR",)),
        ("Côte d’Ivoire", ("CI",)),
        ("Zaire", ("CD",)),
        ("Parigi", ()),
        ("francesi", ()),
        ("", ()),
    ],
)
def test_a_country_is_named_by_its_code_or_a_name(text: str, codes: tuple[str, ...]) -> None:
    assert GAZETTEER.countries_named(text) == codes


def test_a_name_of_several_countries_is_all_of_them() -> None:
    assert set(GAZETTEER.countries_named("Cecoslovacchia")) == {"CZ", "SK"}
