"""What the doctor finds: a state, and one sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """`act`: something must be done. `note`: worth knowing. `well`: nothing to do."""

    state: Literal["well", "note", "act"]
    sentence: str


def well(sentence: str) -> Finding:
    """Nothing to do."""
    return Finding("well", sentence)


def note(sentence: str) -> Finding:
    """Worth knowing; the service does its work."""
    return Finding("note", sentence)


def act(sentence: str) -> Finding:
    """Something must be done."""
    return Finding("act", sentence)
