"""Inviting by mail."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.accounts.roles import COORDINATOR
from lms.cohorts import access, rules
from lms.coordination import desk, inviting
from lms.coordination.desk import TeamPage
from lms.coordination.forms import LettersForm
from lms.coordination.rules import short
from lms.coordination.views import blueprint
from lms.kit import clock, errors, outbox
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.i18n import current_language


@blueprint.route("/coordinate/teams/<cohort>/letters", methods=["GET", "POST"])
@audience(COORDINATOR)
def letters(cohort: str) -> ResponseReturnValue:
    """Send the invitation to addresses."""
    page = desk.team_page(access.run_team_or_404(me(), cohort), clock.now())
    if page.line.entry != "open" or not outbox.can_send():
        return redirect(url_for("coordination.team", cohort=cohort))
    form = LettersForm(language=current_language())
    if form.validate_on_submit():
        return _send(page, rules.addresses_in(form.addresses.data or ""), form.language.data)
    return render_template("coordination/letters.html", form=form, page=page), 400 if form.errors else 200


def _send(page: TeamPage, addresses: list[str], language: str) -> ResponseReturnValue:
    """Count the letters and post them, or say how long to wait; the count stays either way."""
    at, actor = clock.now(), me()
    try:
        inviting.count(addresses, actor.id, at)
    except inviting.TooManyLetters as error:
        db.session.commit()
        return errors.wait(error.seconds)
    team, invite = page.line.team, page.line.invite
    if invite is not None:
        course = desk.course_titles(language).get(team.course, "")
        told = inviting.Invitation(team.code, team.name, course, actor.display_name, invite.code, invite.last_day)
        inviting.post(told, addresses, language, actor.id, at)
    db.session.commit()
    for address in addresses:
        flash(gettext("A letter is on its way to %(address)s.", address=short(address)), "success")
    return redirect(url_for("coordination.team", cohort=team.code))
