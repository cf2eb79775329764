"""Which words find which entries."""

from dataclasses import replace

import pytest

from index.model.entry import Version
from search.results.results import Tier


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [
        ("it", "Il sindaco ha ricevuto la delegazione", "delegazioni"),
        ("en", "The mayor welcomed two delegations", "delegation"),
        ("fr", "Le maire a reçu une délégation lyonnaise", "delegation lyonnaise"),
        ("und", "Torino 2006 Zlín", "zlin"),
        ("de", "Der Bürgermeister von Köln", "burgermeister koln"),
    ],
)
def test_an_entry_is_found_whatever_its_language(engine, entry, language, text, typed):
    engine.publish(entry("2007-06-27-aaaa", "", text, language=language))

    assert engine.ids(typed, expand=False) == ["2007-06-27-aaaa"]


def test_a_stem_is_searched_only_in_its_own_language(engine, entry):
    engine.publish(
        entry("2007-01-01-engl", "", "the consular archive", language="en"),
        entry("2007-01-01-ital", "", "l'archivio del consolato", language="it"),
    )

    assert engine.ids("archives", expand=False) == ["2007-01-01-engl"]
    assert engine.ids("archivi", expand=False) == ["2007-01-01-ital"]


def test_a_stop_word_of_one_language_is_not_asked_of_the_other(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "", "Visit to the metro sites"))

    assert engine.ids("the metro sites") == ["2007-06-27-aaaa"]
    assert engine.ids("il metro") == ["2007-06-27-aaaa"]


def test_only_stop_words_are_searched_as_typed(engine, entry):
    engine.publish(
        entry("2007-06-27-with", "", "perché no", language="it"),
        entry("2007-06-27-none", "", "Torino Lione", language="it"),
    )

    results = engine.search("perche")

    assert [hit.id for hit in results.hits] == ["2007-06-27-with"]
    assert [note.code for note in results.understood.notes] == ["only-stop-words"]


@pytest.mark.parametrize("typed", ["ambasciatori", "l'ambasciatore", "dell’ambasciatore"])
def test_an_elision_does_not_hide_the_word_behind_it(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "", "L’ambasciatore in visita", language="it"))

    assert engine.ids(typed) == ["2007-06-27-aaaa"]


@pytest.mark.parametrize(
    "typed", ["Dell'Utri", "Dell’Utri", "dell utri", "Dellutri", "utri", "DELL´UTRI"]
)
def test_a_name_is_found_without_its_apostrophe(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "", "met the Deputy Mayor Michele Dell’Utri"))

    assert engine.ids(typed) == ["2007-06-27-aaaa"]


@pytest.mark.parametrize("typed", ["USA", "U.S.A.", "usa", "u.s.a"])
def test_dotted_initials_are_one_word(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "Consul of the U.S.A."))

    assert engine.ids(typed, expand=False) == ["2007-06-27-aaaa"]


@pytest.mark.parametrize("typed", ["Vallensbæk", "vallensbaek", "VALLENSBAEK"])
def test_letters_with_accents_fold(engine, entry, typed):
    engine.publish(entry("2007-06-27-aaaa", "", "municipality of Vallensbæk"))

    assert engine.ids(typed) == ["2007-06-27-aaaa"]


def test_the_spelling_as_typed_ranks_first(engine, entry):
    engine.publish(
        entry("2007-06-27-bare", "", "papa Francesco", language="it"),
        entry("2007-06-26-with", "", "papà Francesco", language="it"),
    )

    assert engine.ids("papà") == ["2007-06-26-with", "2007-06-27-bare"]


def test_all_words_must_match_in_whatever_version_or_part(engine, entry):
    translated = Version("it", "Missione a Lione", "Il sindaco è partito", "human")
    engine.publish(
        entry("2007-06-27-both", "Mission to Lyon", "The mayor left", versions=(translated,)),
        entry("2007-06-27-none", "Mission to Lyon", "The mayor stayed"),
    )

    assert engine.ids("lyon partito") == ["2007-06-27-both"]


def test_an_exclusion_counts_in_every_version(engine, entry):
    translated = Version("it", "", "tre studenti", "machine", engine="fake")
    engine.publish(
        entry("2007-06-27-stud", "", "a tour", versions=(translated,)),
        entry("2007-06-26-tour", "", "another tour"),
    )

    assert engine.ids("tour -studente") == ["2007-06-26-tour"]
    assert engine.ids("-studenti") == ["2007-06-26-tour"]


def test_an_excluded_phrase_leaves_the_scattered_words(engine, entry):
    engine.publish(
        entry("2007-06-27-next", "", "a cooperation agreement was signed"),
        entry("2007-06-26-away", "", "agreement on wider cooperation"),
    )

    assert engine.ids('agreement -"cooperation agreement"') == ["2007-06-26-away"]


def test_a_phrase_is_the_same_words_in_the_same_order(engine, entry):
    engine.publish(
        entry("2007-06-27-next", "", "a Cooperation Agreement was signed"),
        entry("2007-06-26-away", "", "agreement on cooperation; cooperation is an agreement"),
        entry("2007-06-25-form", "", "cooperation agreements were signed"),
    )

    assert engine.ids('"cooperation agreement"') == ["2007-06-27-next"]
    assert engine.ids(phrase="cooperation agreement") == ["2007-06-27-next"]


def test_the_accents_of_a_phrase_as_typed_rank_first(engine, entry):
    engine.publish(
        entry("2007-06-27-bare", "", "citta di Chambery", language="it"),
        entry("2006-06-27-with", "", "città di Chambéry", language="it"),
    )

    assert engine.ids('"città di Chambéry"') == ["2006-06-27-with", "2007-06-27-bare"]
    assert engine.ids(phrase="città di Chambéry") == ["2006-06-27-with", "2007-06-27-bare"]


def test_a_phrase_does_not_run_from_one_text_into_another(engine, entry):
    other = Version("it", "due", "tre", "published", "http://example.org/it")
    engine.publish(entry("2007-06-27-aaaa", "zero one", "two", versions=(other,)))

    assert engine.ids('"one due"') == []
    assert engine.ids('"zero one"') == ["2007-06-27-aaaa"]


def test_a_phrase_keeps_its_stop_words(engine, entry):
    engine.publish(
        entry("2007-06-27-dei", "", "il patto dei sindaci", language="it"),
        entry("2007-06-26-coi", "", "il patto coi sindaci", language="it"),
    )

    assert engine.ids('"patto dei sindaci"') == ["2007-06-27-dei"]


def test_a_prefix_finds_every_word_that_begins_so(engine, entry):
    engine.publish(
        entry("2007-06-27-city", "", "urban redevelopment"),
        entry("2007-06-26-city", "", "urbanistica", language="it"),
        entry("2007-06-25-none", "", "suburban life"),
    )

    assert engine.ids("urban*") == ["2007-06-27-city", "2007-06-26-city"]


def test_nothing_for_all_words_gives_the_entries_with_most_and_says_so(engine, entry):
    engine.publish(
        entry("2007-06-27-two", "", "olympic venues"),
        entry("2007-06-26-one", "", "olympic torch"),
    )

    results = engine.search("olympic venues budget")

    assert [hit.id for hit in results.hits] == ["2007-06-27-two"]
    assert results.tiers == (Tier("without", 1, ("budget",)), Tier("related", 1))
    assert [hit.id for hit in results.related] == ["2007-06-26-one"]
    assert results.understood.how == "most words"


def test_one_word_that_nothing_holds_finds_nothing(engine, entry):
    engine.publish(entry("2007-06-27-aaaa", "", "olympic venues"))

    results = engine.search("qqqqqq")

    assert (results.total, results.tiers) == (0, ())


def test_empty_text_is_everything_newest_end_first_and_undated_last(engine, entry):
    engine.publish(
        entry("undated-aaaa", on=""),
        entry("2006-01-01-long", until="2008-01-01"),
        entry("2007-06-27-bbbb"),
        entry("2007-06-27-aaaa"),
    )

    results = engine.search("")

    assert [hit.id for hit in results.hits] == [
        "2006-01-01-long",
        "2007-06-27-aaaa",
        "2007-06-27-bbbb",
        "undated-aaaa",
    ]
    assert results.understood.how == "everything"


def test_the_person_box_finds_names_in_any_order_without_apostrophes(engine, entry):
    engine.publish(
        entry("2007-06-27-name", "", "x", visitors=("Michele Dell'Utri", "Paulina De Anna")),
        entry("2007-06-26-text", "", "a person called Michele"),
    )

    for name in ("dellutri michele", "Dell’Utri", "deanna", "anna de", "MICHELE"):
        assert engine.ids(person=name) == ["2007-06-27-name"], name


def test_the_place_box_finds_a_place_by_any_of_its_names(engine, entry, lyon):
    engine.publish(
        entry("2007-06-27-lyon", "", "x", places=(lyon,), countries=("FR",)),
        entry("2007-06-26-none", "", "compared with Lyon"),
    )

    for name in ("Lyon", "lione", "Francia", "France"):
        assert engine.ids(place=name) == ["2007-06-27-lyon"], name


def test_a_misspelt_name_is_corrected_in_the_text_and_in_the_person_box(engine, entry):
    engine.publish(entry("2007-06-27-name", "", "met Romeo Stavarache", visitors=("R Stavarache",)))

    in_text = engine.search("Stavarake").did_you_mean
    in_box = engine.search(person="Stavarake").did_you_mean

    assert (in_text.text, in_text.total, in_text.box) == ("Stavarache", 1, "text")
    assert (in_box.text, in_box.total, in_box.box) == ("Stavarache", 1, "person")


def test_a_correction_keeps_the_rest_of_the_query_and_is_counted_under_its_filters(engine, entry):
    engine.publish(
        entry("2007-06-27-fran", "", "cooperation in Chambéry", countries=("FR",)),
        entry("2007-06-26-chin", "", "cooperation with Chambéry", countries=("CN",)),
    )

    results = engine.search('"cooperation" Chambry -student', country=("FR",))

    assert results.did_you_mean.text == '"cooperation" Chambéry -student'
    assert results.did_you_mean.total == 1


def test_a_known_word_is_not_corrected(engine, entry):
    engine.publish(entry("2007-06-27-fran", "", "one delegation, many delegations"))

    assert engine.search("delegation").did_you_mean is None
    assert engine.search("qqqqqqq").did_you_mean is None


def test_a_rare_slip_for_a_common_word_is_found_and_the_common_word_offered(engine, entry):
    engine.publish(
        entry("2007-06-27-slip", "", "International Affiars"),
        *(entry(f"2007-06-{n:02}-aaaa", "", "International Affairs") for n in range(1, 9)),
    )

    results = engine.search("Affiars")

    assert [hit.id for hit in results.hits] == ["2007-06-27-slip"]
    assert (results.did_you_mean.text, results.did_you_mean.total) == ("Affairs", 8)


@pytest.mark.parametrize(
    "written",
    [
        ("COP28", "COP 28", "COP-28", "cop-28"),
        ("G8", "G 8", "G-8"),
        ("Euro-Mediterranean", "Euromediterranean", "euromediterranean"),
        ("post-industriale", "postindustriale"),
        ("Club2Club", "Club 2 Club"),
        ("Club To Club", "Club2Club", "ClubToClub"),
        ("Salt Lake City", "SaltLakeCity"),
        ("New York", "newyork", "NewYork"),
        ("Müller", "Mueller", "mueller", "MÜLLER"),
        ("Mueller", "Müller", "müller"),
        ("Århus", "Aarhus", "arhus"),
        ("Tromsø", "Tromsoe", "tromso"),
        ("Straße", "strasse", "STRASSE"),
        ("Iaşi", "Iași", "iasi"),
        ("Łódź", "lodz"),
    ],
    ids=lambda written: written[0],
)
def test_a_word_is_found_as_one_word_or_several_and_in_either_spelling(engine, entry, written):
    engine.publish(
        entry("2007-06-27-aaaa", "", f"a visit about {written[0]} in spring"),
        entry("2007-06-26-none", "", "a visit in spring"),
    )

    for typed in written:
        assert engine.ids(typed) == ["2007-06-27-aaaa"], typed
        assert engine.ids(f"{typed} visit") == ["2007-06-27-aaaa"], typed


def test_joined_words_do_not_hide_those_that_stand_apart(engine, entry):
    engine.publish(
        entry("2007-06-27-join", "", "the euromediterranean network"),
        entry("2007-06-26-hyph", "", "the Euro-Mediterranean network"),
    )

    for typed in ("Euro-Mediterranean", "Euromediterranean"):
        assert set(engine.ids(typed)) == {"2007-06-27-join", "2007-06-26-hyph"}
    assert engine.ids("mediterranean") == ["2007-06-26-hyph"]


def test_or_finds_either_and_binds_names_of_several_words(engine, entry):
    engine.publish(
        entry("2007-06-27-brit", "", "x visit", countries=("GB",)),
        entry("2007-06-26-york", "", "mission to New York"),
        entry("2007-06-25-none", "", "a visit"),
    )

    assert set(engine.ids("Gran Bretagna OR York")) == {"2007-06-27-brit", "2007-06-26-york"}
    assert len(engine.ids('"new york" OU visit OR nothing')) == 3
    assert engine.ids("visit NOT x") == ["2007-06-25-none"]
    assert engine.ids("mission (york OR x)") == ["2007-06-26-york"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("25-26/6/07", {"2007-06-25-span"}),
        ("dal 26 al 28 giugno 2007", {"2007-06-25-span", "2007-06-28-spot"}),
        ("since 2008", {"2008-12-01-late"}),
        ("prima del 2007", {"2006-02-01-soon"}),
        ("between 2006 and 2007", {"2006-02-01-soon", "2007-06-25-span", "2007-06-28-spot"}),
        ("fine giugno '07", {"2007-06-25-span", "2007-06-28-spot"}),
        ("estate 2007", {"2007-06-25-span", "2007-06-28-spot"}),
        ("28 giugno", {"2007-06-28-spot"}),
        ("inverno 2006", {"2006-02-01-soon"}),
        ("novembre-dicembre", {"2008-12-01-late"}),
    ],
)
def test_a_date_in_words_finds_the_entries_of_its_days(engine, entry, typed, found):
    engine.publish(
        entry("2006-02-01-soon", "", "a visit", on="2006-02-01"),
        entry("2007-06-25-span", "", "a visit", on="2007-06-25", until="2007-06-26"),
        entry("2007-06-28-spot", "", "a visit", on="2007-06-28"),
        entry("2008-12-01-late", "", "a visit in 2006, not in 2007", on="2008-12-01"),
    )

    assert set(engine.ids(typed)) == found
    assert set(engine.ids(f"visit {typed}")) == found
    assert set(engine.ids(f"xyzzy {typed}")) == found


def test_a_date_is_left_out_with_its_days(engine, entry):
    engine.publish(
        entry("2006-02-01-soon", "", "a visit", on="2006-02-01"),
        entry("2007-06-28-spot", "", "a visit", on="2007-06-28"),
        entry("2008-12-01-text", "", "a visit, as in 2007", on="2008-12-01"),
    )

    assert engine.ids("visit -2007") == ["2006-02-01-soon"]
    assert engine.ids('visit NOT "giugno 2007"') == ["2008-12-01-text", "2006-02-01-soon"]


def test_what_is_named_stays_required_when_words_may_be_missing(engine, entry):
    engine.publish(
        entry("2007-05-27-fran", "", "olympic visit", on="2007-05-27", countries=("FR",)),
        entry("2007-06-26-chin", "", "olympic venues budget", on="2007-06-26", countries=("CN",)),
        entry("2007-06-25-name", "", "plain", on="2007-06-25", visitors=("Romeo Stavarache",)),
        entry("2007-06-24-ghan", "", "olympic torch", on="2007-06-24", countries=("GH",)),
    )

    for typed, found in (
        ("maggio 2007 xyzzy", ["2007-05-27-fran"]),
        ("olympic venues budget Francia", ["2007-05-27-fran"]),
        ("venues xyzzy Cina", ["2007-06-26-chin"]),
        ("olympic venues budget Africa", ["2007-06-24-ghan"]),
        ("Romeo Stavarache olympic", ["2007-06-25-name"]),
    ):
        results = engine.search(typed)
        assert [hit.id for hit in results.hits] == found, typed
        assert results.without
    notes = engine.search("maggio 2007 xyzzy").understood.notes
    assert [(note.code, note.value) for note in notes] == [("missing-words", "xyzzy")]


def test_two_names_that_no_entry_has_together_are_searched_one_by_one(engine, entry):
    engine.publish(
        entry("2007-05-27-fran", "", "a visit", countries=("FR",)),
        entry("2007-06-26-chin", "", "a visit", countries=("CN",)),
    )

    results = engine.search("Francia Cina")

    assert {hit.id for hit in results.hits} == {"2007-05-27-fran", "2007-06-26-chin"}
    assert results.without == ("Francia / Cina",)


def test_a_pasted_text_finds_the_entry_that_it_is_from(engine, entry):
    title = " ".join(f"word{n}" for n in range(20)) + " common " * 10
    engine.publish(
        *(entry(f"2007-06-{n:02}-many", "", f"common things and word{n}") for n in range(1, 9)),
        entry("2007-07-01-text", title, "with a body of its own"),
    )

    results = engine.search(f"{title} and thirty words " + "that are in the body " * 6)

    assert results.hits[0].id == "2007-07-01-text"
    assert "rarest-words" in [note.code for note in results.understood.notes]


def test_an_id_or_an_address_finds_its_entry(engine, entry):
    page = "http://www.example.org/it/pagina.html"
    engine.publish(
        replace(
            entry("2007-06-27-k3f9", "", "a visit"), pages=(page,), aliases=("2007-06-01-zzzz",)
        ),
        entry("2007-06-26-aaaa", "", "about 2007-06-27 and k3f9"),
    )

    for typed in (
        "2007-06-27-k3f9",
        "2007‑06‑27‑K3F9",
        "2007-06-01-zzzz",
        "https://torino.example/e/2007-06-27-k3f9?read=it",
        "https://torino.example/e/2007-06-27-k3f9.json",
        "<https://example.org/it/pagina.html/#top>",
        "www.example.org/it/pagina.html",
    ):
        results = engine.search(typed)
        assert [hit.id for hit in results.hits] == ["2007-06-27-k3f9"], typed
        assert [note.code for note in results.understood.notes] == ["entry-named"], typed
    assert engine.ids("example.org/it/other.html") == []


def test_an_unknown_name_is_searched_in_the_texts_with_a_note(engine, entry):
    engine.publish(
        entry("2007-06-27-text", "", "remembering Primo Levi"),
        entry("2007-06-26-name", "", "x", visitors=("Carlo Levi",)),
    )

    results = engine.search(person="primo levi")

    assert [hit.id for hit in results.hits] == ["2007-06-27-text"]
    assert [note.code for note in results.understood.notes] == ["unknown-person"]
    assert engine.ids(person="Levi") == ["2007-06-26-name"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("UN", ["2007-06-26-onuu", "2007-06-27-unit"]),
        ("ONU", ["2007-06-26-onuu", "2007-06-27-unit"]),
        ("Nations Unies", ["2007-06-26-onuu", "2007-06-27-unit"]),
        ("WDC", ["2007-06-24-desi"]),
        ("wdc", ["2007-06-24-desi"]),
        ("ILO", ["2007-06-23-oilo"]),
        ("BIT", ["2007-06-23-oilo"]),
        ("maire", ["2007-06-25-sind"]),
        ("le maire de la ville", ["2007-06-25-sind"]),
    ],
)
def test_acronyms_and_french_words_find_what_they_mean(engine, entry, typed, found):
    engine.publish(
        entry("2007-06-27-unit", "", "lunch at the UN restaurant", language="en"),
        entry("2007-06-26-onuu", "", "alle Nazioni Unite", language="it"),
        entry("2007-06-25-sind", "", "un sindaco e un bit", language="it"),
        entry("2007-06-24-desi", "", "the World Design Capital", language="en"),
        entry("2007-06-23-oilo", "", "il centro dell'OIL", language="it"),
    )

    assert sorted(engine.ids(typed)) == sorted(found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("guida", ["2007-06-26-guid"]),
        ("salute", ["2007-06-25-salu"]),
        ("gusto", ["2007-06-24-gust"]),
        ("tedeschi", ["2007-06-24-gust"]),
        ("Guido", ["2007-06-27-name"]),
        ("Berisha Sali", ["2007-06-27-name"]),
        ("Sala", []),
    ],
)
def test_a_name_is_not_found_by_the_stem_of_a_word(engine, entry, typed, found):
    names = ("Guido Rossi", "Sali Berisha", "Gustavo Levi", "Marco Tedesco")
    engine.publish(
        entry(
            "2007-06-27-name", "", f"Incontro: {', '.join(names)}", language="it", visitors=names
        ),
        entry("2007-06-26-guid", "", "una guida della Lombardia", language="it"),
        entry("2007-06-25-salu", "", "la salute", language="it"),
        entry("2007-06-24-gust", "", "il gusto dei tedeschi", language="it"),
    )

    assert engine.ids(typed, exactly=True) == found
