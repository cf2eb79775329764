import pytest
from hypothesis import given
from hypothesis import strategies as st
from no_names import NoNames

from index.gazetteer import load_gazetteer
from index.gazetteer.regions import load_regions
from index.text.term_list import load_terms
from search.plan.expansion_sources import ExpansionSources
from search.plan.make_plan import make_plan
from search.plan.plan import plan_key_of
from search.query.query import Query

WORDS = {"text", "person", "place", "phrase", "expand", "drop", "exactly"}
TEXTS = st.sampled_from(
    ("", "sindaco di Lione", "the mayor", '"twin cities" -pace', "gemell*", "è")
)


@pytest.fixture(scope="module")
def sources() -> ExpansionSources:
    return ExpansionSources(
        load_terms(),
        load_gazetteer(),
        load_regions(),
        frozenset(),
        NoNames(),
        "IT",
    )


@given(
    st.builds(
        Query,
        text=TEXTS,
        person=TEXTS,
        place=TEXTS,
        phrase=TEXTS,
        expand=st.booleans(),
        exactly=st.booleans(),
        drop=st.sampled_from(((), ("mayor",))),
        year=st.sampled_from(((), (2009, 2010))),
        since=st.sampled_from(("", "2009")),
        country=st.sampled_from(((), ("FR",))),
        not_country=st.sampled_from(((), ("DE",))),
        read=st.sampled_from(("orig", "it", "en")),
        sort=st.sampled_from(("relevance", "oldest")),
        brief=st.booleans(),
        page=st.integers(1, 9),
    )
)
def test_filters_order_and_page_do_not_change_the_plan(sources, query):
    bare = Query(**{name: getattr(query, name) for name in WORDS})

    assert make_plan(query, sources) == make_plan(bare, sources)
    assert plan_key_of(query) == plan_key_of(bare)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_the_key_of_a_plan_holds_all_that_it_depends_on(name):
    typed = {"expand": False, "drop": ("mayor",), "exactly": True}.get(name, "Lione")

    assert plan_key_of(Query(**{name: typed})) != plan_key_of(Query())
