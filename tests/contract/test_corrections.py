"""Words that are misspelt, and what is offered in their place."""


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
