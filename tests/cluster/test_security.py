"""A cluster with TLS and users: who may do what, and what is said to everybody else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from opensearch_cluster import PASSWORD, PUBLISHER, READER, STRANGER, OpenSearchNodes
from opensearch_jars import skip_unless_installed

from search.open_searcher import open_searcher
from web import create_app

pytestmark = [pytest.mark.slow, pytest.mark.cluster, pytest.mark.soak]

AS_PUBLISHER = {
    "TORINO_OPENSEARCH_USER": PUBLISHER,
    "TORINO_OPENSEARCH_PASSWORD": PASSWORD,
}
AS_READER = {**AS_PUBLISHER, "TORINO_OPENSEARCH_USER": READER}
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSearchNodes]:
    skip_unless_installed()
    with OpenSearchNodes(tmp_path_factory.mktemp("secured"), secured=True) as nodes:
        yield nodes


@pytest.fixture
def run(secured: OpenSearchNodes, torino: Callable[..., object]) -> Run:
    """Run `torino` on the secured cluster; its exit code and all that it printed."""

    def ran(*words: str, at: str = secured.location("torino"), **more: str) -> tuple[int, str]:
        done = torino(at, *words, **{"TORINO_OPENSEARCH_CA": str(secured.authority), **more})
        return done.code, done.out + done.said  # type: ignore[attr-defined]

    return ran


@pytest.fixture
def published(run: Run) -> None:
    """The sample, by the publisher, unless it is there."""
    if run("search", "Lione", **AS_READER)[0]:
        code, said = run("add", "--sample", **AS_PUBLISHER)
        assert code == 0, said


def test_the_publishers_role_is_enough_for_every_verb_that_writes(run: Run) -> None:
    for words in (
        ("add", "--sample"),
        ("index",),
        ("check",),
        ("search", "--json", "Lione"),
    ):
        code, said = run(*words, **AS_PUBLISHER)
        assert code == 0, f"{words}: {said}"
    code, said = run("export", "--format", "jsonl", **AS_PUBLISHER)
    entry = json.loads(said.splitlines()[0])["id"]
    for words in (("remove", entry), ("remove", "--undo", entry), ("erase", "--yes", entry)):
        code, said = run(*words, **AS_PUBLISHER)
        assert code == 0, f"{words}: {said}"


@pytest.mark.usefixtures("published")
def test_the_readers_role_is_enough_to_search_export_and_serve(
    run: Run, secured: OpenSearchNodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = run("search", "sindaco", "lione", **AS_READER)
    assert (code, "2003" in said or "Lyon" in said) == (0, True), said
    code, said = run("export", "--format", "jsonl", **AS_READER)
    assert (code, said.count("\n") > 100) == (0, True), said[-300:]
    for name, value in {**AS_READER, "TORINO_OPENSEARCH_CA": str(secured.authority)}.items():
        monkeypatch.setenv(name, value)
    with closing(open_searcher(secured.location("torino"))) as searcher:
        client = create_app(searcher).test_client()
        for path in ("/en/", "/en/search?q=mayor", "/en/suggest.json?q=lyo", "/en/news", "/readyz"):
            assert client.get(path).status_code in (200, 302), path


@pytest.mark.usefixtures("published")
def test_a_reader_can_change_nothing(run: Run) -> None:
    for words in (("index",), ("add", "--sample")):
        code, said = run(*words, **AS_READER)
        assert (code, "does not allow this to user torino_reader (403" in said) == (1, True), said
    assert run("search", "Lione", **AS_READER)[0] == 0


REFUSED = {
    "nobody": ({}, "asks who this is (401); set TORINO_OPENSEARCH_USER", "access"),
    "wrong password": (
        {**AS_READER, "TORINO_OPENSEARCH_PASSWORD": "wrong"},
        "does not know user torino_reader (401)",
        "access",
    ),
    "no role": (
        {**AS_READER, "TORINO_OPENSEARCH_USER": STRANGER},
        "does not allow this to user torino_stranger (403",
        "access",
    ),
    "wrong key": (
        {"TORINO_OPENSEARCH_API_KEY": "nonsense"},
        "does not know this key (401)",
        "access",
    ),
    "unknown authority": (
        {**AS_READER, "TORINO_OPENSEARCH_CA": ""},
        "not trusted; name its PEM file in TORINO_OPENSEARCH_CA",
        "unreachable",
    ),
    "plain http": ({**AS_READER, "at": "http"}, "write the address with https://", "unreachable"),
    "another archive": (
        {**AS_READER, "at": "others"},
        "no generation has the alias others, or user torino_reader may not see it",
        "missing",
    ),
    "no alias": (
        {**AS_READER, "at": "torino-unpublished"},
        "no generation has the alias torino-unpublished, or user torino_reader may not see it",
        "missing",
    ),
}
PAGES = {
    "access": "does not let this site in",
    "unreachable": "does not answer",
    "missing": "The archive is getting ready",
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.usefixtures("published")
def test_who_is_not_let_in_is_told_why_on_the_terminal_and_on_the_site(
    run: Run, secured: OpenSearchNodes, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, message, page = REFUSED[case]
    settings = dict(given)
    location = secured.location("torino")
    match settings.pop("at", ""):
        case "http":
            location = location.replace("https", "http")
        case "":
            pass
        case name:
            location = secured.location(name)

    code, said = run("search", "x", at=location, **settings)

    assert (code, message in said) == (1, True), said
    for name, value in {"TORINO_OPENSEARCH_CA": str(secured.authority), **settings}.items():
        monkeypatch.setenv(name, value)
    with closing(open_searcher(location)) as searcher:
        answer = create_app(searcher).test_client().get("/en/search?q=x")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    assert PAGES[page] in answer.text


def test_a_file_of_the_authority_that_cannot_be_read_is_a_wrong_setting(run: Run) -> None:
    code, said = run("search", "x", TORINO_OPENSEARCH_CA="/nowhere.pem", **AS_READER)
    assert (code, "TORINO_OPENSEARCH_CA is '/nowhere.pem'" in said) == (2, True), said
