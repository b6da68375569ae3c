"""The door that `serve` opens, with a clock that can be set and a page that takes three seconds. For these scripts alone."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lms.kit import clock
from lms.kit.audience import ANYONE, audience
from wsgi import app, door

__all__ = ["app", "door"]

SHIFT = Path(os.environ["GONIN_DATA"]) / "shift"


def shifted() -> datetime:
    """This moment, moved by the hours that stand in the file."""
    hours = float(SHIFT.read_text() or 0) if SHIFT.exists() else 0.0
    return datetime.now(UTC) + timedelta(hours=hours)


clock.now = shifted


@app.get("/slow")
@audience(ANYONE)
def slow() -> str:
    """Take three seconds."""
    time.sleep(3)
    return "slow\n"
