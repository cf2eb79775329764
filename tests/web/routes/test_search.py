import re

import pytest
from flask.testing import FlaskClient


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.headers.get("Location")
    return answer.get_data(as_text=True)


def text_of(html: str, tag: str) -> str:
    found = re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    assert found, tag
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def test_the_count_stands_in_the_heading_and_in_the_title(client: FlaskClient) -> None:
    html = page(client, "/it/search?q=sindaca&country=CN")
    assert text_of(html, "h1") == "1 voce per «sindaca»"
    assert text_of(html, "title") == "1 voce per «sindaca», Cina – Torino nel mondo"


def test_the_sentence_says_how_the_filters_combine(client: FlaskClient) -> None:
    html = page(
        client, "/en/search?year=2007&from=2007&to=2010&country=CN&country=FR&not_country=AR"
    )
    said = re.search(r'<p class="said">(.*?)</p>', html, re.DOTALL)
    assert said
    words = " ".join(re.sub(r"<[^>]+>", "", said[1]).split())
    assert words == (
        "Only entries about China or France, and of 2007, and between 2007 and 2010; "
        "not about Argentina."
    )


def test_every_filter_has_a_chip_that_takes_it_off(client: FlaskClient) -> None:
    html = page(client, "/it/search?q=sindaca&year=2007&country=CN&country=FR")
    chips = re.search(r'<ul class="chips">(.*?)</ul>', html, re.DOTALL)
    assert chips
    assert re.findall(r'href="([^"]*)"', chips[1]) == [
        "/it/search?q=sindaca&amp;year=2007&amp;country=FR",
        "/it/search?q=sindaca&amp;year=2007&amp;country=CN",
        "/it/search?q=sindaca&amp;country=CN&amp;country=FR",
        "/it/search?q=sindaca",
        "/it/search",
    ]
    assert "Togli il filtro: Paese, </span>Cina" in chips[1]


def test_a_ticked_value_stays_in_sight_when_it_holds_nothing(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=library&country=CN")
    box = re.search(r'<input type="checkbox" name="country" value="CN"[^>]*>', html)
    assert box
    assert "checked" in box[0]


def test_the_boxes_of_the_filters_belong_to_the_form_of_the_words(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=mayor")
    boxes = re.findall(r'<(?:input type="checkbox"|select)[^>]*>', html)
    assert boxes
    assert all('form="f"' in box for box in boxes)


def test_what_has_no_control_is_carried_along(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=mayor&not_country=AR&read=it&sort=oldest")
    for name, value in (("not_country", "AR"), ("read", "it"), ("sort", "oldest")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("q=&person=&place=&phrase=&from=&to=", ""),
        ("q=mayor&person=&from=", "?q=mayor"),
        ("country=FR&country=CN&q=mayor", "?q=mayor&country=CN&country=FR"),
        ("q=mayor&page=1&read=&sort=relevance", "?q=mayor"),
        ("q=mayor&page=1&read=orig&sort=relevance", "?q=mayor&read=orig"),
        ("q=mayor&by=box&keep=1&year=2007", "?q=mayor&year=2007"),
        ("q=mayor&by=box&year=2007&read=it", "?q=mayor&read=it"),
        ("q=mayor&utm_source=elsewhere", "?q=mayor"),
    ],
)
def test_a_form_as_submitted_leads_to_the_canonical_address(
    client: FlaskClient, asked: str, canonical: str
) -> None:
    answer = client.get(f"/it/search?{asked}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/it/search{canonical}"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_an_impossible_filter_is_dropped_and_said_so(client: FlaskClient) -> None:
    html = page(client, "/it/search?q=sindaca&country=XX&year=3000")
    assert "Paese sconosciuto «XX»: il filtro è ignorato." in html
    assert "L’archivio non ha l’anno «3000»: il filtro è ignorato." in html
    assert '<link rel="canonical" href="http://localhost/it/search?q=sindaca">' in html


def test_an_open_quotation_mark_is_taken_literally_and_said_so(client: FlaskClient) -> None:
    assert "le virgolette non erano chiuse" in page(client, "/it/search?q=%22sindaca")


def test_nothing_found_offers_counted_ways_out(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=library&year=2007&country=JP")
    assert text_of(html, "h1") == "No entries for “library”"
    completion_groups = re.search(
        r'<section class="ways" aria-labelledby="w">(.*?)</section>', html, re.DOTALL
    )
    assert completion_groups
    offered = re.findall(
        r'href="([^"]*)"[^>]*>[^<]*</a> <span class="n soft">(\d+) ', completion_groups[1]
    )
    assert ("/en/search?q=library", "24") in offered
    assert ("/en/search?q=library&amp;country=JP", "12") in offered
    for address, count in offered:
        counted = text_of(page(client, address.replace("&amp;", "&")), "h1")
        assert counted.startswith(f"{count} ")


def test_all_values_of_a_facet_can_be_searched_in_either_language(client: FlaskClient) -> None:
    for words in ("cina", "China", "CN"):
        html = page(client, f"/it/search/country?find={words}")
        assert re.findall(r'name="country" value="(..)"', html) == ["CN"]


def test_a_chosen_value_that_the_list_does_not_show_is_not_lost(client: FlaskClient) -> None:
    html = page(client, "/it/search/country?country=FR&find=cina")
    assert '<input type="hidden" name="country" value="FR">' in html


def test_a_year_without_entries_is_a_gap_in_the_picture(client: FlaskClient) -> None:
    html = page(client, "/en/")
    assert re.search(
        r"<li data-year=\"2005\"><span><b><span class=\"c\">20</span>05</b><span class=\"vh\"> 0",
        html,
    )
    assert re.search(r'<a href="/en/search\?year=2012"[^>]*><b><span class="c">20</span>12', html)


def test_reading_in_a_language_labels_what_is_translated(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=Shenyang&read=en")
    assert 'class="by-machine"' in html
    assert "<b>Machine translation</b> from Italian · Google, 20\xa0November 2026" in html
    assert "not checked by a person" in html
    assert '<summary>Original text (Italian)</summary><p class="text" lang="it">' in html


def test_reading_in_a_language_says_what_is_not_translated_yet(client: FlaskClient) -> None:
    html = page(client, "/it/search?q=library&read=it")
    assert "scritta in inglese, non ancora tradotta" in html


def test_pages_beyond_the_first_say_where_they_are(client: FlaskClient) -> None:
    html = page(client, "/en/search?page=2")
    assert "Results 21 to 30 of 30" in html
    assert '<b aria-current="page"><span class="vh">Page </span>2</b>' in html


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    for number in ("7", "999999", "999999999999"):
        assert "There are only 2 pages." in page(client, f"/en/search?page={number}")
        assert "Le pagine sono solo 2." in page(client, f"/it/search?page={number}")
    assert "There is only one page." in page(client, "/en/search?country=CN&page=7")
    assert "C’è una pagina sola." in page(client, "/it/search?country=CN&page=7")


@pytest.mark.parametrize("facet", ["year", "country", "kind", "written", "people", "places"])
def test_every_facet_has_a_page_of_all_its_values(client: FlaskClient, facet: str) -> None:
    page(client, f"/it/search/{facet}")


def test_what_is_no_facet_has_no_page(client: FlaskClient) -> None:
    page(client, "/it/search/score", 404)


@pytest.mark.parametrize(
    ("asked", "italian", "english"),
    [
        ("person=trams", "Nell’indice delle persone non c’è «trams»", "Nobody called “trams”"),
        ("place=trams", "Nell’indice dei luoghi non c’è «trams»", "No place called “trams”"),
        ("q=mayor&read=de", "In «de» non c’è nulla da leggere", "Nothing can be read in “de”"),
        ("q=mayor&sort=size", "Ordine sconosciuto «size»", "Unknown order “size”"),
        ("q=???", "non ci sono parole da cercare", "There are no words to look for"),
        ("q=ma*", "è un inizio troppo corto", "too short a beginning"),
        ("q=mayor%5D", "Cercato così come è scritto", "Searched exactly as written: “mayor]”"),
        ("q=the", "parole così comuni", "such common words"),
        ("q=mayor&kind=party", "Tipo sconosciuto", "Unknown kind “party”"),
        ("q=mayor&written=??", "Lingua sconosciuta", "Unknown language “??”"),
        (
            "q=31+febbraio+2007",
            "«31 febbraio 2007» non è nel calendario",
            "“31 febbraio 2007” is not in the calendar",
        ),
    ],
)
def test_how_the_words_were_taken_is_told_in_both_languages(
    client: FlaskClient, asked: str, italian: str, english: str
) -> None:
    for language, text in (("it", italian), ("en", english)):
        assert text in page(client, f"/{language}/search?{asked}")


@pytest.mark.parametrize(
    ("asked", "box", "meant"),
    [
        ("q=shenyamg", "", "/en/search?q=Shenyang"),
        ("person=dupomt&year=2007", "person ", "/en/search?person=Dupont&amp;year=2007"),
        ("place=chambrey", "place ", "/en/search?place=Chamb%C3%A9ry"),
    ],
)
def test_a_correction_is_for_the_box_that_was_typed_in(
    client: FlaskClient, asked: str, box: str, meant: str
) -> None:
    html = page(client, f"/en/search?{asked}")
    found = re.search(r'Results for <a href="([^"]*)">([^<]*)<b>', html)
    assert found
    assert "instead</a>" in html
    exactly = page(client, f"/en/search?{asked}&exactly=1")
    assert re.search(r'Did you mean <a href="([^"]*)">([^<]*)<b>', exactly)
    assert (found[1].casefold(), found[2]) == (meant.casefold(), box)
    assert client.get(found[1].replace("&amp;", "&"), follow_redirects=True).status_code == 200


def test_a_year_without_such_entries_leads_to_the_nearest_that_has_some(
    client: FlaskClient,
) -> None:
    html = page(client, "/en/search?q=Shenyang&year=2012")
    assert "in 2009: the nearest year" in html
    assert 'href="/en/search?q=Shenyang&amp;year=2009"' in html


def test_places_are_nested_in_their_countries_and_continents(client: FlaskClient) -> None:
    html = page(client, "/en/search/places")
    order = ("<legend>Asia", "<legend>China", 'value="shenyang-cn"', "<legend>Europe",
             "<legend>France", 'value="chambery-fr"', 'value="lyon-fr"')  # fmt: skip
    places = [html.index(each) for each in order]
    assert places == sorted(places)


def test_the_heading_says_when_no_entry_has_all_of_the_words(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=mayor+elephant+torino")
    assert re.fullmatch(
        r"No entry with all of “mayor elephant torino”; \d+ entr(y|ies) without “elephant”",
        text_of(html, "h1"),
    )
    html = page(client, "/it/search?q=mayor+elephant+torino")
    assert text_of(html, "h1").startswith("Nessuna voce con tutto «mayor")


@pytest.mark.parametrize(
    ("asked", "language", "heading"),
    [
        (
            "2007+2009",
            "it",
            r"Nessuna voce con tutto «2007 2009»; \d+ voci con «2007» o «2009»",
        ),
        (
            "2007+2009+xyzzy",
            "en",
            r"No entry with all of “2007 2009 xyzzy”; "
            r"\d+ entries with “2007” or “2009”, without “xyzzy”",
        ),
    ],
)
def test_of_words_that_no_entry_has_together_the_heading_says_that_it_has_some(
    client: FlaskClient, asked: str, language: str, heading: str
) -> None:
    html = page(client, f"/{language}/search?q={asked}")
    assert re.fullmatch(heading, text_of(html, "h1"))
    why = page(client, f"/{language}/search/why?q={asked}")
    assert heading.split("; ")[-1].split("+ ")[-1].split(" ", 1)[1] in why


@pytest.mark.parametrize(
    ("asked", "italian", "english"),
    [
        ("24+febbraio", "24 febbraio", "24 February"),
        ("February+2009", "febbraio 2009", "February 2009"),
        ("since+2009", "dal 2009 in poi", "from 2009 on"),
        ("before+2009", "fino al 2008", "until 2008"),
        ("24-26+febbraio", "24 febbraio – 26 febbraio", "24 February – 26 February"),
    ],
)
def test_how_a_date_was_read_is_said_in_words_of_the_page_s_language(
    client: FlaskClient, asked: str, italian: str, english: str
) -> None:
    for language, words in (("it", italian), ("en", english)):
        for path in ("search", "search/why"):
            assert f"<b>{words}</b>" in page(client, f"/{language}/{path}?q={asked}")


def test_a_name_in_the_address_leads_to_the_id(client: FlaskClient) -> None:
    answer = client.get("/it/search?people=CARLA+Neri&places=Lione")
    assert answer.headers["Location"] == "/it/search?people=carla+neri&places=lyon-fr"
    html = page(client, "/it/search?people=carla+neri")
    assert not text_of(html, "h1").startswith("Nessuna")
    assert client.get("/en/search.json?people=Carla+Neri").json["total"]  # type: ignore[index]
    page(client, "/it/search/places?people=Nobody")


def test_the_skip_link_leads_to_what_is_to_know_of_the_hits(
    client: FlaskClient,
) -> None:
    html = page(client, "/en/search?q=sindaca+(x&country=XX")
    assert re.findall(r"<h(\d)", html)[0] == "1"
    assert '<a class="skip vh" href="#hits">' in html
    assert html.index('id="hits"') < html.index('class="note"') < html.index('<ol class="chron')
    assert html.index("<h1>") < html.index('<p class="said">')


def test_export_feed_and_address_stand_above_the_hits(client: FlaskClient) -> None:
    html = page(client, "/en/search?q=mayor&limit=50")
    take = re.search(r'<details class="take">(.*?)</details>', html, re.DOTALL)
    assert take
    assert html.index('<details class="take">') < html.index('<ol class="chron')
    addresses = re.findall(r'href="([^"]*)"', take[1])
    assert "/en/search.csv?q=mayor" in addresses
    assert "/en/search.ris?q=mayor" in addresses
    assert "/en/search.atom?q=mayor" in addresses
    assert addresses[-1] == "/en/search?q=mayor&amp;limit=50"


def test_the_usual_page_size_is_left_out_of_addresses(client: FlaskClient) -> None:
    assert client.get("/en/search?q=mayor&limit=20").headers["Location"] == "/en/search?q=mayor"
    assert "limit=20" not in page(client, "/en/search?limit=50")


def test_a_ticked_value_keeps_its_place_in_the_list(client: FlaskClient) -> None:
    def values(path: str) -> list[str]:
        return re.findall(r'name="kind" value="([^"]*)"', page(client, path))

    before = values("/en/search")
    assert len(before) > 2
    for last in before[1:]:
        first, second = sorted((before[0], last))
        assert values(f"/en/search?kind={first}&kind={second}") == before


def test_words_of_about_the_same_meaning_stand_with_the_related_entries(
    client: FlaskClient,
) -> None:
    html = page(client, "/it/search?q=bookstore")
    related = html.partition('<section class="related"')[2].partition("</section>")[0]

    assert "Parole di significato vicino:" in related
    assert 'href="/it/search?q=bookstore&amp;drop=' in related
    assert "Inclusi anche:" not in html
