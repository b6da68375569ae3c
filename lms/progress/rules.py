"""What facts add up to. Pure: facts and an outline in, a standing out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeVar

from courses import ActivityOutline, LessonOutline, Outline

Kind = Literal["opened_step", "finished_step", "answered", "verdict", "completed_lesson", "marked_hard", "cleared_hard"]
Answer = TypeVar("Answer")
StepKey = tuple[str, str]
"""Lesson id and step id."""


class FactRow(NamedTuple):
    """A fact as rules see it."""

    kind: str
    lesson: str
    step: str | None
    activity: str | None
    detail: Mapping[str, Any]
    at: datetime
    release: int = 0
    """The release it was done in."""
    received: datetime | None = None


class Corrected(NamedTuple):
    """A verdict that was replaced because its question was corrected: when, by which correction, and what changed."""

    at: datetime | None
    number: int
    right_before: bool
    points_before: int
    right: bool
    points: int


@dataclass(frozen=True)
class ActivityStanding:
    """How far somebody is with one activity."""

    tries: int = 0
    right: bool = False
    points: int = 0
    last_detail: Mapping[str, Any] = field(default_factory=dict)
    last_right: bool = False
    last_release: int = 0
    seen_at: datetime | None = None
    """When the newest verdict went out: whoever answered before had not seen it."""
    corrected: Corrected | None = None
    """The newest correction of an answer here, where there was one."""
    waits: bool = False
    """Whether something that was handed in waits for its review."""


@dataclass(frozen=True)
class Standing:
    """What somebody's facts in one course add up to."""

    finished: Mapping[StepKey, datetime]
    completed: Mapping[str, datetime]
    hard: frozenset[StepKey]
    activities: Mapping[str, ActivityStanding]
    last_open: StepKey | None
    last_at: datetime | None = None
    """When anything was done last."""
    answers: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out of this standing before, by question; a standing never changes, so neither do they."""

    def remembered(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question about this standing, worked out once. The question must name the release it is about."""
        if question not in self.answers:
            self.answers[question] = answer()
        found: Answer = self.answers[question]
        return found

    def activity(self, activity: str) -> ActivityStanding:
        """The standing in one activity; a blank one where nothing was answered."""
        return self.activities.get(activity, ActivityStanding())

    def has_begun(self, lesson: str) -> bool:
        """Whether something was done in a lesson."""
        opened = self.last_open is not None and self.last_open[0] == lesson
        return opened or lesson in self.completed or any(place[0] == lesson for place in self.finished)

    def finished_since(self, moment: datetime) -> int:
        """How many steps were finished for the first time at or after the moment."""
        return sum(at >= moment for at in self.finished.values())


def standing_of(facts: Iterable[FactRow]) -> Standing:
    """Add facts up.

    Promises: the order in which facts arrive does not matter (they are taken by the time they happened); a fact more
    never takes away a finished step or a completed lesson; the best answer counts; the last one is shown, and once right, a
    right one; a verdict that replaces another one counts as if it had been the first.
    """
    finished: dict[StepKey, datetime] = {}
    completed: dict[str, datetime] = {}
    hard: set[StepKey] = set()
    activities: dict[str, ActivityStanding] = {}
    last_open: StepKey | None = None
    last_at: datetime | None = None
    for fact, corrected in sorted(replaced(facts), key=_in_time):
        step, last_at = (fact.lesson, fact.step or ""), fact.at
        if fact.kind in ("opened_step", "finished_step"):
            last_open = step
        if fact.kind == "finished_step":
            finished.setdefault(step, fact.at)
            hard.discard(step)
        elif fact.kind == "completed_lesson":
            completed.setdefault(fact.lesson, fact.at)
        elif fact.kind == "marked_hard":
            hard.add(step)
        elif fact.kind == "cleared_hard":
            hard.discard(step)
        elif fact.kind == "verdict" and fact.activity:
            activities[fact.activity] = _with_verdict(
                activities.get(fact.activity, ActivityStanding()), fact, corrected
            )
    return Standing(finished, completed, frozenset(hard), activities, last_open, last_at)


def replaced(facts: Iterable[FactRow]) -> list[tuple[FactRow, Corrected | None]]:
    """Facts with one verdict for each answer: the newest, standing where the first stood, and what it corrected.

    Promises: every other fact is there as it was; the order of facts does not matter.
    """
    verdicts: dict[object, list[FactRow]] = {}
    for fact in facts:
        of = fact.detail.get("of") if fact.kind == "verdict" else None
        verdicts.setdefault(of or len(verdicts), []).append(fact)
    return [_newest(each) for each in verdicts.values()]


def _newest(verdicts: Sequence[FactRow]) -> tuple[FactRow, Corrected | None]:
    if len(verdicts) == 1:
        return verdicts[0], None
    first, *_, last = sorted(verdicts, key=_turn)
    number, before, after = int(last.detail.get("regraded", 0)), _result(first), _result(last)
    corrected = Corrected(last.received, number, *before, *after) if number and before != after else None
    return last._replace(at=first.at, received=first.received), corrected


def _turn(verdict: FactRow) -> tuple[int, datetime]:
    """Which of the verdicts of one answer came when: handed in, taken back or reviewed, corrected."""
    number = max(int(verdict.detail.get(name, 0)) for name in ("regraded", "turn"))
    return number, verdict.received or verdict.at


def _result(verdict: FactRow) -> tuple[bool, int]:
    return bool(verdict.detail.get("right")), int(verdict.detail.get("points", 0))


def _in_time(taken: tuple[FactRow, Corrected | None]) -> tuple[Any, ...]:
    """By time. What happened at the same moment is told apart by what it is, in whatever order it arrived."""
    fact = taken[0]
    told_apart = str(fact.detail.get("of") or fact.detail)
    return (fact.at, fact.kind, fact.lesson, fact.step or "", fact.activity or "", told_apart)


def _with_verdict(before: ActivityStanding, fact: FactRow, corrected: Corrected | None) -> ActivityStanding:
    """A verdict carries the answer it judges, so that one row tells the whole try."""
    right, points = _result(fact)
    corrected = corrected or before.corrected
    seen_at = max((at for at in (before.seen_at, fact.received) if at is not None), default=None)
    answer = fact.detail.get("answer", {})
    if fact.detail.get("state") == "taken_back":
        return before
    if fact.detail.get("state") == "waiting":
        return replace(
            before, waits=True, last_detail=answer, last_right=False, last_release=fact.release, seen_at=seen_at
        )
    if answer.get("unsure"):
        # Saying so is no try. It is what the person sees last, unless they knew already.
        last = {} if before.right else {"last_detail": answer, "last_right": False, "last_release": fact.release}
        return replace(before, seen_at=seen_at, **last)
    if before.right and not right:
        # Another tab or device answered differently later. What was right stays what the person sees.
        return replace(before, tries=before.tries + 1, seen_at=seen_at, corrected=corrected)
    return ActivityStanding(
        tries=before.tries + 1,
        right=before.right or right,
        points=max(before.points, points),
        last_detail=answer,
        last_right=right,
        last_release=fact.release,
        seen_at=seen_at,
        corrected=corrected,
        waits=before.waits,
    )


TaskState = Literal["open", "waiting", "nearly", "done"]


def task_state(standing: ActivityStanding) -> TaskState:
    """How far somebody is with something to hand in. Promises: done exactly where it is right."""
    if standing.right:
        return "done"
    return "waiting" if standing.waits else "nearly" if standing.tries else "open"


def is_still_news(standing: ActivityStanding) -> bool:
    """Whether a correction is still to be told of: it helped, or what it took was not answered better since."""
    found = standing.corrected
    return found is not None and (found.right >= found.right_before or not standing.right)


TAKEN = frozenset({"quiz", "exercise", "check"})
"""Kinds of activities whose answers practice can take. Others are shown, done by oneself, and hold nobody back."""


def is_asked(activity: ActivityOutline) -> bool:
    """Whether a lesson and a certificate wait for this activity."""
    return activity.required and activity.kind in TAKEN


def attempts_left(allowed: int | None, tries: int) -> int | None:
    """How many tries remain; None when there is no limit. Promises: never negative."""
    return None if allowed is None else max(0, allowed - tries)


def activity_is_done(allowed: int | None, standing: ActivityStanding) -> bool:
    """Whether nothing more is asked of somebody here: answered rightly, handed in, or every try was used."""
    return standing.right or standing.waits or attempts_left(allowed, standing.tries) == 0


@dataclass(frozen=True)
class Left:
    """What is still to be done in a lesson."""

    steps: tuple[str, ...]
    activities: tuple[tuple[str, str], ...]
    """Step id and activity id."""

    def __bool__(self) -> bool:
        return bool(self.steps or self.activities)


def left_in(lesson: LessonOutline, standing: Standing) -> Left:
    """Which steps are unfinished and which required activities not done.

    Promises: empty exactly when the lesson counts as done by its present content.
    """
    steps = tuple(step.id for step in lesson.steps if (lesson.id, step.id) not in standing.finished)
    activities = tuple(
        (step.id, activity.id)
        for step in lesson.steps
        for activity in step.activities
        if is_asked(activity) and not activity_is_done(activity.attempts, standing.activity(activity.id))
    )
    return Left(steps, activities)


def lesson_is_done(lesson: LessonOutline, standing: Standing) -> bool:
    """Whether a lesson is done. Promises: once completed, done for ever, whatever a later release asks."""
    return lesson.id in standing.completed or not left_in(lesson, standing)


def open_step(lesson: LessonOutline, standing: Standing, asked: str | None) -> str:
    """Which step of a lesson is shown open: the one asked for, else the last one that was open, else the first left."""
    ids = [step.id for step in lesson.steps]
    if asked in ids:
        return str(asked)
    last = standing.last_open
    if last and last not in standing.finished and last[0] == lesson.id and last[1] in ids:
        return last[1]
    left = left_in(lesson, standing)
    if left.steps:
        return left.steps[0]
    return left.activities[0][0] if left.activities else ids[0]


def points_of(outline: Outline, standing: Standing) -> tuple[int, int]:
    """Points earned and points there are, over required activities."""
    required = [a for lesson in outline.lessons for step in lesson.steps for a in step.activities if is_asked(a)]
    earned = sum(min(a.points, standing.activity(a.id).points) for a in required)
    return earned, sum(a.points for a in required)
