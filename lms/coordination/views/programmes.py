"""The coordinator's programmes: the list with their teams, making one, changing it, sharing it with a colleague."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from lms.accounts import queries as accounts
from lms.accounts import throttling
from lms.accounts.access import me
from lms.accounts.roles import COORDINATOR, INSTRUCTOR
from lms.accounts.rules import normal_email
from lms.cohorts import access, forming, programmes
from lms.cohorts import queries as cohorts
from lms.cohorts.rules import COLLEAGUE_LIMIT
from lms.coordination import arranging, desk
from lms.coordination.forms import ColleagueForm, ProgrammeForm
from lms.coordination.views import blueprint
from lms.kit import clock, errors
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.i18n import current_language, default_zone


@blueprint.get("/coordinate")
@audience(COORDINATOR)
def teams() -> ResponseReturnValue:
    """My programmes and their teams."""
    sections = desk.sections(programmes.run_by(me().id), clock.now())
    titles = desk.course_titles(current_language())
    return render_template("coordination/desk.html", sections=sections, titles=titles, now=clock.now())


@blueprint.route("/coordinate/programmes/new", methods=["GET", "POST"])
@audience(COORDINATOR)
def new_programme() -> ResponseReturnValue:
    """Make a programme."""
    form = ProgrammeForm(time_zone=me().time_zone or default_zone())
    if form.validate_on_submit() and _is_free(form, None):
        try:
            programme = arranging.make_programme(_agreement(form), me().id, clock.now())
            db.session.commit()
            return redirect(url_for("coordination.programme", programme=programme.id))
        except IntegrityError:
            _say_taken(form)
    return render_template("coordination/programme_form.html", form=form, programme=None), 400 if form.errors else 200


@blueprint.get("/coordinate/programmes/<int:programme>")
@audience(COORDINATOR)
def programme(programme: int) -> ResponseReturnValue:
    """One programme: what was agreed, its teams, who runs it."""
    run = programmes.run(access.own_programme_or_404(me(), programme).id)
    section = desk.sections([run], clock.now())[0]
    colleagues, titles = programmes.coordinators_of(run.id), desk.course_titles(current_language())
    return render_template(
        "coordination/programme.html", section=section, colleagues=colleagues, titles=titles, now=clock.now(),
        waiting=desk.works_waiting(run.id),
    )  # fmt: skip


@blueprint.route("/coordinate/programmes/<int:programme>/change", methods=["GET", "POST"])
@audience(COORDINATOR)
def change_programme(programme: int) -> ResponseReturnValue:
    """Change what was agreed."""
    found = access.own_programme_or_404(me(), programme)
    form = ProgrammeForm(obj=found)
    if form.validate_on_submit() and _is_free(form, programme):
        try:
            arranging.change_programme(found, _agreement(form), me().id, clock.now())
            db.session.commit()
            flash(gettext("Saved."), "info")
            return redirect(url_for("coordination.programme", programme=programme))
        except IntegrityError:
            _say_taken(form)
    return render_template(
        "coordination/programme_form.html", form=form, programme=programme
    ), 400 if form.errors else 200


@blueprint.route("/coordinate/programmes/<int:programme>/colleagues", methods=["GET", "POST"])
@audience(COORDINATOR)
def add_colleague(programme: int) -> ResponseReturnValue:
    """Let a coordinator run the programme too, or an instructor teach its teams.

    Who is neither is told of in the same words as who is not here.
    """
    found, form = access.own_programme_or_404(me(), programme), ColleagueForm()
    if form.validate_on_submit():
        seconds = throttling.count_try("colleague", str(me().id), COLLEAGUE_LIMIT, clock.now())
        db.session.commit()
        if seconds:
            return errors.wait(seconds)
        colleague = accounts.open_account(normal_email(form.email.data or ""))
        if colleague is not None and colleague.roles & {COORDINATOR.name, INSTRUCTOR.name}:
            arranging.share_programme(found, colleague.id, me().id, clock.now())
            db.session.commit()
            flash(_welcome(colleague.name, COORDINATOR.name in colleague.roles), "info")
            return redirect(url_for("coordination.programme", programme=programme))
        form.email.errors = [_nobody()]
    return render_template("coordination/colleague.html", form=form, programme=found), 400 if form.errors else 200


@blueprint.post("/coordinate/programmes/<int:programme>/colleagues/<int:person>/out")
@audience(COORDINATOR)
def take_out_colleague(programme: int, person: int) -> ResponseReturnValue:
    """Let a colleague no longer work in the programme. Nobody takes themselves out: somebody always runs it."""
    found = access.own_programme_or_404(me(), programme)
    names = {one.person_id: one.name for one in programmes.coordinators_of(found.id)}
    if person not in names or person == me().id:
        abort(404)
    arranging.take_out(found, person, me().id, clock.now())
    db.session.commit()
    flash(gettext("%(name)s no longer works in this programme. You can add them again.", name=names[person]), "info")
    return redirect(url_for("coordination.programme", programme=programme))


def _welcome(name: str, runs_it: bool) -> str:
    if runs_it:
        return str(gettext("%(name)s runs this programme too.", name=name))
    return str(gettext("%(name)s teaches the teams of this programme.", name=name))


def _nobody() -> str:
    return str(
        gettext(
            "We know no coordinator or instructor with this address. Please check each letter. "
            "A system administrator can give somebody the role."
        )
    )


def _agreement(form: ProgrammeForm) -> forming.Agreement:
    return forming.Agreement(
        public_name=form.public_name.data or "",
        inner_name=form.inner_name.data or "",
        time_zone=form.time_zone.data,
        starts_on=form.starts_on.data,  # type: ignore[arg-type]  # The form was valid, so there is a day.
        ends_on=form.ends_on.data,  # type: ignore[arg-type]  # As above.
    )


def _is_free(form: ProgrammeForm, except_for: int | None) -> bool:
    """Whether no other programme has the inner name; if one has, the field says so."""
    if not cohorts.inner_name_is_taken(form.inner_name.data or "", except_for):
        return True
    _say_taken(form)
    return False


def _say_taken(form: ProgrammeForm) -> None:
    db.session.rollback()
    form.inner_name.errors = [
        gettext("Another programme has this inner name already. Please add something, such as the year.")
    ]
