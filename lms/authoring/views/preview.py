"""A version as learners would get it: the very pages of theirs, with a bar above. Nothing that is done here is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from courses import LessonOutline
from lms.accounts.access import me
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.authoring import trying
from lms.authoring.access import version_or_404
from lms.authoring.views import blueprint
from lms.catalog import drafts
from lms.catalog.cover import before
from lms.catalog.drafts import DraftIsLost
from lms.catalog.queries import ReleaseRef
from lms.kit.audience import audience
from lms.kit.fragments import Filled
from lms.kit.i18n import current_language
from lms.learning.access import Study
from lms.learning.course_page import CoursePage
from lms.learning.forms import AnswerForm, StepForm
from lms.learning.lesson_page import lesson_page
from lms.learning.lesson_sheet import LessonSheet
from lms.learning.untaken import Untaken
from lms.learning.ways import Ways
from lms.practice.asked import NoSuchActivity
from lms.practice.draws import OldPage, fields_sent
from lms.practice.given import answer_of_form
from lms.practice.rules import UnreadableAnswer
from lms.progress.rules import Standing


def _ways(number: int) -> Ways:
    return Ways(
        "authoring.preview", "authoring.preview_lesson", "authoring.preview_finish", "authoring.preview_hard",
        "authoring.preview_answer", "", "", number, request.args.get("width") == "phone",
    )  # fmt: skip


def _study_or_404(course: str, number: int) -> Study:
    _, version = version_or_404(me(), course, number)
    try:
        draft = drafts.load(version.draft) if version.draft else None
    except DraftIsLost:
        draft = None
    if draft is None:
        abort(404)
    ref = ReleaseRef(0, course, 0, draft.digest, version.draft or "")
    study = trying.study_of(me(), ref, None)
    asked = request.args.get("language")
    return trying.study_of(me(), ref, asked) if asked in study.outline.languages else study


def _bar(study: Study, number: int, lesson: LessonOutline | None = None) -> Filled:
    return Filled(
        [
            render_template(
                "authoring/_preview_bar.html",
                outline=study.outline,
                number=number,
                lesson=lesson,
                asked=request.args.get("language", ""),
                is_phone=request.args.get("width") == "phone",
                step=request.args.get("step"),
            ).encode()
        ]
    )


@blueprint.get("/author/<course>/<int:number>/preview")
@audience(INSTRUCTOR, ADMIN)
def preview(course: str, number: int) -> ResponseReturnValue:
    """The course's page of a version."""
    study = _study_or_404(course, number)
    shown = CoursePage(study.ref, study.outline, None, frozenset(), None, before(study.outline), may_read=True)
    language = study.visitor.text_language if request.args.get("language") else current_language()
    return render_template(
        "learning/course.html",
        shown=shown, language=language, ways=_ways(number), bar=_bar(study, number),
    )  # fmt: skip


@blueprint.get("/author/<course>/<int:number>/preview/<lesson>")
@audience(INSTRUCTOR, ADMIN)
def preview_lesson(course: str, number: int, lesson: str) -> ResponseReturnValue:
    """A lesson of a version, at a step: those before it count as done."""
    study = _study_or_404(course, number)
    step = request.args.get("step")
    return _page(study, number, lesson, trying.standing_at(study.lesson_or_404(lesson), step), step)


def _page(
    study: Study, number: int, lesson: str, standing: Standing, step: str | None, untaken: Sequence[Untaken] = ()
) -> Response:
    found = study.lesson_or_404(lesson)
    sheet = LessonSheet(study, lesson_page(study, found, standing, step, untaken), _ways(number))
    return sheet.answer(_bar(study, number, found))


def _ask_again(study: Study, number: int, lesson: str, untaken: Untaken) -> Response:
    """The page with what was chosen still on it, and what to do."""
    flash(untaken.sentence(), "care")
    found = study.lesson_or_404(lesson)
    step = next((step.id for step in found.steps if untaken.activity in [one.id for one in step.activities]), None)
    answer = _page(study, number, lesson, trying.standing_at(found, step), step, (untaken,))
    answer.status_code = 422
    return answer


@blueprint.post("/author/<course>/<int:number>/preview/<lesson>/finish")
@audience(INSTRUCTOR, ADMIN)
def preview_finish(course: str, number: int, lesson: str) -> ResponseReturnValue:
    """Go on to the next step, as if this one were done."""
    found, step = _pressed(course, number, lesson)
    ids = [each.id for each in found.steps]
    following = ids[min(ids.index(step) + 1, len(ids) - 1)]
    return redirect(_address(course, number, lesson, following))


@blueprint.post("/author/<course>/<int:number>/preview/<lesson>/hard")
@audience(INSTRUCTOR, ADMIN)
def preview_hard(course: str, number: int, lesson: str) -> ResponseReturnValue:
    """Where learners tell their team that a part is hard, nobody is told."""
    _, step = _pressed(course, number, lesson)
    flash(gettext("This is a preview: nobody was told."), "info")
    return redirect(_address(course, number, lesson, step))


def _pressed(course: str, number: int, lesson: str) -> tuple[LessonOutline, str]:
    found = _study_or_404(course, number).lesson_or_404(lesson)
    form = StepForm()
    if not form.validate_on_submit() or form.step.data not in [step.id for step in found.steps]:
        abort(400)
    return found, form.step.data


def _address(course: str, number: int, lesson: str, step: str) -> str:
    given = {"course": course, "number": number, "lesson": lesson, "step": step, "_anchor": f"step-{step}"}
    return url_for("authoring.preview_lesson", **given)  # type: ignore[arg-type]  # Parts of the address, and its anchor.


@blueprint.post("/author/<course>/<int:number>/preview/<lesson>/answer/<activity>")
@audience(INSTRUCTOR, ADMIN)
def preview_answer(course: str, number: int, lesson: str, activity: str) -> ResponseReturnValue:
    """Grade an answer and show what a learner would see. It is gone with the next page."""
    study, form = _study_or_404(course, number), AnswerForm()
    if not form.validate_on_submit():
        abort(400)
    study = trying.study_of(study.visitor, study.ref, form.language.data)
    untaken = Untaken(activity, request.form.to_dict(flat=False))
    try:
        untaken = replace(untaken, fields=fields_sent(study.visitor.id, study.ref, (lesson, activity), untaken.fields))
        answer = answer_of_form(untaken.fields)
        verdict = trying.verdict_on(study, lesson, activity, answer)
    except NoSuchActivity:
        abort(404)
    except OldPage:
        return _ask_again(study, number, lesson, Untaken(activity, {}))
    except UnreadableAnswer:
        return _ask_again(study, number, lesson, untaken)
    standing = trying.standing_at(study.lesson_or_404(lesson), verdict.step, verdict)
    return _page(study, number, lesson, standing, verdict.step)
