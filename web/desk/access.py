"""Who may use the desk: a browser on this machine that has the token, and no other site's page."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

COOKIE = "desk"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""A page of another site that has its name lead to this machine still sends its own name."""
_REFUSED = "This desk is somebody else's. Open the address that `torino desk` printed.\n"


def guard(app: Flask, token: str) -> None:
    """Refuse every request that does not come from the page whose address `torino desk` printed."""

    @app.before_request
    def refuse() -> AnyResponse | None:
        if _host(f"//{request.host}") not in _LOOPBACK:
            return _refusal()
        if request.method != "GET" and not _is_own(request.headers.get("Origin")):
            return _refusal()
        given = request.args.get("token")
        if given is not None and hmac.compare_digest(given.encode(), token.encode()):
            answer = redirect(request.path, 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
            return answer
        if hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), token.encode()):
            return None
        return _refusal()

    @app.after_request
    def secure(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
            " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response


def _is_own(origin: str | None) -> bool:
    return origin is None or origin == request.host_url.rstrip("/")


def _host(address: str) -> str:
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def _refusal() -> AnyResponse:
    return Response(_REFUSED, 403, content_type="text/plain; charset=utf-8")
