"""All that somebody keeps beside the text, in the order of its courses."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courses import LessonOutline
from courses.outline import in_language
from lms.cohorts import queries as cohorts
from lms.margins import queries
from lms.margins.access import outline_of
from lms.margins.queries import Kept
from lms.margins.rules import fingerprint


@dataclass(frozen=True)
class Entry:
    """What stands beside one step. `is_there`: whether the step can be opened now."""

    step: str
    title: str
    note: str
    is_marked: bool
    can_be_put_back: bool
    is_there: bool

    @property
    def was(self) -> str:
        """By what a page says later which note it showed."""
        return fingerprint(self.note)


@dataclass(frozen=True)
class LessonNotes:
    """The entries of one lesson."""

    course: str
    lesson: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class CourseNotes:
    """The entries of one course."""

    course: str
    title: str
    lessons: tuple[LessonNotes, ...]


def notebook(person_id: int, language: str, at: datetime, asked: str = "") -> tuple[CourseNotes, ...]:
    """Everything somebody keeps, by course and lesson in the order of the course; of it only what holds all words asked for.

    Three queries and one for each course. What is no longer part of a course comes at its end, under its id.
    """
    of_courses: dict[str, list[Kept]] = defaultdict(list)
    for kept in queries.all_of(person_id, at):
        if kept.beside != queries.NOTHING:
            of_courses[kept.course].append(kept)
    taken = {place.course for place in cohorts.places_of(person_id)}
    wanted = _folded(asked).split()
    found = (_course(course, kept, language, wanted, course in taken) for course, kept in of_courses.items())
    return tuple(course for course in found if course.lessons)


def _course(course: str, kept: list[Kept], language: str, wanted: list[str], is_taken: bool) -> CourseNotes:
    outline = outline_of(course)
    title = outline.title(language) if outline else course
    known = list(outline.lessons) if outline else []
    gone = {each.lesson for each in kept} - {lesson.id for lesson in known}
    lessons: list[tuple[str, LessonOutline | None]] = [(lesson.id, lesson) for lesson in known]
    lessons += [(lesson, None) for lesson in sorted(gone)]
    notes = []
    for lesson_id, lesson in lessons:
        mine = [each for each in kept if each.lesson == lesson_id]
        lesson_title = lesson.title(language) if lesson else lesson_id
        entries = [_entry(each, lesson, language, is_taken) for each in _in_order(mine, lesson)]
        fitting = tuple(entry for entry in entries if _holds(wanted, title, lesson_title, entry.title, entry.note))
        if fitting:
            notes.append(LessonNotes(course, lesson_id, lesson_title, fitting))
    return CourseNotes(course, title, tuple(notes))


def _in_order(kept: list[Kept], lesson: LessonOutline | None) -> list[Kept]:
    order = {step.id: number for number, step in enumerate(lesson.steps)} if lesson else {}
    return sorted(kept, key=lambda each: (order.get(each.step, len(order)), each.step))


def _entry(kept: Kept, lesson: LessonOutline | None, language: str, is_taken: bool) -> Entry:
    step = next((each for each in lesson.steps if each.id == kept.step), None) if lesson else None
    title = in_language(step.titles, language, lesson.languages) if lesson and step else kept.step
    beside = kept.beside
    return Entry(kept.step, title, beside.note, beside.is_marked, beside.can_be_put_back, is_taken and step is not None)


def titles(course: str, lesson: str, step: str, language: str) -> tuple[str, str, str]:
    """How a course, a lesson and a step are called; their ids where they are no longer there."""
    outline = outline_of(course)
    found = next((each for each in outline.lessons if each.id == lesson), None) if outline else None
    steps = {each.id: each for each in found.steps} if found else {}
    return (
        outline.title(language) if outline else course,
        found.title(language) if found else lesson,
        in_language(steps[step].titles, language, found.languages) if found and step in steps else step,
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _holds(wanted: Iterable[str], *texts: str) -> bool:
    whole = _folded(" ".join(texts))
    return all(word in whole for word in wanted)


def as_markdown(courses: Iterable[CourseNotes], title: str, bookmark: str) -> str:
    """The notes as a text file; `bookmark` is the word for a step that has one."""
    lines = [f"# {title}"]
    for course in courses:
        lines.append(f"## {course.title}")
        for lesson in course.lessons:
            lines.append(f"### {lesson.title}")
            for entry in lesson.entries:
                lines += [f"#### {entry.title}" + (f" ({bookmark})" if entry.is_marked else "")]
                lines += [entry.note] if entry.note else []
    return "\n\n".join(lines) + "\n"
