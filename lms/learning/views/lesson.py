"""Reading a lesson: its steps, its quick checks, and saying that a step is hard."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid4

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from courses import LessonOutline
from lms.accounts.access import ask_to_sign_in, me, visitor_or_none
from lms.kit import clock
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.limits import limiter
from lms.learning import doing
from lms.learning.access import Study, study_or_404, study_to_read
from lms.learning.forms import AnswerForm, StepForm
from lms.learning.lesson_page import LessonPage, lesson_page
from lms.learning.lesson_sheet import LessonSheet
from lms.learning.listening import spoken
from lms.learning.untaken import Untaken, old_page, typed_in
from lms.learning.views import blueprint
from lms.margins import queries as margins
from lms.practice.answering import NoTriesLeft, Try
from lms.practice.asked import NoSuchActivity
from lms.practice.drafts import UnreadableDraft
from lms.practice.draws import OldPage, fields_sent
from lms.practice.given import answer_of_form
from lms.practice.rules import UnreadableAnswer
from lms.practice.self_checked import SelfCheck, said_in
from lms.progress.rules import standing_of
from lms.progress.standing import standing


@blueprint.get("/learn/<course>/<lesson>")
@audience(ANYONE)
def read(course: str, lesson: str) -> ResponseReturnValue:
    """A lesson, open at the step where one is. The first one is for anybody."""
    visitor = visitor_or_none()
    study = study_to_read(visitor, course, lesson)
    if study is None:
        return abort(404) if visitor else ask_to_sign_in()
    now = standing_of(()) if study.is_guest else standing(study.visitor.id, course)
    if now.has_begun(lesson) and lesson not in [candidate.id for candidate in study.outline.lessons]:
        flash(gettext("This lesson is no longer part of the course. What you did in it is kept."), "info")
        return redirect(url_for("learning.course", course=course))
    found = study.lesson_or_404(lesson)
    return _sheet(study, lesson_page(study, found, now, request.args.get("step"), typed_in(study, found)))


def _sheet(study: Study, page: LessonPage) -> Response:
    """The page with what the reader keeps beside it. Staff without a place keep nothing."""
    about = study.visitor.id, study.ref.course, page.lesson.id
    kept = margins.of_lesson(*about, clock.now()) if study.place else None
    return LessonSheet(study, page, margins=kept).answer()


@blueprint.get("/learn/<course>/<lesson>/heard")
@audience(ANYONE)
@limiter.limit("120 per minute")
def hear(course: str, lesson: str) -> ResponseReturnValue:
    """What a step of a lesson says, paragraph by paragraph, for a voice on the reader's device."""
    study = study_to_read(visitor_or_none(), course, lesson) or abort(404)
    said = spoken(study, study.lesson_or_404(lesson), request.args.get("step", ""), request.args.get("language", ""))
    return jsonify(paragraphs=said if said is not None else abort(404))


@blueprint.post("/learn/<course>/<lesson>/finish")
@audience(SIGNED_IN)
def finish_step(course: str, lesson: str) -> ResponseReturnValue:
    """Finish a step and go on to the next."""
    study, found, step = _sent_step(course, lesson)
    place = doing.finish_step(study, found, step, clock.now())
    db.session.commit()
    if place is None:
        return redirect(_lesson_address(course, lesson, step, "done"))
    following, activity = place
    return redirect(_lesson_address(course, lesson, following, f"activity-{activity}" if activity else ""))


def _sent_step(course: str, lesson: str) -> tuple[Study, LessonOutline, str]:
    """What a button of a step says: in which study, which lesson, which step. 400 when there is no such step."""
    form = StepForm()
    study = study_or_404(me(), course, form.release.data)
    found = study.lesson_or_404(lesson)
    if not form.validate_on_submit() or form.step.data not in [step.id for step in found.steps]:
        abort(400)
    return study, found, form.step.data


@blueprint.post("/learn/<course>/<lesson>/answer/<activity>")
@audience(SIGNED_IN)
def answer(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """Answer an activity."""
    form = AnswerForm()
    if not form.validate_on_submit():
        abort(400)
    study = study_or_404(me(), course, form.release.data)
    found = study.lesson_or_404(lesson)
    if any(one.kind == "check" for step in found.steps for one in step.activities if one.id == activity):
        return _check(form, study, found, activity)
    try:
        given = _sent_try(form, study, found.id, activity)
        doing.answer(study, given, clock.now())
        if given.answer.unsure:
            with suppress(UnreadableDraft, OldPage):
                doing.keep_typed(study, found, activity, uuid4(), _fields(), clock.now())
        db.session.commit()
    except NoSuchActivity:
        abort(404)
    except NoTriesLeft:
        flash(gettext("All tries for this question are used. You can go on."), "info")
    except OldPage:
        return _ask_again(study, found, Untaken(activity, {}), old_page())
    except UnreadableAnswer:
        untaken = Untaken(activity, fields_sent(study.visitor.id, study.ref, (found.id, activity), _fields()))
        return _ask_again(study, found, untaken, untaken.sentence())
    return redirect(_lesson_address(course, lesson, _step_of(found, activity), f"activity-{activity}"))


def _check(form: AnswerForm, study: Study, found: LessonOutline, activity: str) -> ResponseReturnValue:
    """Keep what somebody says of their own code."""
    try:
        said, at = said_in(_fields()), clock.now()
        given = SelfCheck(UUID(form.id.data), study.ref, found.id, activity, str(form.language.data), said, at)
        doing.check_oneself(study, given, at)
    except NoSuchActivity:
        abort(404)
    except UnreadableAnswer:
        return _ask_again(study, found, Untaken(activity, _fields()), gettext("Please say how it went."))
    db.session.commit()
    return redirect(_lesson_address(study.ref.course, found.id, _step_of(found, activity), f"activity-{activity}"))


@blueprint.post("/learn/<course>/<lesson>/keep/<activity>")
@audience(SIGNED_IN)
def keep_typed(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """Keep what is typed so far and not answered yet, for browsers in which no script does it."""
    form = AnswerForm()
    if not form.validate_on_submit():
        abort(400)
    study = study_or_404(me(), course, form.release.data)
    found = study.lesson_or_404(lesson)
    try:
        doing.keep_typed(study, found, activity, UUID(form.id.data), _fields(), clock.now())
    except NoSuchActivity:
        abort(404)
    except OldPage:
        return _ask_again(study, found, Untaken(activity, {}), old_page())
    except UnreadableDraft:
        untaken = Untaken(activity, fields_sent(study.visitor.id, study.ref, (found.id, activity), _fields()))
        return _ask_again(study, found, untaken, gettext("This is too long to be kept. Please make it shorter."))
    db.session.commit()
    flash(gettext("What you typed is kept. You find it here in every language."), "info")
    return redirect(_lesson_address(course, lesson, _step_of(found, activity), f"activity-{activity}"))


def _ask_again(study: Study, found: LessonOutline, untaken: Untaken, sentence: str) -> Response:
    """The page with what was chosen still on it, and what to do."""
    flash(sentence, "care")
    now = standing(study.visitor.id, study.ref.course)
    page = lesson_page(study, found, now, _step_of(found, untaken.activity), (*typed_in(study, found), untaken))
    answer = _sheet(study, page)
    answer.status_code = 422
    return answer


def _step_of(lesson: LessonOutline, activity: str) -> str | None:
    return next((step.id for step in lesson.steps for one in step.activities if one.id == activity), None)


def _fields() -> dict[str, list[str]]:
    return request.form.to_dict(flat=False)


def _sent_try(form: AnswerForm, study: Study, lesson: str, activity: str) -> Try:
    """The answer a form carries. Raises NoSuchActivity, UnreadableAnswer, and OldPage, which is one."""
    given = answer_of_form(fields_sent(study.visitor.id, study.ref, (lesson, activity), _fields()))
    return Try(UUID(form.id.data), study.ref, lesson, activity, str(form.language.data), given, clock.now())


@blueprint.post("/learn/<course>/<lesson>/hard")
@audience(SIGNED_IN)
def mark_hard(course: str, lesson: str) -> ResponseReturnValue:
    """Say to the team that a step is hard, or that it is no longer."""
    study, found, step = _sent_step(course, lesson)
    is_hard = request.values.get("hard") == "yes"
    doing.mark(study, found, step, is_hard, clock.now())
    db.session.commit()
    flash(
        gettext("Your team can see that this part is hard.") if is_hard else gettext("Good. The mark is gone."), "info"
    )
    return redirect(_lesson_address(course, lesson, step, ""))


def _lesson_address(course: str, lesson: str, step: str | None, anchor: str) -> str:
    target = anchor or (f"step-{step}" if step else None)
    return url_for("learning.read", course=course, lesson=lesson, step=step, _anchor=target)
