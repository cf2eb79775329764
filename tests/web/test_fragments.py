from datetime import date

from index.entry import DateSpan
from index.gazetteer import load_gazetteer
from web.fragments import facts, when, year_apart


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
