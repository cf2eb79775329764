import json
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from schemathesis import Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search.export.file_formats import FILE_FORMATS
from web.routes.site import DESCRIPTION

pytestmark = pytest.mark.slow

PATHS = tuple(json.loads(DESCRIPTION.read_bytes())["paths"])

PLAIN = {"Accept-Encoding": "identity"}
"""The in-process client does not unpack what is compressed."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="session")
def described(app: Flask) -> Any:
    """The site's own description of its API."""
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


BOUNDED = settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize(
    ("path", "mode"),
    [(path, GenerationMode.POSITIVE) for path in PATHS]
    + [(path, GenerationMode.NEGATIVE) for path in PATHS if path.count("{") and "json" in path],
)
def test_every_answer_is_as_described_whatever_is_asked(
    described: Any, path: str, mode: GenerationMode
) -> None:
    operation = described[path]["GET"]

    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode))
    def asked(case: Case) -> None:
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    asked()


def test_the_description_is_valid(app: Flask) -> None:
    answer = app.test_client().get("/openapi.json", buffered=True)
    assert answer.mimetype == "application/json"
    validate(json.loads(answer.data))


def test_every_form_of_data_is_described(app: Flask) -> None:
    paths = json.loads(app.test_client().get("/openapi.json", buffered=True).data)["paths"]
    described = {path.replace("{language}", "it").replace("{id}", "X") for path in paths}
    forms = [f"/it/search.{form}" for form in ("json", "atom", *FILE_FORMATS)]
    forms += [f"/e/X.{form}" for form in ("json", "txt", *FILE_FORMATS) if form != "jsonl"]
    assert {*forms, "/it/suggest.json"} <= described


@pytest.mark.parametrize(
    "asked",
    [
        "q=mayor&country=FR&person=dupont&place=chambery&read=it",
        "q=%22mayor&kind=twinning&year=2007&drop=sindaco",
        "q=shenyamg",
        "q=library+trams+neverthere",
        "country=XX&not_country=FR&expand=0&sort=oldest&limit=3&page=2",
        "q=mayor&brief=1",
    ],
)
def test_a_real_search_is_as_described(described: Any, asked: str) -> None:
    pairs = [pair.split("=") for pair in asked.split("&")]
    query: dict[str, Any] = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)
    operation = described["/{language}/search.json"]["GET"]
    case = operation.Case(path_parameters={"language": "it"}, query=query)
    case.call_and_validate(checks=CHECKS, headers=PLAIN)


@pytest.mark.parametrize(
    "id", ["2007-05-19-twin", "2007-05-19-olds", "2008-01-01-gone", "undated-naka"]
)
def test_a_real_entry_is_as_described(described: Any, id: str) -> None:
    case = described["/e/{id}.json"]["GET"].Case(path_parameters={"id": id})
    case.call_and_validate(checks=CHECKS, headers=PLAIN)
