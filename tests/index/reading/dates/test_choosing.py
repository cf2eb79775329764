"""Of several readings the right one dates an entry."""

from __future__ import annotations

from typing import Any


def test_the_text_dates_an_entry_whose_heading_has_no_date(entry: Any, days: Any) -> None:
    dated = entry(
        "", "Dal 3 al 5 giugno una delegazione di Brno ha visitato la città.",
        folder="archivio/2004/giugnomaggio/index.shtml",
    )  # fmt: skip
    assert days(dated.dates) == "2004-06-03/2004-06-05"
    assert dated.dates.as_written == "Dal 3 al 5 giugno"


def test_what_a_text_tells_in_passing_does_not_date_it(entry: Any) -> None:
    folder = "archivio/2004/giugnomaggio/index.shtml"
    text = "Brno, con cui è in vigore l'accordo firmato il 12 maggio 2004, ha inviato due tecnici."
    assert entry("", text, folder=folder).dates.precision == "month"
    other_year = "Gli studenti di Brno sono tornati: la prima visita fu il 3 marzo 1998."
    assert entry("", other_year, folder=folder).dates.precision == "month"


def test_a_month_told_after_the_first_sentence_does_not_date_an_entry(
    entry: Any, days: Any
) -> None:
    assert days(entry("", "A fair was held in February 2008.").dates) == "2008-02-01/2008-02-29"
    assert days(entry("", "Guests came. A fair was held in February 2008.").dates) == "undated"


def test_a_page_stamp_is_no_event_date(entry: Any, days: Any, doubts: Any) -> None:
    for stamp in ("Updated 2-21-2014", "Ultimo aggiornamento il 18 Marzo, 2013",
                  "Mise à jour 9.3.2016", "Pubblicato il 3 maggio 2012"):  # fmt: skip
        dated = entry("Brno", stamp + " Guests.", folder="missioni/m07/brno.shtml")
        assert (days(dated.dates), doubts(dated)) == ("2007-01-01/2007-12-31", [])


def test_a_lost_heading_kept_by_the_slug_goes_before_one_of_its_days(
    entry: Any, days: Any, doubts: Any
) -> None:
    dated = entry(
        "", "On November 22nd the Mayor met the guests.",
        folder="2013/november-21st-23rd-2013-delegation.shtml",
    )  # fmt: skip
    assert (days(dated.dates), doubts(dated)) == ("2013-11-21/2013-11-23", [])


def test_a_signing_dates_an_entry_about_what_was_signed(entry: Any, days: Any) -> None:
    text = "The agreement signed in Ghent on 12 January 2007 covers parks and schools."
    assert days(entry("Agreement with Ghent (Belgium)", text).dates) == "2007-01-12"
    assert days(entry("City of Ghent (Belgium)", text).dates) == "undated"
    text = "Torino e Gand hanno firmato il 12 gennaio 2007 un patto."
    assert days(entry("Città di Gand", text).dates) == "2007-01-12"


def test_a_year_the_text_sets_its_news_in_is_the_last_resort(entry: Any, days: Any) -> None:
    dated = entry("Forum", "Nel 2015 Torino ha ospitato il forum, nato nel 2011.")
    assert (days(dated.dates), dated.dates.precision) == ("2015-01-01/2015-12-31", "year")
    assert days(entry("Forum", "A pact signed in 2011 binds them.").dates) == "undated"
    assert days(entry("Forum (2014)", "In 2015 it went on.").dates) == "2014-01-01/2014-12-31"


def test_a_dateline_opens_a_text(entry: Any, doubts: Any) -> None:
    folder = "archivio/2004/giugnomaggio/index.shtml"
    dated = entry("", "Gand, 3 luglio 2004 - Incontro di studio.", folder=folder)
    assert doubts(dated) == [("text", "2004-07-03"), ("folder", "2004-05-01/2004-06-30")]


def test_days_before_the_archive_began_are_history(entry: Any, days: Any) -> None:
    assert days(entry("", "Brno, bombed on 20 November 1944, sent guests.").dates) == "undated"


def test_a_month_in_the_heading_is_made_exact_by_the_text(entry: Any, days: Any) -> None:
    dated = entry("February 2012 Mission to Peru", "From 24 to 28 February 2012 the office left.")
    assert (days(dated.dates), dated.dates.precision) == ("2012-02-24/2012-02-28", "day")
    assert dated.title == "Mission to Peru"
    assert dated.doubts == ()
