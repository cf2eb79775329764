"""What goes wrong with a request, in words, and whether another attempt may help."""

from __future__ import annotations

import json
from collections.abc import Mapping

from index.indexing.engines.opensearch.location import PREFIX, Location, Settings
from index.indexing.engines.opensearch.node import (
    ConnectionTimeout,
    NodeError,
    SSLError,
    TransportError,
)
from index.model.errors import ArchiveError, EngineFault, EngineUnavailableError, StoreError

_PASSING = frozenset({429, 500, 502, 503, 504})
"""Statuses that another attempt or another node may not have. 500 is one: so a node answers that
lost another one in the middle of a search."""
_MOST_TOLD = 300
"""Characters of an answer that a message repeats."""
TOO_MANY_CLAUSES = "too_many_clauses"
"""The kind of RequestRefusedError for a query with more clauses than the cluster allows."""
_TOO_MANY = ("too_many_nested_clauses", "too_many_clauses", "maxClauseCount")
_ABSENT = frozenset({"", "index_not_found_exception", "resource_not_found_exception"})
"""Kinds of a 404 that say that a thing is not there; a missing entry has none."""
_CLOSED = ("RemoteDisconnected", "ConnectionResetError", "BadStatusLine", "Connection aborted")


class RequestRefusedError(StoreError):
    """OpenSearch refused a request for what it asks; another attempt would not help.

    `kind` is its name for the error, `status` the HTTP status.
    """

    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(f"OpenSearch refuses it ({kind or status}: {reason})")
        self.status = status
        self.kind = kind


def unavailable(
    location: Location, what: str, fault: EngineFault = "unreachable"
) -> EngineUnavailableError:
    """Return the error that says of a cluster what is wrong."""
    return EngineUnavailableError(f"OpenSearch at {location} {what}", fault)


def is_absent(error: TransportError) -> bool:
    """Return whether the error only says that a thing does not exist."""
    return error.status_code == 404 and _kind(error) in _ABSENT


def lasting(error: TransportError, location: Location, settings: Settings) -> ArchiveError | None:
    """Return the error to raise for what another attempt would not change."""
    if isinstance(error, SSLError):
        return unavailable(location, _tls_fault(str(error.info or error.error)))
    if isinstance(error, NodeError):
        return None
    status, kind = error.status_code, _kind(error)
    who = f"user {settings.user}" if settings.user else "this key"
    asked_too_much = any(word in json.dumps(error.info, default=str) for word in _TOO_MANY)
    if asked_too_much:
        return RequestRefusedError(400, TOO_MANY_CLAUSES, "too many clauses")
    if status == 401:
        remedy = f"set {PREFIX}USER and {PREFIX}PASSWORD, or {PREFIX}API_KEY"
        known = settings.user or settings.api_key
        what = f"does not know {who}" if known else "asks who this is"
        return unavailable(location, f"{what} (401); {remedy}", "access")
    if status == 403 and kind == "security_exception":
        reason = excerpt(_reason(error))
        if error.info and str(error.info).find("cluster:monitor/main") >= 0:
            return RequestRefusedError(403, kind, reason)
        return unavailable(
            location,
            f"does not allow this to {who} (403: {reason}); the roles that are needed are in "
            "web/deploy/cluster.md",
            "access",
        )
    if status in _PASSING or kind == "search_phase_execution_exception":
        return None
    return RequestRefusedError(int(status), kind, excerpt(_reason(error)))


def passing(error: TransportError, location: Location, seconds: float) -> str:
    """Return what to say when all attempts failed."""
    if isinstance(error, ConnectionTimeout):
        return f"did not answer within {seconds:g} seconds"
    if isinstance(error, NodeError):
        text = str(error.info or error.error)
        if location.scheme == "http" and any(w in text for w in _CLOSED):
            return "closes the connection; if it expects TLS, write the address with https://"
        return f"cannot be reached: {excerpt(text)}"
    return f"cannot answer now ({error.status_code}, {_kind(error)}: {excerpt(_reason(error))})"


def _kind(error: TransportError) -> str:
    """Return OpenSearch's name for an error, "" when its answer has none."""
    info = error.info
    found = info.get("error") if isinstance(info, Mapping) else None
    if isinstance(found, Mapping):
        return str(found.get("type", ""))
    return ""


def _reason(error: TransportError) -> object:
    info = error.info
    found = info.get("error") if isinstance(info, Mapping) else None
    if isinstance(found, Mapping):
        causes = found.get("root_cause") or [found]
        return causes[0].get("reason") or found.get("reason")
    return found or info or error.error


def _tls_fault(text: str) -> str:
    if "WRONG_VERSION_NUMBER" in text or "record layer" in text:
        return "does not speak TLS on this port; write the address with http://"
    if "CERTIFICATE_VERIFY_FAILED" in text and "self" not in text and "unable" not in text:
        return f"has a certificate that does not fit its address: {excerpt(text)}"
    return (
        f"has a certificate of an authority that is not trusted; name its PEM file in {PREFIX}CA "
        f"({excerpt(text)})"
    )


def excerpt(what: object) -> str:
    """Return the beginning of an answer on one line, for a message."""
    return " ".join(str(what).split())[:_MOST_TOLD]
