"""Ids that people's progress hangs on, and that are no longer in the course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from courses.checking.view import CourseView, Page, Tell
from courses.manifest import NAME
from courses.outline import LessonOutline, Outline
from courses.problems import problem


def check(course: CourseView, tell: Tell) -> None:
    """Compare with what people read now; nothing is said while there is no earlier release."""
    before, now = course.previous, course.outline
    if before is None:
        return
    _check_lessons(before, now, tell)
    kept = {lesson.id: lesson for lesson in now.lessons}
    for lesson in before.lessons:
        if lesson.id in kept and lesson.id in course.pages:
            _check_steps(lesson, kept[lesson.id], course.pages[lesson.id][0], tell)
    _check_activities(course, before, now, tell)


def _check_lessons(before: Outline, now: Outline, tell: Tell) -> None:
    ours = {lesson.id for lesson in now.lessons}
    fresh = [(new.id, new.titles.values()) for new in now.lessons if new.id not in {old.id for old in before.lessons}]
    for lesson in before.lessons:
        if lesson.id not in ours:
            other = _same_title(lesson.titles.values(), fresh)
            code = "vanished-lesson-renamed" if other else "vanished-lesson"
            tell(problem(code, NAME, None, word=lesson.id, **({"other": other} if other else {})))


def _check_steps(old: LessonOutline, new: LessonOutline, page: Page, tell: Tell) -> None:
    ours = {step.id for step in new.steps}
    lines = {step.id: step.line for step in page.draft.steps}
    fresh = [(step.id, step.titles.values()) for step in new.steps if step.id not in {one.id for one in old.steps}]
    for step in old.steps:
        if step.id not in ours:
            other = _same_title(step.titles.values(), fresh)
            code = "vanished-step-renamed" if other else "vanished-step"
            line = lines.get(other) if other else None
            tell(problem(code, page.path, line, word=step.id, **({"other": other} if other else {})))


def _check_activities(course: CourseView, before: Outline, now: Outline, tell: Tell) -> None:
    ours = {activity.id for activity in now.activities}
    paths = {lesson: pages[0].path for lesson, pages in course.pages.items()}
    for lesson in before.lessons:
        for step in lesson.steps:
            for activity in step.activities:
                if activity.id not in ours:
                    path = paths.get(lesson.id, NAME)
                    tell(problem("vanished-activity", path, None, word=activity.id, kind=activity.kind))


def _same_title(titles: Iterable[str], fresh: Sequence[tuple[str, Iterable[str]]]) -> str:
    """The new id whose title, in any language, was the old one's; empty when there is none."""
    known = {title for title in titles if title}
    return next((name for name, theirs in fresh if known & set(theirs)), "")
