"""What a joined entry is, and where it stands."""

from dataclasses import replace

from index.model.entry import Doubt, Reading
from index.model.reading_trace import ReadingTrace, SharedFeature


def test_the_joined_entry_is_the_first_with_everything_of_both(make, join_versions):
    doubt = Doubt("date", (Reading("2007-06-09", "heading"), Reading("2007-06-10", "text")))
    anna, karim = make.visitor("Anna Moreau", ""), make.visitor("Karim Haddad", "Prefect of Lyon")
    en = make.entry(
        "en", "en", make.days("2007-06-09"), "City of Lyon", cities=("lyon-fr",), people=(anna,)
    )
    mayor = make.visitor("Anna Moreau", "Mayor of Lyon")
    it = make.entry(
        "it",
        "it",
        make.days("2007-06-09"),
        "Città di Lione",
        cities=("lyon-fr", "chambery-fr"),
        people=(karim, mayor),
        doubts=(doubt,),
    )

    (joined,) = join_versions([en, it])

    assert (joined.id, joined.aliases, joined.kind) == ("en", ("it",), "delegation")
    assert [v.language for v in joined.versions] == ["en", "it"]
    assert joined.original == en.original
    assert [p.id for p in joined.places] == ["lyon-fr", "chambery-fr"]
    assert [(p.name, p.role) for p in joined.people] == [
        ("Anna Moreau", "Mayor of Lyon"),
        ("Karim Haddad", "Prefect of Lyon"),
    ]
    (told,) = joined.doubts
    assert [(r.value, r.source) for r in told.readings] == [
        (r.value, r.source) for r in doubt.readings
    ]
    assert {r.url for r in told.readings} == {it.original.url}
    assert [s.url for s in joined.sources] == [en.sources[0].url, it.sources[0].url]


def test_the_input_keeps_its_order(make, join_versions):
    people = (make.visitor("Anna Moreau"),)
    en, it = make.pair(people=people)
    others = [make.entry(f"x{n}", "en", make.days("2001-01-01"), f"Other {n}") for n in range(3)]

    assert [e.id for e in join_versions([others[0], it, others[1], en, others[2]])] == [
        "x0",
        "it",
        "x1",
        "x2",
    ]


def test_nothing_in_nothing_out(join_versions):
    assert join_versions([]) == ()


def trace(language: str) -> ReadingTrace:
    return ReadingTrace(language, "single", "", "heading", (), "declared", "none", "", 0, 0, ())


def test_a_joined_entry_says_for_each_version_why_it_is_there(make, join_versions):
    people = (make.visitor("Anna Moreau"),)
    en, it = (
        replace(each, traces=(trace(each.original.language),)) for each in make.pair(people=people)
    )

    (joined,) = join_versions([en, it])

    assert [each.language for each in joined.traces] == [en.original.language, it.original.language]
    first, second = (each.joined_by for each in joined.traces)
    assert first == ()
    assert SharedFeature("visitors", ("anna-moreau",)) in second
    assert SharedFeature("days", ()) in second
