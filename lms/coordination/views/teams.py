"""The coordinator's teams: making one, looking at it, giving it another name."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.accounts.roles import COORDINATOR
from lms.cohorts import access
from lms.coordination import arranging, desk, qr
from lms.coordination.forms import TeamForm, TeamNameForm
from lms.coordination.views import blueprint
from lms.kit import clock, outbox
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.forms import choices
from lms.kit.i18n import current_language
from lms.kit.outward import outward


@blueprint.route("/coordinate/programmes/<int:programme>/teams/new", methods=["GET", "POST"])
@audience(COORDINATOR)
def new_team(programme: int) -> ResponseReturnValue:
    """Make a team in a programme."""
    found, form = access.own_programme_or_404(me(), programme), TeamForm()
    titles = desk.course_titles(current_language())
    form.course.choices = choices(titles.items())
    if form.validate_on_submit():
        team = arranging.make_team(found, form.course.data, form.name.data or "", me().id, clock.now())
        db.session.commit()
        return redirect(url_for("coordination.team", cohort=team.code))
    page = render_template("coordination/team_form.html", form=form, programme=found, has_courses=bool(titles))
    return page, 400 if form.errors else 200


@blueprint.get("/coordinate/teams/<cohort>")
@audience(COORDINATOR)
def team(cohort: str) -> ResponseReturnValue:
    """One team: who is in it, and its invitation."""
    page = desk.team_page(access.run_team_or_404(me(), cohort), clock.now())
    invite = page.line.invite
    link = outward(f"{current_app.config['PUBLIC_URL']}/join/{invite.code}") if invite else ""
    return render_template(
        "coordination/team.html",
        page=page,
        titles=desk.course_titles(current_language()),
        link=link,
        drawn=qr.svg(link) if page.line.entry == "open" else "",
        can_send=outbox.can_send(),
    )


@blueprint.route("/coordinate/teams/<cohort>/name", methods=["GET", "POST"])
@audience(COORDINATOR)
def rename_team(cohort: str) -> ResponseReturnValue:
    """Give a team another name."""
    found = access.run_team_or_404(me(), cohort)
    form = TeamNameForm(obj=found)
    if form.validate_on_submit():
        arranging.rename_team(found, form.name.data or "", me().id, clock.now())
        db.session.commit()
        flash(gettext("Saved."), "info")
        return redirect(url_for("coordination.team", cohort=cohort))
    return render_template("coordination/rename.html", form=form, team=found), 400 if form.errors else 200
