"""What the readings of one lesson must have in common: steps, needs, activities and what is right."""

from __future__ import annotations

from collections.abc import Callable

from courses.drafts import Draft
from courses.problems import Problem, problem
from courses.quiz import Quiz
from courses.reading import ActivityPart
from courses.steps import DraftStep


def check_readings(original: Draft, other: Draft, tell: Callable[[Problem], None]) -> None:
    """Tell how another language's reading differs from the original's."""
    path = other.file.path
    ours, theirs = [step.id for step in original.steps], [step.id for step in other.steps]
    if ours != theirs:
        tell(problem("readings-steps", path, None, ours=", ".join(ours), theirs=", ".join(theirs)))
        return
    for one, two in zip(original.steps, other.steps, strict=True):
        _check_step(one, two, path, tell)


def _check_step(one: DraftStep, two: DraftStep, path: str, tell: Callable[[Problem], None]) -> None:
    if one.need != two.need:
        tell(problem("readings-need", path, two.line, word=one.id, ours=one.need, theirs=two.need))
    if two.minutes is not None and one.minutes != two.minutes:
        tell(problem("readings-minutes", path, two.line, word=one.id))
    if list(one.keys) != list(two.keys):
        ours, theirs = ", ".join(one.keys) or "–", ", ".join(two.keys) or "–"
        tell(problem("readings-activities", path, two.line, word=one.id, ours=ours, theirs=theirs))
        return
    for mine, yours in zip(_quizzes(one), _quizzes(two), strict=True):
        same_right = one.keys[mine.id].right == two.keys[mine.id].right
        if _terms(mine) != _terms(yours) or not same_right:
            tell(problem("readings-quiz", path, dict(two.activities).get(yours.id), word=mine.id))


def _quizzes(step: DraftStep) -> list[Quiz]:
    return [part.quiz for part in step.parts if isinstance(part, ActivityPart) and part.quiz.id in step.keys]


def _terms(quiz: Quiz) -> tuple[object, ...]:
    gaps = sum(1 for piece in quiz.pieces if hasattr(piece, "number"))
    return quiz.form, quiz.points, quiz.attempts, quiz.required, len(quiz.options), gaps
