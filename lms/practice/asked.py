"""What a lesson asks."""

from __future__ import annotations

from courses import ActivityPart, Quiz, Reading


class NoSuchActivity(Exception):
    """The lesson has no activity of this id in this release."""


def find_quiz(reading: Reading, activity: str) -> tuple[str, Quiz]:
    """The step and the quiz of an activity. Raises NoSuchActivity."""
    for step in reading.steps:
        for part in step.parts:
            if isinstance(part, ActivityPart) and part.activity.id == activity and isinstance(part.activity, Quiz):
                return step.id, part.activity
    raise NoSuchActivity(activity)
