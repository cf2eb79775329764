def test_everybody_is_known_with_the_side_and_the_number_of_entries(engine, entry):
    engine.publish(
        entry("2007-06-27-aaaa", visitors=("Ada Rossi",), hosts=("Carla Neri",)),
        entry("2007-06-28-bbbb", visitors=("Ada Rossi",)),
    )
    assert [(p.id, p.name, p.side, p.entries) for p in engine.searcher.people()] == [
        ("ada-rossi", "Ada Rossi", "visitor", 2),
        ("carla-neri", "Carla Neri", "city", 1),
    ]
    engine.publish()
    assert engine.searcher.people() == ()
