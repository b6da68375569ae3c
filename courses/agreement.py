"""What the readings of one lesson must have in common: steps, needs, activities and what is right."""

from __future__ import annotations

from collections.abc import Callable

from courses.activities.terms import terms
from courses.drafts import Draft
from courses.problems import Problem, problem
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
    named, lines = [name for name, _ in one.activities], dict(two.activities)
    if named != [name for name, _ in two.activities]:
        ours, theirs = ", ".join(named) or "–", ", ".join(lines) or "–"
        tell(problem("readings-activities", path, two.line, word=one.id, ours=ours, theirs=theirs))
        return
    mine, yours = _terms(one), _terms(two)
    for name in mine.keys() & yours.keys():
        if mine[name] != yours[name]:
            tell(problem("readings-quiz", path, lines.get(name), word=name))


def _terms(step: DraftStep) -> dict[str, tuple[object, ...]]:
    """By id, of those that could be made: what is wrong with the others was told at their own place."""
    found = [part.activity for part in step.parts if isinstance(part, ActivityPart)]
    return {one.id: terms(one, step.keys[one.id]) for one in found if one.id in step.keys}
