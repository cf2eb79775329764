"""Translations are kept, written anew or rejected at the desk."""

import pytest

from index.model.errors import StoreError
from index.store.source_keys import source_hash


def form_of(entry, *targets):
    texts = (entry.original.title, *entry.original.paragraphs)
    return {"key": [source_hash(text) for text in texts], "target": list(targets)}


def texts_of(entry):
    return (entry.original.title, *entry.original.paragraphs)


def machines(entry):
    return [f"Macchina: {text}" for text in texts_of(entry)]


@pytest.fixture
def turku(open_desk):
    return open_desk.entry("Turku")


@pytest.fixture
def path(turku):
    return f"/en/translation/{turku.id}+it"


def test_a_machines_translation_waits_beside_its_original(open_desk, turku, path):
    assert open_desk.tasks("translation") == [f"{turku.id}+it"]
    page = open_desk.get(path).text
    assert "A machine made this translation: LibreTranslate" in page
    assert page.count("<textarea") == 3
    assert page.count(' lang="it" spellcheck') == 3
    for text in texts_of(turku):
        assert page.count(text) >= 2


def test_what_is_kept_is_a_persons_until_that_is_taken_back(open_desk, turku, path):
    kept = form_of(turku, *machines(turku)[:2], "La sera erano ospiti.")
    assert open_desk.post(path, **kept, why="read", do="settle").status_code == 303
    assert open_desk.tasks("translation") == []
    open_desk.published()
    version = open_desk.entry("Turku").version("it")
    assert (version.origin, version.title) == ("human", machines(turku)[0])
    assert version.text.endswith("La sera erano ospiti.")
    assert open_desk.tasks("translation") == []
    assert open_desk.post("/en/undo").status_code == 303
    open_desk.published()
    assert open_desk.entry("Turku").version("it").origin == "machine"
    assert open_desk.tasks("translation") == [f"{turku.id}+it"]


def test_what_is_rejected_is_shown_no_more_until_that_is_taken_back(open_desk, turku, path, home):
    form = form_of(turku, *machines(turku))
    assert open_desk.post(path, **form, why="chord", do="reject").status_code == 303
    assert open_desk.tasks("translation") == []
    open_desk.published()
    assert open_desk.entry("Turku").version("it") is None
    with home.open_store("read") as store:
        reasons = {row.reason for row in store.memory.attempts("rejected")}
    assert reasons == {"by a person (Anna): chord"}
    assert open_desk.post("/en/undo").location in ("/en/", path)
    open_desk.published()
    assert open_desk.entry("Turku").version("it").origin == "machine"


@pytest.mark.parametrize("number", [0, 2])
def test_a_text_without_a_translation_is_said(open_desk, turku, path, number):
    targets = machines(turku)
    targets[number] = " "
    answer = open_desk.post(path, **form_of(turku, *targets), do="settle")
    assert answer.status_code == 422
    assert "Write a translation of each part." in answer.text
    assert open_desk.tasks("translation") == [f"{turku.id}+it"]


def test_a_form_of_another_text_is_not_taken(open_desk, turku, path):
    form = form_of(turku, *machines(turku))
    form["key"][1] = source_hash("what it was")
    answer = open_desk.post(path, **form, do="settle")
    assert answer.status_code == 422
    assert "has changed meanwhile" in answer.text


def test_later_writes_nothing(open_desk, turku, path):
    assert open_desk.post(path, do="later").status_code == 303
    assert open_desk.tasks("translation") == [f"{turku.id}+it"]


@pytest.mark.parametrize("form", ["{}", "http://localhost/en/e/{}#it", "https://x.org/e/{}"])
def test_a_reported_translation_is_found_by_the_address_in_the_letter(open_desk, turku, path, form):
    answer = open_desk.client.get("/en/translation", query_string={"named": form.format(turku.id)})
    assert answer.location == path


@pytest.mark.parametrize("named", ["", "none", "http://localhost/e/2007-01-01-none#en", "#it"])
def test_where_no_translation_is_that_is_said(open_desk, named):
    answer = open_desk.client.get("/en/translation", query_string={"named": named})
    assert "No translation is shown of that entry." in open_desk.get(answer.location).text


@pytest.mark.parametrize("name", ["{}+en", "{}+fr", "none+it"])
def test_an_unknown_translation_is_not_found(open_desk, turku, name):
    address = f"/it/translation/{name.format(turku.id)}"
    assert open_desk.get(address).status_code == 404
    assert open_desk.post(address, do="settle").status_code == 404


def test_what_was_written_stays_in_the_form_when_it_is_not_taken(open_desk, turku, path):
    targets = ["Delegazione scritta a mano", " ", "La sera <erano> ospiti."]
    answer = open_desk.post(path, **form_of(turku, *targets), why="a chord", do="settle")
    assert answer.status_code == 422
    assert ">Delegazione scritta a mano</textarea>" in answer.text
    assert ">La sera &lt;erano&gt; ospiti.</textarea>" in answer.text
    assert 'name="why" value="a chord"' in answer.text


def test_what_was_written_stays_in_the_form_when_it_cannot_be_kept(
    open_desk, turku, path, monkeypatch
):
    def refuse(*_):
        raise StoreError("archive.db is being written by another process")

    monkeypatch.setattr(open_desk.work, "settle_translation", refuse)
    targets = ["Scritto a mano", *machines(turku)[1:]]
    for do in ("settle", "reject"):
        answer = open_desk.post(path, **form_of(turku, *targets), do=do)
        assert answer.status_code == 422
        assert "is being written by another process" in answer.text
        assert ">Scritto a mano</textarea>" in answer.text
