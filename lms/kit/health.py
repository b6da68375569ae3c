"""Whether the service lives, and whether it is ready for people; for supervisors, balancers and whoever watches."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.kit import readiness
from lms.kit.audience import ANYONE, audience

blueprint = Blueprint("health", __name__)
PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@blueprint.get("/healthz")
@audience(ANYONE)
def healthz() -> ResponseReturnValue:
    """Answers as soon as requests are served; touches nothing else."""
    return "ok\n", 200, PLAIN


@blueprint.get("/readyz")
@audience(ANYONE)
def readyz() -> ResponseReturnValue:
    """Whether every part works; else the names of those that do not, and nothing more: strangers read this as well."""
    missing = readiness.parts_missing()
    if missing:
        return f"not ready: {', '.join(missing)}\n", 503, PLAIN | {"Retry-After": "10"}
    return "ready\n", 200, PLAIN
