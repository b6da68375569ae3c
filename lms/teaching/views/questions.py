"""One question: what people answered, and grading earlier answers anew."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from lms.accounts import auditing
from lms.accounts.access import me
from lms.accounts.auditing import Deed
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.kit import clock, jobs
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.practice import correcting, corrections
from lms.practice.jobs import CORRECT
from lms.teaching.access import author_or_404, teaching_or_404
from lms.teaching.forms import CorrectForm
from lms.teaching.insight import answers_in, insight
from lms.teaching.side_by_side import side_by_side_or_404
from lms.teaching.views import blueprint


@blueprint.get("/teach/<course>/questions/<activity>")
@audience(INSTRUCTOR, ADMIN)
def question(course: str, activity: str) -> ResponseReturnValue:
    """What people answered to one question; by name in my teams."""
    found, language = teaching_or_404(me(), course), current_language()
    shown = insight(found.ref, activity, language) or abort(404)
    teams = [(team, answers_in(found.ref, team, activity, language)) for team in found.teams]
    needs = found.is_author and any(one.activity == activity for one in corrections.corrigible(found.ref))
    return render_template(
        "teaching/question.html", teaching=found, shown=shown, teams=teams, needs=needs, form=CorrectForm(formdata=None)
    )


@blueprint.get("/teach/<course>/tasks/<activity>")
@audience(INSTRUCTOR)
def task(course: str, activity: str) -> ResponseReturnValue:
    """What the people of my teams made for one task, or wrote for one check, side by side."""
    found = teaching_or_404(me(), course)
    shown = side_by_side_or_404(found.ref, found.teams, activity, current_language())
    return render_template("teaching/task.html", teaching=found, shown=shown)


@blueprint.post("/teach/<course>/questions/<activity>/correct")
@audience(INSTRUCTOR, ADMIN)
def correct(course: str, activity: str) -> ResponseReturnValue:
    """Have it counted whose result would change if earlier answers were graded by the present key."""
    found, form = author_or_404(me(), course), CorrectForm()
    if insight(found.ref, activity, current_language()) is None:
        abort(404)
    if not form.validate_on_submit():
        abort(400)
    try:
        made = correcting.ask(found.ref, activity, form.who.data == "gain", me().id, clock.now())
    except IntegrityError:
        db.session.rollback()
        under_way = next(one for one in corrections.of_course(course) if one.activity_id == activity)
        flash(gettext("This question is being graded anew already. Here it is."), "info")
        return redirect(url_for("teaching.correction", course=course, number=under_way.id))
    auditing.write(me().id, Deed("course.correction_asked", course, {"activity": activity}), clock.now())
    db.session.commit()
    jobs.wake(CORRECT)
    return redirect(url_for("teaching.correction", course=course, number=made.id))
