"""Citations of one entry in four styles and two languages."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model.entry import UNDATED, DateSpan, Version
from index.model.profile_format import bundled_profile
from search.export.citation_styles import STYLES, cite, plain_citation

ADDRESS = "https://archive.example/e/2007-06-27-k3f9"
ACCESSED = date(2026, 11, 28)


def span(start, end=None, precision="day"):
    return DateSpan(date.fromisoformat(start), date.fromisoformat(end or start), precision, "")


def cited(entry, style, language, address=ADDRESS):
    """The citation, with its italics between <i> and </i>."""
    pieces = cite(entry, address, style, language, ACCESSED, bundled_profile())
    return "".join(f"<i>{text}</i>" if italics else text for text, italics in pieces)


@pytest.mark.parametrize(
    ("style", "language", "words"),
    [
        ("apa", "en", "City of Torino – International Relations. (2007, June 27–29). <i>Una "
         "delegazione da Shenyang.</i> Torino nel mondo. Retrieved November 28, 2026, from "
         f"{ADDRESS}"),
        ("apa", "it", "Città di Torino – Relazioni internazionali. (2007, 27–29 giugno). <i>Una "
         "delegazione da Shenyang.</i> Torino nel mondo. Consultato il 28 novembre 2026, da "
         f"{ADDRESS}"),
        ("mla", "en", "City of Torino – International Relations. “Una delegazione da Shenyang.” "
         f"<i>Torino nel mondo</i>, 27–29 June 2007, {ADDRESS}. Accessed 28 Nov. 2026."),
        ("mla", "it", "Città di Torino – Relazioni internazionali. “Una delegazione da Shenyang”. "
         f"<i>Torino nel mondo</i>, 27–29 giugno 2007, {ADDRESS}. Consultato il 28 novembre 2026."),
        ("chicago", "en", "City of Torino – International Relations. “Una delegazione da "
         "Shenyang.” Torino nel mondo, June 27–29, 2007. Accessed November 28, 2026. "
         f"{ADDRESS}."),
        ("chicago", "it", "Città di Torino – Relazioni internazionali. “Una delegazione da "
         "Shenyang”. Torino nel mondo, 27–29 giugno 2007. Consultato il 28 novembre 2026. "
         f"{ADDRESS}."),
        ("italian", "en", "City of Torino – International Relations, <i>Una delegazione da "
         f"Shenyang</i>, «Torino nel mondo», 27–29 June 2007, <{ADDRESS}> (accessed 28 November "
         "2026)."),
        ("italian", "it", "Città di Torino – Relazioni internazionali, <i>Una delegazione da "
         f"Shenyang</i>, «Torino nel mondo», 27–29 giugno 2007, <{ADDRESS}> (consultato il 28 "
         "novembre 2026)."),
    ],
)  # fmt: skip
def test_an_entry_of_several_days_is_cited_as_the_style_has_it(make_entry, style, language, words):
    entry = make_entry(
        language="it", title="Una delegazione da Shenyang", dates=span("2007-06-27", "2007-06-29")
    )
    assert cited(entry, style, language) == words


@pytest.mark.parametrize(
    ("dates", "apa", "chicago", "apa_in_italian"),
    [
        (span("2007-06-01"), "2007, June 1", "June 1, 2007", "2007, 1º giugno"),
        (span("2007-05-05", "2007-06-01"), "2007, May 5 – June 1", "May 5 – June 1, 2007",
         "2007, 5 maggio – 1º giugno"),
        (span("2006-12-30", "2007-01-02"), "2006, December 30 – 2007, January 2",
         "December 30, 2006 – January 2, 2007", "2006, 30 dicembre – 2007, 2 gennaio"),
        (span("2006-09-01", "2006-09-30", "month"), "2006, September", "September 2006",
         "2006, settembre"),
        (span("2006-09-01", "2006-10-31", "month"), "2006, September–October",
         "September–October 2006", "2006, settembre–ottobre"),
        (span("2006-12-01", "2007-01-31", "month"), "2006, December – 2007, January",
         "December 2006 – January 2007", "2006, dicembre – 2007, gennaio"),
        (span("2006-01-01", "2006-12-31", "year"), "2006", "2006", "2006"),
        (span("2006-01-01", "2008-12-31", "year"), "2006–2008", "2006–2008", "2006–2008"),
        (UNDATED, "n.d.", "n.d.", "s.d."),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_they_are_known(make_entry, dates, apa, chicago, apa_in_italian):
    entry = make_entry(dates=dates)
    assert f"({apa})." in cited(entry, "apa", "en")
    assert f"Torino nel mondo, {chicago.rstrip('.')}. Accessed" in cited(entry, "chicago", "en")
    assert f"({apa_in_italian})." in cited(entry, "apa", "it")


def test_an_undated_entry_has_no_date_in_mla_and_says_so_in_italian(make_entry):
    entry = make_entry(dates=UNDATED)
    assert f"<i>Torino nel mondo</i>, {ADDRESS}. " in cited(entry, "mla", "en")
    assert f"«Torino nel mondo», s.d., <{ADDRESS}>" in cited(entry, "italian", "it")


@pytest.mark.parametrize("style", STYLES)
def test_a_translated_title_follows_the_title_in_brackets(make_entry, style):
    original = Version("it", "Il console in visita", "Testo.", "published", "http://e.org")
    by_person = Version("en", "The consul visits", "Text.", "human")
    by_machine = Version("en", "The consul visits", "Text.", "machine", translator="x")
    title = "Il console in visita"
    entry = make_entry(versions=(original, by_person))
    words = plain_citation(cite(entry, ADDRESS, style, "en", ACCESSED, bundled_profile()))
    assert words.index(title) < words.index(" [The consul visits]")
    assert "[" not in plain_citation(cite(entry, ADDRESS, style, "it", ACCESSED, bundled_profile()))
    words = plain_citation(
        cite(
            make_entry(versions=(original, by_machine)),
            ADDRESS,
            style,
            "en",
            ACCESSED,
            bundled_profile(),
        )
    )
    assert "[The consul visits – machine translation]" in words


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["it", "en"])
def test_without_an_address_nothing_is_said_of_the_access(make_entry, style, language):
    words = cited(make_entry(), style, language, address="")
    assert "2026" not in words
    assert "<>" not in words
    assert words.endswith(("2007.", "mondo."))


@pytest.mark.parametrize("title", ["Who is it?", "At last!", "It goes on…", "Etc."])
def test_a_title_that_ends_like_a_sentence_gets_no_second_full_stop(make_entry, title):
    entry = make_entry(title=title)
    for style in ("apa", "mla", "chicago"):
        words = plain_citation(cite(entry, ADDRESS, style, "en", ACCESSED, bundled_profile()))
        assert f"{title}." not in words
        assert title in words


def test_quotation_marks_in_a_quoted_title_become_single(make_entry):
    entry = make_entry(title="The “World Design Capital” opens")
    assert "“The ‘World Design Capital’ opens.”" in cited(entry, "mla", "en")
    assert "<i>The “World Design Capital” opens.</i>" in cited(entry, "apa", "en")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    style=st.sampled_from(STYLES),
    language=st.sampled_from(["it", "en"]),
)
def test_any_title_is_cited_in_one_line(make_entry, title, style, language):
    words = plain_citation(
        cite(make_entry(title=title), ADDRESS, style, language, ACCESSED, bundled_profile())
    )
    assert len(words.splitlines()) == 1
    assert ADDRESS in words
    assert words.endswith((".", ADDRESS))
