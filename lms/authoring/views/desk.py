"""The list of courses somebody works on, one course's page, and who else works on it."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import auditing, throttling
from lms.accounts import queries as accounts
from lms.accounts.access import me
from lms.accounts.auditing import Deed
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.accounts.rules import Limit, normal_email
from lms.authoring import desk
from lms.authoring.access import mine_only, work_or_404
from lms.authoring.forms import AuthorForm, RemoveForm
from lms.authoring.views import blueprint
from lms.catalog import sources, sourcing
from lms.kit import clock, errors
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.i18n import current_language

AUTHOR_LIMIT = Limit(tries=20, window=timedelta(hours=1))
"""Addresses tried as another author's, so that nobody finds out by trying who is here."""


@blueprint.get("/author")
@audience(INSTRUCTOR, ADMIN)
def courses() -> ResponseReturnValue:
    """The courses I work on."""
    return render_template("authoring/courses.html", entries=desk.entries(mine_only(me()), current_language()))


@blueprint.get("/author/<course>")
@audience(INSTRUCTOR, ADMIN)
def course(course: str) -> ResponseReturnValue:
    """One course: its versions, what people read, and who changed it."""
    shown = desk.course_desk(work_or_404(me(), course), current_language())
    return render_template("authoring/course.html", desk=shown)


@blueprint.route("/author/<course>/authors", methods=["GET", "POST"])
@audience(INSTRUCTOR, ADMIN)
def authors(course: str) -> ResponseReturnValue:
    """Who works on a course; letting an instructor more do so. Who is none is told of in the same words as who is not here."""
    work, form = work_or_404(me(), course), AuthorForm()
    if form.validate_on_submit():
        seconds = throttling.count_try("author", str(me().id), AUTHOR_LIMIT, clock.now())
        db.session.commit()
        if seconds:
            return errors.wait(seconds)
        if _add(work.course, normal_email(form.email.data or "")):
            return redirect(url_for("authoring.authors", course=course))
        form.email.errors = [_no_instructor()]
    people = sources.authors(course)
    page = render_template("authoring/authors.html", form=form, work=work, people=people, button=RemoveForm())
    return page, 400 if form.errors else 200


def _add(course: str, email: str) -> bool:
    found = accounts.open_account(email)
    if found is None or INSTRUCTOR.name not in found.roles:
        return False
    if sourcing.add_author(course, found.id, clock.now()):
        deed = Deed("course.author_added", auditing.about(found.id), {"course": course})
        auditing.write(me().id, deed, clock.now())
    db.session.commit()
    flash(gettext("%(name)s works on this course too.", name=found.name), "info")
    return True


def _no_instructor() -> str:
    return str(
        gettext(
            "We know no instructor with this address. Please check each letter. "
            "A system administrator can give somebody the role of instructor."
        )
    )


@blueprint.post("/author/<course>/authors/remove")
@audience(INSTRUCTOR, ADMIN)
def remove_author(course: str) -> ResponseReturnValue:
    """Take somebody off a course. The last author stays, since nobody else could let anybody in."""
    work, form = work_or_404(me(), course), RemoveForm()
    people = {each.person_id: each.name for each in sources.authors(work.course)}
    if not form.validate_on_submit() or form.person.data not in people:
        abort(400)
    if len(people) == 1:
        flash(gettext("A course needs an author. Please add somebody else first."), "care")
        return redirect(url_for("authoring.authors", course=course))
    sourcing.remove_author(work.course, form.person.data)
    deed = Deed("course.author_removed", auditing.about(form.person.data), {"course": course})
    auditing.write(me().id, deed, clock.now())
    db.session.commit()
    flash(gettext("%(name)s no longer works on this course.", name=people[form.person.data]), "info")
    still_mine = sources.course_number(course, mine_only(me())) is not None
    return redirect(url_for("authoring.authors", course=course) if still_mine else url_for("authoring.courses"))
