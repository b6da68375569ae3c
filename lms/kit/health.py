"""Whether the service lives."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.kit.audience import ANYONE, audience

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@audience(ANYONE)
def healthz() -> ResponseReturnValue:
    """Answers as soon as requests are served; touches nothing else."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
