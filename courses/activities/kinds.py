"""What all activities have in common: their kind, their form, and how their keys are read back."""

from __future__ import annotations

from typing import Any, Literal

from courses.activities.quiz import Quiz, QuizKey
from courses.activities.tasks import Check, Exercise, Prompt, TaskKey
from courses.data import from_data

Kind = Literal["quiz", "exercise", "check", "prompt"]
# The first of a union is what data without a name are: engine 1 knew quizzes only.
Activity = Quiz | Exercise | Check | Prompt
ActivityKey = QuizKey | TaskKey
_KINDS: dict[type, Kind] = {Quiz: "quiz", Exercise: "exercise", Check: "check", Prompt: "prompt"}


def kind_of(activity: Activity) -> Kind:
    """Which kind of activity it is."""
    return _KINDS[type(activity)]


def form_of(activity: Activity) -> str:
    """How it is answered: a quiz's form, a check's language; "" for the others, whose form may change."""
    if isinstance(activity, Quiz):
        return activity.form
    return activity.language if isinstance(activity, Check) else ""


def key_from_data(data: Any) -> ActivityKey:
    """The key that `to_data` made `data` from; ValueError when the data do not fit."""
    is_task = isinstance(data, dict) and data.get("type") == "TaskKey"
    return from_data(TaskKey, data) if is_task else from_data(QuizKey, data)
