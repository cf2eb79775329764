"""Another event in the place of one inherits nothing; a text that is written anew loses nothing.

Both are told by what a text is about, whom and which places it names: date, country, hosts and most
of the words are often the same.
"""

import pytest

CONSUL = (
    "May 8th 2007 - Consul General of Norway",
    "Norway's consul general Ingrid Solberg called on Mayor Chiamparino. The Consul General of"
    " Norway, Ingrid Solberg, was the guest of the Mayor of Torino, Sergio Chiamparino.",
)
NURSES = (
    "May 9th 2007 - Delegation from Malmö - Sweden",
    "Nurses of Malmö compared the shifts of two hospitals with Ilda Curti. The visitors from Sweden"
    " were received by the Deputy Mayor for Integration Policies of Torino, Ilda Curti.",
)
TRADERS = (
    "15 maggio 2007 - Delegazione da Porto - Portogallo",
    "Mercanti di Porto hanno visto come si lavano i mercati coperti. Gli ospiti venuti dal"
    " Portogallo sono stati ricevuti dall'assessore al Commercio di Torino, Tom Dealessandri.",
)


def language_of(item):
    return "it" if "maggio" in item[0] else "en"


def published(city, item):
    made = city(**{language_of(item): [item]})
    return made, made.entries[0]


def edited(made, item, *edits):
    heading, text = item
    for old, new in edits:
        assert old in heading or old in text
        heading, text = heading.replace(old, new), text.replace(old, new)
    made.items[language_of(item)] = [(heading, text)]
    (entry,) = made.publish().entries
    return entry


@pytest.mark.parametrize(
    ("item", "edits"),
    [
        (CONSUL, [("Ingrid Solberg", "Anders Haugen")]),
        (CONSUL, [("Ingrid Solberg", "Anders Haugen"), ("Consul", "New Consul")]),
        (CONSUL, [("Ingrid Solberg", "Anders Haugen"), ("onsul general", "onsul")]),
        (
            CONSUL,
            [
                ("Norway's consul general Ingrid Solberg called on Mayor Chiamparino", "A choir of"
                 " fishermen of Norway sang in the cathedral"),
                ("Consul General of Norway, Ingrid Solberg, was", "singers were"),
            ],
        ),
        (NURSES, [("Nurses", "Gardeners"), ("the shifts of two hospitals", "roses and hedges")]),
        (
            NURSES,
            [
                ("Delegation", "Archers"),
                ("Nurses of Malmö compared the shifts of two hospitals", "Archers of Malmö won a"
                 " tournament in the park"),
            ],
        ),
        (NURSES, [("Malmö", "Uppsala"), ("shifts", "rota")]),
        (NURSES, [("Nurses of Malmö", "Erik Lund of Malmö"),
                  ("compared the shifts of two hospitals", "opened a show of glass lamps")]),
        (TRADERS, [("Mercanti di Porto hanno visto come si lavano i mercati coperti", "Un coro di"
                    " Porto ha cantato per gli anziani del quartiere")]),
        (TRADERS, [("Porto", "Braga"), ("si lavano", "si puliscono")]),
        (TRADERS, [("Delegazione", "Maestre"), ("Mercanti di Porto hanno visto come si lavano i"
                    " mercati coperti", "Maestre di Porto hanno provato giochi per la scuola")]),
        (TRADERS, [("Portogallo", "Brasile"), ("Porto", "Recife"), ("si lavano", "si puliscono")]),
    ],
)  # fmt: skip
def test_another_event_of_the_same_day_and_hosts_inherits_nothing(city, item, edits):
    made, before = published(city, item)
    after = edited(made, item, *edits)
    assert before.id not in {after.id, *after.aliases}
    assert made.rows[before.id].state == "gone"
    assert made.publish().entries == (after,)


@pytest.mark.parametrize(
    ("item", "edits"),
    [
        (CONSUL, [("Ingrid Solberg", "Ingrid Sollberg")]),
        (CONSUL, [("Ingrid Solberg", "Solberg Ingrid")]),
        (CONSUL, [(", Ingrid Solberg", "")]),
        (CONSUL, [("General of Norway", "General of the Kingdom of Norway")]),
        (CONSUL, [("Mayor of Torino, Sergio Chiamparino", "Deputy Mayor of Torino, Ilda Curti"),
                  ("Mayor Chiamparino", "the town hall")]),
        (CONSUL, [("Consul General of Norway", "Visit of Norway's Consul")]),
        (NURSES, [("Nurses of Malmö compared the shifts of two hospitals with Ilda Curti.",
                   "With Ilda Curti the nurses of Malmö spoke about hospitals and their shifts.")]),
        (NURSES, [(" The visitors from Sweden were received by the Deputy Mayor for Integration"
                   " Policies of Torino, Ilda Curti.", "")]),
        (NURSES, [("hospitals with Ilda Curti.", "hospitals with Ilda Curti. They saw the Mole, a"
                   " museum of cinema, and dined on a boat.")]),
        (TRADERS, [("Mercanti di Porto hanno visto come si lavano i mercati coperti.",
                    "Una delegazione di mercanti ha studiato come si lavano i mercati coperti.")]),
        (TRADERS, [("Delegazione da Porto - Portogallo", "Mercanti di Porto, Portogallo")]),
        (TRADERS, [("ricevuti dall'assessore al Commercio di Torino, Tom Dealessandri",
                    "salutati in municipio")]),
    ],
)  # fmt: skip
def test_a_text_written_anew_keeps_its_id(city, item, edits):
    made, before = published(city, item)
    after = edited(made, item, *edits)
    assert before.id in {after.id, *after.aliases}


def test_an_event_that_comes_back_has_its_id_again(city):
    made, before = published(city, CONSUL)
    other = edited(made, CONSUL, ("Ingrid Solberg", "Anders Haugen"))
    third = edited(made, CONSUL, ("Ingrid Solberg", "Gunnar Berg"))
    assert len({before.id, other.id, third.id}) == 3
    assert edited(made, CONSUL, ("Ingrid Solberg", "Anders Haugen")) == other
    assert edited(made, CONSUL) == before
    assert made.rows[other.id].state == "gone"


def test_what_is_withdrawn_is_not_back_with_another_event_in_its_place(city):
    made, before = published(city, CONSUL)
    made.withdraw(before.id)
    made.items["en"] = [(CONSUL[0], CONSUL[1].replace("Ingrid Solberg", "Anders Haugen"))]
    assert made.publish().entries == ()
