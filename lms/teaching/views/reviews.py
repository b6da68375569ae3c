"""What waits for a review, and reviewing one work."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.accounts.roles import INSTRUCTOR
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db
from lms.practice.handing_out import file_answer
from lms.practice.opined import points_given, words_beside
from lms.practice.reviewing import NotWaiting, Opinion, review
from lms.teaching.forms import ReviewForm
from lms.teaching.reviews import Desk, desk_or_404, queue
from lms.teaching.views import blueprint


@blueprint.get("/teach/works")
@audience(INSTRUCTOR)
def waiting() -> ResponseReturnValue:
    """What waits for a review, the oldest first."""
    return render_template("teaching/works.html", lines=queue(me(), clock.now()), now=clock.now())


@blueprint.route("/teach/works/<int:work>", methods=["GET", "POST"])
@audience(INSTRUCTOR)
def work(work: int) -> ResponseReturnValue:
    """One work: read it, and say what one thinks of it."""
    desk, form = desk_or_404(me(), work), ReviewForm()
    opinion = _opinion(desk, form) if form.is_submitted() else None
    problem = gettext("Please give points in every row.") if form.is_submitted() and opinion is None else ""
    if form.validate_on_submit() and opinion is not None:
        try:
            review(desk.work, desk.exercise, opinion, me().id, clock.now())
            db.session.commit()
            flash(gettext("Thank you. %(name)s sees it now.", name=desk.name), "info")
            return redirect(url_for("teaching.waiting"))
        except NotWaiting:
            db.session.rollback()
            flash(gettext("It was taken back, or somebody else has reviewed it meanwhile."), "info")
            return redirect(url_for("teaching.waiting"))
    page = render_template("teaching/work.html", desk=desk, form=form, typed=request.form, problem=problem)
    return page, 400 if form.errors or problem else 200


@blueprint.get("/teach/works/<int:work>/files/<file>")
@audience(INSTRUCTOR)
def work_file(work: int, file: str) -> ResponseReturnValue:
    """A file of a work that I may review."""
    desk = desk_or_404(me(), work)
    found = next((each for each in desk.told.files if str(each.uuid) == file), None)
    return file_answer(found if found is not None else abort(404))


def _opinion(desk: Desk, form: ReviewForm) -> Opinion | None:
    """What the form says; None where points are missing or other than the rubric's."""
    points = points_given(desk.exercise, request.form)
    if points is None:
        return None
    beside = words_beside(desk.told.places, request.form)
    return Opinion(points, form.passed.data == "yes", (form.words.data or "").strip(), beside)
