"""Word lists for the context of place names, folded, in Italian, English and French."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in text.split("|"))


ENVOYS = _words(
    """ambassador ambassadors consul consuls embassy embassies consulate consulates
    ambasciatore ambasciatrice ambasciatori console consoli ambasciata ambasciate consolato
    consolati
    ambassadeur ambassadrice consulat ambassade nuncio nunzio envoy attache legation"""
)
"""Who or what represents one country in another."""

HEADS = _words(
    """mayor sindaco sindaca maire prefect prefetto prefet governor governatore president presidente
    minister ministro ministra ministre councillor councillors counsellor counsellors assessore
    assessora assessori secretary segretario director direttore rector rettore vicepresident
    vicepresidente viceministro vicesindaco deputy delegate delegato parlamentare politician
    politico
    chairman chairwoman premier queen king prince"""
)
OFFICES = _words(
    """mayors sindaci maires ministers ministri deputies deputati mps parliamentarians parlamentari
    politicians politici delegation delegations delegazione delegazioni mission missions missione
    missioni government governo gouvernement parliament parlamento parlement ministry ministero
    administration amministrazione chamber camera region regione regioni province provincia
    department district districts prefecture association associazione institute institution
    institutions istituto istituzioni university universities universita universite company
    companies impresa imprese azienda aziende firm firms authorities autorita partner partners
    partenaire network fair fiera exhibition mostra republic repubblica federation federazione
    municipality municipalities municipalita municipio committee comitato team group groups gruppo
    gruppi side"""
)
TOWNS = _words(
    """city cities citta town towns cittadina cittadine ville villes village villaggio metropolis
    metropoli capital capitals capitale capitali twin twins twinned gemella gemelle gemellata
    gemellate gemellaggio twinning port suburb sobborgo comune comuni commune communes jumelee"""
)
VISITORS = _words(
    """visitors visitatori guests ospiti students studenti etudiants pupils teachers insegnanti
    docenti architects architetti planners urbanisti officials funzionari experts esperti
    entrepreneurs imprenditori journalists giornalisti representatives rappresentanti visit visits
    visita visite agreement agreements accordo accordi intesa pact patto meeting incontro tour trip
    viaggio diplomat diplomats diplomatic diplomatico adviser advisor colleagues colleghi artists
    artisti researchers ricercatori engineers ingegneri trade economic architect architetto
    professors professori operators operatori friends amici athletes atleti project progetto"""
)
ROLES = ENVOYS | HEADS | OFFICES | TOWNS | VISITORS
"""A demonym beside one of these says who came; "of" after one is followed by a place."""

TOWN_LEADS = TOWNS | _words(
    """mayor mayors sindaco sindaca sindaci maire maires vicesindaco municipality municipalities
    municipalita municipio delegation delegations delegazione delegazioni councillors councilors
    visitors visitatori guests ospiti students studenti pupils officials officers funzionari
    citizens cittadini councillor prefect prefetto"""
)
"""After one of these and "of" or "from" even a little known name is a town's."""

MOVES = _words(
    """mission missions missione missioni visit visits visita visite trip viaggio journey delegation
    delegazione voyage deplacement"""
)
"""After one of these a town follows "to" and "in" as surely as "of"."""

FOREIGN_HEADS = ENVOYS | OFFICES | _words("citta ministro ministra ministre ministero")
"""After one of these an Italian demonym may be written with a capital."""

PERSONAL = HEADS | _words(
    """mr mrs ms miss dr dott dottor dottoressa prof professor professore professoressa on onorevole
    amb ing arch avv sig signor signora sir madame monsieur ambassador ambasciatore ambasciatrice
    ambassadeur consul console cardinal cardinale don padre father monsignor bishop vescovo
    captain"""
)
"""Titles that directly precede a person's name."""

FILLERS = _words(
    """the a an la il lo le i gli l les un una new nuovo nuova neo general generale honorary
    onorario
    onoraria great grande big vice deputy its their our his her suo sua tutta whole entire nearby
    vicina vicino greater metropolitan metropolitana metropolitano historic own main old central
    downtown cities city citta towns town ville villes cittadina"""
)
"""Words that may be between a preposition or role and the name of a place."""

OF = _words("of di de d du da del della dell dello dal dalla dall from des delle dei for per")
WHERE = OF | _words(
    """in to at near into towards toward through around between outside nei nel nella nell a ad
    presso verso tra fra en au aux vers dans pour across inside reaching visiting visited chez
    within reached raggiunto visitato"""
)
ARTICLES = _words(
    """the a an il lo la i gli le l un uno una del dello della dell dei degli delle dal dalla dall
    nel nella nell al alla all sul sulla sull du des les une"""
)
"""Articles, alone or with a preposition: names of towns have none, except some curated ones."""

AND = _words("and e ed et y und or o plus")

STREETS = _words(
    """via viale corso piazza piazzale piazzetta largo strada vicolo lungo lungopo ponte street
    square avenue boulevard rue palazzo teatro theatre cinema hotel albergo ristorante restaurant
    caffe cafe parco villa castello chiesa church basilica ospedale hospital cascina borgo"""
)
"""A capitalised name right after one of these is a street's or a building's."""

LEADS = _words(
    """expo euromed forum destination destinazione salone festival biennale club torino turin
    atelier
    city citta ville greater grand grande metropole mission missione mission towards verso from
    meets incontra cop26 cop27 cop28 cop29 cop30 mayors sindaci delegation delegazione visit
    visita europe europa"""
)
"""Capitalised words that may precede a place without making it a person's name."""

COMPARISONS = _phrases(
    "like|unlike|compared with|compared to|comparison with|similar to|as in|as happened in"
    "|as already in|modelled on|modeled on|the model of|example of|examples of|inspired by"
    "|case study with|case studies with|case study together with|case studies together with"
    "|case study of|case studies of|case study along with|case studies along with"
    "|case studies from|case study alongside|case studies alongside|comparable to"
    "|caso di studio con|casi di studio con|caso studio con|caso di studio insieme a"
    "|caso di studio assieme a|casi di studio insieme a|casi studio con|al pari di|rispetto a"
    "|a differenza di|paragonata a|paragonato a|simile a|sull esempio di|sul modello di"
    "|esempio di|esempi di|modello di|sulla scia di|confronto con|paragone con|paragonabile a"
    "|a l instar de|par rapport a|come a|come ad|come gia a|come quella di|come quello di"
    "|come quelle di|come quelli di"
)
"""Phrases directly before places that are only compared with."""

EXAMPLES = _phrases(
    "such as|come|quali|comme|tel que|telles que|telle que|practices of|practice of|practices from"
)
"""Phrases directly before examples, which count only in an entry that names nothing else."""

NAMES_WITHOUT_PLACE = frozenset(
    " ".join(words)
    for words in _phrases(
        "german marshall fund|egyptian museum|museo egizio|musee egyptien|compagnia di san paolo"
        "|intesa san paolo|istituto bancario san paolo|banca san paolo|gruppo san paolo"
        "|istituto san paolo|london school|new holland|latin american|latin americans"
        "|latin america|america latina|south american|south america|north american|north america"
        "|central american|central america|america centrale|america del sud|america del nord"
        "|sud america|nord america|america s cup|coppa america|oceano indiano|indian ocean"
        "|tour de france|giro d italia|new york times|washington post|real madrid"
        "|paris saint germain|treaty of lisbon|lisbon treaty|lisbon strategy|lisbon agenda"
        "|strategia di lisbona|trattato di lisbona|agenda di lisbona|trattato di maastricht"
        "|maastricht treaty|treaty of maastricht|protocollo di kyoto|kyoto protocol"
        "|leipzig charter|carta di lipsia|aalborg charter|carta di aalborg|aalborg commitments"
        "|impegni di aalborg|geneva convention|geneva conventions|convenzione di ginevra"
        "|paris agreement|paris agreements|accordo di parigi|accordi di parigi|oslo accords"
        "|accordi di oslo|dublin regulation|regolamento di dublino|berlin wall|muro di berlino"
        "|bank of china|air france|british airways|american express|british council|san carlo"
        "|turkish airlines|deutsche bank|american football|red bull|isola di man"
    )
)
"""Names that contain a place's name and are no place: organisations, treaties, buildings."""

WORDS_WHEN_LOWERCASE = _words(
    "polish pole poles finn dane swede scot scots turk lao persiane saxon malay"
)
"""Demonyms that are other words when written in small letters."""

PRINCIPALITY = _words(
    """principality principato prince principe principessa princess grimaldi monegasque monegasco
    monegasca monegaschi montecarlo yacht oceanografico oceanographic principaute"""
)
"""Words near which "Monaco" is the state, and not the Italian name of Munich."""

ALSO_PERSONS = _words(
    """jordan chad georgia israel holland england ireland cuba malta francia spagna olanda alberta
    lorena lorraine india kenya china germania jamaica trinidad corsica polonia wales texas
    galles salvador"""
)
"""Countries and regions that are people's names too."""

ALSO_CITIES = frozenset({"HK", "MO", "SG"})
"""Countries that are cities as well."""
