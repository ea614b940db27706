"""Who may call: loopback without a key, anybody with the key where one is set; and safe headers."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from headwater.api.errors import problem
from headwater.graph.errors import UsageError

OPEN_PATHS = frozenset({"/v1/health"})
"""Answered without a key, so that a container engine can ask."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def may_listen(host: str, key: str | None) -> None:
    """Refuse to listen beyond this machine without a key. Raises UsageError."""
    if key is None and not is_loopback(host):
        raise UsageError(
            f"without a key the API listens on this machine only, not on {host}: set HEADWATER_API_KEY or "
            "HEADWATER_API_KEY_FILE, or use --host 127.0.0.1"
        )


Next = Callable[[Request], Awaitable[Response]]


def guard(key: str | None) -> Callable[[Request, Next], Awaitable[Response]]:
    """Middleware: check the key, or that an unkeyed call names this machine; add safe headers."""

    async def check(request: Request, call: Next) -> Response:
        refused = _refuse(request, key)
        response = refused if refused is not None else await call(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return check


def _refuse(request: Request, key: str | None) -> Response | None:
    if key is None:
        # A page elsewhere may point its own name at 127.0.0.1 (DNS rebinding): only this machine's names are served.
        host = request.url.hostname or ""
        if not is_loopback(host):
            return problem(403, "without a key the API answers to this machine's own names only", "Forbidden")
        return None
    if request.url.path in OPEN_PATHS:
        return None
    sent = request.headers.get("x-api-key") or request.headers.get("authorization", "").removeprefix("Bearer ")
    if sent and hmac.compare_digest(sent.encode(), key.encode()):
        return None
    answer = problem(401, "send the key as `Authorization: Bearer KEY` or `X-API-Key: KEY`", "Unauthorized")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
