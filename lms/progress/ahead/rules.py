"""What is still ahead: the one next step, and what fits into some minutes. Pure: an outline and a standing in, steps out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from courses import LessonOutline, Outline
from courses.outline import Need
from lms.progress.rules import Standing, left_in, lesson_is_done

EVERY_NEED: frozenset[Need] = frozenset({"phone", "pc", "windows"})
SMALL = 5
"""Minutes of a step that is easy to begin with after a long time."""
LONG_AWAY = timedelta(days=14)
USUAL_MINUTES = 5
"""What a finished step counts that the course no longer has."""


@dataclass(frozen=True)
class NextStep:
    """A step to do."""

    lesson: str
    step: str
    minutes: int
    is_resumed: bool


@dataclass(frozen=True)
class Sitting:
    """What to do in the time there is."""

    minutes: int
    """The time there is."""
    steps: tuple[NextStep, ...]
    """What fits, in order."""
    longer: NextStep | None
    """The next step, where it takes longer than there is time; it may be begun and left anywhere."""

    @property
    def total(self) -> int:
        """Minutes that the steps take together."""
        return sum(step.minutes for step in self.steps)


def next_step(outline: Outline, standing: Standing, needs: Collection[Need] = EVERY_NEED) -> NextStep | None:
    """Where to go on: the step that was open and not finished, else the first thing left in the order of the course.

    Promises: never a step that needs a device not at hand; with every device at hand, None exactly when every lesson is done.
    """
    if standing.last_open is not None and standing.last_open not in standing.finished:
        lesson, step = standing.last_open
        for candidate in outline.lessons:
            if candidate.id == lesson and not lesson_is_done(candidate, standing):
                found = _step(candidate, step, needs)
                if found:
                    return found
    return next(steps_ahead(outline, standing, needs), None)


def _step(lesson: LessonOutline, step_id: str, needs: Collection[Need]) -> NextStep | None:
    for step in lesson.steps:
        if step.id == step_id and step.need in needs:
            return NextStep(lesson.id, step.id, step.minutes, is_resumed=True)
    return None


def steps_ahead(outline: Outline, standing: Standing, needs: Collection[Need] = EVERY_NEED) -> Iterator[NextStep]:
    """Every step still to be done that a device at hand can do: lesson by lesson, in each first what was not read yet.

    Promises: with every device at hand there is none exactly when every lesson is done.
    """
    for lesson in outline.lessons:
        if lesson_is_done(lesson, standing):
            continue
        left = left_in(lesson, standing)
        for step_id in dict.fromkeys([*left.steps, *(step for step, _ in left.activities)]):
            step = lesson.step(step_id)
            if step.need in needs:
                yield NextStep(lesson.id, step.id, step.minutes, is_resumed=bool(standing.finished))


def sitting(outline: Outline, standing: Standing, minutes: int, needs: Collection[Need] = EVERY_NEED) -> Sitting:
    """The steps to do now, beginning where one is.

    Steps build on one another, so they are taken as they come until one does not fit any more. Only where not even the first
    one fits, the next in order that does is offered by itself.

    Promises: the steps take no more than `minutes` together; each is still to be done, is offered once, and needs a device
    that is at hand; they stand in the order in which one goes on; more time never offers fewer of them.
    """
    ahead = _going_on(outline, standing, needs)
    taken: list[NextStep] = []
    for step in ahead:
        if sum(each.minutes for each in taken) + step.minutes > minutes:
            break
        taken.append(step)
    if not taken:
        taken = [step for step in ahead if step.minutes <= minutes][:1]
    longer = ahead[0] if ahead and ahead[0].minutes > minutes else None
    return Sitting(minutes, tuple(taken), longer)


def _going_on(outline: Outline, standing: Standing, needs: Collection[Need]) -> list[NextStep]:
    """What is ahead from the next step on; what somebody passed over comes last."""
    steps = list(steps_ahead(outline, standing, needs))
    first = next_step(outline, standing, needs)
    if first is None:
        return steps
    places = [(step.lesson, step.step) for step in steps]
    number = places.index((first.lesson, first.step))
    return [first, *steps[number + 1 :], *steps[:number]]


def was_long_away(standing: Standing, at: datetime) -> bool:
    """Whether somebody who began comes back after two weeks or more. Nothing is said of how long it was."""
    return standing.last_at is not None and at - standing.last_at >= LONG_AWAY


def first_after_a_break(outline: Outline, standing: Standing, needs: Collection[Need] = EVERY_NEED) -> NextStep | None:
    """With what somebody begins again: the step they left open, else one of at most five minutes, else the next one.

    Promises: None exactly when there is no next step.
    """
    following = next_step(outline, standing, needs)
    if following is None or (following.lesson, following.step) == standing.last_open:
        return following
    small = sitting(outline, standing, SMALL, needs).steps
    return small[0] if small else following


def waits_for_another_device(outline: Outline, standing: Standing, needs: Collection[Need]) -> NextStep | None:
    """The first step still to be done that no device at hand can do."""
    others = EVERY_NEED - set(needs)
    return next(steps_ahead(outline, standing, others), None) if others else None


def minutes_since(outline: Outline, standing: Standing, moment: datetime) -> int:
    """The minutes, as designed, of the steps that were finished for the first time at or after the moment. Never measured."""
    designed = {(lesson.id, step.id): step.minutes for lesson in outline.lessons for step in lesson.steps}
    return sum(designed.get(place, USUAL_MINUTES) for place, at in standing.finished.items() if at >= moment)
