"""What an activity shows before it is answered, for reckoning time, for search and for listening."""

from __future__ import annotations

from courses.activities.kinds import Activity
from courses.activities.quiz import GapText, Quiz
from courses.activities.tasks import Exercise, Prompt


def shown_html(activity: Activity, gap: str = "…") -> tuple[str, ...]:
    """All that is asked and offered, block by block, with `gap` in the place of each field in a text.

    Promises: nothing of a key, and no hints, which are asked for.
    """
    if isinstance(activity, Quiz):
        return _quiz(activity, gap)
    return (activity.prompt_html, *_rows(activity))


def _quiz(quiz: Quiz, gap: str) -> tuple[str, ...]:
    pieces = "".join(piece.html if isinstance(piece, GapText) else f" {gap} " for piece in quiz.pieces)
    rows = (*quiz.lefts, *quiz.options)
    return tuple(html for html in (quiz.prompt_html, pieces, quiz.unit, *(row.html for row in rows)) if html)


def _rows(task: Activity) -> tuple[str, ...]:
    if isinstance(task, Exercise):
        return tuple(html for row in task.rubric for html in (row.html, *(level.html for level in row.levels)))
    if isinstance(task, Prompt):
        return (*(field.html for field in task.fields), *task.checks)
    return ()
