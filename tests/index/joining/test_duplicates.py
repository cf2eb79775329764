from dataclasses import replace
from datetime import UTC, date, datetime
from functools import reduce

from index.joining.duplicates import duplicate_key, merge_duplicate, title_key
from index.model.entry import DateSpan, Source


def merge_copies(entries):
    copies = {}
    for entry in entries:
        copies.setdefault(duplicate_key(entry) or entry.id, []).append(entry)
    return tuple(reduce(merge_duplicate, each) for each in copies.values())


def source(url):
    return (Source(url, datetime(2026, 11, 22, tzinfo=UTC)),)


def test_one_page_under_two_addresses_is_one_entry(make_entry):
    first = make_entry("2025-09-24-aaaa", sources=source("http://example.org/a"))
    second = make_entry("2025-09-24-bbbb", sources=source("http://example.org/b"))
    merged = merge_copies([first, second])
    assert len(merged) == 1
    assert merged[0].aliases == ("2025-09-24-bbbb",)
    assert [s.url for s in merged[0].sources] == ["http://example.org/a", "http://example.org/b"]


def test_copies_know_every_page_that_they_were_read_from(make_entry):
    first = make_entry("2025-09-24-aaaa", sources=source("http://example.org/a"))
    second = make_entry("2025-09-24-bbbb", sources=source("http://example.org/a"))
    assert merge_duplicate(first, second).pages == ()
    quoting = replace(second, pages=("file:b",))
    assert merge_duplicate(first, quoting).read_from == ("http://example.org/a", "file:b")


def test_the_copy_that_kept_its_heading_gives_the_title(make_entry):
    lost = make_entry(
        "2007-06-27-aaaa", title="The mayor met the consul and spoke of trade fairs and schools."
    )
    kept = make_entry("2007-06-27-bbbb", title="Consul of Elsewhere", url="http://example.org/b")
    assert merge_copies([lost, kept])[0].original.title == "Consul of Elsewhere"


def test_the_same_sentence_about_another_year_is_another_event(make_entry):
    later = DateSpan(date(2010, 1, 1), date(2010, 12, 31), "year", "2010")
    entries = (make_entry("2007-06-27-aaaa"), make_entry("2010-01-01-bbbb", dates=later))
    assert merge_copies(entries) == entries


def test_a_short_text_says_nothing(make_entry):
    entries = (make_entry("2007-06-27-aaaa", text="PDF"), make_entry("2007-06-27-b", text="PDF"))
    assert merge_copies(entries) == entries


def test_white_space_and_accents_make_no_other_text(make_entry):
    first = make_entry("a", text="Una delegazione della città di Zlín in visita a Torino è giunta")
    second = make_entry(
        "b", text="Una delegazione della citta' di  Zlìn in visita a Torino è giunta."
    )
    assert len(merge_copies([first, second])) == 1


def test_a_translation_of_the_first_copy_is_kept(make_entry):
    first = make_entry("a")
    translated = replace(first.original, language="it", origin="machine")
    first = replace(first, versions=(first.original, translated))
    (merged,) = merge_copies([first, make_entry("b")])
    assert merged.versions == (first.original, translated)


def test_a_third_copy_is_merged_too(make_entry):
    copies = [make_entry(f"2007-06-27-{n}", sources=source(f"http://e.org/{n}")) for n in "abc"]
    (merged,) = merge_copies(copies)
    assert merged.aliases == ("2007-06-27-b", "2007-06-27-c")
    assert len(merged.sources) == 3


LONG = "Delegation from the city of Lyon at City Hall"
TEXT = "Twenty gardeners of Lyon saw the parks, and talked about roses with those of the City."


def test_what_a_list_says_of_a_page_is_a_copy_of_it(make_entry):
    whole = make_entry("2025-09-24-aaaa", title=LONG, text=f"{TEXT}\n\nThey stayed for a week.")
    teaser = make_entry("2025-09-24-bbbb", title=LONG.upper(), text="Twenty gardeners of Lyon…")
    assert title_key(whole) == title_key(teaser) is not None
    merged = merge_duplicate(teaser, whole)
    assert (merged.id, merged.original.text) == ("2025-09-24-bbbb", whole.original.text)


def test_a_short_title_of_a_day_is_of_one_event_only_with_the_same_text(make_entry):
    concert = make_entry("2025-09-24-aaaa", title="A concert", text=TEXT)
    same = make_entry("2025-09-24-bbbb", title="A concert", text=f"{TEXT} More follows.")
    other = make_entry("2025-09-24-cccc", title="A concert", text="Forty singers of Graz came.")
    assert title_key(concert) == title_key(same) != title_key(other)


def test_an_entry_without_days_or_a_title_of_its_own_has_no_key_by_its_title(make_entry):
    undated = DateSpan(date(2025, 1, 1), date(2025, 12, 31), "year", "2025")
    assert title_key(make_entry("2025-01-01-aaaa", title=LONG, dates=undated)) is None
    assert title_key(make_entry("2025-09-24-aaaa", title="Short words", text="Short words")) is None
