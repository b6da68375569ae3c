"""What people read now, from the file that compiling wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.data import from_data
from courses.frozen import FrozenMap
from courses.outline import Outline
from courses.reading import Reading, StepReading
from courses.texts import step_text


@dataclass(frozen=True)
class Earlier:
    """A release to compare with: its outline, and a digest of each step's words by (lesson, language) and step."""

    outline: Outline
    words: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=FrozenMap)


def words_digest(step: StepReading) -> str:
    """A digest of what a step says: how it is marked up, and furigana, do not count."""
    return hashlib.sha256(f"{step.title}\n{step_text(step)}".encode()).hexdigest()


def earlier(outline: Outline, readings: Iterable[Reading]) -> Earlier:
    """What to compare with, from a release's parts; of the readings, which may come one by one, only digests are kept.

    Promises the same for the same readings in any order.
    """
    words = {
        (one.lesson_id, one.language): FrozenMap({step.id: words_digest(step) for step in one.steps})
        for one in readings
    }
    return Earlier(outline, FrozenMap(words))


def earlier_release(path: Path) -> Earlier | None:
    """What to compare with, from a `release.json`; None when there is none in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        readings = [from_data(Reading, one) for _, one in data["readings"]]
        outline = from_data(Outline, data["outline"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return earlier(outline, readings)
