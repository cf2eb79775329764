"""A cluster with TLS and users: who may do what, and what is said to everybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from opensearch_cluster import PASSWORD, PUBLISHER, READER, OpenSearchNodes
from opensearch_jars import reason_to_skip

pytestmark = [pytest.mark.slow, pytest.mark.cluster, pytest.mark.soak]

AS_PUBLISHER = {
    "TORINO_OPENSEARCH_USER": PUBLISHER,
    "TORINO_OPENSEARCH_PASSWORD": PASSWORD,
}
AS_READER = {**AS_PUBLISHER, "TORINO_OPENSEARCH_USER": READER}


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSearchNodes]:
    if reason := reason_to_skip():
        pytest.skip(reason)
    with OpenSearchNodes(tmp_path_factory.mktemp("secured"), secured=True) as nodes:
        yield nodes


def test_the_roles_of_the_documents_are_enough_and_others_are_refused(
    secured: OpenSearchNodes, torino: Callable[..., object]
) -> None:
    location = secured.location("torino")
    ca = {"TORINO_OPENSEARCH_CA": str(secured.authority)}

    def run(*words: str, at: str = location, **more: str) -> tuple[int, str]:
        ran = torino(at, *words, **more)
        return ran.code, ran.out + ran.said  # type: ignore[attr-defined]

    # publishing, amending, erasing, withdrawing
    assert run("add", "--sample", **ca, **AS_PUBLISHER)[0] == 0
    code, said = run("search", "--json", "Lione", **ca, **AS_PUBLISHER)
    assert code == 0, said
    assert run("index", **ca, **AS_PUBLISHER)[0] == 0
    assert run("check", **ca, **AS_PUBLISHER)[0] == 0

    code, said = run("search", "sindaco", "lione", **ca, **AS_READER)
    assert (code, "2003" in said or "Lyon" in said) == (0, True), said
    code, said = run("export", "--format", "jsonl", **ca, **AS_READER)
    assert (code, said.count("\n") > 100) == (0, True), said[-300:]

    code, said = run("index", **ca, **AS_READER)
    assert (code, "does not allow this to user torino_reader (403" in said) == (1, True), said
    code, said = run("search", "x", **ca)
    assert (code, "(401); set TORINO_OPENSEARCH_USER" in said) == (1, True), said
    wrong = {**AS_READER, "TORINO_OPENSEARCH_PASSWORD": "wrong"}
    code, said = run("search", "x", **ca, **wrong)
    assert (code, "does not know user torino_reader (401)" in said) == (1, True), said
    code, said = run("search", "x", **AS_READER)
    assert (code, "not trusted; name its PEM file in TORINO_OPENSEARCH_CA" in said) == (1, True), (
        said
    )
    code, said = run("search", "x", at=location.replace("https", "http"), **AS_READER)
    assert (code, "write the address with https://" in said) == (1, True), said
    code, said = run("search", "x", TORINO_OPENSEARCH_CA="/nowhere.pem", **AS_READER)
    assert (code, "TORINO_OPENSEARCH_CA is '/nowhere.pem'" in said) == (2, True), said
    code, said = run("search", "x", **ca, **AS_READER, at=secured.location("others"))
    assert (code, "or user torino_reader may not see it" in said) == (1, True), said
    code, said = run("search", "x", **ca, TORINO_OPENSEARCH_API_KEY="nonsense")
    assert (code, "(401)" in said) == (1, True), said
