"""Somebody who previews does what learners do, and nothing of it is kept: their standing is made up for one page."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from courses import LessonOutline
from lms.accounts.queries import Visitor
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.kit import clock
from lms.learning.access import Study
from lms.practice import answering
from lms.practice.answering import Try
from lms.practice.rules import Answer
from lms.progress.rules import FactRow, Standing, standing_of


def study_of(visitor: Visitor, ref: ReleaseRef, language: str | None) -> Study:
    """The course as a learner has it who reads this language, or the visitor's own."""
    reader = replace(visitor, text_language=language) if language else visitor
    return Study(reader, ref, catalog.outline(ref), None)


def standing_at(lesson: LessonOutline, step: str | None, verdict: FactRow | None = None) -> Standing:
    """The standing of somebody who did every step before the one that is open, and gave one answer just now."""
    ids = [each.id for each in lesson.steps]
    done = ids[: ids.index(step)] if step in ids else []
    at = clock.now()
    facts = [FactRow("finished_step", lesson.id, each, None, {}, at) for each in done]
    return standing_of([*facts, verdict] if verdict else facts)


def verdict_on(study: Study, lesson: str, activity: str, answer: Answer) -> FactRow:
    """The verdict on an answer, as the fact it would be. Raises NoSuchActivity and UnreadableAnswer."""
    outline = study.lesson_or_404(lesson)
    language = catalog.fitting_language(outline.languages, study.visitor.text_language)
    given = Try(uuid4(), study.ref, lesson, activity, language, answer, clock.now())
    step, _, verdict = answering.judge(given)
    detail = answering.verdict_detail(given, verdict)
    return FactRow("verdict", lesson, step, activity, detail, given.at, study.ref.id, given.at)
