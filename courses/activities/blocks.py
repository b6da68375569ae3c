"""A fence that is an activity, compiled to its two halves by its kind."""

from __future__ import annotations

from courses.activities.head import read_head
from courses.activities.kinds import Activity, ActivityKey
from courses.activities.making import compile_task
from courses.activities.names import LATER, activity_name
from courses.activities.quizzes import compile_quiz
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import Scene


def compile_activity(fence: Fence, scene: Scene, md: Dialect) -> tuple[Activity, ActivityKey] | None:
    """Both halves; None, with the problems told, when there can be no such activity. Nothing of a block is ever shown as text."""
    kind = activity_name(fence.info, fence.body)
    if kind in LATER:
        read_head(fence, kind, scene)
        return None
    return compile_quiz(fence, scene, md) if kind == "quiz" else compile_task(kind, fence, scene, md)
