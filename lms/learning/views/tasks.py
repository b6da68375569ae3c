"""A task: reading what it asks, writing, handing in, taking back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.limits import limiter
from lms.learning import doing
from lms.learning.access import Study, study_or_404
from lms.learning.forms import AnswerForm
from lms.learning.task_page import Fields, Task, find_task, task_page
from lms.learning.views import blueprint
from lms.learning.views.files import desk_of
from lms.practice import handing_in, receiving
from lms.practice.asked import NoSuchActivity
from lms.practice.drafts import UnreadableDraft
from lms.practice.handed import LONGEST_TEXT, Missing, taken_from
from lms.practice.handing_in import AlreadyWaiting, Sent, WorkIncomplete
from lms.progress.rules import ActivityStanding
from lms.progress.standing import standing


@blueprint.get("/learn/<course>/<lesson>/tasks/<activity>")
@audience(SIGNED_IN)
def task(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """What a task asks, what one writes for it, and what was said of what one handed in."""
    return _page(*_found(course, lesson, activity))


@blueprint.post("/learn/<course>/<lesson>/tasks/<activity>")
@audience(SIGNED_IN)
@limiter.limit("60 per hour")
def hand_in(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """Hand a work in."""
    form = AnswerForm()
    if not form.validate_on_submit():
        abort(400)
    study, found = _found(course, lesson, activity, form.release.data)
    at = clock.now()
    try:
        doing.hand_in(study, _sent(form, study, found, at), found.place)
        db.session.commit()
    except WorkIncomplete as error:
        return _page(study, found, request.form.to_dict(flat=False), _sentence(error.what, found.exercise.shortest))
    except AlreadyWaiting:
        db.session.rollback()
        flash(gettext("What you handed in waits already. To change it, take it back first."), "info")
    else:
        flash(_handed_in(found), "info")
    return redirect(_address(course, lesson, activity))


@blueprint.post("/learn/<course>/<lesson>/tasks/<activity>/keep")
@audience(SIGNED_IN)
def keep_work(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """Keep what is written so far, for browsers in which no script does it."""
    form = AnswerForm()
    if not form.validate_on_submit():
        abort(400)
    study, found = _found(course, lesson, activity, form.release.data)
    fields = request.form.to_dict(flat=False)
    try:
        doing.keep_typed(study, found.lesson, activity, UUID(form.id.data), fields, clock.now())
    except UnreadableDraft:
        return _page(study, found, fields, _sentence("text-long", 0))
    db.session.commit()
    flash(gettext("Kept. It is here when you come back."), "info")
    return redirect(_address(course, lesson, activity))


@blueprint.post("/learn/<course>/<lesson>/tasks/<activity>/back")
@audience(SIGNED_IN)
def take_back(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """Take back what waits, to change it."""
    if not AnswerForm().validate_on_submit():
        abort(400)
    study, _ = _found(course, lesson, activity)
    work = handing_in.waiting(study.learner.person_id, course, activity)
    if work is not None and handing_in.take_back(work, clock.now()):
        flash(gettext("You have it back. Change what you like, and hand it in again."), "info")
    else:
        flash(gettext("There is nothing to take back: it was reviewed meanwhile, or you have it back already."), "info")
    db.session.commit()
    return redirect(_address(course, lesson, activity))


def _handed_in(found: Task) -> str:
    if found.exercise.by_mates:
        return str(gettext("It is handed in. Somebody in your team looks at it. You can go on meanwhile."))
    return str(gettext("It is handed in. Your instructor looks at it. You can go on meanwhile."))


def _found(course: str, lesson: str, activity: str, release: int | None = None) -> tuple[Study, Task]:
    study = study_or_404(me(), course, release)
    try:
        return study, find_task(study, study.lesson_or_404(lesson), activity)
    except NoSuchActivity:
        abort(404)


def _sent(form: AnswerForm, study: Study, found: Task, at: datetime) -> Sent:
    lying = receiving.lying(desk_of(study, found.exercise.id)) if "file" in found.exercise.hand_in else []
    files = sum(bool(file.sha256) for file in lying)
    handed = taken_from(found.exercise, request.form.get("text", ""), request.form.get("link", ""), files)
    return Sent(UUID(form.id.data), study.ref, found.lesson.id, found.exercise.id, found.language, handed, at)


def _page(study: Study, found: Task, typed: Fields | None = None, problem: str = "") -> ResponseReturnValue:
    now = (
        standing(study.visitor.id, study.ref.course).activity(found.exercise.id) if study.place else ActivityStanding()
    )
    page = task_page(study, found, now, typed)
    shown = render_template("learning/task.html", study=study, page=page, task=found, problem=problem)
    return shown, 400 if problem else 200


def _sentence(what: Missing, shortest: int) -> str:
    sentences = {
        "nothing": gettext("Please write something first, or add a link."),
        "nothing-file": gettext("Please write something first, or add a file."),
        "text-short": gettext("A little more, please: at least %(number)d characters.", number=shortest),
        "text-long": gettext("Please write %(number)d characters or fewer.", number=LONGEST_TEXT),
        "text-odd": gettext("There is a sign in it that cannot be kept. Please write it again without that sign."),
        "link-odd": gettext("Please write the whole address of a page, beginning with https://"),
    }
    return str(sentences[what])


def _address(course: str, lesson: str, activity: str) -> str:
    return url_for("learning.task", course=course, lesson=lesson, activity=activity)
