"""One generation with what answering derives from it, and caches of what searches repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from index.gazetteer import load_gazetteer
from index.gazetteer.regions import Region, load_regions
from index.model.entry import READING_LANGUAGES
from index.model.profile_format import profile_of
from index.text.concept_list import load_concepts
from index.text.home_names import home_names_of
from index.text.term_list import load_terms
from search.answer.completions import Completions, completions_of
from search.answer.vocabulary import NAMED_FACETS, NamedFacet, Vocabulary
from search.engines.engine import IndexReader, Request
from search.engines.lru_cache import SizedLRUCache
from search.plan.expanded_regions import region_tags
from search.plan.expansion_sources import ExpansionSources
from search.plan.held_concepts import HeldConcepts
from search.plan.make_plan import make_plan
from search.plan.named_entry import named_entry_plan
from search.plan.plan import Clause, Plan, PlanKey, plan_key_of
from search.plan.tree import AnyOf, Node, Tag
from search.plan.weighed_plan import WeighedPlan
from search.plan.weighing import Weighed, nodes_to_count, weigh
from search.query.query import FACETS, FacetField, Query
from search.results.facet_values import Facet
from search.results.labels import Labels, label_of
from search.results.news import NewsItem, news_items
from search.results.people import NamedPerson
from search.results.results import Results
from search.results.understood import ExpansionNote

PROFILE_NAME = "profile.toml of the index (`torino index` makes it anew)"
"""What messages call the profile that a generation has."""
_MAX_RESULTS = 64
"""Results in the cache."""
_MAX_PLANS = 64
"""Plans in the cache, and as many of what is derived from them."""
_MAX_MATTERS = 512
"""Entries in the cache of what they are about."""
_MAX_COUNTS = 2_048
"""Counts of nodes in the cache."""
_MAX_WEIGHED = 2_048
"""Weighed words in the cache, about 1 KB each: as many as have a count."""
_MORE_LABELS = 1_000
"""Labels of a facet that are kept besides those of people and places: years, countries, kinds."""


class LiveIndex:
    """A generation, seen from above the seam. Safe to share between threads."""

    def __init__(self, reader: IndexReader) -> None:
        self.reader = reader
        self.facts = facts = reader.facts
        self.profile = profile_of(facts.profile, PROFILE_NAME)
        home_country = self.profile.home.country
        self.sources = ExpansionSources(
            terms=load_terms(),
            gazetteer=load_gazetteer(),
            regions=load_regions(),
            places=frozenset(facts.places),
            people=_PeopleInWords(self),
            home_country=home_country,
            home_names=home_names_of(self.profile).cities | home_names_of(self.profile).endings,
            years=facts.holdings.years,
            concepts=HeldConcepts(load_concepts(), facts.families, reader.count),
            families=facts.families,
        )
        city = frozenset(id for id, (_, side) in facts.people.items() if side == "city")
        self.hidden: Mapping[FacetField, frozenset[str]] = {
            "people": city,
            "country": frozenset({home_country}),
        }
        """By facet, the values that are counted only when they are chosen."""
        most = _MORE_LABELS + len(facts.people) + len(facts.places)
        self.labels = {field: _Labels(field, self._label, most) for field in FACETS}
        """The labels of each facet's values."""
        self.whole_facets: dict[FacetField, Facet] = {}
        """The facets over all entries, as far as they have been counted."""
        self._plans: SizedLRUCache[PlanKey, Plan] = SizedLRUCache(_MAX_PLANS, lambda _: 1)
        self.expansion_notes: SizedLRUCache[PlanKey, tuple[ExpansionNote, ...]] = SizedLRUCache(
            _MAX_PLANS, lambda _: 1
        )
        """The notes of a plan's effective expansions."""
        self.weighed_plans: dict[PlanKey, WeighedPlan] = {}
        """How each plan is searched, as far as it was found out; see search.answer.matching."""
        self.results: SizedLRUCache[Query, Results] = SizedLRUCache(_MAX_RESULTS, lambda _: 1)
        self.matters: SizedLRUCache[tuple[str, int, int], tuple[Node, ...]] = SizedLRUCache(
            _MAX_MATTERS, lambda _: 1
        )
        """What entries are about, by id; see search.answer.similar."""
        self.widened: dict[int, tuple[Clause, Node]] = {}
        """Clauses by their identity, with the node that related words make of each."""
        self.telling: tuple[Sequence[Clause], tuple[Clause, ...]] | None = None
        """The clauses that were asked about last, and those of them that tell something."""
        self._counts: dict[Node, int] = {}
        self._weighed: dict[Node, Weighed] = {}
        """What words are worth, which is the same in every query."""

    def plan(self, query: Query) -> Plan:
        """Return the plan of a query, perhaps from the cache. Raises QueryError past the limits."""
        return self._plans.get(plan_key_of(query), lambda: self._make_plan(query))

    def _make_plan(self, query: Query) -> Plan:
        named = named_entry_plan(query)
        if named and self.count(named.clauses[0].node):
            return named
        return make_plan(query, self.sources)

    def remember(self, key: PlanKey, plan: WeighedPlan) -> None:
        """Keep how a plan is searched, so that it is found out and weighed once."""
        if len(self.weighed_plans) >= _MAX_PLANS:
            self.weighed_plans = {}
        self.weighed_plans[key] = plan

    def count(self, node: Node) -> int:
        """Return how many entries a node matches."""
        found = self._counts.get(node)  # the dictionary may be emptied by another thread
        if found is None:
            (found,) = self.reader.count((node,))
            self._counts[node] = found
        return found

    def count_all(self, nodes: Iterable[Node]) -> None:
        """Ask the engine once for all of these counts that are not known yet."""
        counts = self._counts
        unknown = [node for node in dict.fromkeys(nodes) if node not in counts]
        if unknown:
            if len(counts) > _MAX_COUNTS:
                counts = self._counts = {}
            counts.update(zip(unknown, self.reader.count(unknown), strict=True))

    def weigh(self, node: Node) -> Weighed:
        """Return the node with whole-number weights for this generation."""
        known = self._weighed
        if len(known) > _MAX_WEIGHED:
            known = self._weighed = {}
        self.count_all(nodes_to_count((node,), known))
        entries = self.facts.holdings.entries
        return weigh(node, self.count, entries, self.reader.alternatives, known)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All names and words, for spelling correction and for names in a query."""
        return Vocabulary(self.reader.words, self.label, self._count_of, self._count_of_region)

    def _count_of(self, field: NamedFacet, value: str) -> int:
        (found,) = self.reader.count((Tag(field, value, 1),))
        return found

    def _count_of_region(self, region: Region) -> int:
        tags = region_tags(region, self.sources)
        return self.count(AnyOf(tags)) if tags else 0

    @cached_property
    def completions(self) -> Completions:
        """All names, for autocomplete."""
        counted = self.reader.run(Request(tree=None, facets=NAMED_FACETS)).facets
        named = {field: sorted(zip(*counted[field], strict=True)) for field in NAMED_FACETS}
        return completions_of(named, self.label)

    @cached_property
    def regions(self) -> tuple[tuple[Region, int], ...]:
        """The regions that some entry is about, each with the number of such entries."""
        nodes = {
            region.id: AnyOf(tags)
            for region in self.sources.regions
            if (tags := region_tags(region, self.sources))
        }
        counts = dict(zip(nodes, self.reader.count(tuple(nodes.values())), strict=True))
        return tuple(
            (region, counts[region.id]) for region in self.sources.regions if counts.get(region.id)
        )

    @cached_property
    def people(self) -> tuple[NamedPerson, ...]:
        """Everybody whom an entry names, by id; the city's officials too."""
        counted = self.reader.run(Request(tree=None, facets=("people",))).facets["people"]
        return tuple(
            NamedPerson(id, name, "city" if side == "city" else "visitor", count)
            for id, count in sorted(zip(*counted, strict=True))
            for name, side in (self.facts.people[id],)
        )

    @cached_property
    def news(self) -> tuple[NewsItem, ...]:
        """The last changes, by publication and entry, newest first."""
        return news_items(self.facts.news, self.facts.withdrawn)

    def label(self, field: FacetField, value: str) -> Labels:
        """Return the labels of a facet value."""
        return self.labels[field][value]

    def _label(self, field: FacetField, value: str) -> Labels:
        if field == "people" and value in self.facts.people:
            return dict.fromkeys(READING_LANGUAGES, self.facts.people[value][0])
        if field == "places" and value in self.facts.places:
            return self.facts.places[value]
        return label_of(field, value)


class _PeopleInWords:
    """The names of people in a vocabulary, which is only made when it is asked."""

    def __init__(self, index: LiveIndex) -> None:
        self._index = index

    def is_name_word(self, word: str) -> bool:
        """Return whether a folded word is one of a person's by which they may be asked for."""
        return self._index.vocabulary.is_name_word(word)

    def is_name_run(self, words: tuple[str, ...]) -> bool:
        """Return whether folded words, two or more, begin or end a person's name."""
        return len(words) > 1 and self._index.vocabulary.is_name_run(words)


class _Labels(dict[str, Labels]):
    """The labels of a facet's values, each made when it is first asked for."""

    def __init__(
        self, field: FacetField, make: Callable[[FacetField, str], Labels], most: int
    ) -> None:
        self._field, self._make, self._most = field, make, most

    def __missing__(self, value: str) -> Labels:
        labels = self._make(self._field, value)
        if len(self) < self._most:  # what visitors ask for need not be a value that anything has
            self[value] = labels
        return labels
