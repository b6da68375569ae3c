"""What a course's certificate rests on: activities that prove something, can be reached by phone, and can be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from courses.activities.kinds import Activity
from courses.activities.quiz import Quiz
from courses.outline import ActivityOutline, Outline

Tell = Callable[..., None]
"""Called with a problem's code and parameters."""


def check_certificate(outline: Outline, activities: Iterable[Activity], tell: Tell) -> None:
    """Tell what is wrong with a certificate's evidence; nothing where there is no certificate."""
    if outline.certificate is None:
        return
    required = [one for one in outline.activities if one.required]
    if not any(one.points for one in required):
        tell("certificate-without-activity")
    elif not any(one.points for one in required if one.kind != "check"):
        # Tests of cells run in the learner's own browser, where anybody can read and change them.
        tell("certificate-checks-only")
    # A mate's word helps, and proves nothing to an employer.
    for name in (one.id for one in required if one.by_mates and one.points):
        tell("certificate-by-mates", word=name)
    for lesson in outline.lessons:
        for step in lesson.steps:
            if step.need != "phone":
                for one in step.activities:
                    if one.required:
                        tell("certificate-needs-pc", word=one.id, need=step.need)
    _check_tries(required, outline.certificate.points_percent, {one.id: one for one in activities}, tell)


def _check_tries(required: list[ActivityOutline], percent: int, by_id: dict[str, Activity], tell: Tell) -> None:
    """A certificate should never be lost for good by wrong answers."""
    risky = [one for one in required if one.points and _may_be_lost(one, by_id.get(one.id))]
    there = sum(one.points for one in required)
    if there - sum(one.points for one in risky) < ceil(there * percent / 100):
        tell("certificate-tries-limited", word=", ".join(one.id for one in risky), percent=percent)


def _may_be_lost(one: ActivityOutline, activity: Activity | None) -> bool:
    """Whether all tries can be used without the right answer; who may try every option once, finds it."""
    if one.attempts is None or one.kind != "quiz":
        return False
    if not isinstance(activity, Quiz) or activity.form != "one" or activity.others:
        return True
    return one.attempts < len(activity.options)
