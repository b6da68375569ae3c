"""Which names the site answers to, and which proxies are believed about who is asking and how."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import get_host

from lms.kit import errors

NEARBY = frozenset(("localhost", "127.0.0.1", "[::1]"))
"""Names of this machine itself: supervisors and checks ask by them."""
WATCHED = ("health.healthz", "health.readyz", "metrics.show")
"""Balancers ask these by whatever address they know."""


def believe_proxies(app: Flask, hops: int) -> None:
    """Take visitor, scheme and host from what exactly so many proxies before us say; with none, from the connection alone."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # The documented way to wrap an application.


def answer_only_to(app: Flask, public_url: str) -> None:
    """Refuse requests for other hosts: nobody's page, link or letter may carry an address that a stranger sent."""
    ours = NEARBY | {urlsplit(public_url).hostname or ""}

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint in WATCHED or _name() in ours:
            return None
        advice = gettext("Please go to %(address)s.", address=public_url)
        return errors.answer(errors.Refusal(400, gettext("This is not our address"), advice))


def _name() -> str:
    """The host that was asked for, without its port; empty when it is no host at all."""
    try:
        host = get_host(request.scheme, request.headers.get("Host"), request.server)
    except SecurityError:
        return ""
    return (host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host).lower()
