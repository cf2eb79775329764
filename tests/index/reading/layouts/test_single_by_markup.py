"""Pages of one entry that only their markup dates."""

from __future__ import annotations

import pytest

from index.reading.dates import date_entry

BODY = "<h1>A choir from Graz</h1><p>Forty singers came to the town hall.</p>"
META = '<meta name="{}" content="2013-05-04T22:00:00+02:00">'
JSON = '<script type="application/ld+json">{}</script>'
PUBLISHED = {
    "Open Graph": '<meta property="article:published_time" content="2013-05-04T10:00:00+02:00">',
    "Dublin Core": META.format("DC.date"),
    "Dublin Core, issued": META.format("DCTERMS.issued"),
    "date": META.format("date"),
    "compact": '<meta name="DC.date.issued" content="20130504">',
    "article": JSON.format('{"@type": "NewsArticle", "datePublished": "2013-05-04"}'),
    "graph": JSON.format(
        '{"@graph": [{"@type": "WebSite", "name": "Borgo"}, {"@type": "Article",'
        ' "headline": "A choir", "datePublished": "2013-05-04", "dateModified": "2020-01-01"}]}'
    ),
    "broken JSON": JSON.format("{") + META.format("date"),
}
EVENTS = {
    "event": JSON.format(
        '{"@type": "Event", "startDate": "2013-05-03T09:00", "endDate": "2013-05-05"}'
    ),
    "published before": JSON.format(
        '[{"@type": "Event", "startDate": "2013-05-03", "endDate": "2013-05-05"},'
        ' {"@type": "WebPage", "datePublished": "2013-01-02"}]'
    ),
}


def page_of(head: str, body: str = BODY) -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def dates_of(raw):
    dated = date_entry(raw)
    return dated.title, str(dated.dates.start), str(dated.dates.end), bool(dated.doubts)


@pytest.mark.parametrize("head", PUBLISHED)
def test_a_page_of_one_entry_has_the_day_of_its_publication(cut, head):
    (raw,) = cut(page_of(PUBLISHED[head]), "https://example.org/choir")
    assert dates_of(raw) == ("A choir from Graz", "2013-05-04", "2013-05-04", False)


@pytest.mark.parametrize("head", EVENTS)
def test_a_page_of_one_event_has_its_days(cut, head):
    (raw,) = cut(page_of(EVENTS[head]), "https://example.org/choir")
    assert dates_of(raw) == ("A choir from Graz", "2013-05-03", "2013-05-05", False)


def test_the_properties_of_one_event_are_its_days(cut):
    body = BODY.replace("<p>", '<meta itemprop="startDate" content="2013-05-03"><p>')
    (raw,) = cut(page_of("", body), "https://example.org/choir")
    assert dates_of(raw)[1:3] == ("2013-05-03", "2013-05-03")


def test_a_day_in_the_text_near_the_publication_is_preferred_and_takes_its_year(cut):
    body = "<h1>A choir</h1><p>On 29 December forty singers came to the town hall.</p>"
    head = '<meta name="date" content="2014-01-03">'
    (raw,) = cut(page_of(head, body), "https://example.org/choir")
    assert dates_of(raw) == ("A choir", "2013-12-29", "2013-12-29", True)


def test_a_day_far_from_the_publication_is_told(cut):
    body = "<h1>A choir</h1><p>After the visit of 3 March 2009 forty singers came.</p>"
    (raw,) = cut(page_of(PUBLISHED["date"], body), "https://example.org/choir")
    assert dates_of(raw) == ("A choir", "2013-05-04", "2013-05-04", True)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="revised" content="2013-05-04">',
        '<meta property="article:modified_time" content="2013-05-04">',
        '<meta name="date" content="2013-02-31">',
        '<meta name="date" content="2013-05-04"><meta name="DC.date" content="2014-05-04">',
        JSON.format('{"@type": "WebPage", "dateModified": "2013-05-04"}'),
        JSON.format('[{"datePublished": "2013-05-04"}, {"datePublished": "2014-05-04"}]'),
    ],
)
def test_other_days_date_no_page(cut, head):
    assert [dates_of(raw)[1] for raw in cut(page_of(head), "https://example.org/choir")] == []


def test_a_page_without_a_sentence_is_no_entry_for_its_date(cut):
    body = "<h1>Offices</h1><p>Via Corte 16</p>"
    assert cut(page_of(PUBLISHED["date"], body), "https://example.org/choir") == ()


def test_a_dated_heading_keeps_its_date(cut):
    body = "<h1>3 May 2007 - A choir</h1><p>Forty singers came to the town hall.</p>"
    (raw,) = cut(page_of(PUBLISHED["date"], body), "https://example.org/choir")
    assert dates_of(raw)[:2] == ("A choir", "2007-05-03")


def test_an_agreement_is_not_dated_by_its_page(cut):
    body = "<h1>Twinning agreement with Graz</h1><p>The two towns are friends.</p>"
    raws = cut(page_of(PUBLISHED["date"], body), "accordi/graz.shtml")
    assert [dates_of(raw)[1] for raw in raws] == ["None"]


@pytest.mark.parametrize(
    "heading", ["Sixty years of twinning with Graz", "Graz fête 60 ans de jumelage", "An agreement"]
)
def test_news_of_an_agreement_have_the_day_of_their_publication(cut, heading):
    body = f"<h1>{heading}</h1><p>The mayor of Graz opened the exhibition with ours.</p>"
    (raw,) = cut(page_of(PUBLISHED["date"], body), "https://example.org/graz")
    assert dates_of(raw)[1:] == ("2013-05-04", "2013-05-04", False)


def test_the_day_of_an_agreement_long_before_its_news_is_told(cut):
    body = "<h1>Agreement with Graz</h1><p>It was signed on 12 May 2009 in the town hall.</p>"
    (raw,) = cut(page_of(PUBLISHED["date"], body), "https://example.org/graz")
    assert dates_of(raw)[1:] == ("2013-05-04", "2013-05-04", True)


def test_folders_of_a_day_date_the_entry_of_an_address(cut):
    (raw,) = cut(page_of(""), "https://example.org/2013/05/04/a-choir/")
    assert dates_of(raw)[1:3] == ("2013-05-04", "2013-05-04")
