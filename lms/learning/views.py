"""Today, reading a lesson (finish, answer, say that it is hard), and the door for facts that devices send."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from courses import LessonOutline
from lms.accounts.access import ask_to_sign_in, me, own_address, visitor_or_none
from lms.catalog import queries as catalog
from lms.catalog.search import search
from lms.cohorts import queries as cohorts
from lms.kit import clock, metrics
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.limits import limiter
from lms.learning import device, doing
from lms.learning.access import Study, readable_courses, study_or_404, study_to_read
from lms.learning.course_page import course_page
from lms.learning.course_sheet import course_sheet
from lms.learning.desk import Time, desk
from lms.learning.forms import AnswerForm, SearchForm, StepForm, TimeForm
from lms.learning.lesson_page import LessonPage, lesson_page
from lms.learning.lesson_sheet import LessonSheet
from lms.learning.listening import spoken
from lms.learning.syncing import LARGEST_BATCH, take_batch
from lms.learning.today import Now, today
from lms.learning.untaken import Untaken, typed_in
from lms.learning.welcome import welcome
from lms.margins import queries as margins
from lms.practice.answering import NoSuchActivity, NoTriesLeft, Try
from lms.practice.given import answer_of_form
from lms.practice.rules import UnreadableAnswer
from lms.progress.rules import lesson_is_done, standing_of
from lms.progress.standing import standing

blueprint = Blueprint("learning", __name__)


@blueprint.get("/")
@audience(ANYONE)
def home() -> ResponseReturnValue:
    """Welcome, or the desk."""
    visitor = visitor_or_none()
    if visitor is None:
        return welcome()
    form, hand = TimeForm(request.args), device.in_hand()
    minutes = form.minutes.data if form.validate() else None
    courses = today(
        cohorts.places_of(visitor.id), Now(clock.now(), minutes, device.NEEDS[hand], "back" in request.args)
    )
    return desk(visitor, courses, Time(minutes, request.args.get("minutes", ""), hand, bool(form.errors)))


@blueprint.post("/device")
@audience(SIGNED_IN)
def choose_device() -> ResponseReturnValue:
    """Say which device this is, where we guessed wrong."""
    device.choose(request.form.get("device", ""))
    return redirect(own_address(request.form.get("next")))


@blueprint.get("/courses/<course>")
@audience(ANYONE)
def course(course: str) -> ResponseReturnValue:
    """What one course is for and what is in it; for somebody who takes it, what is done and where to go on."""
    ref = catalog.current_release(course)
    if ref is None:
        abort(404)
    return course_sheet(course_page(ref, visitor_or_none()))


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
    try:
        doing.answer(study, _sent_try(form, study, found.id, activity), clock.now())
        db.session.commit()
    except NoSuchActivity:
        abort(404)
    except NoTriesLeft:
        flash(gettext("All tries for this question are used. You can go on."), "info")
    except UnreadableAnswer:
        return _ask_again(study, found, Untaken(activity, request.form.to_dict(flat=False)))
    return redirect(_lesson_address(course, lesson, _step_of(found, activity), f"activity-{activity}"))


def _ask_again(study: Study, found: LessonOutline, untaken: Untaken) -> Response:
    """The page with what was chosen still on it, and what to do."""
    flash(untaken.sentence(), "care")
    now = standing(study.visitor.id, study.ref.course)
    page = lesson_page(study, found, now, _step_of(found, untaken.activity), (*typed_in(study, found), untaken))
    answer = _sheet(study, page)
    answer.status_code = 422
    return answer


def _step_of(lesson: LessonOutline, activity: str) -> str | None:
    return next((step.id for step in lesson.steps for one in step.activities if one.id == activity), None)


def _sent_try(form: AnswerForm, study: Study, lesson: str, activity: str) -> Try:
    """The answer a form carries. Raises UnreadableAnswer."""
    given = answer_of_form(request.form.to_dict(flat=False))
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


@blueprint.post("/facts")
@audience(SIGNED_IN)
@limiter.limit("600 per minute")
def send_facts() -> ResponseReturnValue:
    """Take `{"facts": […]}`, at most 200, and answer for each."""
    outcomes = take_batch(me(), _sent_batch(), clock.now())
    db.session.commit()
    metrics.count("gonin_facts_received", len(outcomes))
    return jsonify(facts=[asdict(outcome) for outcome in outcomes])


def _sent_batch() -> list[Any]:
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        # So many brackets inside one another that the reader gave up: nothing of ours looks like this.
        abort(400)
    batch = body.get("facts") if isinstance(body, dict) else None
    if not isinstance(batch, list):
        abort(400)
    if len(batch) > LARGEST_BATCH:
        abort(413)
    return batch


@blueprint.get("/facts")
@audience(SIGNED_IN)
def ask_standing() -> ResponseReturnValue:
    """My standing in each course I have a seat in."""
    courses = {}
    for place in cohorts.places_of(me().id):
        ref = catalog.current_release(place.course)
        if ref is None:
            continue
        now = standing(me().id, place.course)
        lessons = catalog.outline(ref).lessons
        courses[place.course] = {
            "release": ref.id,
            "finished": [{"lesson": lesson, "step": step} for lesson, step in sorted(now.finished)],
            "completed": [lesson.id for lesson in lessons if lesson_is_done(lesson, now)],
            "last_open": list(now.last_open) if now.last_open else None,
        }
    return jsonify(courses=courses)


@blueprint.get("/search")
@audience(ANYONE)
@limiter.limit("60 per minute")
def find() -> ResponseReturnValue:
    """Steps and courses that hold the words somebody looks for. Of lessons only those they may read; the words are not kept."""
    form = SearchForm(request.args)
    visitor = visitor_or_none()
    is_fine = form.validate()
    page = min(max(request.args.get("page", 1, type=int), 1), 100)
    asked = form.q.data or "" if is_fine else ""
    language = visitor.text_language if visitor else current_language()
    results = search(asked, readable_courses(visitor) if asked else (), language, page)
    shown = render_template(
        "learning/search.html", form=form, asked=asked, results=results, language=current_language()
    )
    return shown, 200 if is_fine else 400
