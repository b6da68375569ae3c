"""One correction: how far it is, whose result changes, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

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
from lms.teaching.access import Teaching, author_or_404
from lms.teaching.forms import PressForm
from lms.teaching.preview import changes
from lms.teaching.views import blueprint
from lms.teaching.wording import labels

if TYPE_CHECKING:
    from lms.practice.models import Correction


def _correction_or_404(course: str, number: int) -> tuple[Teaching, Correction]:
    found = author_or_404(me(), course)
    return found, corrections.one(course, number) or abort(404)


@blueprint.get("/teach/<course>/corrections/<int:number>")
@audience(INSTRUCTOR, ADMIN)
def correction(course: str, number: int) -> ResponseReturnValue:
    """How far a correction is, and what it changes."""
    found, one = _correction_or_404(course, number)
    label = labels(found.ref, current_language()).get(one.activity_id, one.activity_id)
    shown = changes(one, found.teams) if one.state in ("counted", "applied") else []
    return render_template(
        "teaching/correction.html", teaching=found, correction=one, label=label, changes=shown, button=PressForm()
    )


@blueprint.get("/teach/<course>/corrections/<int:number>/progress")
@audience(INSTRUCTOR, ADMIN)
def progress(course: str, number: int) -> ResponseReturnValue:
    """How far it is, for the page that shows it. Nothing is sent where nothing changed."""
    one = _correction_or_404(course, number)[1]
    answer = make_response(render_template("teaching/_progress.html", correction=one))
    answer.add_etag()
    return answer.make_conditional(request)


@blueprint.post("/teach/<course>/corrections/<int:number>/apply")
@audience(INSTRUCTOR, ADMIN)
def apply(course: str, number: int) -> ResponseReturnValue:
    """Do what was counted."""
    return _decide(course, number, is_wanted=True)


@blueprint.post("/teach/<course>/corrections/<int:number>/drop")
@audience(INSTRUCTOR, ADMIN)
def drop(course: str, number: int) -> ResponseReturnValue:
    """Leave every answer as it is."""
    return _decide(course, number, is_wanted=False)


def _decide(course: str, number: int, *, is_wanted: bool) -> ResponseReturnValue:
    one = _correction_or_404(course, number)[1]
    if not PressForm().validate_on_submit():
        abort(400)
    is_done = (correcting.confirm if is_wanted else correcting.drop)(one, clock.now())
    if is_done:
        deed = "course.correction_applied" if is_wanted else "course.correction_dropped"
        auditing.write(me().id, Deed(deed, course, {"activity": one.activity_id}), clock.now())
    db.session.commit()
    if not is_done:
        flash(gettext("This was decided already. Here is how it stands."), "info")
    elif is_wanted:
        jobs.wake(CORRECT)
    else:
        flash(gettext("Nothing was changed."), "info")
        return redirect(url_for("teaching.question", course=course, activity=one.activity_id))
    return redirect(url_for("teaching.correction", course=course, number=number))
