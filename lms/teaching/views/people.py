"""One learner of one of my teams: requirements, points, excuses."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.accounts.roles import INSTRUCTOR
from lms.certificates import excusing
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db
from lms.teaching.access import team_or_404
from lms.teaching.forms import ExcuseForm, PressForm
from lms.teaching.person import person_page_or_404
from lms.teaching.views import blueprint


@blueprint.get("/teach/<course>/teams/<cohort>/people/<int:person>")
@audience(INSTRUCTOR)
def person(course: str, cohort: str, person: int) -> ResponseReturnValue:
    """What the certificate asks of somebody, what is done, and what they were excused from."""
    page = person_page_or_404(team_or_404(me(), course, cohort)[1], person)
    return render_template(
        "teaching/person.html", page=page, form=ExcuseForm(formdata=None), button=PressForm(), asked=""
    )


@blueprint.post("/teach/<course>/teams/<cohort>/people/<int:person>/excuse")
@audience(INSTRUCTOR)
def excuse(course: str, cohort: str, person: int) -> ResponseReturnValue:
    """Excuse somebody from one requirement."""
    page, form = person_page_or_404(team_or_404(me(), course, cohort)[1], person), ExcuseForm()
    if form.requirement.data not in page.keys:
        abort(400)
    if not form.validate_on_submit():
        shown = {"page": page, "form": form, "button": PressForm(formdata=None), "asked": form.requirement.data}
        return render_template("teaching/person.html", **shown), 400
    excusing.excuse(person, course, form.requirement.data, form.reason.data or "", me().id, clock.now())
    db.session.commit()
    flash(gettext("%(name)s is excused from it, and can read why.", name=page.person.name), "info")
    return redirect(_address(course, cohort, person))


@blueprint.post("/teach/<course>/teams/<cohort>/people/<int:person>/end")
@audience(INSTRUCTOR)
def end_excuse(course: str, cohort: str, person: int) -> ResponseReturnValue:
    """Ask for a requirement again."""
    person_page_or_404(team_or_404(me(), course, cohort)[1], person)
    if not PressForm().validate_on_submit():
        abort(400)
    if excusing.end(person, course, request.form.get("requirement", ""), me().id, clock.now()):
        flash(gettext("It is asked for again. Certificates that were issued stay valid."), "info")
    db.session.commit()
    return redirect(_address(course, cohort, person))


def _address(course: str, cohort: str, person: int) -> str:
    return url_for("teaching.person", course=course, cohort=cohort, person=person)
