from dataclasses import replace

from index.publishing.identity.id_resolver import resolve_ids


def publish(entries, known=()):
    resolution = resolve_ids(entries, known)
    table = {k.id: k for k in known} | {k.id: k for k in resolution.records}
    return tuple(resolution.apply(entries)), tuple(table.values()), resolution.gone


def test_an_id_read_with_another_date_leads_to_the_entry_as_it_is_now(make_entry):
    _, known, _ = publish([make_entry("2007-06-27-k3f9")])
    settled, known, gone = publish([make_entry("2007-06-28-k3f9")], known)
    assert settled[0].aliases == ("2007-06-27-k3f9",)
    assert gone == ()


def test_an_id_keeps_leading_to_its_entry_for_good(make_entry):
    known = ()
    for id in ("2007-06-27-k3f9", "2007-06-28-k3f9", "2007-06-29-k3f9", "2007-06-29-k3f9"):
        settled, known, _ = publish([make_entry(id)], known)
    assert set(settled[0].aliases) == {"2007-06-27-k3f9", "2007-06-28-k3f9"}


def test_a_mended_heading_is_found_by_its_title(make_entry):
    _, known, _ = publish([make_entry("2007-06-27-k3f9", title="Consul of Narnia")])
    settled, _, _ = publish([make_entry("2007-06-27-zzzz", title="CONSUL of Narnia")], known)
    assert (settled[0].id, settled[0].aliases) == ("2007-06-27-k3f9", ("2007-06-27-zzzz",))


def test_an_id_that_two_entries_could_stand_for_leads_to_neither(make_entry):
    _, known, _ = publish([make_entry("2007-06-27-k3f9")])
    rivals = [make_entry("2007-06-28-k3f9"), make_entry("2007-06-29-k3f9")]
    settled, _, gone = publish(rivals, known)
    assert [entry.aliases for entry in settled] == [(), ()]
    assert gone == ("2007-06-27-k3f9",)


def test_of_two_entries_with_the_mark_of_an_id_the_title_tells_which_it_is(make_entry):
    _, known, _ = publish([make_entry("2007-06-27-k3f9", title="Consul of Narnia")])
    other = make_entry("2007-06-28-k3f9", title="Consul of Lilliput")
    same = make_entry("2007-06-29-k3f9", title="Consul of Narnia")
    settled, _, gone = publish([other, same], known)
    assert [entry.aliases for entry in settled] == [(), ("2007-06-27-k3f9",)]
    assert gone == ()


def test_an_id_whose_entry_has_vanished_is_gone(make_entry):
    _, known, _ = publish([make_entry("2007-06-27-k3f9", title="One")])
    other = make_entry("2008-01-01-aaaa", title="Another", url="http://example.org/other")
    settled, known, gone = publish([other], known)
    assert gone == ("2007-06-27-k3f9",)
    assert settled[0].aliases == ()


def test_an_entry_that_comes_back_has_its_id_again(make_entry):
    entry = make_entry()
    _, known, _ = publish([entry])
    _, known, gone = publish([], known)
    assert gone == (entry.id,)
    settled, known, gone = publish([entry], known)
    assert settled == (entry,)
    assert gone == ()


def test_what_the_archivist_withdrew_is_left_out_and_gone(make_entry):
    entry = make_entry()
    _, known, _ = publish([entry])
    withdrawn = tuple(replace(k, state="withdrawn") for k in known)
    settled, _, gone = publish([entry], withdrawn)
    assert settled == ()
    assert gone == (entry.id,)


def test_an_id_that_led_to_a_withdrawn_entry_is_gone_until_that_is_back(make_entry):
    first, later = make_entry("2007-06-27-k3f9"), make_entry("2007-06-28-k3f9")
    _, known, _ = publish([first])
    _, known, _ = publish([later], known)
    taken = [replace(k, state="withdrawn") if k.id == later.id else k for k in known]
    like_it = make_entry("2007-06-30-aaaa")  # of the same page, with the same title
    for _ in range(2):
        settled, taken, gone = publish([later, like_it], taken)
        assert set(gone) == {first.id, later.id}
        assert [entry.aliases for entry in settled] == [()]
    back = [replace(k, state="live") if k.id == later.id else k for k in taken]
    settled, _, gone = publish([later, like_it], back)
    assert [entry.aliases for entry in settled] == [(first.id,), ()]
    assert gone == ()


def test_an_alias_made_by_joining_is_remembered_when_the_entries_part_again(make_entry):
    joined = make_entry("2007-06-27-k3f9", aliases=("2007-06-27-aaaa",))
    _, known, _ = publish([joined])
    apart = [make_entry("2007-06-27-k3f9"), make_entry("2007-06-27-aaaa", title="The other")]
    settled, _, gone = publish(apart, known)
    assert [entry.aliases for entry in settled] == [(), ()]
    assert gone == ()
