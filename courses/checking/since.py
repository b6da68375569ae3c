"""What people read now, from the file that compiling wrote."""

from __future__ import annotations

import json
from pathlib import Path

from courses.data import from_data
from courses.outline import Outline


def earlier_outline(path: Path) -> Outline | None:
    """The outline in a `release.json`; None when there is none in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return from_data(Outline, data["outline"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
