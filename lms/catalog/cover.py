"""What a course says of itself before anybody begins: how long, on which device, in which languages, and after what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median_high

from courses import LessonOutline, Outline
from courses.outline import Need, said_in
from lms.catalog import queries

SHORT = 12
"""Lessons. A course with more is shown with its parts folded, so that its page stays a page."""


@dataclass(frozen=True)
class Spoken:
    """A language of the text: in how many lessons, and whether nobody has checked it yet."""

    language: str
    lessons: int
    is_whole: bool
    is_unreviewed: bool


@dataclass(frozen=True)
class Before:
    """What comes before a course: another one where it is published, what is said about it, or both."""

    ref: queries.ReleaseRef | None
    texts: Mapping[str, str]

    @property
    def outline(self) -> Outline | None:
        """The other course."""
        return queries.outline(self.ref) if self.ref else None


@dataclass(frozen=True)
class Cover:
    """A course, seen from outside."""

    outline: Outline

    @cached_property
    def step_minutes(self) -> int:
        """How long a step takes, as a rule: half of them are no longer. 0 where there is none."""
        minutes = [step.minutes for lesson in self.outline.lessons for step in lesson.steps]
        return median_high(minutes) if minutes else 0

    @cached_property
    def steps(self) -> int:
        """How many steps there are."""
        return sum(len(lesson.steps) for lesson in self.outline.lessons)

    def steps_for(self, *needs: Need) -> int:
        """How many steps need one of these devices."""
        return sum(step.need in needs for lesson in self.outline.lessons for step in lesson.steps)

    @cached_property
    def proven_by_phone(self) -> bool:
        """Whether everything that counts for the certificate can be done on a phone."""
        steps = [step for lesson in self.outline.lessons for step in lesson.steps if step.need != "phone"]
        return not any(activity.required for step in steps for activity in step.activities)

    @cached_property
    def languages(self) -> tuple[Spoken, ...]:
        """The languages of the text, the original first."""
        lessons, unreviewed = self.outline.lessons, self.outline.unreviewed
        counts = {tag: sum(tag in lesson.languages for lesson in lessons) for tag in self.outline.languages}
        return tuple(Spoken(tag, count, count == len(lessons), tag in unreviewed) for tag, count in counts.items())

    @cached_property
    def is_short(self) -> bool:
        """Whether all lessons are shown at once."""
        return len(self.outline.lessons) <= SHORT

    @property
    def first(self) -> LessonOutline | None:
        """The lesson that anybody may read."""
        return next(iter(self.outline.lessons), None)

    def said_in(self, language: str) -> str:
        """The language in which the course says its title to a reader of `language`, as `in_language` chooses it."""
        return said_in(self.outline.titles, language, self.outline.languages)


def before(outline: Outline) -> tuple[Before, ...]:
    """What comes before a course; a course that is not published is left out, unless something is said about it."""
    if not outline.prerequisites:
        return ()
    known = {ref.course: ref for ref in queries.current_releases()}
    found = [Before(known.get(one.course), one.texts) for one in outline.prerequisites]
    return tuple(one for one in found if one.ref or one.texts)
