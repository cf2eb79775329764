from datetime import date

from index.gazetteer import load_gazetteer
from index.model.entry import DateSpan
from search.results.facet_values import FacetValue
from web.views.fragments import check_boxes, facts, tally, when, year_apart, year_items
from web.views.timeline import Bar


def test_a_day_is_a_time_element_with_its_year_apart() -> None:
    day = DateSpan(date(2007, 6, 27), date(2007, 6, 27), "day", "")
    assert when(day, "it") == (
        '<time datetime="2007-06-27">27\u00a0giugno <span class="y">2007</span></time>'
    )


def test_what_has_no_day_is_bare_words() -> None:
    assert when(DateSpan(None, None, "unknown", ""), "en") == "undated"


def test_a_year_alone_is_not_set_apart() -> None:
    assert year_apart("2007") == "2007"
    assert year_apart("2007\u201308 <b>") == "2007\u201308 &lt;b&gt;"


def test_each_country_stands_before_its_places() -> None:
    lyon, shenyang = (load_gazetteer().place(id) for id in ("lyon-fr", "shenyang-cn"))
    assert lyon
    assert shenyang
    assert facts(("CN", "FR"), (lyon, shenyang), "mission", "missione", "it") == (
        '<a href="/it/countries/CN">Cina</a>, <a href="/it/places/shenyang-cn">Shenyang</a>; '
        '<a href="/it/countries/FR">Francia</a>, <a href="/it/places/lyon-fr">Lione</a> · '
        '<a href="/it/search?kind=mission" rel="nofollow">missione</a>'
    )


def test_words_of_a_kind_are_not_taken_for_html() -> None:
    assert facts((), (), "x", "<b>", "en") == (
        '<a href="/en/search?kind=x" rel="nofollow">&lt;b&gt;</a>'
    )


def test_a_number_of_entries_says_so_to_ears_alone() -> None:
    assert tally(1, "it") == '<span class="n">1<span class="vh"> voce</span></span>'
    assert tally(1234, "en") == '<span class="n">1,234<span class="vh"> entries</span></span>'


def test_a_value_is_a_box_to_tick_with_its_count() -> None:
    chosen, other = (FacetValue(v, {}, n, on) for v, n, on in (("a&b", 2, True), ("c", 1, False)))
    assert check_boxes("people", (("A <b>", chosen), ("C", other)), "en") == (
        '<li><label><input type="checkbox" name="people" value="a&amp;b" form="f" checked> '
        f"<span>A &lt;b&gt;</span> {tally(2, 'en')}</label></li>\n"
        '<li><label><input type="checkbox" name="people" value="c" form="f"> '
        f"<span>C</span> {tally(1, 'en')}</label></li>\n"
    )


def test_a_year_is_a_link_with_its_bar() -> None:
    (item,) = year_items([Bar(2007, 3, 44, True)], "?a&y={}".format, -1, "en").splitlines()
    assert item == (
        '<li data-year="2007"><a href="?a&amp;y=2007" aria-current="true" tabindex="-1"'
        ' rel="nofollow">'
        f'<b><span class="c">20</span>07</b> {tally(3, "en")}'
        '<svg height="44" aria-hidden="true"><rect width="100%" height="100%"/></svg></a></li>'
    )


def test_a_year_without_entries_is_no_link() -> None:
    (item,) = year_items([Bar(2009, 0, 0, False)], str, None, "it").splitlines()
    assert item == (
        '<li data-year="2009"><span><b><span class="c">20</span>09</b>'
        '<span class="vh"> 0 voci</span></span></li>'
    )
