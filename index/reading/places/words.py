"""Word lists for the context of place names, folded, in all languages of the lexicons."""

from __future__ import annotations

from index.text.folding import fold
from index.text.lexicon import lexicons, union

ARTICLES = union(
    lambda words: words.grammar.articles | words.grammar.indefinite | words.grammar.joined
)
"""Articles, alone or with a preposition: names of towns have none, except some curated ones."""
NOUN_ARTICLES = union(
    lambda words: (
        words.grammar.articles | words.grammar.indefinite | words.grammar.joined
        if words.grammar.noun_first
        else frozenset()
    )
)
"""Those of languages in which a thing stands before the name that it has."""
INDEFINITE = union(lambda words: words.grammar.indefinite)
DEFINITE = union(lambda words: words.grammar.articles)

ENVOYS = union(lambda words: words.places.envoys)
"""Who or what represents one country in another."""
HEADS = union(lambda words: words.places.heads)
OFFICES = union(lambda words: words.places.offices)
TOWNS = union(lambda words: words.places.towns)
VISITORS = union(lambda words: words.places.visitors)
BEFORE_OFFICE = union(lambda words: words.people.before_office)
"""Words that may stand between a demonym and an office: "the Indian High Commissioner"."""
ROLES = ENVOYS | HEADS | OFFICES | TOWNS | VISITORS
"""A demonym beside one of these says who came; "of" after one is followed by a place."""

TOWN_LEADS = TOWNS | union(lambda words: words.places.town_leads)
"""After one of these and "of" or "from" even a little known name is a town's."""
MAYORS = TOWNS | union(lambda words: words.joining.mayors)
"""After one of these and "of" nothing but a town follows."""
MOVES = union(lambda words: words.places.moves)
"""After one of these a town follows "to" and "in" as surely as "of"."""
FOREIGN_HEADS = ENVOYS | OFFICES | union(lambda words: words.places.foreign_heads)
"""After one of these an Italian demonym may be written with a capital."""

FILLERS = DEFINITE | INDEFINITE | union(lambda words: words.places.fillers)
"""Words that may be between a preposition or role and the name of a place."""
PURPOSE = union(lambda words: words.grammar.purpose)
OF = PURPOSE | union(lambda words: words.grammar.of | words.grammar.origin)
SOMEWHERE = union(lambda words: words.grammar.place | words.grammar.goal | words.grammar.near)
"""Prepositions of the place where something is or to which somebody goes."""
SEATS = union(lambda words: words.grammar.place | words.grammar.goal)
"""Before the seat of an envoy."""
WHERE = OF | SOMEWHERE | union(lambda words: words.grammar.around | words.places.reaching)
WITH = union(lambda words: words.grammar.company)
LINKS = union(lambda words: words.places.links)
"""After one of these and "with" a town follows."""
TO_COUNTRY = union(lambda words: words.places.in_country)
AND = union(lambda words: words.grammar.conjunction | words.grammar.alternative)
ALTERNATIVE = union(lambda words: words.grammar.alternative)
NUMBERS = union(lambda words: words.grammar.numbers)

WAYS = union(lambda words: words.places.ways)
"""Streets, which may have a preposition before their name: "rue de Lyon"."""
STREETS = union(lambda words: words.places.streets)
"""A capitalised name right after one of these is a street's or a building's."""
NOT_STREETS = {words.tag: words.places.not_streets for words in lexicons()}
"""By language, those that in its texts need a capital to be one."""
ACTS = union(lambda words: words.places.acts)
MUNICH = {words.tag: words.places.munich for words in lexicons()}
"""By language, names that Munich and Monaco have in its texts."""
GOODS = union(lambda words: words.places.goods)
"""Things that are called after a place: "Treaty of X", "X mustard"."""
BEARERS = union(lambda words: words.places.bearers)
"""What has a place's name for its own: "the film X"."""
LEADS = union(lambda words: words.places.leads)
"""Capitalised words that may precede a place without making it a person's name; the home city
may too."""

COMPARISONS = frozenset(
    tuple(each.split()) for each in union(lambda words: words.places.comparisons)
)
"""Phrases directly before places that are only compared with."""
EXAMPLES = {
    words.tag: frozenset(tuple(each.split()) for each in words.places.examples)
    for words in lexicons()
}
"""By language, phrases directly before examples, which count only in an entry that names nothing
else."""
COMPARED = FILLERS | OF | union(lambda words: words.places.compared)
"""Words that may be between such a phrase and the place."""

LANGUAGE_BEFORE = union(lambda words: words.places.language_before)
LANGUAGE_AFTER = union(lambda words: words.places.language_after)
"""Words beside a demonym that is a language."""

VERBS = union(lambda words: words.people.verbs) | {"s"}
"""After the first word of a sentence they, and a possessive, say that it is a name."""
CULTURE = union(lambda words: words.places.culture)
"""Beside a demonym they say that a people's culture is meant, not a thing called after it."""
PRINCIPALITY = union(lambda words: words.places.principality)
"""Words near which "Monaco" is the state, and not the Italian name of Munich."""
ALSO_PERSONS = union(lambda words: words.places.also_persons)
"""Countries and regions that are people's names too."""
ALSO_CITIES = frozenset({"HK", "MO", "SG"})
"""Countries that are cities as well."""
CITY = union(lambda words: words.places.city)
"""Before a name that a country and its city have: it is the city's."""
CALENDAR = union(
    lambda words: {fold(word) for word in (*words.calendar.months, *words.calendar.weekdays)}
)
"""Names of days and months, which have a capital in English."""

PARTS = union(lambda words: words.places.parts)
"""Words for a part of a country: an island, a valley."""
REGIONS = union(lambda words: words.places.regions)
"""Words for a region that is called by a place's name."""
REPUBLIC = union(lambda words: words.places.republic)
