"""Looking at a mate's work, and saying what one thinks of it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.cohorts.queries import Place
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.limits import limiter
from lms.learning.access import study_or_404
from lms.learning.forms import MateForm
from lms.learning.mates_page import is_too_late, mate_work_or_404
from lms.learning.views import blueprint
from lms.practice.handing_out import file_answer
from lms.practice.opined import points_given, words_beside
from lms.practice.reviewing import NotWaiting, Opinion, review

HERE = "/learn/<course>/<lesson>/tasks/<activity>/mates/<int:work>"


@blueprint.route(HERE, methods=["GET", "POST"])
@audience(SIGNED_IN)
@limiter.limit("60 per hour", methods=["POST"])
def mate_work(course: str, lesson: str, activity: str, work: int) -> ResponseReturnValue:
    """A mate's work: read it, and write to them. What mates say holds nobody back: with it the task is done."""
    place, form = _place(course, lesson), MateForm()
    if is_too_late(place, activity, work):
        return _too_late(course, lesson, activity)
    found = mate_work_or_404(place, activity, work)
    points = points_given(found.exercise, request.form) if form.is_submitted() else None
    problem = gettext("Please give points in every row.") if form.is_submitted() and points is None else ""
    if form.validate_on_submit() and points is not None:
        beside = words_beside(found.told.places, request.form)
        opinion = Opinion(points, True, form.words.data or "", beside, "mate")
        try:
            review(found.work, found.exercise, opinion, me().id, clock.now())
            db.session.commit()
        except NotWaiting:
            db.session.rollback()
            return _too_late(course, lesson, activity)
        flash(gettext("Thank you. Your words are with them now."), "info")
        return redirect(url_for("learning.task", course=course, lesson=lesson, activity=activity))
    shown = {"page": found, "form": form, "typed": request.form, "problem": problem}
    page = render_template("learning/mate_work.html", course=course, lesson=lesson, activity=activity, **shown)
    return page, 400 if form.errors or problem else 200


def _too_late(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    flash(gettext("It was taken back, or somebody else was quicker. Thank you all the same."), "info")
    return redirect(url_for("learning.task", course=course, lesson=lesson, activity=activity))


@blueprint.get(f"{HERE}/files/<file>")
@audience(SIGNED_IN)
def mate_file(course: str, lesson: str, activity: str, work: int, file: str) -> ResponseReturnValue:
    """A file of a mate's work."""
    found = mate_work_or_404(_place(course, lesson), activity, work)
    for shown, kept in zip(found.files, found.told.files, strict=True):
        if str(shown.uuid) == file:
            return file_answer(kept, shown.name)
    abort(404)


def _place(course: str, lesson: str) -> Place | None:
    study = study_or_404(me(), course)
    study.lesson_or_404(lesson)
    return study.place
