"""What an activity has in common in every language: all but its words."""

from __future__ import annotations

from courses.activities.kinds import Activity, ActivityKey, form_of, kind_of
from courses.activities.quiz import GapField, Quiz, QuizKey
from courses.activities.tasks import Check, Exercise, Prompt


def terms(activity: Activity, key: ActivityKey) -> tuple[object, ...]:
    """Equal for two readings of the same activity. Accepted spellings, hints and replies may differ: words do."""
    common = kind_of(activity), form_of(activity), activity.points, activity.attempts, activity.required
    if isinstance(activity, Quiz):
        return (*common, *_quiz(activity, key))
    if isinstance(activity, Exercise):
        rubric = tuple((row.points, tuple(level.points for level in row.levels)) for row in activity.rubric)
        return (*common, activity.hand_in, activity.accepts, activity.review, rubric)
    return (*common, *_task(activity))


def _quiz(quiz: Quiz, key: ActivityKey) -> tuple[object, ...]:
    if not isinstance(key, QuizKey):
        return ()
    gaps = sum(1 for piece in quiz.pieces if isinstance(piece, GapField))
    number = (key.number.value, key.number.tolerance) if key.number else ()
    own = len(quiz.options), len(quiz.lefts), gaps, key.right, number, key.whole
    if not quiz.others and not quiz.shuffle:
        return own
    others = tuple(_quiz(other, of) for other, of in zip(quiz.others, key.others, strict=True))
    return (*own, quiz.shuffle, quiz.form if quiz.others else "", others)


def _task(task: Check | Prompt) -> tuple[object, ...]:
    return (task.cell, task.language) if isinstance(task, Check) else (len(task.fields), len(task.checks))
