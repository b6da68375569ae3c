"""The outline of a course: what there is to do, in which order, without the text of the lessons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from courses.frozen import FrozenMap
from courses.languages import fallbacks

SPARING: Mapping[str, bool] = FrozenMap({"sparing": True})
"""Marks a field that data leave out while it is empty, so that courses without it keep the digest they had before it."""
Need = Literal["phone", "pc", "windows"]
LessonKind = Literal["markdown", "notebook"]
Named = TypeVar("Named", "StepOutline", "LessonOutline", "ActivityOutline")


@dataclass(frozen=True)
class ActivityOutline:
    """Something in a step that is answered; `attempts` is None when there is no limit.

    `form` is a quiz's form or a check's language; outlines of engine 1 do not say it.
    """

    id: str
    kind: Literal["quiz", "exercise", "check", "prompt"]
    points: int
    attempts: int | None
    required: bool
    form: str = ""
    by_mates: bool = field(default=False, metadata=SPARING)
    """Whether people of the same team look at what is handed in."""


@dataclass(frozen=True)
class StepOutline:
    """One sitting of 1 to 10 minutes; `need` says what the device must be."""

    id: str
    titles: Mapping[str, str]
    minutes: int
    need: Need
    activities: tuple[ActivityOutline, ...] = ()


@dataclass(frozen=True)
class LessonOutline:
    """One lesson; `languages` are those it can be read in, the original first."""

    id: str
    kind: LessonKind
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    minutes: int
    steps: tuple[StepOutline, ...]

    def step(self, step_id: str) -> StepOutline:
        """The step of that id; KeyError when there is none."""
        return _by_id(self.steps, step_id)

    def title(self, language: str) -> str:
        """The title in that language, else in the nearest one there is."""
        return in_language(self.titles, language, self.languages)


@dataclass(frozen=True)
class ModuleOutline:
    """A titled run of lessons."""

    id: str
    titles: Mapping[str, str]
    lessons: tuple[LessonOutline, ...]


@dataclass(frozen=True)
class SkillOutline:
    """A skill that the course's certificate shows, by its permanent code."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class CertificateRules:
    """What the certificate asks for: which lessons, and how many of all required points, in per cent (0 to 100).

    `tasks` says "passed" where every required task must have passed its review; else handing in is enough.
    """

    lessons: Literal["all"]
    points_percent: int
    titles: Mapping[str, str] = field(default_factory=FrozenMap)
    tasks: Literal["", "passed"] = field(default="", metadata=SPARING)


@dataclass(frozen=True)
class Prerequisite:
    """What somebody should know or have before they begin: another course by its id, or a sentence, or both."""

    course: str = ""
    texts: Mapping[str, str] = field(default_factory=FrozenMap)


@dataclass(frozen=True)
class Outline:
    """A whole course; the first of `languages` is the original, `hours` is a decimal number as text."""

    id: str
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    outcomes: Mapping[str, tuple[str, ...]]
    hours: str
    modules: tuple[ModuleOutline, ...]
    skills: tuple[SkillOutline, ...]
    certificate: CertificateRules | None
    licence: str
    authors: tuple[str, ...]
    level: str
    purposes: Mapping[str, str] = field(default_factory=FrozenMap, metadata=SPARING)
    """What the course is good for in somebody's life or work."""
    prerequisites: tuple[Prerequisite, ...] = field(default=(), metadata=SPARING)
    unreviewed: tuple[str, ...] = field(default=(), metadata=SPARING)
    """Languages in which no native reader has checked the text yet."""

    @property
    def lessons(self) -> tuple[LessonOutline, ...]:
        """All lessons in the order of the course."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def activities(self) -> tuple[ActivityOutline, ...]:
        """All activities in the order of the course."""
        return tuple(a for lesson in self.lessons for step in lesson.steps for a in step.activities)

    def lesson(self, lesson_id: str) -> LessonOutline:
        """The lesson of that id; KeyError when there is none."""
        return _by_id(self.lessons, lesson_id)

    def activity(self, activity_id: str) -> ActivityOutline:
        """The activity of that id; KeyError when there is none."""
        return _by_id(self.activities, activity_id)

    def title(self, language: str) -> str:
        """The course's title in that language, else in the nearest one there is."""
        return in_language(self.titles, language, self.languages)


def in_language(texts: Mapping[str, str], language: str, order: tuple[str, ...]) -> str:
    """The text in `language`, else in what serves its readers best, else in English, else the first of `order`; else empty.

    So a title is in the language in which its reader gets the lesson (`courses.languages.fitting`).
    """
    return texts.get(said_in(texts, language, order), "")


def said_in(texts: Mapping[str, str], language: str, order: tuple[str, ...]) -> str:
    """The language that `in_language` takes its text from; empty where there is no text."""
    found = next((tag for tag in (*fallbacks(language), "en", *order) if tag in texts), None)
    return next(iter(texts), "") if found is None else found


def _by_id(things: tuple[Named, ...], wanted: str) -> Named:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise KeyError(wanted)
